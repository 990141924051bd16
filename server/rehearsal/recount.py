"""Compares what was acknowledged with what the server says is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.domain.counts import NOTE, PEOPLE, SEGMENT, add, by_segment, subtract, with_segments
from server.domain.kind import AnyKind
from server.domain.seat import Attendance, Seat, segments
from server.domain.workshop import Workshop
from server.rehearsal.ledger import Kept, Ledger, RoundKey

Stored = Mapping[RoundKey, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Recount:
    """`expected` and `stored` are numbers of answers, `differences` whole sentences, empty when both agree."""

    expected: int
    stored: int
    differences: Sequence[str]


def recount(
    workshop: Workshop,
    kinds: Mapping[str, AnyKind],
    ledger: Ledger,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> Recount:
    """Every round that somebody answered, field by field and segment by segment.

    `before` and `after` are results.json at the two moments; what real people answered before does not disturb.
    """
    differences: list[str] = []
    was, now = stored(before), stored(after)
    expected_people = stored_people = 0
    for key in sorted({*ledger.kept, *now}):
        poll = workshop.polls.get(key[0])
        if poll is None:
            differences.append(f"Poll {key[0]}: it is not in the agenda.")
            continue
        kept = ledger.kept.get(key, {}).values()
        one_each = poll.settings.by == "delegation"
        people = len({one.person.delegation or one.person.number for one in kept}) if one_each else len(kept)
        found = subtract(now.get(key, {}), was.get(key, {}))
        expected_people += people
        stored_people += found.get(PEOPLE, 0)
        if found.get(PEOPLE, 0) != people:
            differences.append(f"{_name(key)}: {people} answers acknowledged, {found.get(PEOPLE, 0)} stored.")
        # Of several people of a delegation the last one counts, which the people themselves cannot know.
        if not one_each:
            expected = add(*(_counts(workshop, kinds[poll.kind], key[0], one) for one in kept))
            differences += _compare(_name(key), expected, found)
    return Recount(expected_people, stored_people, differences)


def stored(results: Mapping[str, Any]) -> dict[RoundKey, dict[str, int]]:
    """The counts of results.json as the store writes them: people under "", segments in front of the field."""
    found: dict[RoundKey, dict[str, int]] = {}
    for line in results.get("polls", ()):
        if not line["round"]:
            continue
        counts = {**line["counts"], PEOPLE: line["people"]}
        for segment, fields in line["segments"].items():
            counts |= {f"{segment}{SEGMENT}{field}": n for field, n in fields.items()}
        found[line["poll"], line["round"]] = counts
    return found


def _counts(workshop: Workshop, kind: AnyKind, poll: str, kept: Kept) -> dict[str, int]:
    definition = workshop.polls[poll].definition
    person = kept.person
    seat = Seat(person.number, person.delegation, Attendance(person.attendance), person.language)
    answer = kind.accept(definition, kept.fields)
    return with_segments(kind.counts(definition, answer), segments(workshop, seat))


def _compare(name: str, expected: Mapping[str, int], found: Mapping[str, int]) -> list[str]:
    differences = []
    mine, theirs = by_segment(expected), by_segment(found)
    for segment in sorted({*mine, *theirs}):
        one, other = mine.get(segment, {}), theirs.get(segment, {})
        for field in sorted({*one, *other} - {PEOPLE}):
            if NOTE not in field and one.get(field, 0) != other.get(field, 0):
                place = f"{name}, {segment or 'all'}, {field}"
                differences.append(f"{place}: {one.get(field, 0)} acknowledged, {other.get(field, 0)} stored.")
    return differences


def _name(key: RoundKey) -> str:
    return f"Poll {key[0]}, round {key[1]}"
