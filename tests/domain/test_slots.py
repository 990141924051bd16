"""Slots of five minutes: how they are kept, what they add up to, and how hours are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain import slots
from server.domain.slots import SLOT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", set()),
        ("7", {7}),
        ("7-9 12", {7, 8, 9, 12}),
        ("9-7", set()),
        ("x 7 8-y -3", {7}),
    ],
)
def test_runs_are_read(text: str, expected: set[int]) -> None:
    """What is damaged is passed over."""
    assert slots.read(text) == expected


def test_an_endless_run_ends() -> None:
    """A damaged number does not fill the memory."""
    assert len(slots.read("1-999999999999")) == slots.MOST_SLOTS + 1


def test_whoever_takes_a_seat_is_there() -> None:
    """The heartbeat notes only what comes afterwards."""
    assert slots.with_arrival({9}, 7 * SLOT + 5) == {7, 9}
    assert slots.with_arrival({9}, 0) == {9}


@pytest.mark.parametrize(
    ("begun", "ended", "expected"),
    [
        (7 * SLOT, 9 * SLOT, range(7, 9)),
        (7 * SLOT + SLOT // 4, 9 * SLOT - SLOT // 4, range(7, 9)),
        (7 * SLOT + 3 * SLOT // 4, 9 * SLOT + SLOT // 4, range(8, 9)),
        (7 * SLOT + 1, 7 * SLOT + 2, range(7, 8)),
    ],
)
def test_a_meeting_is_the_slots_that_mostly_lie_in_it(begun: int, ended: int, expected: range) -> None:
    """And one at least, however short it is."""
    assert slots.span(begun, ended) == expected


@given(st.sets(st.integers(0, 99)), st.integers(0, 90), st.integers(1, 9))
def test_a_share_is_a_share(found: set[int], start: int, length: int) -> None:
    """From nothing to all, and what is outside of the meeting does not count."""
    meeting = range(start, start + length)
    share = slots.share(found, meeting)
    assert 0 <= share <= 1
    assert (share == 1) == (set(meeting) <= found)
    assert slots.share(found & set(meeting), meeting) == share


def test_hours_begin_where_the_clock_on_the_wall_says_so() -> None:
    """Also where a zone is half an hour off."""
    hour = 12
    meeting = range(10 * hour + 6, 12 * hour + 1)
    assert [part for _, part in slots.hours(meeting, 0)] == [range(n * hour, (n + 1) * hour) for n in (10, 11, 12)]
    shifted = list(slots.hours(meeting, 30 * 60_000))
    assert [(start // SLOT, part) for start, part in shifted] == [
        (10 * hour + 6, range(126, 138)),
        (11 * hour + 6, range(138, 150)),
    ]


def test_the_first_and_the_last() -> None:
    """From the beginning of the first to the end of the last; nothing for who was never seen."""
    assert slots.first_last({7, 9}) == (7 * SLOT, 10 * SLOT)
    assert slots.first_last(()) is None


def test_everyone() -> None:
    """The store's hash by numbers of seats."""
    assert slots.of_everyone({"3": "7", "x": "8"}) == {3: {7}}
    assert slots.slot(SLOT * 5 + 1) == 5
