"""Regions: what is in them, edges and corners included."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.kinds.lattice import Point
from server.kinds.regions import NINTHS, Circle, Polygon, Rectangle, Shape, region_of

CIRCLE = Circle(Decimal(50), Decimal(50), Decimal(10))
RECTANGLE = Rectangle(Decimal("10.5"), Decimal(20), Decimal(10), Decimal(0))
# An arrow that points to the left, whose notch is no part of it.
ARROW = Polygon(tuple((Decimal(x), Decimal(y)) for x, y in ((0, 50), (60, 0), (30, 50), (60, 100))))


@pytest.mark.parametrize(
    ("shape", "point", "inside"),
    [
        (CIRCLE, (50, 60), True),
        (CIRCLE, (56, 58), True),
        (CIRCLE, (57, 58), False),
        (RECTANGLE, (11, 20), True),
        (RECTANGLE, (10, 20), False),
        (RECTANGLE, (15, 21), False),
        (ARROW, (10, 50), True),
        (ARROW, (0, 50), True),
        (ARROW, (30, 50), True),
        (ARROW, (31, 50), False),
        (ARROW, (45, 25), True),
        (ARROW, (46, 25), False),
        (ARROW, (60, 0), True),
        (ARROW, (59, 99), True),
        (ARROW, (0, 0), False),
        (ARROW, (100, 50), False),
    ],
)
def test_holds(shape: Shape, point: Point, inside: bool) -> None:
    """A point is in it, on its edge, or outside."""
    assert shape.holds(point) is inside


def test_box_of_a_polygon() -> None:
    """From its first edge to its last."""
    assert list(map(int, ARROW.box)) == [0, 0, 60, 100]


@given(x=st.integers(0, 100), y=st.integers(0, 100))
def test_a_rectangle_is_a_polygon_with_four_corners(x: int, y: int) -> None:
    """Both hold the same points."""
    corners = ((20, 30), (70, 30), (70, 90), (20, 90))
    polygon = Polygon(tuple((Decimal(a), Decimal(b)) for a, b in corners))
    assert polygon.holds((x, y)) is Rectangle(*map(Decimal, (20, 30, 50, 60))).holds((x, y))


@given(x=st.integers(0, 100), y=st.integers(0, 100))
def test_every_point_is_in_one_ninth(x: int, y: int) -> None:
    """Of a picture without regions of its own, every part has a name."""
    assert sum(region.shape.holds((x, y)) for region in NINTHS) == 1
    assert region_of(NINTHS, (x, y)) is not None
