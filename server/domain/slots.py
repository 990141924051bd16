"""When people were here: slots of five minutes, and the part of a meeting that they make up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

# Short enough for the share of a course of two hours, long enough to cost a write per person every five minutes.
SLOT = 300_000  # milliseconds
# A stored text that is longer than any meeting is damaged.
MOST_SLOTS = 20_000


def read(text: str) -> frozenset[int]:
    """The slots that the store keeps as runs: "5688001-5688012 5688020"."""
    slots: set[int] = set()
    for run in text.split():
        first, _, last = run.partition("-")
        if first.isdecimal() and (not last or last.isdecimal()):
            start, end = int(first), int(last or first)
            slots.update(range(start, min(end, start + MOST_SLOTS) + 1))
    return frozenset(slots)


def slot(at: int) -> int:
    """The slot of a moment in milliseconds."""
    return at // SLOT


def with_arrival(slots: Collection[int], joined: int) -> frozenset[int]:
    """Whoever takes a seat is there in that moment, too."""
    return frozenset((*slots, slot(joined))) if joined else frozenset(slots)


def span(begun: int, ended: int) -> range:
    """The slots of a meeting: those that at least half lie within it, and never none."""
    first, last = (begun + SLOT // 2) // SLOT, (ended - SLOT // 2) // SLOT
    return range(first, last + 1) if last >= first else range(slot(begun), slot(begun) + 1)


def share(slots: Collection[int], meeting: range) -> float:
    """The part of the meeting that somebody attended, from 0 to 1."""
    return len(set(slots) & set(meeting)) / len(meeting)


def hours(meeting: range, offset: int) -> Iterator[tuple[int, range]]:
    """The full hours that a meeting touches, each as milliseconds since 1970 with its slots.

    Args:
        offset: of the time zone from UTC, in milliseconds; an hour begins where the clock on the wall says so.
    """
    per_hour = 3_600_000 // SLOT
    shift = offset // SLOT
    first = (meeting.start + shift) // per_hour
    last = (meeting.stop - 1 + shift) // per_hour
    for hour in range(first, last + 1):
        start = hour * per_hour - shift
        yield start * SLOT, range(start, start + per_hour)


def first_last(slots: Collection[int]) -> tuple[int, int] | None:
    """The beginning of the first slot and the end of the last, in milliseconds; None for somebody never seen."""
    return (min(slots) * SLOT, (max(slots) + 1) * SLOT) if slots else None


def of_everyone(stored: Mapping[str, str]) -> dict[int, frozenset[int]]:
    """Seat number → its slots."""
    return {int(number): read(text) for number, text in stored.items() if number.isdecimal()}
