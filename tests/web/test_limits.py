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
