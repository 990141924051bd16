"""Who answered what, for the ballots that say so before anybody answers: recorded and open ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from server.domain.kind import Answer, AnyKind, Definition
from server.domain.language import Language
from server.domain.messages import message
from server.domain.phrasing import Phrasing
from server.domain.snapshot import RoundData, Said, Snapshot
from server.domain.table import Column
from server.domain.text import clean
from server.domain.workshop import Ballot, Poll
from server.exports import grid, record, roll
from server.exports.answer_rows import AnswerRows
from server.exports.parts import Author, Named, NamedLine
from server.exports.telling import Teller
from server.exports.words import Words

NAMING = frozenset({Ballot.RECORDED, Ballot.OPEN})


def gather(
    poll: Poll, data: RoundData, snapshot: Snapshot, kind: AnyKind, teller: Teller, words: Words
) -> Named | None:
    """A line for each answer, in the order of the roster; None where the ballot joins no names and answers."""
    if poll.settings.ballot not in NAMING or not data.said:
        return None
    if _unsaid(kind):
        return None
    order = {one.id: place for place, one in enumerate(snapshot.workshop.delegations)}
    lines, fields = [], []
    votes = []
    phrasing = Phrasing(kind, poll.definition, teller.language)
    for one in sorted(data.said, key=lambda one: order.get(one.delegation, len(order))):
        told = phrasing.told(one.answer, one.unseen)
        if text := phrasing.joined(told):
            who = _delegation(one, snapshot, teller, words)
            lines.append(NamedLine(one.delegation, who, clean(one.name), _marked(one, text, teller)))
            votes.append((one, replace(lines[-1], who=_marked(one, who, teller))))
            fields.append({about: clean(", ".join(values)) for about, values in told.items() if values})
    if not lines:
        return None
    names = any(line.name for line in lines)
    titles = [words.delegation, *([words.name] if names else []), words.answer]
    rows = [[line.who, *([line.name] if names else []), line.answer] for line in lines]
    table = grid.make(titles, [Column.LABEL] * len(titles), rows, teller.language)
    title = teller.say(message("Answers by name"))
    if kind.lists:
        return Named(title, tuple(lines), table)
    if record.is_vote(poll, kind):
        voted = record.groups(poll, votes, snapshot, kind, teller)
        return Named(teller.say(message("Recorded vote")), tuple(lines), table, voted)
    groups = roll.groups(lines, teller.language)
    if len(lines) > roll.most(lines, gathered=bool(groups)):
        return Named(title, tuple(lines), table, note=roll.elsewhere(len(lines), teller.language))
    printed = None if groups else roll.table(lines, fields, words, teller.language)
    return Named(title, tuple(lines), table, groups, printed)


def authors(
    poll: Poll, data: RoundData, snapshot: Snapshot, kind: AnyKind, teller: Teller, words: Words
) -> Mapping[str, Author]:
    """Who wrote each entry that a document lists, by its id, where the ballot says so: delegation, and any name."""
    found: dict[str, Author] = {}
    if kind.lists and poll.settings.ballot in NAMING:
        for one in data.said:
            delegation = _delegation(one, snapshot, teller, words)
            name = clean(one.name)
            who = teller.say(message("%(name)s, %(role)s", name=name, role=delegation)) if name else delegation
            found |= dict.fromkeys(one.entries, Author(one.delegation, name, clean(who)))
    return found


def rows(
    poll: Poll, data: RoundData, snapshot: Snapshot, kind: AnyKind, teller: Teller, words: Words
) -> AnswerRows | None:
    """Answer by answer, where the ballot allows it."""
    said = data.said if poll.settings.ballot in NAMING else data.rows
    if poll.settings.ballot is Ballot.SECRET or not said or _unsaid(kind):
        return None
    phrasing = Phrasing(kind, poll.definition, teller.language)
    return AnswerRows(said, phrasing, lambda one: _delegation(one, snapshot, teller, words))


def _unsaid(kind: AnyKind) -> bool:
    """A hand that is up when the poll closes says nothing that belongs in a record."""
    return kind.background and not kind.lists


def in_words(kind: AnyKind, definition: Definition, answer: Answer, unseen: frozenset[str], language: Language) -> str:
    """An answer as people read it: its options by their texts, its numbers by what they are about, no addresses.

    What the server added to it is left out, and of a question or text that nobody may see, all of it.
    """
    phrasing = Phrasing(kind, definition, language)
    return phrasing.joined(phrasing.told(answer, unseen))


def _delegation(one: Said, snapshot: Snapshot, teller: Teller, words: Words) -> str:
    delegation = snapshot.workshop.delegation(one.delegation)
    name = teller.text(delegation.name) if delegation else one.delegation or words.no_delegation
    agent = snapshot.workshop.delegation(one.agent) if one.agent else None
    if agent is None:
        return name
    return teller.say(message("%(holder)s (by proxy: %(agent)s)", holder=name, agent=teller.text(agent.name)))


def _marked(one: Said, text: str, teller: Teller) -> str:
    """The answer, and whether the clerk entered it."""
    return teller.say(message("%(answer)s (entered by the clerk)", answer=text)) if one.clerk else text
