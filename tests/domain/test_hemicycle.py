"""Where the seats stand."""

from __future__ import annotations

from math import dist

import pytest

from server.domain.hemicycle import hemicycle


@pytest.mark.parametrize(
    ("n", "rows", "seat"),
    [(5, 1, 0.1), (12, 2, 0.1), (20, 2, 0.1), (35, 3, 0.093), (60, 4, 0.069), (100, 5, 0.051), (200, 7, 0.035)],
)
def test_rows_and_seats(n: int, rows: int, seat: float) -> None:
    """The table of the visual system."""
    places = hemicycle(n)
    assert places.rows == rows
    assert places.seat == pytest.approx(seat, abs=0.0006)
    assert len(places.seats) == n


@pytest.mark.parametrize("n", range(1, 201))
def test_seats_never_touch(n: int) -> None:
    """Every seat stands in the upper half, and apart from every other."""
    places = hemicycle(n)
    assert len(places.seats) == n
    assert all(y >= -1e-9 for _, y in places.seats)
    if n > 1:
        closest = min(dist(a, b) for i, a in enumerate(places.seats) for b in places.seats[:i])
        assert closest > 2 * places.seat


def test_order_runs_from_left_to_right() -> None:
    """The first of the roster sits at the left horn, the last at the right one."""
    places = hemicycle(35)
    assert places.seats[0] == pytest.approx((-1, 0))
    assert places.seats[-1] == pytest.approx((1, 0))
