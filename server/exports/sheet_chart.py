"""A chart in a sheet, drawn from the cells of its table, as large as in a document and set as there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from server.exports.chart import BAR, CATEGORIES, COBALT, COLUMN, DOUGHNUT, SCATTER, STACKED, Chart, full, upright
from server.exports.chart_labels import LEGEND, bars, height, labels
from server.exports.chart_xml import INK, QUIET, RULE
from server.exports.drawingml import NUMBER_FORMATS, label_color

_TYPES: dict[str, dict[str, str]] = {
    BAR: {"type": "bar"},
    COLUMN: {"type": "column"},
    STACKED: {"type": "bar", "subtype": "percent_stacked"},
    DOUGHNUT: {"type": "doughnut"},
    SCATTER: {"type": "scatter"},
}
_WIDTH = 620  # pixels: sixteen centimetres and a half, as wide as on a page
_CENTIMETRE = 37.8  # pixels
_ROW = 20  # pixels of a row of the sheet
_SIZE = 9  # points of every text in a chart, as in a document
_HAIR = "#CFD0CA"


class Cells(NamedTuple):
    """Where the data of a chart stand: the row of titles, the first row, the column of labels, those of the series."""

    titles: int
    first: int
    label: int
    series: Sequence[int]


def insert(book: Any, sheet: Any, chart: Chart, corner: tuple[int, int], cells: Cells) -> int:
    """Draws the chart at a corner of the sheet from its cells.

    Returns:
        The row below the chart.
    """
    alone = chart.kind == STACKED and len(chart.categories) == 1
    kind = COLUMN if alone else chart.kind
    drawn = book.add_chart(_TYPES[kind])
    name = sheet.get_name()
    if kind == SCATTER:
        _discs(drawn, chart, name, cells)
    elif alone:
        _steps(drawn, chart, name, cells)
    else:
        _bars(drawn, chart, name, cells)
    drawn.set_title({"none": True})
    _axes(drawn, chart, kind)
    tall = height(chart)
    _legend(drawn, chart, kind, tall)
    drawn.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    pixels = round(tall * _CENTIMETRE)
    drawn.set_size({"width": _WIDTH, "height": pixels})
    row, column = corner
    sheet.insert_chart(row, column, drawn, {"description": chart.alt, "object_position": 2})
    return row + pixels // _ROW + 2


def _font(color: str, **more: object) -> dict[str, object]:
    return {"color": f"#{color}", "size": _SIZE, "bold": False, **more}


def _bars(drawn: Any, chart: Chart, name: str, cells: Cells) -> None:
    last = cells.first + len(chart.categories) - 1
    for series, place in zip(chart.series, cells.series, strict=True):
        color = label_color(chart, series)
        drawn.add_series(
            {
                "name": series.name,
                "categories": [name, cells.first, cells.label, last, cells.label],
                "values": [name, cells.first, place, last, place],
                "fill": {"color": f"#{series.color}"},
                "points": [{"fill": {"color": f"#{color}"}} for color in chart.colors] or None,
                "gap": 60 if len(chart.series) > 1 else 75,
                "overlap": 100 if chart.kind == STACKED else 0,
                "data_labels": {"value": True, "num_format": _number(chart), "font": _font(color)},
            }
        )


def _steps(drawn: Any, chart: Chart, name: str, cells: Cells) -> None:
    """The steps of one statement as columns: their names are the titles of the table, their numbers its one row."""
    first, last = cells.series[0], cells.series[-1]
    drawn.add_series(
        {
            "name": [name, cells.first, cells.label],
            "categories": [name, cells.titles, first, cells.titles, last],
            "values": [name, cells.first, first, cells.first, last],
            "fill": {"color": f"#{COBALT}"},
            "gap": 75,
            "data_labels": {"value": True, "num_format": NUMBER_FORMATS[chart.column], "font": _font(INK)},
        }
    )


def _discs(drawn: Any, chart: Chart, name: str, cells: Cells) -> None:
    """A disc for each row of the table: a series of its own, so that the legend names it."""
    across, up = cells.series
    for at, category in enumerate(chart.categories):
        row = cells.first + at
        color = f"#{CATEGORIES[at % len(CATEGORIES)]}"
        letter = category.partition(".")[0] if "." in category[:3] else ""
        drawn.add_series(
            {
                "name": [name, row, cells.label],
                "categories": [name, row, across, row, across],
                "values": [name, row, up, row, up],
                "marker": {"type": "circle", "size": 13, "fill": {"color": color}, "border": {"color": "#FFFFFF"}},
                "data_labels": {
                    "value": True,
                    "position": "center",
                    "font": _font("FFFFFF", bold=True),
                    "custom": [{"value": letter or " "}],
                },
            }
        )


def _legend(drawn: Any, chart: Chart, kind: str, tall: float) -> None:
    """Bars of all charts begin on one line and are as thick as in a document; a legend takes what is above them."""
    several = kind != COLUMN and (len(chart.series) > 1 or kind == DOUGHNUT)
    beside = kind in (DOUGHNUT, SCATTER)
    place = {"position": "right" if beside else "top", "font": _font(QUIET)}
    if kind in (BAR, STACKED):
        top = min(LEGEND / tall, 0.5) if several else 0
        drawn.set_plotarea({"layout": {"x": labels(chart), "y": top, "width": bars(chart), "height": 1 - top}})
    drawn.set_legend(place if several else {"none": True})


def _number(chart: Chart) -> str:
    return "#,##0;;" if chart.kind in (STACKED, DOUGHNUT) else NUMBER_FORMATS[chart.column]


def _axes(drawn: Any, chart: Chart, kind: str) -> None:
    """Labels in the order of the table from the top down; no axis of values, for every bar bears its number."""
    labels = {
        "reverse": kind != COLUMN,
        "num_font": _font(INK),
        "line": {"color": f"#{RULE}"},
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        "major_gridlines": {"visible": False},
    }
    values = {"visible": False, "min": 0, "max": full(upright(chart)), "major_gridlines": {"visible": False}}
    if kind == SCATTER:
        plane = {
            "min": 0,
            "max": 100,
            "major_unit": 25,
            "major_gridlines": {"visible": True, "line": {"color": _HAIR}},
            "num_font": _font(QUIET),
            "num_format": "0",
            "line": {"color": f"#{RULE}"},
            "major_tick_mark": "none",
            "name_font": _font(INK),
        }
        drawn.set_x_axis({**plane, "name": chart.series[0].name})
        drawn.set_y_axis({**plane, "name": chart.series[1].name})
    elif kind == COLUMN:
        drawn.set_x_axis(labels)
        drawn.set_y_axis(values)
    elif kind != DOUGHNUT:
        # XlsxWriter names the axes of bars by where they stand: the labels stand on y.
        drawn.set_y_axis(labels)
        drawn.set_x_axis(values)
