"""A chart as a picture: one SVG of shapes and texts, with no style, no script and nothing from elsewhere.

Lengths are user units; a text line is 14 high, as in the paper that the pictures stand on.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterator

from markupsafe import Markup, escape

from server.exports.chart import BAR, CATEGORIES, COLUMN, DOUGHNUT, SCATTER, STACKED, Chart, full, upright

WIDTH = 640
LABELS = 224  # where bars begin; the labels end a gap before
GAP = 10
VALUES = 92  # kept free at the end of the row for "1,204 (26%)"
LINE = 17
INK, QUIET, RULE, PAPER = "#15181c", "#454b53", "#7b8087", "#ffffff"
# Average advance of a letter at size 14; East Asian letters take a full square.
LETTER, WIDE = 7.0, 14.0
MOST_LINES = 3
_HIGHEST = 820  # of rows of bars: about as high as a page is at this width
# Fills on which a numeral must be white.
_DARK = 140


def draw(chart: Chart) -> Markup:
    """The picture; its title says the same in words."""
    shapes: dict[str, Callable[[Chart], tuple[list[Markup], float]]] = {
        BAR: _bars,
        COLUMN: _columns,
        STACKED: _stacked,
        DOUGHNUT: _doughnut,
        SCATTER: _plane,
    }
    chart = upright(chart)
    parts, height = shapes[chart.kind](chart)
    return Markup(
        '<svg class="paper-chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" font-size="14"'
        ' fill="{}"><title>{}</title>{}</svg>'
    ).format(WIDTH, _n(height), INK, chart.alt, Markup().join(parts))


def _n(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")


def advance(text: str) -> float:
    """About how wide a text is at size 14."""
    return sum(WIDE if unicodedata.east_asian_width(letter) in "WF" else LETTER for letter in text)


def most_lines(rows: int) -> int:
    """How many lines a label may take beside bars, so that so many rows stay on a page."""
    return max(int((_HIGHEST / max(rows, 1) - 12) / LINE), MOST_LINES)


def wrap(text: str, width: float, most: int = MOST_LINES) -> list[str]:
    """The text in at most so many lines of this width; what does not fit ends in an ellipsis."""
    lines = [""]
    for word in _pieces(text, width):
        joined = f"{lines[-1]} {word}".strip()
        if lines[-1] and advance(joined) > width:
            lines.append(word)
        else:
            lines[-1] = joined
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1].rstrip(" ,.;") + "…"]
    return lines


def _pieces(text: str, width: float) -> Iterator[str]:
    """The words, the long ones cut where the line ends."""
    for word in text.split():
        piece = ""
        for letter in word:
            if advance(piece + letter) > width:
                yield piece
                piece = ""
            piece += letter
        if piece:
            yield piece


def _text(x: float, y: float, text: object, anchor: str = "start", fill: str = INK, size: int = 14) -> Markup:
    return Markup('<text x="{}" y="{}" text-anchor="{}" fill="{}" font-size="{}">{}</text>').format(
        _n(x), _n(y), anchor, fill, size, escape(text)
    )


def _rect(x: float, y: float, width: float, height: float, color: str) -> Markup:
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="#{}"/>').format(
        _n(x), _n(y), _n(width), _n(height), color
    )


def _on(color: str) -> str:
    """The ink that can be read on this fill."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    return PAPER if 0.299 * red + 0.587 * green + 0.114 * blue < _DARK else INK


def _label(lines: list[str], middle: float) -> list[Markup]:
    """The lines of a row's label, ending before the bars and centred on the row."""
    first = middle - (len(lines) - 1) * LINE / 2 + 5
    return [_text(LABELS - GAP, first + at * LINE, line, "end") for at, line in enumerate(lines)]


def _key(chart: Chart) -> tuple[list[Markup], float]:
    """Swatches with the names of the series, in as many lines as they need; and the height they take."""
    parts: list[Markup] = []
    x, y = 0.0, 0.0
    for series in chart.series:
        width = 20 + advance(series.name) + 16
        if x and x + width > WIDTH:
            x, y = 0.0, y + 22
        parts += [_rect(x, y + 2, 12, 12, series.color), _text(x + 18, y + 13, series.name, fill=QUIET)]
        x += width
    return parts, y + 30


