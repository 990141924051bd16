"""Where the seats of a hemicycle stand: n seats in concentric half circles, in roster order from left to right.

Lengths are in units of the outer row's radius; the origin is the middle of the base line and y points up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin

# The gap in the middle holds a numeral and the rows must read as rows; half the radius does both.
INNER_RADIUS = 0.5
LEAST_INNER_RADIUS = 0.42
# 0.42 of the pitch leaves a gap of 0.16 between neighbours; above a tenth of the radius a seat stops looking like one.
SEAT_TO_PITCH = 0.42
LARGEST_SEAT = 0.1
# Fewer than seven seats stay together at the crown instead of fleeing to the horns.
FEW = 7
WIDEST_STEP = pi / 6


@dataclass(frozen=True, slots=True)
class Hemicycle:
    """Centres in roster order, the radius of a seat and the radius left free in the middle."""

    seats: Sequence[tuple[float, float]]
    seat: float
    inner: float
    rows: int


@lru_cache(maxsize=64)
def hemicycle(n: int) -> Hemicycle:
    """The places of n seats; n is at least 1."""
    if n < FEW:
        angles = [pi / 2 + WIDEST_STEP * ((n - 1) / 2 - place) for place in range(n)]
        return Hemicycle([(cos(angle), sin(angle)) for angle in angles], LARGEST_SEAT, 1 - LARGEST_SEAT, 1)
    rows = _rows(n)
    pitch = _pitch(n, rows)
    radii = [1 - row * pitch for row in range(rows)]
    filled = _fill(n, [pi * radius / pitch + 1 for radius in radii])
    places = [
        (pi * (1 - place / (count - 1)), radius)
        for radius, count in zip(radii, filled, strict=True)
        for place in range(count)
    ]
    # From the left horn to the right one; seats at the same angle are read from left to right as well.
    places.sort(key=lambda place: (-round(place[0], 6), place[1] * cos(place[0])))
    closest = min(pitch, *(pi * radius / (count - 1) for radius, count in zip(radii, filled, strict=True)))
    seat = min(SEAT_TO_PITCH * closest, LARGEST_SEAT)
    return Hemicycle(
        [(radius * cos(angle), radius * sin(angle)) for angle, radius in places], seat, radii[-1] - seat, rows
    )


def _pitch(n: int, rows: int) -> float:
    """The distance at which n seats fill the rows when rows stand as far apart as the seats of a row."""
    return pi * rows / (n - rows + pi * rows * (rows - 1) / 2)


def _rows(n: int) -> int:
    def distance(rows: int) -> float:
        inner = 1 - (rows - 1) * _pitch(n, rows)
        return abs(inner - INNER_RADIUS) if inner >= LEAST_INNER_RADIUS else float("inf")

    return min(range(1, max(2, n // 4)), key=distance)


def _fill(n: int, shares: list[float]) -> list[int]:
    """Whole numbers nearest to the shares that add up to n (largest remainder)."""
    counts = [int(share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda row: counts[row] - shares[row])
    for row in by_remainder[: n - sum(counts)]:
        counts[row] += 1
    return counts
