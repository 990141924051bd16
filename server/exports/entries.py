"""What people wrote in their own words, and what the moderators made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from server.domain.counts import NOTE, PEOPLE
from server.domain.kind import AnyKind, Entry
from server.domain.messages import Message, message, plural
from server.domain.snapshot import RoundData
from server.domain.text import clean, direction, fold
from server.domain.workshop import Ballot, Poll
from server.exports.parts import Author, EntryPart, Theme
from server.exports.passages import Passages
from server.exports.telling import Teller


def themes(
    entries: Sequence[Entry], names: Mapping[str, str], teller: Teller, authors: Mapping[str, Author]
) -> tuple[Theme, ...]:
    """The entries by theme, the largest theme first and those without one at the end; the most supported lead.

    `authors` are those whom the ballot lets a document name, by the id of what they wrote.
    """
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: -entry.upvotes):
        groups.setdefault(entry.theme, []).append(entry)
    order = sorted(groups, key=lambda theme: (not theme, -len(groups[theme])))
    return tuple(
        Theme(clean(names.get(theme, theme)), tuple(_entry(entry, teller, authors) for entry in groups[theme]))
        for theme in order
    )


def unjoined(entries: Sequence[Entry], poll: Poll, kind: AnyKind) -> Sequence[Entry]:
    """The texts in an order that says nothing about when they came, where the ballot promises to name nobody.

    The same people may have written to two polls one after the other: in the order of arrival the two lists would join.
    Their times go as well, for the table of the result is in their order.
    Questions from the floor keep theirs; whoever asks is heard asking.
    """
    if poll.settings.ballot in (Ballot.RECORDED, Ballot.OPEN) or kind.additions(poll.definition):
        return entries
    return [replace(one, at=0) for one in sorted(entries, key=lambda entry: (fold(entry.text), entry.text))]


def _entry(entry: Entry, teller: Teller, authors: Mapping[str, Author]) -> EntryPart:
    notes: list[Message] = []
    if entry.upvotes:
        notes.append(plural("Supported by %(n)s person", "Supported by %(n)s people", entry.upvotes))
    if entry.to:
        notes.append(message("To %(name)s", name=entry.to))
    if entry.answered:
        notes.append(message("Answered in the room"))
    text = clean(entry.text)
    author = authors.get(entry.id)
    told = [*([author.told] if author else []), *map(teller.say, notes)]
    return EntryPart(text, entry.upvotes, direction(text), " · ".join(told), entry.id, author=author)


def answered(told: Sequence[Theme], poll: Poll, round_: int, kind: AnyKind, passages: Passages) -> tuple[Theme, ...]:
    """The questions from the floor with the answers that staff wrote down; other texts have none."""
    if not kind.additions(poll.definition):
        return tuple(told)
    label = message("Answer given")
    return tuple(
        replace(
            theme,
            entries=tuple(
                replace(one, answer=passages.paragraphs(f"answer:{poll.id}.{round_}.{one.id}", label))
                for one in theme.entries
            ),
        )
        for theme in told
    )


def gathered(told: Sequence[Theme], teller: Teller) -> tuple[Theme, ...]:
    """The themes with what a document prints of them: texts that differ at most in their writing are one."""
    return tuple(replace(theme, printed=_alike(theme.entries, teller)) for theme in told)


def _alike(entries: Sequence[EntryPart], teller: Teller) -> tuple[EntryPart, ...]:
    """Only texts of which nothing else is said are joined: a question has its own supporters and its own answer."""
    found: dict[str, list[EntryPart]] = {}
    for place, entry in enumerate(entries):
        key = f"{place}" if entry.note or entry.answer else f"={fold(entry.text)}"
        found.setdefault(key, []).append(entry)
    alike = sorted(found.values(), key=lambda same: (-same[0].upvotes, -len(same)))
    return tuple(
        replace(same[0], times=len(same), note=_times(len(same), teller)) if len(same) > 1 else same[0]
        for same in alike
    )


def _times(n: int, teller: Teller) -> str:
    # The two words stay on one line.
    return teller.say(message("%(n)s times", n=teller.language.number(n))).replace(" ", "\N{NO-BREAK SPACE}")


def moderated(data: RoundData, kind: AnyKind, teller: Teller) -> tuple[str, ...]:
    """What moderators took out or joined, in numbers."""
    decisions = data.decisions
    fields = {name.partition(NOTE)[0] for name in data.counts if name != PEOPLE}
    subjects = {field for field in fields if kind.moderated(field)}
    if kind.lists:
        subjects |= {entry.id for entry in data.entries}
    hidden = sum(1 for one in subjects if one in decisions.hidden)
    held = sum(1 for one in subjects if decisions.held(one))
    joined = sum(1 for one in subjects if decisions.root(one) != one)
    sentences = []
    if hidden:
        sentences.append(
            plural("%(n)s entry hidden by the moderators.", "%(n)s entries hidden by the moderators.", hidden)
        )
    if held:
        sentences.append(plural("%(n)s entry not released yet.", "%(n)s entries not released yet.", held))
    if joined:
        sentences.append(
            plural(
                "%(n)s entry counted with another one by the moderators.",
                "%(n)s entries counted with others by the moderators.",
                joined,
            )
        )
    return tuple(map(teller.say, sentences))
