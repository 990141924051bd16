"""Guessing is slowed; a hall is not."""

from __future__ import annotations

from server.web import limits
from server.web.limits import WRONG_AT_ONCE, WRONG_PER_MINUTE, Limits


def guess(own: Limits, address: str, times: int, now: float = 0.0) -> None:
    for _ in range(times):
        own.wrong(address, now)


def test_three_hundred_people_behind_one_address() -> None:
    """Right codes cost nothing, however many come at once."""
    own = Limits()
    assert all(own.may_try("hall", "482173", 0.0) for _ in range(3_000))


def test_a_guesser_is_stopped_and_others_are_not() -> None:
    """Wrong codes are counted per address, and forgiven with time."""
    own = Limits()
    guess(own, "a", WRONG_AT_ONCE)
    assert not own.may_try("a", "123456", 0.0)
    assert own.may_try("b", "123456", 0.0)
    assert own.may_try("a", "123456", 60 / WRONG_PER_MINUTE + 0.01)


def test_a_guesser_in_the_hall_cannot_lock_it_out() -> None:
    """Once somebody at this address took a seat, the workshop's code always works there."""
    own = Limits()
    own.belongs("hall", "482173", 0.0)
    guess(own, "hall", 10 * WRONG_AT_ONCE)
    assert own.may_try("hall", "482173", 0.0)
    assert not own.may_try("hall", "482174", 0.0)


def test_memory_is_bounded() -> None:
    """The oldest addresses are forgotten first."""
    own = Limits()
    for n in range(limits.MOST_ADDRESSES + 10):
        own.wrong(str(n), 0.0)
    assert len(own._addresses) == limits.MOST_ADDRESSES


def test_a_plenary_comes_in_and_a_script_waits() -> None:
    """Two thousand at once, then a hundred a second; and what one meeting uses up is not taken from another."""
    own = Limits()
    assert sum(own.may_join("482173", 0.0) for _ in range(10_000)) == limits.JOINS_AT_ONCE
    assert own.may_join("555555", 0.0)
    assert sum(own.may_join("482173", 1.0) for _ in range(10_000)) == limits.JOINS_PER_SECOND


def test_all_meetings_together_have_a_limit() -> None:
    """What the store gives out beside its other work."""
    own = Limits()
    given = sum(own.may_join(str(code), 0.0) for code in range(20) for _ in range(1_000))
    assert given == limits.ALL_JOINS_AT_ONCE
    assert own.may_join("20", 1.0)


def test_what_is_kept_of_workshops_and_seats_is_bounded() -> None:
    """The oldest are forgotten first; a seat keeps its bucket while it is used."""
    own = Limits()
    for n in range(limits.MOST_WORKSHOPS + 5):
        own.may_join(str(n), 0.0)
    assert len(own._workshops) == limits.MOST_WORKSHOPS
    first = own.bucket("482173", 1, 0.0)
    assert own.bucket("482173", 1, 1.0) is first
    for n in range(limits.MOST_SEATS + 5):
        own.bucket("482173", n + 2, 0.0)
    assert len(own._seats) == limits.MOST_SEATS
    assert own.bucket("482173", 1, 2.0) is not first


def test_pages_of_one_seat_are_counted() -> None:
    """And forgotten when they close."""
    own = Limits()
    assert all(own.listens("482173", 1) for _ in range(limits.MOST_LINES))
    assert not own.listens("482173", 1)
    assert own.listens("482173", 2)
    for _ in range(limits.MOST_LINES):
        own.leaves("482173", 1)
    assert (("482173", 1)) not in own._lines