def _bars(chart: Chart) -> tuple[list[Markup], float]:
    """Bars in the order of the options; with several series each row has one bar per series."""
    several = len(chart.series) > 1
    parts, top = _key(chart) if several else ([], 0.0)
    thick = 12 if several else 18
    largest = full(chart) or max((value for series in chart.series for value in series.values), default=0) or 1
    room = WIDTH - LABELS - VALUES
    for place, category in enumerate(chart.categories):
        lines = wrap(category, LABELS - GAP, most_lines(len(chart.categories)))
        bars = len(chart.series) * (thick + 3)
        row = max(len(lines) * LINE, bars) + (12 if several else 10)
        parts += _label(lines, top + row / 2)
        y = top + (row - bars) / 2 + 1.5
        for series in chart.series:
            length = room * max(series.values[place], 0) / largest
            parts.append(_rect(LABELS, y, length, thick, series.color))
            if several:
                parts.append(_text(LABELS + length + 6, y + thick - 1, series.texts[place], size=13))
            y += thick + 3
        if not several:
            parts.append(_text(WIDTH, top + row / 2 + 5, chart.series[0].texts[place], "end"))
        top += row
    return parts, top


def _stacked(chart: Chart) -> tuple[list[Markup], float]:
    """Every row filled to its end, each step with its numeral where it has room."""
    parts, top = _key(chart)
    room = WIDTH - LABELS
    for place, category in enumerate(chart.categories):
        lines = wrap(category, LABELS - GAP, most_lines(len(chart.categories)))
        row = max(len(lines) * LINE, 24) + 12
        parts += _label(lines, top + row / 2)
        total = sum(series.values[place] for series in chart.series) or 1
        x = float(LABELS)
        for series in chart.series:
            length = room * series.values[place] / total
            parts.append(_rect(x, top + (row - 24) / 2, length, 24, series.color))
            if length >= advance(series.texts[place]) + 6:
                middle = x + length / 2
                parts.append(_text(middle, top + row / 2 + 5, series.texts[place], "middle", _on(series.color), 13))
            x += length
        top += row
    return parts, top


def _columns(chart: Chart) -> tuple[list[Markup], float]:
    """Columns on one line, for what has an order of its own."""
    height, base = 200, 230
    count = max(len(chart.categories), 1)
    pitch = WIDTH / count
    largest = full(chart) or max((value for series in chart.series for value in series.values), default=0) or 1
    thick = pitch * 0.62 / len(chart.series)
    told = above(chart)
    parts: list[Markup] = []
    deepest = 1
    for place, category in enumerate(chart.categories):
        x = pitch * place + pitch * 0.19
        for series, texts in zip(chart.series, told, strict=True):
            length = height * max(series.values[place], 0) / largest
            parts.append(_rect(x, base - length, thick, length, series.color))
            if texts[place]:
                parts.append(_text(x + thick / 2, base - length - 6, texts[place], "middle", size=13))
            x += thick
        lines = wrap(category, max(pitch - (LETTER / 4 if chart.axis else 6), LETTER))
        deepest = max(deepest, len(lines))
        parts += [
            _text(pitch * (place + 0.5), base + LINE + at * LINE, line, "middle") for at, line in enumerate(lines)
        ]
    parts.append(Markup('<path d="M0 {}H{}" stroke="{}" fill="none"/>').format(base, WIDTH, RULE))
    return parts, base + 8 + deepest * LINE


def above(chart: Chart) -> list[list[str]]:
    """What stands above the columns, for each series.

    Where it would run into its neighbours the shares go first, then the numbers beside that of a higher column.
    """
    pitch = WIDTH / max(len(chart.categories), 1)
    step = pitch * 0.62 / len(chart.series) if len(chart.series) > 1 else pitch
    told = [one.texts for one in chart.series]
    if any(_above(text) > step for texts in told for text in texts):
        told = [one.short or one.texts for one in chart.series]
    shown = [[""] * len(chart.categories) for _ in chart.series]
    taken: list[tuple[float, float]] = []
    columns = [(at, place) for at in range(len(chart.categories)) for place in range(len(chart.series))]
    for at, place in sorted(columns, key=lambda one: -chart.series[one[1]].values[one[0]]):
        middle, half = pitch * at + step * place, _above(told[place][at]) / 2
        if all(middle + half <= start or middle - half >= end for start, end in taken):
            shown[place][at] = told[place][at]
        else:
            # Neither does a label run into a column that is higher.
            half = 0.31 * pitch / len(chart.series)
        taken.append((middle - half, middle + half))
    return shown


def _above(text: str) -> float:
    """How wide a label of size 13 is, with the least space beside it."""
    return advance(text) * 13 / 14 + 3 if text else 0


