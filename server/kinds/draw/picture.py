"""Pins on a picture: the dots, the regions with their letters, and beside the picture how many people each region has.

A kind knows the picture by its name only. The page draws it behind the dots: `meta.picture` is the name, the picture
goes from 0 to 100 on both axes with y downwards, and `yaxis.scaleratio` has to become its height divided by its width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from server.domain.figure import HIDDEN_AXIS, Figure, layout, safe
from server.kinds.draw.axes import key_rows
from server.kinds.draw.ground import HEIGHT, SMALL, WIDTH, near
from server.kinds.draw.plane import MOST_DOTS, Trace
from server.kinds.draw.type import width, wrapped
from server.kinds.lattice import MOST, Points
from server.kinds.regions import Circle, Polygon, Shape

# The part of the width that the picture may take where names stand beside it, in hundredths, and the gap to them.
BESIDE, GAP = 60, 36
DEFAULT_RATIO = 0.6  # height to width, until the page knows the picture
# Up to how many dots each has which size in pixels, and how much it covers; and the largest dot of several answers.
FEW = ((160, 15.0, 0.8), (600, 11.0, 0.6))
SIZE, PALE, LARGEST = 8.0, 0.7, 56.0
LEADING = 34
SHARE = 40


@dataclass(frozen=True, slots=True)
class Marked:
    """A region with its name and the share of people who put a pin there."""

    shape: Shape
    name: str
    end: str
    right: bool


def pictured(picture: str, places: Points, regions: Sequence[Marked], rest: str, sentence: str) -> Figure:
    """The picture with everything on it; `rest` is said below the regions."""
    across = BESIDE / 100 if regions else 1.0
    axes = {
        "xaxis": {
            **HIDDEN_AXIS,
            "range": [0, MOST],
            "domain": [0, across],
            "constrain": "domain",
            "constraintoward": "left" if regions else "center",
        },
        "yaxis": {
            **HIDDEN_AXIS,
            "range": [MOST, 0],
            "scaleanchor": "x",
            "scaleratio": DEFAULT_RATIO,
            "constrain": "domain",
            "constraintoward": "top",
        },
    }
    made = layout(
        WIDTH,
        HEIGHT,
        (0, MOST),
        (MOST, 0),
        **axes,
        shapes=[line for one in regions for line in _outline(one)],
        annotations=_ledger(regions, rest, across),
        meta={"picture": picture},
    )
    return Figure([_dots(places), *_letters(regions)], made, sentence)


def _dots(places: Points) -> Trace:
    """A dot at every place, the larger the more pins are there."""
    if len(places) > MOST_DOTS:
        places = _coarser(places)
    top = max(places.values(), default=1)
    # Areas are as the numbers; where the largest would cover the picture, all are smaller alike.
    size, pale = next(((size, pale) for most, size, pale in FEW if len(places) <= most), (SIZE, PALE))
    size = min(size, LARGEST / top**0.5)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "marker": {
            "size": [near(max(size * n**0.5, 4)) for n in places.values()],
            "color": "--color-live",
            "opacity": pale,
            "line": {"width": 1.5 if size > SIZE else 0.8, "color": "--color-page"},
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _coarser(places: Points) -> dict[tuple[int, int], int]:
    """The same on a lattice of twice the step."""
    found: dict[tuple[int, int], int] = {}
    for (x, y), n in places.items():
        point = x // 2 * 2, y // 2 * 2
        found[point] = found.get(point, 0) + n
    return found


def _letters(regions: Sequence[Marked]) -> list[Trace]:
    """The letter of each region at its upper edge, on a disc where the region is right, on a ring where it is not."""
    traces: list[Trace] = []
    for right in (False, True):
        some = [(place, one) for place, one in enumerate(regions) if one.right is right]
        if not some:
            continue
        boxes = [[float(edge) for edge in one.shape.box] for _, one in some]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [near(min(max((left + end) / 2, 3), 97)) for left, _, end, _ in boxes],
                "y": [near(min(max(top, 7), 93)) for _, top, _, _ in boxes],
                "text": [ascii_uppercase[place] for place, _ in some],
                "textposition": "middle center",
                "textfont": {"size": 28, "weight": 600, "color": "--color-on-live" if right else "--color-text"},
                "marker": {
                    "size": 40,
                    "color": "--color-live" if right else "--color-page",
                    "line": {"width": 3, "color": "--color-page" if right else "--color-text"},
                },
                "cliponaxis": False,
                "hoverinfo": "skip",
            }
        )
    return traces


def _outline(one: Marked) -> list[dict[str, Any]]:
    """Its line with a wider one below it: a picture may be light where the page is dark, and the other way round."""
    left, top, right, bottom = map(float, one.shape.box)
    form: dict[str, Any] = {"x0": left, "x1": right, "y0": top, "y1": bottom}
    form["type"] = "circle" if isinstance(one.shape, Circle) else "rect"
    if isinstance(one.shape, Polygon):
        path = "L".join(f"{float(x):g},{float(y):g}" for x, y in one.shape.corners)
        form = {"type": "path", "path": f"M{path}Z"}
    wide = 6 if one.right else 3
    lines = [("--color-page", wide + 4), ("--color-live" if one.right else "--color-text", wide)]
    return [
        {**form, "layer": "between", "xref": "x", "yref": "y", "line": {"color": color, "width": width}}
        for color, width in lines
    ]


def _ledger(regions: Sequence[Marked], rest: str, across: float) -> list[dict[str, Any]]:
    """Letters, names and shares beside the picture, from above. Units are parts of the figure."""
    made: list[dict[str, Any]] = []
    left = WIDTH * across + GAP
    # The shares of a few are read from afar.
    size = SHARE if HEIGHT / max(len(regions) + bool(rest), 1) > SHARE else SMALL
    rooms = [WIDTH - left - 44 - width(one.end, size, 600) - 16 for one in regions]
    named = [(one.name, room) for one, room in zip(regions, rooms, strict=True)]
    row, most = key_rows(named, HEIGHT, more=int(bool(rest)))
    for place, one in enumerate(regions):
        y = row * (place + 0.5)
        weight = 600 if one.right else 400
        color = "--color-live" if one.right else "--color-text"
        made.append(_words(left, y, ascii_uppercase[place], "left", SMALL, 600, color))
        lines = wrapped(one.name, rooms[place], SMALL, most, weight)
        for line, words in enumerate(lines):
            made.append(_words(left + 44, y + LEADING * (line - (len(lines) - 1) / 2), words, "left", SMALL, weight))
        made.append(_words(WIDTH, y, one.end, "right", size, 600))
    if rest:
        made.append(_words(left + 44, row * (len(regions) + 0.5), rest, "left", SMALL, 400, "--color-text-quiet"))
    return made


def _words(
    x: float, y: float, words: str, anchor: str, size: float, weight: int, color: str = "--color-text"
) -> dict[str, Any]:
    return {
        "text": safe(words),
        "x": near(x / WIDTH),
        "y": near(1 - y / HEIGHT),
        "xref": "paper",
        "yref": "paper",
        "xanchor": anchor,
        "yanchor": "middle",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": size, "weight": weight, "color": color},
    }
