"""A chart as a Plotly figure for a page that is read on a screen: its axes named, its numbers under the pointer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from server.domain.figure import safe
from server.exports.chart import BAR, CATEGORIES, COLUMN, DOUGHNUT, SCATTER, STACKED, Chart, Series, full, upright
from server.exports.parts import Summary
from server.exports.picture import INK, LINE, MOST_LINES, PAPER, QUIET, RULE, above, most_lines, wrap

FACE = 'Cambria, Georgia, "Times New Roman", serif'
SIZE = 15  # pixels
LABELS = 250  # pixels for the labels of rows
ROW, HEAD = 34, 44  # pixels of a row, and of the legend above
_HAIR = "#cfd0ca"


def charts(summary: Summary) -> Iterator[Chart]:
    """Every chart of the document, of both languages where it has two."""
    for _, poll in summary.polls:
        for one in poll.rounds:
            if one.chart:
                yield one.chart
        for comparison in poll.comparisons:
            if comparison.chart:
                yield comparison.chart
    if summary.beside:
        yield from charts(summary.beside)


def figure(chart: Chart) -> dict[str, Any]:
    """The figure as plain data; `alt` says which picture of the page it stands for."""
    drawn = upright(chart)
    makers = {BAR: _bars, STACKED: _stacked, COLUMN: _columns, DOUGHNUT: _doughnut, SCATTER: _plane}
    data, layout = makers[drawn.kind](drawn)
    common = {
        "font": {"family": FACE, "size": SIZE, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": RULE, "font": {"family": FACE, "color": INK}, "align": "left"},
        "dragmode": False,
        "showlegend": len(data) > 1 and drawn.kind != DOUGHNUT,
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"},
    }
    return {"alt": chart.alt, "data": data, "layout": {**common, **layout}}


def _told(chart: Chart, series: Series) -> list[str]:
    """What stands under the pointer: the row, the column where there are several, and the number."""
    several = len(chart.series) > 1
    lines = []
    for category, text in zip(chart.categories, series.texts, strict=True):
        what = f"{safe(series.name)}: {safe(text)}" if several else safe(text)
        lines.append("<br>".join(part for part in (_broken(category, 320), what) if part))
    return lines


def _broken(text: str, width: float, most: int = MOST_LINES) -> str:
    """A label in lines; Plotly reads no line feeds."""
    return "<br>".join(map(safe, wrap(text, width, most)))


def _labels(chart: Chart) -> float:
    """How high the rows must be, so that no label runs into the next."""
    most = most_lines(len(chart.categories))
    return max((len(wrap(one, LABELS, most)) * LINE + 8 for one in chart.categories), default=0)


def _rows(chart: Chart) -> dict[str, Any]:
    """The axis of labels, from the top down as in the question."""
    places = list(range(len(chart.categories)))
    return {
        "tickvals": places,
        "ticktext": [f"{_broken(one, LABELS, most_lines(len(places)))}  " for one in chart.categories],
        "range": [len(places) - 0.5, -0.5],
        "fixedrange": True,
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
    }


_VALUES = {"visible": False, "fixedrange": True, "showgrid": False, "zeroline": False}
_MARGIN = {"l": 10, "r": 70, "t": 10, "b": 10}


def _bars(chart: Chart) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    several = len(chart.series) > 1
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": safe(one.name),
            "y": list(range(len(chart.categories))),
            "x": list(one.values),
            "text": [safe(text) for text in one.texts],
            "textposition": "outside",
            "textangle": 0,
            "cliponaxis": False,
            "hovertext": _told(chart, one),
            "hoverinfo": "text",
            "marker": {"color": f"#{one.color}"},
        }
        for one in chart.series
    ]
    row = max(ROW, 24 * len(chart.series), _labels(chart))
    height = len(chart.categories) * row + (HEAD if several else 0) + 20
    most = full(chart) or max((value for one in chart.series for value in one.values), default=0) or 1
    layout = {
        "barmode": "group",
        "bargap": 0.35,
        "height": height,
        "yaxis": _rows(chart),
        "xaxis": {**_VALUES, "range": [0, most * 1.02]},
        "margin": {**_MARGIN, "t": HEAD if several else 10, "r": 100},
    }
    return data, layout


def _stacked(chart: Chart) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    totals = [sum(one.values[at] for one in chart.series) or 1 for at in range(len(chart.categories))]
    data = []
    for one in chart.series:
        shares = [value / total for value, total in zip(one.values, totals, strict=True)]
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": safe(one.name),
                "y": list(range(len(chart.categories))),
                "x": shares,
                "text": [safe(text) if share >= 0.03 else "" for text, share in zip(one.texts, shares, strict=True)],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "hovertext": _told(chart, one),
                "hoverinfo": "text",
                "marker": {"color": f"#{one.color}"},
            }
        )
    layout = {
        "barmode": "stack",
        "bargap": 0.3,
        "height": len(chart.categories) * 46 + HEAD + 20,
        "yaxis": _rows(chart),
        "xaxis": {**_VALUES, "range": [0, 1]},
        "margin": {**_MARGIN, "t": HEAD, "r": 20},
    }
    return data, layout


def _columns(chart: Chart) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    places = list(range(len(chart.categories)))
    data = [
        {
            "type": "bar",
            "name": safe(one.name),
            "x": places,
            "y": list(one.values),
            "text": [safe(text) for text in texts],
            "textposition": "outside",
            "textangle": 0,
            "cliponaxis": False,
            "hovertext": _told(chart, one),
            "hoverinfo": "text",
            "marker": {"color": f"#{one.color}"},
        }
        for one, texts in zip(chart.series, above(chart), strict=True)
    ]
    labels = [_broken(one, max(640 / max(len(places), 1), 40)) for one in chart.categories]
    layout = {
        "bargap": 0.4,
        "height": 300,
        "xaxis": {"tickvals": places, "ticktext": labels, "fixedrange": True, "showgrid": False, "automargin": True},
        "yaxis": dict(_VALUES),
        "margin": {**_MARGIN, "t": 30, "r": 10},
    }
    return data, layout


def _doughnut(chart: Chart) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    one = chart.series[0]
    data = [
        {
            "type": "pie",
            "hole": 0.55,
            "sort": False,
            "direction": "clockwise",
            "labels": [safe(category) for category in chart.categories],
            "values": list(one.values),
            "text": [safe(text) for text in one.texts],
            "textinfo": "text",
            "textposition": "inside",
            "insidetextorientation": "horizontal",
            "hovertext": _told(chart, one),
            "hoverinfo": "text",
            "marker": {"colors": [f"#{color}" for color in chart.colors], "line": {"color": PAPER, "width": 2}},
        }
    ]
    layout = {
        "height": 300,
        "showlegend": True,
        "margin": {"l": 0, "r": 0, "t": 10, "b": 10},
        "legend": {"x": 1, "y": 0.5, "yanchor": "middle", "itemclick": False, "itemdoubleclick": False},
    }
    return data, layout


def _plane(chart: Chart) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    across, up = chart.series
    data = []
    for at, category in enumerate(chart.categories):
        told = [f"{safe(one.name)}: {safe(one.texts[at])}" for one in (across, up)]
        data.append(
            {
                "type": "scatter",
                "mode": "markers+text",
                "name": _broken(category, 240),
                "x": [across.values[at]],
                "y": [up.values[at]],
                "text": [safe(category.partition(".")[0]) if "." in category[:3] else ""],
                "textfont": {"color": PAPER, "weight": 700},
                "hovertext": "<br>".join([_broken(category, 320), *told]),
                "hoverinfo": "text",
                "marker": {"size": 26, "color": f"#{CATEGORIES[at % len(CATEGORIES)]}"},
            }
        )
    layout = {
        "height": 420,
        "margin": {"l": 60, "r": 10, "t": 20, "b": 50},
        "xaxis": _plane_axis(across.name),
        "yaxis": {**_plane_axis(up.name), "scaleanchor": "x", "constrain": "domain"},
        "legend": {"x": 1.02, "y": 1, "yanchor": "top", "itemclick": False, "itemdoubleclick": False},
    }
    return data, layout


def _plane_axis(title: str) -> dict[str, Any]:
    ticks: Sequence[int] = (0, 25, 50, 75, 100)
    return {
        "title": {"text": safe(title), "font": {"color": QUIET}},
        "range": [0, 100],
        "tickvals": list(ticks),
        "gridcolor": _HAIR,
        "linecolor": RULE,
        "zeroline": False,
        "fixedrange": True,
        "constrain": "domain",
    }
