"""Widths: near enough to place a text, and cuts that leave letters whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.kinds.draw.type import shortened, side_by_side, width, wrapped

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80)


@pytest.mark.parametrize(
    ("text", "weight", "measured"),
    [
        ("Falta de coordinación entre la cancillería y los demás ministerios", 400, 3094),
        ("Falta de coordinación entre la cancillería y los demás ministerios", 700, 3191),
        ("0123456789", 400, 530),
    ],
)
def test_width_is_near_what_a_browser_measured(text: str, weight: int, measured: float) -> None:
    """Within three parts of a hundred at a size of 100 pixels."""
    assert width(text, 100, weight) == pytest.approx(measured, rel=0.03)


def test_other_scripts_have_a_width() -> None:
    """Full squares in the east; marks take no room."""
    assert width("外交", 10) == 20
    assert width("e\u0301", 10) == width("e", 10)
    assert width("مرحبا", 10) > 20


@given(text=TEXTS, room=st.floats(60, 900))
def test_cut_texts_fit(text: str, room: float) -> None:
    """Whatever is cut fits, and is a beginning of the text."""
    cut = shortened(text, room, 28)
    assert width(cut, 28) <= room
    assert cut == text or text.startswith(cut[:-1])


@given(text=TEXTS, room=st.floats(60, 900), lines=st.integers(1, 4))
def test_wrapped_texts_lose_nothing_before_the_last_line(text: str, room: float, lines: int) -> None:
    """Lines fit, are as few as allowed, and hold the text from its beginning."""
    made = wrapped(text, room, 28, lines)
    assert len(made) <= lines
    assert all(width(line, 28) <= room for line in made)
    joined = "".join("".join(made).split())
    whole = "".join(text.split())
    assert joined == whole or (joined.endswith("…") and whole.startswith(joined[:-1]))


def test_words_stay_whole_where_they_can() -> None:
    """A line ends between words; a word wider than the line is broken."""
    assert wrapped("to be or not to be", 100, 20, 5) == ["to be or", "not to be"]
    assert wrapped("  ", 100, 20, 5) == []
    assert shortened("somebody at headquarters", 150, 20) == "somebody at…"
    assert wrapped("headquarters", 60, 20, 5) == ["headq", "uarte", "rs"]


def test_marks_stay_with_their_letter() -> None:
    """A cut never falls between a letter and what belongs to it."""
    assert shortened("नि" * 40, 100, 20)[:-1].endswith("नि")


def test_two_texts_share_a_line() -> None:
    """A short one leaves its room to the other; two long ones have half each."""
    long = "a rather long end of an axis " * 3
    assert side_by_side("No", "Yes", 400, 28) == ("No", "Yes")
    low, high = side_by_side("No", long, 400, 28)
    assert low == "No"
    assert 300 < width(high, 28) <= 400 - width("No", 28)
    low, high = side_by_side(long, long, 400, 28)
    assert low == high
    assert width(low, 28) <= 200
