"""How much room the labels beside bars take."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from lxml import etree
from pptx import Presentation

from server.domain.table import Column
from server.exports import as_pptx, chart_labels, drawingml
from server.exports.chart import BAR, COBALT, DOUGHNUT, Chart, Series, full
from server.exports.parts import Summary
from tests.exports.altered import altered, last_round

LONG = "A legal framework that provides neither for electronic signatures nor for the keeping of documents"
C = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
HALF = 12.25  # centimetres of a column where two languages stand side by side


def bars(*labels: str) -> Chart:
    values = tuple(float(at) for at in range(1, len(labels) + 1))
    return Chart(BAR, "", labels, (Series("People", values, labels, COBALT),), Column.COUNT, "", "en")


def categories(part: bytes) -> list[str]:
    return [str(one.text) for one in etree.fromstring(part).iterfind(".//c:cat//c:v", C)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 9, 1),
        ("one two", 9, 1),
        ("one two three", 9, 2),
        ("x" * 20, 9, 3),
        ("a " + "x" * 20, 9, 4),
        ("电子政务", 4, 2),
    ],
)
def test_lines_are_broken_between_words(text: str, width: int, lines: int) -> None:
    """A word that is longer than a line takes several; an East Asian letter is as wide as two."""
    assert chart_labels.lines(text, width) == lines


def test_long_labels_make_a_chart_higher_and_stay_whole() -> None:
    """The narrower the chart, the more; where they are many, they are cut rather than printed over one another."""
    few = bars("Peru", "Chile", LONG)
    assert chart_labels.height(bars("Peru", "Chile", "Brazil")) < chart_labels.height(few)
    assert chart_labels.height(few) <= chart_labels.height(few, HALF)
    assert categories(drawingml.part(few, width=HALF)) == ["Peru", "Chile", LONG]
    many = bars(*(f"{n}. {LONG}" for n in range(20)))
    told = categories(drawingml.part(many, width=HALF))
    assert all(one.endswith("…") and one != "…" for one in told)
    assert chart_labels.height(many, HALF) <= 12


def test_long_labels_take_half_of_the_width() -> None:
    """And so do the short ones on the next slide, whose bars begin on the same line and are to the same scale."""
    whole = bars("Peru", "Chile", LONG, "Brazil")
    parts = [whole.part(0, 2), whole.part(2, 4)]
    assert [chart_labels.labels(one) for one in (bars("Peru"), whole, *parts)] == [0.36, 0.5, 0.5, 0.5]
    assert full(parts[0]) == full(parts[1]) == pytest.approx(4.24)
    assert all(chart_labels.bars(one) + chart_labels.labels(one) == pytest.approx(0.94) for one in (whole, bars("A")))


def test_other_charts_have_their_height_and_their_labels() -> None:
    """The labels of a ring stand in its legend."""
    ring = replace(bars(LONG, "Peru"), kind=DOUGHNUT)
    assert chart_labels.shown(ring, HALF) == ring
    assert chart_labels.height(ring, HALF) == 5.6


def test_a_slide_has_as_many_rows_as_its_labels_have_room(summary: Summary) -> None:
    """None is cut: the others stand on a second slide."""
    one = last_round(summary, "obstacle")
    assert one.chart is not None
    labels = tuple(f"{n}. {LONG}" for n, _ in enumerate(one.chart.categories))
    told = altered(summary, "obstacle", chart=replace(one.chart, categories=labels))
    deck = Presentation(io.BytesIO(as_pptx.write(told)))
    shown = [
        list(shape.chart.plots[0].categories)
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_chart and LONG in str(list(shape.chart.plots[0].categories))
    ]
    assert len(shown) > 1
    assert [label for part in shown for label in part] == list(labels)


def test_two_languages_have_the_same_slides(summary: Summary, resumen: Summary) -> None:
    """Each part in one language, then in the other."""

    def deck(told: Summary) -> list[list[str]]:
        slides = Presentation(io.BytesIO(as_pptx.write(told))).slides
        return [[shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame] for slide in slides]

    def titles(slides: list[list[str]]) -> list[str]:
        return [texts[0] for texts in slides]

    english, spanish = titles(deck(summary)), titles(deck(resumen))
    both = titles(deck(replace(summary, beside=resumen)))
    assert sorted(both) == sorted([*english, *spanish])
    assert both[:2] == [english[0], spanish[0]]
    assert both[-2:] == [english[-1], spanish[-1]]