def _doughnut(chart: Chart) -> tuple[list[Markup], float]:
    """A ring, and beside it every part with its number."""
    centre, radius, hole = 110.0, 100.0, 58.0
    series = chart.series[0]
    total = sum(series.values)
    parts: list[Markup] = []
    start = 0.0
    for value, color in zip(series.values, chart.colors, strict=True):
        share = value / total if total else 0
        if share >= 1:
            parts.append(
                Markup('<circle cx="{}" cy="{}" r="{}" fill="none" stroke="#{}" stroke-width="{}"/>').format(
                    _n(centre), _n(centre), _n((radius + hole) / 2), color, _n(radius - hole)
                )
            )
        elif share:
            parts.append(_sector(centre, radius, hole, start, start + share, color))
        start += share
    y = 14.0
    for category, text, color in zip(chart.categories, series.texts, chart.colors, strict=True):
        lines = wrap(category, WIDTH - 282 - VALUES - GAP)
        parts.append(_rect(254, y - 1, 14, 14, color))
        parts += [_text(278, y + 11 + at * LINE, line) for at, line in enumerate(lines)]
        parts.append(_text(WIDTH, y + 11, text, "end"))
        y += len(lines) * LINE + 9
    return parts, max(2 * centre, y)


def _sector(centre: float, radius: float, hole: float, start: float, end: float, color: str) -> Markup:
    """A part of the ring from one share of the turn to another, beginning at the top, clockwise."""

    def at(turn: float, distance: float) -> str:
        angle = 2 * math.pi * turn - math.pi / 2
        return f"{centre + distance * math.cos(angle):.2f} {centre + distance * math.sin(angle):.2f}"

    large = int(end - start > 0.5)
    path = (
        f"M{at(start, radius)}A{radius:g} {radius:g} 0 {large} 1 {at(end, radius)}"
        f"L{at(end, hole)}A{hole:g} {hole:g} 0 {large} 0 {at(start, hole)}Z"
    )
    return Markup('<path d="{}" fill="#{}" stroke="{}" stroke-width="2"/>').format(path, color, PAPER)


PLANE, PLANE_LEFT, DISC = 300.0, 40.0, 11.0  # the side of a plane, what stands left of it, the radius of a disc


def _plane(chart: Chart) -> tuple[list[Markup], float]:
    """Discs with letters where the means are, from 0 to 100 across and up, and what the letters stand for."""
    across, up = chart.series
    parts: list[Markup] = []
    for quarter in range(5):
        at = PLANE * quarter / 4
        color = RULE[1:] if quarter == 0 else "CFD0CA"
        parts.append(_rect(PLANE_LEFT + at, DISC, 1, PLANE, color))
        parts.append(_rect(PLANE_LEFT, DISC + PLANE - at, PLANE, 1, color))
        number = str(25 * quarter)
        parts.append(_text(PLANE_LEFT + at, DISC + PLANE + 16, number, "middle", QUIET, 12))
        if quarter:
            parts.append(_text(PLANE_LEFT - 6, DISC + PLANE - at + 4, number, "end", QUIET, 12))
    parts.append(_text(PLANE_LEFT + PLANE / 2, DISC + PLANE + 34, across.name, "middle", QUIET))
    turned = '<text x="{}" y="{}" text-anchor="middle" fill="{}" font-size="14" transform="rotate(-90 {} {})">{}</text>'
    x, y = _n(10.0), _n(DISC + PLANE / 2)
    parts.append(Markup(turned).format(x, y, QUIET, x, y, up.name))  # noqa: S704 - our own drawing
    left = PLANE_LEFT + PLANE + 36
    y_key = DISC + 12
    for place, category in enumerate(chart.categories):
        color = CATEGORIES[place % len(CATEGORIES)]
        letter = category.partition(".")[0][:2] if "." in category[:3] else ""
        spot = (
            PLANE_LEFT + PLANE * min(max(across.values[place], 0), 100) / 100,
            DISC + PLANE * (1 - min(max(up.values[place], 0), 100) / 100),
        )
        lines = wrap(category, WIDTH - left - 2 * DISC - 8)
        for cx, cy in (spot, (left + DISC, y_key)):
            disc = Markup('<circle cx="{}" cy="{}" r="{}" fill="#{}" stroke="{}" stroke-width="2"/>')
            parts.append(disc.format(_n(cx), _n(cy), _n(DISC), color, PAPER))
            parts.append(_text(cx, cy + 5, letter, "middle", PAPER, 13))
        parts += [_text(left + 2 * DISC + 8, y_key + 5 + at * LINE, line) for at, line in enumerate(lines)]
        y_key += max(len(lines) * LINE, 2 * DISC) + 10
    return parts, max(DISC + PLANE + 42, y_key)
