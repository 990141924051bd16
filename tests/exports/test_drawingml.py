"""The chart part and its workbook."""

from __future__ import annotations

import io

import openpyxl
import pytest
from lxml import etree

from server.exports import chart, chart_labels, drawingml
from server.exports.chart import BAR, COLUMN, DOUGHNUT, STACKED
from tests.exports.test_chart import drawn

C = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}


@pytest.mark.parametrize(("kind", "series"), [(BAR, 1), (BAR, 2), (COLUMN, 1), (STACKED, 5), (DOUGHNUT, 1)])
def test_the_cache_of_a_chart_equals_its_workbook(kind: str, series: int) -> None:
    """What is drawn and what opens when somebody edits the data are the same numbers in the same places."""
    made = drawn(kind, 4, series)
    root = etree.fromstring(drawingml.part(made))
    sheet = openpyxl.load_workbook(io.BytesIO(drawingml.workbook(made))).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][1:] == [one.name for one in made.series]
    assert [row[0] for row in rows[1:]] == list(made.categories)
    for place, found in enumerate(root.iterfind(".//c:ser", C), 1):
        cached = [float(value.text or "") for value in found.iterfind("c:val//c:v", C)]
        assert cached == [row[place] for row in rows[1:]] == list(made.series[place - 1].values)
        column = chr(ord("A") + place)
        assert found.findtext("c:val//c:f", namespaces=C) == f"Data!${column}$2:${column}$5"
        labels = [value.text for value in found.iterfind("c:cat//c:v", C)]
        assert labels == list(made.categories)


def test_axis_ids_are_positive_and_meet() -> None:
    """Each axis crosses the other, and the plot names both."""
    root = etree.fromstring(drawingml.part(drawn(BAR)))
    axes = {
        axis.find("c:axId", C).get("val"): axis.find("c:crossAx", C).get("val")
        for axis in root.xpath("//c:catAx|//c:valAx", namespaces=C)
    }
    assert all(int(one) > 0 and axes[other] == one for one, other in axes.items())
    assert {one.get("val") for one in root.iterfind(".//c:barChart/c:axId", C)} == set(axes)


def test_labels_of_the_workbook_are_never_formulas() -> None:
    """An option that looks like one stays a text."""
    made = drawn(BAR)
    hostile = chart.Chart(BAR, "=1", ("=SUM(A1)", "http://x", "+1"), made.series, made.column, "", "en")
    sheet = openpyxl.load_workbook(io.BytesIO(drawingml.workbook(hostile))).active
    assert sheet is not None
    assert [sheet.cell(row, 1).data_type for row in (2, 3, 4)] == ["s", "s", "s"]
    assert sheet.cell(3, 1).hyperlink is None


def test_height_grows_with_the_rows_and_stays_on_the_page() -> None:
    """A chart of twenty bars still leaves room for its caption."""
    heights = [chart_labels.height(drawn(BAR, rows)) for rows in (1, 5, 20)]
    assert heights == sorted(heights)
    assert heights[-1] <= 20
