"""Charts as values, and as pictures."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import etree

from server.domain.table import Column, Table
from server.exports import chart, picture
from server.exports.chart import BAR, COLUMN, DOUGHNUT, STACKED, Chart
from tests.exports.world import ENGLISH


def table(kind: str, rows: int = 3, series: int = 1) -> Table:
    columns = [Column.LABEL, *[Column.COUNT] * series, Column.SHARE]
    titles = ["Answer", *(f"Step {n}" for n in range(1, series + 1)), "Share"]
    cells = [[f"Option <{n}> & co", *range(n, n + series), n / 10] for n in range(rows)]
    return Table(titles, columns, cells, "", kind, range(1, series + 1))


def drawn(kind: str, rows: int = 3, series: int = 1) -> Chart:
    made = chart.of(table(kind, rows, series), "Title", "", ENGLISH)
    assert made is not None
    return made


@pytest.mark.parametrize(("kind", "rows"), [("", 3), ("pie in the sky", 3), (BAR, 0)])
def test_no_chart_where_none_is_asked_for(kind: str, rows: int) -> None:
    """A kind without a chart, a chart that is not known, and a result without rows are tables alone."""
    assert chart.of(table(kind, rows), "Title", "", ENGLISH) is None


def test_bars_bear_counts_and_shares() -> None:
    """The label of a bar says both."""
    assert drawn(BAR).series[0].texts == ("0 (0%)", "1 (10%)", "2 (20%)")


def test_a_long_result_shows_its_first_rows_and_counts_the_others() -> None:
    """More bars than can be read are left to the table."""
    made = drawn(BAR, 50)
    assert len(made.categories) == len(made.series[0].values) == chart.MOST_BARS
    assert made.left_out == 50 - chart.MOST_BARS


def test_the_words_of_a_chart_are_those_of_the_kind() -> None:
    """A sentence of the kind stands for the chart; without one every number is said."""
    made = chart.of(table(BAR, 2), "Title", "Nobody leads.", ENGLISH)
    assert made is not None
    assert made.alt == "Nobody leads."
    assert drawn(BAR, 2).alt == "Option <0> & co: 0 (0%); Option <1> & co: 1 (10%)"
    assert drawn(STACKED, 1, 2).alt == "Option <0> & co: Step 1 0, Step 2 1"


def test_steps_run_from_brick_to_cobalt_with_grey_in_the_middle() -> None:
    """An odd number of steps has the neutral one in its middle."""
    assert chart.steps(3) == ("A0270E", "D6D7D2", "0B47B0")
    assert chart.steps(1) == (chart.COBALT,)
    assert len(set(chart.steps(11))) == 11


@pytest.mark.parametrize("kind", [BAR, COLUMN, STACKED, DOUGHNUT])
@pytest.mark.parametrize("series", [1, 3])
def test_a_picture_is_one_svg_of_shapes(kind: str, series: int) -> None:
    """It parses as XML, has its words as a title, and neither styles nor scripts nor anything to load."""
    if kind == DOUGHNUT and series > 1:
        series = 1
    made = drawn(kind, 4, series)
    root = etree.fromstring(str(picture.draw(made)))
    names = {etree.QName(element).localname for element in root.iter()}
    assert names <= {"svg", "title", "text", "rect", "path", "circle"}
    assert root[0].text == made.alt
    assert not any(name == "style" or "href" in name or name.startswith("on") for e in root.iter() for name in e.attrib)
    texts = [element.text for element in root.iter("{*}text")]
    assert "Option <3> & co" in texts


def given(*labels: str, kind: str = COLUMN) -> Chart:
    """How many people gave each number."""
    cells: list[list[str | int | float | None]] = [[label, n, n / 10] for n, label in enumerate(labels, 1)]
    asked = Table(["Answer", "People", "Share"], [Column.LABEL, Column.COUNT, Column.SHARE], cells, "", kind, (1,))
    made = chart.of(asked, "Title", "", ENGLISH, numbers=True)
    assert made is not None
    return made


def test_numbers_stand_on_an_axis_to_scale() -> None:
    """What nobody gave is an empty column; the chart itself keeps the rows of its table, as a sheet draws them."""
    made = given("9", "12", "13")
    assert made.categories == ("9", "12", "13")
    shown = chart.upright(made)
    assert shown.categories == ("9", "10", "11", "12", "13")
    assert shown.series[0].values == (1, 0, 0, 2, 3)
    assert shown.series[0].texts == ("1 (10%)", "", "", "2 (20%)", "3 (30%)")
    assert chart.upright(shown) == shown
    half = shown.part(2, 5)
    assert half.categories == chart.upright(half).categories == ("11", "12", "13")
    texts = [one.text for one in etree.fromstring(str(picture.draw(made))).iter("{*}text")]
    assert {"9", "10", "11", "12", "13"} <= set(texts)
    assert chart.upright(given("-1", "1")).categories == ("-1", "0", "1")


@pytest.mark.parametrize(
    "labels", [("2", "2.5"), ("9 to 12", "13 to 16"), ("1", "1,000"), ("1,000", "1,030"), ("5",), ("Yes", "No")]
)
def test_other_axes_stay_as_they_are(labels: tuple[str, ...]) -> None:
    """Numbers with decimals, groups of numbers, and more columns or letters than have room."""
    assert chart.upright(given(*labels)).categories == labels
    assert chart.upright(given("9", "12", kind=BAR)).categories == ("9", "12")


def labels(made: Chart) -> list[tuple[float, float, str]]:
    """Where each label above a column begins and ends, and what it says."""
    found = [one for one in etree.fromstring(str(picture.draw(made))).iter("{*}text") if one.get("font-size") == "13"]
    told = [(float(one.get("x", "")), one.text or "") for one in found]
    return sorted((x - picture.advance(text) * 13 / 28, x + picture.advance(text) * 13 / 28, text) for x, text in told)


@pytest.mark.parametrize(
    ("columns", "series", "people", "told"),
    [(4, 1, 1, "1 (10%)"), (17, 1, 1, "1"), (20, 1, 120, "120"), (12, 3, 1_204, ""), (20, 1, 1_204_000, "")],
)
def test_labels_above_columns_do_not_run_into_each_other(columns: int, series: int, people: int, told: str) -> None:
    """Where they are wider than their columns the shares go first, and then those beside a higher column."""
    cells: list[list[str | int | float | None]] = [
        [f"{n}", *(people + n for _ in range(series)), 0.1] for n in range(columns)
    ]
    held = [Column.LABEL, *[Column.COUNT] * series, Column.SHARE]
    asked = Table(["Answer", *["Step"] * series, "Share"], held, cells, "", COLUMN, range(1, series + 1))
    made = chart.of(asked, "Title", "", ENGLISH)
    assert made is not None
    found = labels(made)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    if told:
        assert found[0][2] == told
        assert len(found) == columns
    else:
        assert len(found) < columns * series
        highest = max(text for one in made.series for text in one.short)
        assert highest in [text for _, _, text in found]


def test_a_ring_of_one_part_and_one_of_none_are_drawn() -> None:
    """An arc of a full turn would draw nothing; neither does a sum of nought divide."""
    made = drawn(DOUGHNUT, 2)
    whole = replace(made, series=(replace(made.series[0], values=(3, 0)),))
    assert "<circle" in picture.draw(whole)
    empty = replace(made, series=(replace(made.series[0], values=(0, 0)),))
    assert "<path" not in picture.draw(empty)


def test_long_labels_take_at_most_three_lines() -> None:
    """Words wrap, an endless one is cut, and what does not fit ends in an ellipsis."""
    assert picture.wrap("one two", 500) == ["one two"]
    lines = picture.wrap("word " * 60, 100)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(picture.advance(line) <= 110 for line in picture.wrap("x" * 300, 100))
    assert len(picture.wrap("电子政务" * 4, 100)) == 3


def test_bars_stay_within_the_picture() -> None:
    """The longest bar leaves room for its number."""
    svg = str(picture.draw(drawn(BAR, 6)))
    ends = [float(x) + float(width) for x, width in re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)]
    assert max(ends) == pytest.approx(picture.WIDTH - picture.VALUES)


def test_shares_are_drawn_to_one_scale() -> None:
    """To the whole, or of many rows to the quarter that none exceeds; other numbers have no whole."""

    def ends(column: Column, *values: float) -> float | None:
        bars = (chart.Series("Share", values, tuple(map(str, values)), chart.COBALT),)
        return chart.full(Chart(BAR, "", tuple("abcdefghi"[: len(values)]), bars, column, "", "en"))

    assert ends(Column.SHARE, 0.52, 0.1) == 1
    assert ends(Column.SHARE, 0.07, 0.25) == 1
    assert ends(Column.SHARE, 0.25, *[0.07] * 8) == 0.25
    assert ends(Column.SHARE, 0.28, *[0.07] * 8) == 0.5
    assert ends(Column.SHARE, *[0.0] * 9) == 0.25
    assert ends(Column.COUNT, 52, 10) is None
