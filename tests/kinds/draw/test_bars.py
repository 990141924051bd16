"""Bars: where rows stand, in pixels of the ground."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from server.domain.figure import Figure
from server.domain.language import ENGLISH
from server.kinds.draw.bars import Row, bars
from server.kinds.draw.ground import HEIGHT, WIDTH


def rows(*values: float, label: str = "Row") -> list[Row]:
    return [Row(f"{label} {place}", value, str(value)) for place, value in enumerate(values)]


def draw(*values: float, **more: Any) -> Figure:
    return bars(rows(*values, **more), ENGLISH, "")


def pixels(figure: Figure, axis: str, value: Any) -> float:
    """A place on an axis in pixels from the left or from the top."""
    start, end = figure.layout[f"{axis}axis"]["range"]
    if axis == "x":
        return float(round(WIDTH * (value - start) / (end - start), 1))
    return float(round(HEIGHT * (1 - (value - start) / (end - start)), 1))


@pytest.mark.parametrize(
    ("n", "height", "bar", "label", "end"),
    [
        (2, 100, 18, 36, 48),
        (4, 100, 18, 36, 48),
        (6, 452 / 6, 18, 36, 48),
        (7, 452 / 7, 14, 28, 36),
        (9, 452 / 9, 14, 28, 36),
    ],
)
def test_a_row_has_the_measures_of_the_design(n: int, height: float, bar: float, label: float, end: float) -> None:
    """Rule, bar, label and number stand where the design put them."""
    figure = draw(*range(n, 0, -1))
    bar_trace, labels, ends = figure.data
    below, label_at, end_at = (20, 49, 23) if height >= 70 else (14, 36, 15)
    last = n * height
    assert pixels(figure, "y", bar_trace["y"][-1]) == pytest.approx(last - below, abs=0.1)
    assert pixels(figure, "y", figure.layout["shapes"][-1]["y0"]) == pytest.approx(last - below, abs=0.1)
    assert pixels(figure, "y", labels["y"][-1]) == pytest.approx(last - label_at, abs=0.1)
    assert pixels(figure, "y", ends["y"][-1]) == pytest.approx(last - end_at, abs=0.1)
    assert bar_trace["width"] * height == pytest.approx(bar, abs=0.1)
    assert (labels["textfont"]["size"], ends["textfont"]["size"]) == (label, end)


def test_the_largest_ends_where_the_rules_end() -> None:
    """83 % of the width; the numbers end at the right edge."""
    figure = draw(10, 40, 20)
    bar, _, ends = figure.data
    assert pixels(figure, "x", bar["x"][1]) == 922
    assert pixels(figure, "x", figure.layout["shapes"][0]["x1"]) == 922
    assert {pixels(figure, "x", x) for x in ends["x"]} == {WIDTH}


def test_all_leaders_are_semibold() -> None:
    """A tie is shown as a tie, and nobody leads where nobody answered."""
    assert draw(3, 5, 5).data[1]["textfont"]["weight"] == [400, 600, 600]
    assert draw(0, 0).data[1]["textfont"]["weight"] == [400, 400]


def test_ten_rows_stand_in_two_columns() -> None:
    """The first half on the left, in the order of the phones; bars keep one scale."""
    figure = draw(*range(1, 11))
    bar = figure.data[0]
    lefts = [pixels(figure, "x", base) for base in bar["base"]]
    assert lefts == [0.0] * 5 + [588.0] * 5
    assert bar["y"][:5] == bar["y"][5:]
    assert list(bar["x"]) == list(range(1, 11))
    assert pixels(figure, "x", bar["base"][9] + bar["x"][9]) == pytest.approx(588 + 524 * 922 / 1112, abs=0.1)


def test_the_smallest_give_way_above_eighteen() -> None:
    """The others keep their order, and how many are missing is said."""
    figure = draw(*range(25))
    assert list(figure.data[0]["x"]) == list(range(8, 25))
    assert figure.data[-1]["text"] == ["and 8 more"]


WORDS = "of all the things that we have said so far this one "


def test_long_labels_become_smaller_before_they_are_cut() -> None:
    """All labels alike: smaller, then in several lines; what has no room at last ends with whole words."""
    assert draw(1, 2, label=WORDS).data[1]["textfont"]["size"] == 36
    assert draw(1, 2, label=WORDS + "is far too long").data[1]["textfont"]["size"] == 28
    assert len(draw(1, 2, label=WORDS + "is far too long").data[1]["text"]) == 2
    two = draw(1, 2, label=WORDS * 2).data[1]
    assert two["textfont"]["size"] == 36
    assert " ".join(two["text"]) == f"{WORDS * 2} 0 {WORDS * 2} 1"
    *_, cut = lines = draw(1, label=WORDS * 8).data[1]["text"]
    assert len(lines) == 3
    assert cut.endswith("…")
    said = " ".join(lines)
    assert (WORDS * 8).startswith(said[:-1])
    assert (WORDS * 8)[len(said) - 1] == " "


def test_a_second_line_makes_its_row_higher_and_no_other() -> None:
    """The lines of a label stand above its rule, below the bar before, and the numbers at the foot of their rows."""
    figure = bars([Row("A", 3, "3"), Row(WORDS * 2, 2, "2", "2"), Row("C", 1, "1")], ENGLISH, "")
    bar, labels, ends, *_ = figure.data
    feet = [pixels(figure, "y", y) for y in bar["y"]]
    first, second, third, fourth = (pixels(figure, "y", y) for y in labels["y"])
    assert [first < feet[0], feet[0] < second < third < feet[1], feet[1] < fourth < feet[2]] == [True] * 3
    assert third - second == pytest.approx(42, abs=0.1)
    assert second - 18 > feet[0] + 9, "the first line keeps clear of the bar above it"
    assert [feet[n] - pixels(figure, "y", ends["y"][n]) for n in range(3)] == pytest.approx([3] * 3, abs=0.2)
    assert feet[2] < HEIGHT


def test_two_columns_keep_one_row() -> None:
    """A label of two lines makes the row of both columns higher; where not all have room, those that lack most."""
    labels = [WORDS if n in (0, 7) else WORDS * 9 if n == 3 else "B" for n in range(12)]
    figure = bars([Row(label, 12.0 - n, str(n)) for n, label in enumerate(labels)], ENGLISH, "")
    bar, letters = figure.data[:2]
    assert bar["y"][:6] == bar["y"][6:]
    said = " ".join(letters["text"])
    assert said.count(WORDS.strip()) >= 2, "both short ones are there"
    assert said.count("…") == 1
    assert max(pixels(figure, "y", y) for y in bar["y"]) < HEIGHT
    feet = [pixels(figure, "y", y) for y in bar["y"][:6]]
    assert all(below - above >= 49.9 for above, below in pairwise(feet))


def test_nothing_at_all_can_be_drawn() -> None:
    """No rows are an empty page, and no error."""
    assert list(draw().data[0]["x"]) == []
