"""Dots: one for each person, in rows like bars."""

from __future__ import annotations

import math
from collections.abc import Sequence

from server.domain.figure import Figure, texts
from server.domain.language import Language
from server.kinds.draw.bars import Row, chosen, ends, labels, lettering, more, places
from server.kinds.draw.ground import HEIGHT, SMALL, near, pixels
from server.kinds.respondents import of_dot

# Up to here each dot is a person; above, it stands for as many as keep the number of dots within it.
MOST_DOTS = 200
ROUND_NUMBERS = (1, 2, 5)
# The distance from dot to dot, in pixels; where a row has more dots than fit it runs in two lines, which are closer.
PITCH, CLOSER, CLOSEST = 18.0, 14.0, 10.0
LEGEND = 32  # pixels for the line that says how many people a dot is


def per_dot(people: int) -> int:
    """How many people a dot stands for: 1, 2, 5, 10, 20 …"""
    power = 1
    while True:
        for number in ROUND_NUMBERS:
            if number * power * MOST_DOTS >= people:
                return number * power
        power *= 10


def dots(rows: Sequence[Row], people: int, language: Language, sentence: str, *, delegations: bool = False) -> Figure:
    """Rows of dots in their order; a row with any person, or delegation, has at least one dot."""
    per = per_dot(people)
    drawn, left_out = chosen(rows)
    cells, height = len(drawn) + bool(left_out), HEIGHT - LEGEND if per > 1 else HEIGHT
    letters, weights = lettering(drawn, places(cells, height), cells, height)
    at = places(cells, height, taller=letters.taller)
    numbers = [max(round(row.value / per), 1) if row.value else 0 for row in drawn]
    longest = max(numbers, default=0)
    lines = 1 if longest * PITCH <= at.rule else 2
    per_line = math.ceil(longest / lines) if longest else 1
    widest = PITCH if lines == 1 else CLOSER if at.measures.label > SMALL else CLOSEST
    pitch = min(widest, at.rule / per_line)
    size = pitch * 0.82
    x: list[float] = []
    y: list[float] = []
    for number, left, line in zip(numbers, at.lefts, at.lines, strict=False):
        top = line * at.measures.height + at.measures.bar_at + (2 - pitch / 2) * (lines - 1)
        for place in range(number):
            x.append(near(left + pitch * (place // lines) + size / 2))
            y.append(near(top + pitch * (place % lines)))
    traces = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": x,
            "y": y,
            "marker": {"size": near(size), "color": "--color-live"},
            "cliponaxis": False,
            "hoverinfo": "skip",
        },
        *_in_pixels(
            [labels(letters, weights, at, 1), ends(drawn, at, 1), *more(left_out, at, 1, language)], at.measures.height
        ),
    ]
    if per > 1:
        said = of_dot(per, language, delegations=delegations)
        traces.append(texts([0], [HEIGHT - SMALL / 2], [said], size=SMALL, color="--color-text-quiet"))
        sentence = f"{sentence} {said}"
    return Figure(traces, pixels(), sentence)


def _in_pixels(traces: Sequence[dict[str, object]], row: float) -> list[dict[str, object]]:
    """Texts that stand in rows, in pixels: dots are round only where both axes have one unit."""
    return [{**trace, "y": [near(y * row) for y in trace["y"]]} for trace in traces]  # type: ignore[attr-defined]
