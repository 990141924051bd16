"""Compares what was acknowledged with what the server says is stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from server.domain.clerk import WHERE, How
from server.domain.counts import NOTE, OBSERVER, PEOPLE, REACTION, SEGMENT, add, by_segment, subtract, with_segments
from server.domain.kind import AnyKind
from server.domain.observers import conceals
from server.domain.seat import Attendance, Seat, segments
from server.domain.segments import ANSWER, ATTENDANCE, CLERK, DELEGATION, name_in, segment
from server.domain.weighing import weighed
from server.domain.workshop import Ballot, Settings, Workshop
from server.rehearsal.ledger import Entry, Kept, Ledger, RoundKey


@dataclass(slots=True)
class Stored:
    """The counts of every round as results.json showed them last; it shows the last round of each poll only.

    They are written as the store has them: people under "", and a segment in front of its fields.
    """

    rounds: dict[RoundKey, dict[str, int]] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)

    def see(self, results: Mapping[str, Any]) -> None:
        """Take in results.json."""
        for line in results.get("polls", ()):
            if not line["round"]:
                continue
            counts = {**line["counts"], PEOPLE: line["people"]}
            for part, fields in line["segments"].items():
                counts |= {f"{part}{SEGMENT}{name}": n for name, n in fields.items()}
            self.rounds[line["poll"], line["round"]] = counts
            self.last[line["poll"]] = line["round"]


@dataclass(frozen=True, slots=True)
class Recount:
    """`expected` and `stored` are numbers of answers, `differences` whole sentences, empty when both agree.

    `past` counts the rounds that were over before anybody could compare them.
    """

    expected: int
    stored: int
    differences: Sequence[str]
    past: int = 0


def recount(
    workshop: Workshop | None, kinds: Mapping[str, AnyKind], ledger: Ledger, before: Stored, after: Stored
) -> Recount:
    """Every round that somebody answered, field by field and segment by segment.

    What real people answered before does not disturb. Without the workshop, only people are compared.
    """
    differences: list[str] = []
    expected = found = past = 0
    for key in sorted({*ledger.kept, *ledger.entered}):
        poll, round_ = key
        if key not in after.rounds and after.last.get(poll, 0) > round_:
            past += 1
            continue
        kept = list(ledger.kept.get(key, {}).values())
        entered = ledger.entered.get(key, [])
        here = subtract(after.rounds.get(key, {}), before.rounds.get(key, {}))
        settings = workshop.polls[poll].settings if workshop is not None else Settings()
        one_each = settings.by == "delegation"
        people = len({one.person.delegation or one.person.number for one in kept}) if one_each else len(kept)
        people += sum(entry.people for entry in entered)
        expected += people
        found += here.get(PEOPLE, 0)
        name = f"Poll {poll}, round {round_}"
        if here.get(PEOPLE, 0) != people:
            differences.append(f"{name}: {people} answers acknowledged, {here.get(PEOPLE, 0)} stored.")
        # Of several people of a delegation the last one counts, which the people themselves cannot know.
        if workshop is not None and not one_each:
            kind = kinds[workshop.polls[poll].kind]
            sent = [_counts(workshop, kind, poll, one) for one in kept]
            sent += [_entry(workshop, kind, poll, one) for one in entered]
            few = conceals(workshop.polls[poll], kind)
            apart = {ANSWER, DELEGATION} if settings.ballot is Ballot.ANONYMOUS else {ANSWER}
            differences += _compare(name, _told(add(*sent), few=few), _told(here, few=few), apart)
    return Recount(expected, found, differences, past)


def _counts(workshop: Workshop, kind: AnyKind, poll: str, kept: Kept) -> dict[str, int]:
    definition = workshop.polls[poll].definition
    person = kept.person
    seat = Seat(person.number, person.delegation, Attendance(person.attendance), person.language)
    answer = kind.accept(definition, kept.fields)
    # Of a secret ballot no part of the room is counted, so that no group can give its members away.
    secret = workshop.polls[poll].settings.ballot is Ballot.SECRET
    parts = segments(workshop, seat)
    counts = weighed(workshop, kind, definition, kind.counts(definition, answer), parts)
    return with_segments(counts, () if secret else parts)


def _entry(workshop: Workshop, kind: AnyKind, poll: str, entry: Entry) -> dict[str, int]:
    """What the clerk's totals add. Where delegations answer as one, only people are compared."""
    definition = workshop.polls[poll].definition
    secret = workshop.polls[poll].settings.ballot is Ballot.SECRET
    parts = (segment(CLERK, entry.how), segment(ATTENDANCE, WHERE[How(entry.how)]))
    counts = [
        {name: n * people for name, n in kind.counts(definition, kind.accept(definition, {"option": [option]})).items()}
        for option, people in entry.said.items()
    ]
    return with_segments(add(*counts), () if secret else parts)


def _told(counts: Mapping[str, int], *, few: bool) -> Mapping[str, int]:
    """What results.json says of counts. `few`: it may keep back what observers answered, of whom there may be few."""
    if not few:
        return counts
    return {
        name: n
        for name, n in counts.items()
        if not (mark := name.rpartition(SEGMENT)[2]).startswith(OBSERVER) or mark == OBSERVER
    }


def _compare(name: str, expected: Mapping[str, int], found: Mapping[str, int], apart: Collection[str]) -> list[str]:
    """Field by field, but for the segments that stand apart.

    What somebody answered in an earlier poll is a segment that the server alone adds; of an anonymous ballot
    results.json leaves out small delegations, which `verify` recounts from the log.
    """
    differences = []
    mine, theirs = by_segment(expected), by_segment(found)
    for part in sorted(name for name in {*mine, *theirs} if not any(name_in((name,), sort) for sort in apart)):
        one, other = mine.get(part, {}), theirs.get(part, {})
        for key in sorted({*one, *other} - {PEOPLE}):
            # Reactions are counted as they come, without a receipt, and are nobody's answer.
            if NOTE in key or (key.startswith(REACTION) and key not in one):
                continue
            if one.get(key, 0) != other.get(key, 0):
                place = f"{name}, {part or 'all'}, {key}"
                differences.append(f"{place}: {one.get(key, 0)} acknowledged, {other.get(key, 0)} stored.")
    return differences
