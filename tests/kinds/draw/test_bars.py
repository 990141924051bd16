"""Bars: where rows stand, in pixels of the ground."""

from __future__ import annotations

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


def test_long_labels_become_smaller_before_they_are_cut() -> None:
    """All labels alike; what does not fit at the least size ends with whole words."""
    words = "of all the things that we have said so far this one "
    assert draw(1, 2, label=words).data[1]["textfont"]["size"] == 36
    assert draw(1, 2, label=words + "is far too long").data[1]["textfont"]["size"] == 28
    cut = draw(1, 2, label=words * 3).data[1]["text"][0]
    assert cut.endswith("…")
    assert (words * 3).startswith(cut[:-1])
    assert (words * 3)[len(cut) - 1] == " "


def test_nothing_at_all_can_be_drawn() -> None:
    """No rows are an empty page, and no error."""
    assert list(draw().data[0]["x"]) == []
