"""Counts: what answers add up to. Merging is addition; a recount is a fold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

Counts = Mapping[str, int]

# The count of people is kept under the empty field, which no kind can produce.
PEOPLE = ""
# Joins a segment and a field in the store, and a field and its note; text of people never holds control characters.
SEGMENT = "\x1f"
# A field with this mark is a note to the field before it (a spelling, say): kept and counted, not a result of its own.
NOTE = "\x1c"

# Before the name of a reaction, where reactions stand among the counts of answers; nobody's answer adds to them.
REACTION = "reaction:"
# Before a field: what observers answered where they are tallied apart, and the same answers by weight. Alone they stand
# for the observers who answered, and for the weight of those whose answers are weighed.
OBSERVER, WEIGHT = "observer:", "weight:"


def add(*many: Counts) -> dict[str, int]:
    """The sum; fields that come to nought are left out."""
    total: Counter[str] = Counter()
    for counts in many:
        for field, n in counts.items():
            total[field] += n
    return {field: n for field, n in total.items() if n}


def subtract(counts: Counts, less: Counts) -> dict[str, int]:
    """The difference; fields that come to nought are left out."""
    return add(counts, {field: -n for field, n in less.items()})


def with_segments(counts: Counts, segments: Iterable[str]) -> dict[str, int]:
    """The counts of one answer, its person, and the same again under each of its segments."""
    own = {PEOPLE: 1, **counts}
    spread = dict(own)
    for segment in segments:
        for field, n in own.items():
            spread[f"{segment}{SEGMENT}{field}"] = n
    return spread


def by_segment(stored: Counts) -> dict[str, dict[str, int]]:
    """Stored counts taken apart: segment → counts, the total under ""."""
    parts: dict[str, dict[str, int]] = {"": {}}
    for name, n in stored.items():
        segment, mark, field = name.partition(SEGMENT)
        if not mark:
            segment, field = "", name
        parts.setdefault(segment, {})[field] = n
    return parts


def results_only(counts: Counts) -> dict[str, int]:
    """The counts without the people and without notes."""
    return {field: n for field, n in counts.items() if field != PEOPLE and NOTE not in field}
