"""Two axes: the cross, the words at its ends, and the key of the letters that stand on the plane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.domain.figure import texts
from server.domain.text import one_line
from server.kinds.draw.ground import HEIGHT, SMALL, WIDTH, near
from server.kinds.draw.plane import Ground, Lettered, lettered
from server.kinds.draw.type import shortened, side_by_side, width, wrapped

Trace = dict[str, Any]

PLANE = 640  # the width that the plane and its words take; the key of the letters stands beside it
EDGE = 22  # kept on both sides, so that a dot at the end of an axis is drawn whole
WORDS = 38  # a line of words above or below the plane
APART = 24  # between two words on the same line
KEY, KEY_TEXT = 690, 744
TALL = 560  # with a question of one line the page stretches the figure to so many pixels
MOST_ROW, MOST_LINES = 76, 4  # of the key
LEADING = 34
KEY_LETTER = 28
QUIET = "--color-text-quiet"


@dataclass(frozen=True, slots=True)
class Axis:
    """What an axis means, and the words that are drawn at its two ends, "" for none."""

    name: str
    low: str
    high: str


def around(x: Axis, y: Axis) -> tuple[Ground, list[Trace]]:
    """The plane, and the words at the ends of its axes: under it those of the upright one between those of the other,

    on a line of their own only where they would meet.
    """
    above, below, left, right = y.high, y.low, x.low, x.high
    beside = PLANE / 2 - width(below, SMALL) / 2 - APART
    own_line = bool(below) and any(width(words, SMALL) > beside for words in (left, right) if words)
    lines = int(bool(below or left or right)) + own_line
    ground = Ground(EDGE, WORDS, PLANE - 2 * EDGE, HEIGHT - WORDS * (1 + lines))
    first = ground.top + ground.height + WORDS / 2
    low, high = side_by_side(left, right, PLANE - APART, SMALL)
    last = first + WORDS if own_line else first
    ends = [
        (PLANE / 2, WORDS / 2 - 2, shortened(above, PLANE, SMALL), "middle center"),
        (PLANE / 2, first, shortened(below, PLANE, SMALL), "middle center"),
        (0, last, low, "middle right"),
        (PLANE, last, high, "middle left"),
    ]
    return ground, [
        texts([at], [near(line)], [words], size=SMALL, position=position, color=QUIET)
        for at, line, words, position in ends
        if words
    ]


def cross(ground: Ground) -> list[Mapping[str, Any]]:
    """Two hairlines that cross in the middle, below everything."""
    middle = ground.left + ground.width / 2, ground.top + ground.height / 2
    ends = [
        (ground.left, middle[1], ground.left + ground.width, middle[1]),
        (middle[0], ground.top, middle[0], ground.top + ground.height),
    ]
    return [
        {
            "type": "line", "layer": "below", "xref": "x", "yref": "y",
            "x0": near(x0), "y0": near(y0), "x1": near(x1), "y1": near(y1),
            "line": {"color": "--color-rule", "width": 2},
        }
        for x0, y0, x1, y1 in ends
    ]  # fmt: skip


def key_rows(items: Sequence[tuple[str, float]], height: float, more: int = 0) -> tuple[float, int]:
    """How high a row of a key is, and how many lines it holds; `items`: texts with their room; `more`: further rows."""
    wanted = max((len(wrapped(text, room, SMALL, MOST_LINES)) for text, room in items), default=1)
    row = min(height / max(len(items) + more, 1), max(MOST_ROW, LEADING * wanted + 16))
    return row, max(min(int((row - 2) / LEADING), MOST_LINES), 1)


def key(items: Sequence[tuple[str, str]], drawn: frozenset[str], foot: str = "", room: float = HEIGHT) -> list[Trace]:
    """What each letter stands for, beside the plane; rings for those that are not drawn. `foot` is a line below."""
    free = room - (LEADING if foot else 0)
    row, lines = key_rows([(one_line(item), WIDTH - KEY_TEXT) for _, item in items], free)
    size = min(44, row - 2)
    traces: list[Trace] = []
    marks: list[Lettered] = []
    x: list[float] = []
    y: list[float] = []
    said: list[str] = []
    for place, (letter, item) in enumerate(items):
        middle = row * (place + 0.5)
        marks.append(Lettered(letter, (KEY + 20, middle), ring=letter not in drawn))
        text = wrapped(one_line(item), WIDTH - KEY_TEXT, SMALL, lines)
        for line, part in enumerate(text):
            x.append(KEY_TEXT)
            y.append(near(middle + LEADING * (line - (len(text) - 1) / 2)))
            said.append(part)
    traces += lettered(marks, size, KEY_LETTER)
    traces.append(texts(x, y, said, size=SMALL))
    if foot:
        traces.append(texts([KEY], [HEIGHT - SMALL / 2], [foot], size=SMALL, color=QUIET))
    return traces
