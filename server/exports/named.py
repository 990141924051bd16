"""Who answered what, for the ballots that say so before anybody answers: recorded and open ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from server.domain.kind import Answer, AnyKind, Definition
from server.domain.language import Language
from server.domain.messages import message
from server.domain.snapshot import RoundData, Said, Snapshot
from server.domain.table import Column
from server.domain.text import clean, one_line
from server.domain.workshop import Ballot, Poll
from server.exports import grid
from server.exports.parts import Named, NamedLine
from server.exports.telling import Teller
from server.exports.words import Words

# What the server adds to an answer of a kind that is timed.
TIMES = frozenset({"elapsed", "limit"})


def gather(
    poll: Poll, data: RoundData, snapshot: Snapshot, kind: AnyKind, teller: Teller, words: Words
) -> Named | None:
    """A line for each answer, in the order of the roster; None where the ballot joins no names and answers."""
    if poll.settings.ballot not in (Ballot.RECORDED, Ballot.OPEN) or not data.said:
        return None
    if kind.background and not kind.lists:
        return None  # A hand that is up when the poll closes says nothing that belongs in a record.
    order = {one.id: place for place, one in enumerate(snapshot.workshop.delegations)}
    lines = [
        NamedLine(
            one.delegation, _delegation(one, snapshot, teller, words), clean(one.name), _marked(one, text, teller)
        )
        for one in sorted(data.said, key=lambda one: order.get(one.delegation, len(order)))
        if (text := in_words(kind, poll.definition, one.answer, one.unseen, teller.language))
    ]
    if not lines:
        return None
    names = any(line.name for line in lines)
    titles = [words.delegation, *([words.name] if names else []), words.answer]
    rows = [[line.who, *([line.name] if names else []), line.answer] for line in lines]
    table = grid.make(titles, [Column.LABEL] * len(titles), rows, teller.language)
    return Named(teller.say(message("Who answered what")), tuple(lines), table)


def in_words(kind: AnyKind, definition: Definition, answer: Answer, unseen: frozenset[str], language: Language) -> str:
    """An answer as people read it: its options by their texts, its numbers by what they are about, no addresses.

    What the server added to it is left out, and of a question or text that nobody may see, all of it.
    """
    written = [one.text for one in kind.written(definition, answer)]
    if kind.lists and unseen.issuperset(written):
        return ""
    form = kind.form(definition, language)
    fields = {str(one["name"]): one for one in _listed(form) if "type" in one}
    known = _texts(_listed(form))
    told: dict[str, list[str]] = {}
    for name, values in answer.fields.items():
        field = fields.get(name, {})
        if field.get("type") == "email" or (kind.timed and name in TIMES):
            continue
        about = str(field.get("label", "")) or known.get(name.partition(".")[2], "")
        texts = _texts(field["options"]) | _consent(language) if field else {} if about else known
        told.setdefault(about, []).extend(one_line(texts.get(value, value)) for value in values if value not in unseen)
    # What is consented to is a sentence; its full stop does not stand before the colon.
    parts = [
        language.say(message("%(option)s: %(n)s", option=about.removesuffix("."), n=", ".join(values)))
        if about
        else ", ".join(values)
        for about, values in told.items()
        if values
    ]
    return clean("; ".join(parts))


def _listed(form: Mapping[str, object]) -> Iterator[Mapping[str, Any]]:
    """Whatever a form lists: options, statements, items, fields."""
    for listed in form.values():
        if isinstance(listed, Sequence):
            yield from (one for one in listed if isinstance(one, Mapping))


def _texts(listed: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Id → text of what is listed."""
    return {str(one["id"]): str(one.get("text") or one["id"]) for one in listed if "id" in one}


def _consent(language: Language) -> dict[str, str]:
    return {"yes": language.say(message("Yes")), "no": language.say(message("No"))}


def _delegation(one: Said, snapshot: Snapshot, teller: Teller, words: Words) -> str:
    delegation = snapshot.workshop.delegation(one.delegation)
    return teller.text(delegation.name) if delegation else one.delegation or words.no_delegation


def _marked(one: Said, text: str, teller: Teller) -> str:
    """The answer, and whether the clerk entered it."""
    return teller.say(message("%(answer)s (entered by the clerk)", answer=text)) if one.clerk else text
