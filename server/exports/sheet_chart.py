"""A chart in a sheet, drawn from the cells of its table."""

from __future__ import annotations

from typing import Any

from server.exports.chart import BAR, CATEGORIES, COLUMN, DOUGHNUT, SCATTER, STACKED, Chart
from server.exports.chart_xml import INK, RULE
from server.exports.drawingml import NUMBER_FORMATS, height

_TYPES: dict[str, dict[str, str]] = {
    BAR: {"type": "bar"},
    COLUMN: {"type": "column"},
    STACKED: {"type": "bar", "subtype": "percent_stacked"},
    DOUGHNUT: {"type": "doughnut"},
    SCATTER: {"type": "scatter"},
}
_WIDTH = 620  # pixels
_CENTIMETRE = 38  # pixels, a little more than the unit of the screen, for the labels are larger here
_ROW = 20  # pixels of a row of the sheet


def insert(book: Any, sheet: Any, chart: Chart, corner: tuple[int, int], cells: tuple[int, int, list[int]]) -> int:
    """Draws the chart at a corner of the sheet from its cells: first row, column of labels, columns of the series.

    Returns:
        The row below the chart.
    """
    first, label, places = cells
    last = first + len(chart.categories) - 1
    drawn = book.add_chart(_TYPES[chart.kind])
    name = sheet.get_name()
    if chart.kind == SCATTER:
        _discs(drawn, chart, name, first, label, places)
    for series, place in zip(chart.series, places, strict=True) if chart.kind != SCATTER else ():
        drawn.add_series(
            {
                "name": series.name,
                "categories": [name, first, label, last, label],
                "values": [name, first, place, last, place],
                "fill": {"color": f"#{series.color}"},
                "points": [{"fill": {"color": f"#{color}"}} for color in chart.colors] or None,
                "gap": 60,
                "overlap": 100 if chart.kind == STACKED else 0,
                "data_labels": {"value": True, "num_format": _number(chart), "font": {"color": _label(chart)}},
            }
        )
    drawn.set_title({"none": True})
    _axes(drawn, chart)
    legend = len(chart.series) > 1 or chart.kind == DOUGHNUT
    beside = chart.kind in (DOUGHNUT, SCATTER)
    drawn.set_legend({"position": "right" if beside else "top"} if legend else {"none": True})
    drawn.set_chartarea({"border": {"none": True}})
    tall = round(height(chart) * _CENTIMETRE) + 20
    drawn.set_size({"width": _WIDTH, "height": tall})
    row, column = corner
    sheet.insert_chart(row, column, drawn, {"description": chart.alt, "object_position": 2})
    return row + tall // _ROW + 2


def _discs(drawn: Any, chart: Chart, name: str, first: int, label: int, places: list[int]) -> None:
    """A disc for each row of the table: a series of its own, so that the legend names it."""
    across, up = places
    for at, category in enumerate(chart.categories):
        row = first + at
        color = f"#{CATEGORIES[at % len(CATEGORIES)]}"
        letter = category.partition(".")[0] if "." in category[:3] else ""
        drawn.add_series(
            {
                "name": [name, row, label],
                "categories": [name, row, across, row, across],
                "values": [name, row, up, row, up],
                "marker": {"type": "circle", "size": 18, "fill": {"color": color}, "border": {"color": "#FFFFFF"}},
                "data_labels": {
                    "value": True,
                    "position": "center",
                    "font": {"color": "#FFFFFF", "bold": True},
                    "custom": [{"value": letter or " "}],
                },
            }
        )


def _number(chart: Chart) -> str:
    return "#,##0;;" if chart.kind in (STACKED, DOUGHNUT) else NUMBER_FORMATS[chart.column]


def _label(chart: Chart) -> str:
    return "#FFFFFF" if chart.kind == DOUGHNUT else f"#{INK}"


def _axes(drawn: Any, chart: Chart) -> None:
    """Labels in the order of the table from the top down; no axis of values, for every bar bears its number."""
    labels = {
        "reverse": chart.kind != COLUMN,
        "num_font": {"color": f"#{INK}"},
        "line": {"color": f"#{RULE}"},
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        "major_gridlines": {"visible": False},
    }
    values = {"visible": False, "min": 0, "major_gridlines": {"visible": False}}
    if chart.kind == SCATTER:
        plane = {
            "min": 0,
            "max": 100,
            "major_unit": 25,
            "major_gridlines": {"visible": True, "line": {"color": "#CFD0CA"}},
        }
        drawn.set_x_axis({**plane, "name": chart.series[0].name, "name_font": {"bold": False}})
        drawn.set_y_axis({**plane, "name": chart.series[1].name, "name_font": {"bold": False}})
    elif chart.kind == COLUMN:
        drawn.set_x_axis(labels)
        drawn.set_y_axis(values)
    elif chart.kind != DOUGHNUT:
        # XlsxWriter names the axes of bars by where they stand: the labels stand on y.
        drawn.set_y_axis(labels)
        drawn.set_x_axis(values)
