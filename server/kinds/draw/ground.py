"""The ground that figures are drawn on, and the rows that bars, dots and shifts stand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from server.domain.figure import Figure, layout, texts
from server.domain.language import Language
from server.domain.messages import Message, message

# The place that a result page of the wall leaves under a question of three lines, in pixels at 1,080 lines.
WIDTH, HEIGHT = 1112, 452
# Where a rule ends and the numbers begin, as the design drew it: 83 % of the width.
RULE = 922
# The least text on the wall.
SMALL = 28
# Where the middle of such a text is at the upper edge: any higher, and the accents of its capitals would be cut off.
HIGHEST = 18
NO_ANSWERS = message("No answers yet.")
# People answered, and a moderator holds or has hidden all of it.
NOT_SHOWN = message("Nothing of what was written is shown so far.")


def near(value: float) -> float:
    """Points and ranges are rounded alike: a text a hair outside its axis is not drawn."""
    return round(value, 5)


@dataclass(frozen=True, slots=True)
class Metric:
    """The measures of a row, in pixels: its height, and for bar, label and end the size and how far down it stands."""

    height: float
    bar: float
    bar_at: float
    label: float
    label_at: float
    end: float
    end_at: float


def metric(rows: int, height: float = HEIGHT) -> Metric:
    """The measures where so many rows share the height."""
    row = min(100.0, height / max(rows, 1))
    if row >= 70:
        return Metric(row, 18, row - 20, 36, row - 49, 48, row - 23)
    return Metric(row, 14, row - 14, 28, row - 36, 36, row - 15)


def rules(x: Iterable[tuple[float, float]], y: Iterable[float]) -> list[dict[str, Any]]:
    """Hairlines below the traces, from x0 to x1 at y."""
    return [
        {
            "type": "line",
            "layer": "below",
            "xref": "x",
            "yref": "y",
            "x0": near(x0),
            "x1": near(x1),
            "y0": near(at),
            "y1": near(at),
            "line": {"color": "--color-rule", "width": 2},
        }
        for (x0, x1), at in zip(x, y, strict=True)
    ]


def pixels(**more: Any) -> dict[str, Any]:
    """A layout whose units are the pixels of the ground, y downwards."""
    return layout(WIDTH, HEIGHT, (0, WIDTH), (HEIGHT, 0), **more)


def nothing(language: Language, sentence: Message = NO_ANSWERS) -> Figure:
    """A calm page with one quiet sentence on it."""
    said = language.say(sentence)
    return Figure([texts([0], [24], [said], size=36, color="--color-text-quiet")], pixels(), said)
