"""How many lines the labels beside bars take in Office, and how high a chart must stand so that all of them are whole.

The programs give every row the same height; a label that is higher covers its neighbours, or makes them go.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from server.exports.chart import BAR, SCATTER, STACKED, Chart, upright

# Labels take this part of the width, so that the bars of all charts begin on one line; where one of them has more
# letters than a few lines hold, they take half of it. What is left beside the longest bar is for its number.
_LABELS, _LONG_LABELS, _LONG = 0.36, 0.5, 70
_BEYOND = 0.06
WIDE = 16.5  # centimetres of a chart as wide as a page
LEGEND = 0.9  # centimetres above the bars
# Centimetres that a chart may be high on an upright page, and on a page that is turned for two languages.
_HIGHEST, _HIGHEST_TURNED, _TURNED = 20.0, 11.0, 14.0
_LINE, _BAR, _STACK = 0.42, 0.5, 1.15  # centimetres of a line, of a bar, and of one of several steps
_LETTER = 0.17  # centimetres of a letter of 9 points, on the average
_APART = 0.3  # centimetres between rows; of many, a little less
_MANY, _NEAR = 8, 0.1


def labels(chart: Chart) -> float:
    """The part of the width that the labels take."""
    return _LONG_LABELS if max([chart.longest, *map(len, chart.categories)]) > _LONG else _LABELS


def bars(chart: Chart) -> float:
    """The part of the width that the longest bar may take."""
    return 1 - labels(chart) - _BEYOND


def height(chart: Chart, width: float = WIDE) -> float:
    """How high the chart should stand, in centimetres, at a width in centimetres."""
    chart = upright(chart)
    if chart.kind not in (BAR, STACKED):
        return 9.5 if chart.kind == SCATTER else 5.6
    legend = LEGEND if len(chart.series) > 1 or chart.kind == STACKED else 0
    least = 1.4 if chart.kind == BAR else 1.6
    return min(max(len(chart.categories) * _row(chart, width), least), _most(width)) + legend


def _row(chart: Chart, width: float) -> float:
    """How high a row has to be."""
    apart = _APART if len(chart.categories) <= _MANY else _NEAR
    text = _LINE * max((lines(one, _letters(chart, width)) for one in chart.categories), default=1)
    if chart.kind == STACKED:
        return max(_STACK, text + apart)
    return max(_BAR * len(chart.series), text) + apart


def _most(width: float) -> float:
    return _HIGHEST if width > _TURNED else _HIGHEST_TURNED


def _letters(chart: Chart, width: float) -> int:
    return max(int(labels(chart) * width / _LETTER), 1)


def shown(chart: Chart, width: float = WIDE) -> Chart:
    """The chart with its labels as the rows have room for them: only many long ones are cut, and end in an ellipsis."""
    chart = upright(chart)
    if chart.kind not in (BAR, STACKED) or not chart.categories:
        return chart
    room = _most(width) / len(chart.categories)
    if _row(chart, width) <= room:
        return chart
    most = max(int((room - _NEAR) / _LINE), 1)
    return replace(chart, categories=tuple(cut(one, most, _letters(chart, width)) for one in chart.categories))


def cut(text: str, most: int, width: int) -> str:
    """As many words as stand in so many lines of so many letters."""
    if lines(text, width) <= most:
        return text
    words = text.split()
    while len(words) > 1 and lines(f"{' '.join(words)}…", width) > most:
        words.pop()
    return " ".join(words).rstrip(" ,.;:")[: most * width - 1] + "…"


def lines(text: str, width: int) -> int:
    """How many lines of so many letters it takes, broken between words; a long word takes several.

    An East Asian letter is as wide as two.
    """
    found, room = 1, width
    for word in text.split():
        need = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in word)
        if need > room and room < width:
            found, room = found + 1, width
        if need > width:
            found, need = found + (need - 1) // width, (need - 1) % width + 1
        room -= need + 1
    return found
