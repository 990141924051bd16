"""Places on a plane from 0 to 100, kept as points of a lattice, so that answers can be counted and added up."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from server.domain.counts import Counts
from server.domain.errors import Refusal
from server.domain.messages import message
from server.kinds.decimals import MOST_DECIMALS, read

MOST = 100
Point = tuple[int, int]
Points = Mapping[Point, int]  # how many answers lie at each point


@lru_cache(maxsize=8_192)  # the places that a finger can hit come again and again
def coordinate(field: str, text: str, step: int) -> int:
    """What was sent as a place on one axis, at the nearest line of the lattice.

    Raises:
        Refusal: where it is no number from 0 to 100.
    """
    value = read(field, text, MOST_DECIMALS)
    if not 0 <= value <= MOST:
        raise Refusal(field, message("Please give a place from 0 to %(most)s.", most=MOST))
    return int((value / step).to_integral_value(ROUND_HALF_UP)) * step


def cell(point: Point) -> str:
    """The point as a field of counts."""
    return f"{point[0]},{point[1]}"


def points(counts: Counts, prefix: str = "") -> dict[Point, int]:
    """The points among the counts whose fields begin like this, from left to right."""
    found: dict[Point, int] = {}
    for field, n in counts.items():
        if n > 0 and field.startswith(prefix) and (point := _point(field[len(prefix) :])):
            found[point] = n
    return dict(sorted(found.items()))


@lru_cache(maxsize=16_384)  # all points of the finest lattice, which are read four times a second
def _point(text: str) -> Point | None:
    x, comma, y = text.partition(",")
    return (int(x), int(y)) if comma and x.isdecimal() and y.isdecimal() else None


def mean(places: Points, axis: int) -> Fraction:
    """The mean on one axis (0 for x, 1 for y) of at least one answer, exactly."""
    return Fraction(sum(point[axis] * n for point, n in places.items()), sum(places.values()))


def along(places: Points, axis: int) -> list[tuple[Decimal, int]]:
    """The values on one axis in order, each with how many answers have it."""
    found: dict[Decimal, int] = {}
    for point, n in places.items():
        value = Decimal(point[axis])
        found[value] = found.get(value, 0) + n
    return sorted(found.items())
