"""Badges: how a code is written, read and told."""

from __future__ import annotations

import pytest

from server.domain.badge import NO_BADGE, Badge, decode, read_code, written

CODE = "k7qfm2xd9htr"


def test_a_code_is_written_in_groups_and_read_however_it_is_typed() -> None:
    """Spaces, dashes and capitals do not count."""
    assert written(CODE) == "K7QF M2XD 9HTR"
    for typed in (CODE, written(CODE), "K7qf-m2xd-9htr", f"  {written(CODE)}\t"):
        assert read_code(typed) == CODE


@pytest.mark.parametrize("typed", ["", "K7QF", CODE + "a", "k7qfm2xd9ht1", "k7qfm2xd9hto", "é" * 12, "x" * 10_000])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    """Letters that nobody uses here, too few, too many."""
    assert read_code(typed) == ""


def test_a_badge_says_where_it_stands() -> None:
    """None, issued, used, revoked; and whether several devices have used it."""
    assert NO_BADGE.state == "none"
    assert Badge(1, 1000, digest="d").state == "issued"
    assert Badge(1, 1000, 0, 7, 2000, 1, "d").state == "used"
    assert Badge(2, 1000, 3000, 7, 2000, 2).state == "revoked"
    assert Badge(1, 1000, 0, 7, 2000, 2, "d").again
    assert not Badge(1, 1000, 0, 7, 2000, 1, "d").again


def test_a_digest_is_not_shown_by_accident() -> None:
    """Not in a log line, not in a traceback."""
    assert "secret" not in repr(Badge(1, 1, digest="secret"))


def test_a_stored_badge_is_read_back() -> None:
    """As the scripts write it, with or without a digest."""
    assert decode("2 1000 0 7 2000 3 abc") == Badge(2, 1000, 0, 7, 2000, 3, "abc")
    assert decode("2 1000 5 0 0 0 ").digest == ""
    with pytest.raises(ValueError, match="unpack"):
        decode("2 1000")
