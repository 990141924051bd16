"""A plane: every answer a dot near its place, and lettered discs for what the dots come to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from server.domain.figure import safe
from server.kinds.draw.ground import near
from server.kinds.draw.scale import rounded_up

Trace = dict[str, Any]
Spot = tuple[float, float]

# More dots are not told apart, and take long to draw: then a dot is several answers.
MOST_DOTS = 2_400
# Up to how many dots each has which size in pixels, and how much it covers: few can each be seen by itself.
FEW = ((120, 13.0, 0.5), (600, 11.0, 0.38))
SIZE, PALE = 9.0, 0.28
# From dot to dot where several lie at the same point, as a part of their size, and the angle from one to the next: the
# golden angle, which never brings two onto a line.
CLOSE, TURN = 0.86, math.pi * (3 - math.sqrt(5))
DISC, LETTER = 52.0, 30.0  # pixels
EDGE = 4  # how near to the sides of the plane the middle of a disc may be
RING = 4  # the width of the paper round a disc
# Discs may lie on each other, but the letter of each stays in sight: they are never nearer than this part of a disc.
LEAST_APART, ROUNDS = 0.8, 60


@dataclass(frozen=True, slots=True)
class Ground:
    """Where on the figure the plane from 0 to 100 lies, in pixels; y goes up."""

    left: float
    top: float
    width: float
    height: float

    def at(self, x: float, y: float) -> Spot:
        return self.left + x / 100 * self.width, self.top + (1 - y / 100) * self.height

    def within(self, spot: Spot) -> Spot:
        """The spot, or the nearest to it at which a disc lies on the figure with nearly all of it."""
        return (
            min(max(spot[0], self.left + EDGE), self.left + self.width - EDGE),
            min(max(spot[1], self.top), self.top + self.height),
        )


@dataclass(frozen=True, slots=True)
class Lettered:
    """A disc (or a ring) with its letter, and where it belongs."""

    letter: str
    spot: Spot
    ring: bool = False


def per_dot(answers: int) -> int:
    """How many answers a dot stands for: 1, 2, 5, 10 …"""
    return int(rounded_up(Decimal(-(-answers // MOST_DOTS)), Decimal(1)))


def scattered(cells: Iterable[Mapping[Spot, int]], room: Spot, per: int = 1) -> Trace:
    """A dot for every answer. Those of the same point lie in a spiral around it that stays within half of `room`."""
    every = [(spot, max(round(n / per), 1)) for one in cells for spot, n in one.items()]
    total = sum(n for _, n in every)
    size, pale = next(((size, pale) for most, size, pale in FEW if total <= most), (SIZE, PALE))
    x: list[float] = []
    y: list[float] = []
    for spot, n in every:
        radius = CLOSE * size * math.sqrt(n - 1)
        across, down = (min(1.0, max(side / 2 - size / 2, 1) / radius) if radius else 1.0 for side in room)
        for k in range(n):
            distance = CLOSE * size * math.sqrt(k)
            x.append(near(spot[0] + across * distance * math.cos(k * TURN)))
            y.append(near(spot[1] + down * distance * math.sin(k * TURN)))
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "marker": {
            "size": size,
            "color": "--color-live",
            "opacity": pale,
            "line": {"width": 0},
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def lettered(many: Sequence[Lettered], size: float = DISC, letter: float = LETTER) -> list[Trace]:
    """Discs and rings with their letters, rings below discs."""
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [near(one.spot[0]) for one in some],
            "y": [near(one.spot[1]) for one in some],
            "text": [safe(one.letter) for one in some],
            "textposition": "middle center",
            "textfont": {"size": letter, "weight": 600, "color": "--color-live" if ring else "--color-on-live"},
            "marker": {
                "size": size - RING if ring else size,
                "color": "--color-page" if ring else "--color-live",
                "line": {"width": RING, "color": "--color-live" if ring else "--color-page"},
            },
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
        for ring in (True, False)
        if (some := [one for one in many if one.ring is ring])
    ]


def apart(spots: Sequence[Spot], ground: Ground, least: float = LEAST_APART * DISC) -> list[Spot]:
    """The spots on the ground, moved as little as is simple until no two are nearer than `least` pixels."""
    placed = [ground.within(spot) for spot in spots]
    for _ in range(ROUNDS):
        moved = False
        for one in range(len(placed)):
            for other in range(one + 1, len(placed)):
                dx, dy = placed[other][0] - placed[one][0], placed[other][1] - placed[one][1]
                distance = math.hypot(dx, dy)
                if distance >= least - 0.01:
                    continue
                moved = True
                # Two at the same spot part sideways.
                ux, uy = (dx / distance, dy / distance) if distance else (1.0, 0.0)
                step = (least - distance) / 2
                placed[one] = ground.within((placed[one][0] - ux * step, placed[one][1] - uy * step))
                placed[other] = ground.within((placed[other][0] + ux * step, placed[other][1] + uy * step))
        if not moved:
            break
    return placed
