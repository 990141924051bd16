"""A donut: slices of cobalt with paper between them, and beside each its share and its label."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from server.domain.figure import Figure, texts
from server.kinds.draw.bars import Row
from server.kinds.draw.ground import HEIGHT, SMALL, WIDTH, near, pixels
from server.kinds.draw.type import width, wrapped

RADIUS = 184
HOLE = 0.6
# The middle, and how far from it a label's line bends and a label begins.
X, Y = WIDTH / 2, HEIGHT / 2
BEND, EDGE = RADIUS + 22, RADIUS + 64
ROOM = WIDTH / 2 - EDGE - 8
SHARE, LABEL, LEADING = 40, 30, 36
GAP, CLOSE = 12, 6  # pixels between two labels of one side, and between two that have their shares before them


@dataclass(frozen=True, slots=True)
class _Setting:
    """The sizes of share and label, whether the share stands above its label or before it, and a label's most lines."""

    share: int
    label: int
    above: bool
    most: int


# What is tried until the labels of a side have room. Both sides have the same sizes: what is larger looks like more.
LARGE = tuple(_Setting(SHARE, LABEL, above=True, most=most) for most in (4, 3, 2))
CLOSELY = tuple(
    _Setting(SMALL, SMALL, above=above, most=most) for above, most in ((True, 3), (True, 2), (False, 2), (False, 1))
)


@dataclass(frozen=True, slots=True)
class _Beside:
    """A label beside its slice: the angle of the slice's middle, clockwise from the top."""

    row: Row
    angle: float
    weight: int

    @property
    def right(self) -> bool:
        return math.sin(self.angle) >= 0

    def lines(self, setting: _Setting) -> list[str]:
        return wrapped(self.row.label, ROOM - self.indent(setting), setting.label, setting.most, self.weight)

    def indent(self, setting: _Setting) -> float:
        """How far from the edge the label begins."""
        return 0.0 if setting.above else width(self.row.end, SMALL, 600) + 12

    def height(self, setting: _Setting) -> float:
        lines = LEADING * len(self.lines(setting))
        if setting.above:
            return float(setting.share + 6 + lines + GAP)
        return float(lines + (CLOSE if setting.most > 1 else 0))

    @property
    def wish(self) -> float:
        """Where its middle would stand if it were alone, in pixels from the top."""
        return Y - RADIUS * math.cos(self.angle)


def donut(rows: Sequence[Row], sentence: str) -> Figure:
    """Rows as slices, clockwise from the top in their order. Nothing is drawn but a ring where all are zero."""
    total = sum(row.value for row in rows)
    if not total:
        return Figure([_pie([1], "--color-rule")], pixels(), sentence)
    top = max(row.value for row in rows)
    drawn = [row for row in rows if row.value > 0]
    beside, before = [], 0.0
    for row in drawn:
        angle = 2 * math.pi * (before + row.value / 2) / total
        before += row.value
        beside.append(_Beside(row, angle, 600 if row.value == top else 400))
    traces = [_pie([row.value for row in drawn], "--color-live")]
    sides = {
        right: sorted((one for one in beside if one.right is right), key=lambda one: one.wish)
        for right in (True, False)
    }
    large = all(any(_fits(side, one) for one in LARGE) for side in sides.values())
    for right, side in sides.items():
        if side:
            tried = LARGE if large else CLOSELY
            traces += _side(side, next((one for one in tried if _fits(side, one)), tried[-1]), right)
    return Figure(traces, pixels(), sentence)


def _pie(values: Sequence[float], color: str) -> dict[str, Any]:
    return {
        "type": "pie",
        "values": list(values),
        "sort": False,
        "direction": "clockwise",
        "hole": HOLE,
        "domain": {
            "x": [near((X - RADIUS) / WIDTH), near((X + RADIUS) / WIDTH)],
            "y": [near((Y - RADIUS) / HEIGHT), near((Y + RADIUS) / HEIGHT)],
        },
        "textinfo": "none",
        "hoverinfo": "skip",
        "marker": {"colors": [color] * len(values), "line": {"color": "--color-page", "width": 5}},
    }


def _side(side: Sequence[_Beside], setting: _Setting, right: bool) -> list[dict[str, Any]]:
    """The labels of one side with the lines that lead to them."""
    heights = [one.height(setting) for one in side]
    tops = spread([one.wish - height / 2 for one, height in zip(side, heights, strict=True)], heights, HEIGHT)
    sign = 1 if right else -1
    position = "middle right" if right else "middle left"
    edge = near(X + sign * EDGE)
    lines_x: list[float | None] = []
    lines_y: list[float | None] = []
    shares_y, labels_x, labels_y, labels, weights = [], [], [], [], []
    for one, top in zip(side, tops, strict=True):
        share_y = top + (setting.share + 6) / 2 if setting.above else top + LEADING / 2
        shares_y.append(near(share_y))
        lines_x += [near(X + math.sin(one.angle) * RADIUS), near(X + sign * BEND), near(edge - sign * 8), None]
        lines_y += [near(Y - math.cos(one.angle) * RADIUS), near(share_y), near(share_y), None]
        for place, line in enumerate(one.lines(setting)):
            labels_x.append(near(edge + sign * one.indent(setting)))
            labels_y.append(near(top + (setting.share + 6 if setting.above else 0) + LEADING * (place + 0.5)))
            labels.append(line)
            weights.append(one.weight)
    ends = [one.row.end for one in side]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": lines_x,
            "y": lines_y,
            "line": {"color": "--color-field", "width": 2},
            "hoverinfo": "skip",
        },
        texts([edge] * len(side), shares_y, ends, size=setting.share, weight=600, position=position),
        texts(labels_x, labels_y, labels, size=setting.label, weight=weights, position=position),
    ]


def _fits(side: Sequence[_Beside], setting: _Setting) -> bool:
    """Whether the labels of one side stand one below the other."""
    return sum(one.height(setting) for one in side) <= HEIGHT + (GAP if setting.above else CLOSE)


def spread(tops: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """Boxes of these heights, sorted from above, moved as little as is simple so that none meets another."""
    placed: list[float] = []
    floor = 0.0
    for top, height in zip(tops, heights, strict=True):
        placed.append(max(top, floor))
        floor = placed[-1] + height
    ceiling = room
    for place in range(len(placed) - 1, -1, -1):
        placed[place] = min(placed[place], ceiling - heights[place])
        ceiling = placed[place]
    return placed
