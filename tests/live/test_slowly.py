"""Values that change all the time are let through at a calm pace."""

from __future__ import annotations

from server.live.slowly import Slowly


def test_the_newest_value_comes_at_last() -> None:
    """The first at once, others when their time has come, and none twice."""
    slowly = Slowly(3)
    assert slowly.due("a", 10)
    assert not slowly.due("a", 20)
    assert slowly.due("b", 20)
    assert not slowly.due("c", 21)
    assert slowly.owed
    assert slowly.left(21) == 2
    assert slowly.due("d", 23)
    assert not slowly.owed
    assert slowly.left(23) == 0


def test_what_was_shown_otherwise_is_not_owed() -> None:
    """Neither a value that came back, nor one that went out for another reason."""
    slowly = Slowly(3)
    assert slowly.due("a", 0)
    assert not slowly.due("b", 1)
    assert not slowly.due("a", 2)
    assert not slowly.owed
    slowly.shown("b", 2)
    assert not slowly.due("b", 9)
