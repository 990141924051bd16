"""The outcome of a vote: a word, the counts with the forms of the seats, and the sentences that make it valid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from server.domain.figure import Figure, texts
from server.domain.verdict import Count
from server.kinds.draw.ground import SMALL, WIDTH, near, pixels, rules
from server.kinds.draw.type import shortened, width, wrapped

# From the top, in pixels: the word, a rule, the names and numbers of the counts, a rule, the sentences.
WORD, WORD_AT, ABOVE = 132, 64, 148
NAME, NAME_AT, NUMBER, NUMBER_AT, BELOW = 32, 188, 88, 254, 316
SENTENCE_AT, LEADING, MOST_LINES = 350, 40, 4
CLOSER = 34  # the leading of four lines
# The middle of a seat beside the name of its count, and where that name begins.
SEAT_X, NAME_X, GAP = 15, 36, 24
# A half circle by a Bézier curve: the handles are as long as this part of the radius.
HANDLE = 4 / 3


def outcome(word: str, counts: Sequence[Count], sentences: Sequence[str], said: str) -> Figure:
    """The word as large as its width allows, the counts side by side, and each sentence on a line of its own."""
    size = min(WORD, WORD * WIDTH / max(width(word, WORD, 600), 1))
    across = WIDTH / max(len(counts), 1)
    lefts = [place * across for place in range(len(counts))]
    traces = [
        texts([0], [WORD_AT], [word], size=near(size), weight=600),
        texts(
            [near(left + NAME_X) for left in lefts],
            [NAME_AT] * len(counts),
            [shortened(one.name, across - NAME_X - GAP, NAME) for one in counts],
            size=NAME,
        ),
        texts(
            [near(left) for left in lefts],
            [NUMBER_AT] * len(counts),
            [one.number for one in counts],
            size=NUMBER,
            weight=600,
        ),
    ]
    shapes = rules([(0, WIDTH)] * 2, [ABOVE, BELOW])
    for one, left in zip(counts, lefts, strict=True):
        traces.append(seat(one.form, near(left + SEAT_X), NAME_AT))
        if one.form == "abstained":
            shapes.append(_lower_half(near(left + SEAT_X), NAME_AT, 12.5))
    lines = [line for one in sentences for line in wrapped(one, WIDTH, SMALL, MOST_LINES)][:MOST_LINES]
    leading = LEADING if len(lines) < MOST_LINES else CLOSER
    heights = [SENTENCE_AT + place * leading for place in range(len(lines))]
    traces.append(texts([0] * len(lines), heights, lines, size=SMALL))
    return Figure(traces, pixels(shapes=shapes, meta={"base": "in it"}), said)


def seat(form: str, x: float, y: float) -> dict[str, Any]:
    """The seat of somebody who voted so: a disc, an open ring, a ring that is half full, a dot."""
    marker: dict[str, Any]
    match form:
        case "for":
            marker = {"size": 28, "color": "--color-live"}
        case "against":
            marker = {"size": 22, "color": "--color-page", "line": {"width": 6.4, "color": "--color-stop"}}
        case "abstained":
            marker = {"size": 25, "color": "--color-page", "line": {"width": 3.2, "color": "--color-text-quiet"}}
        case _:
            marker = {"size": 9, "color": "--color-field"}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x],
        "y": [y],
        "marker": marker,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _lower_half(x: float, y: float, radius: float) -> dict[str, Any]:
    left, right, low = x - radius, x + radius, y + HANDLE * radius
    return {
        "type": "path",
        "xref": "x",
        "yref": "y",
        "path": f"M {left:.2f},{y:.2f} C {left:.2f},{low:.2f} {right:.2f},{low:.2f} {right:.2f},{y:.2f} Z",
        "fillcolor": "--color-text-quiet",
        "line": {"width": 0},
    }
