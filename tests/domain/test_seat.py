"""Seats, the segments they are counted in, and who is in the hall."""

from __future__ import annotations

from server.domain.seat import Attendance, Hall, Presence, Seat, segments
from tests.domain.tiny import agenda, parsed

ROSTER = [{"id": "CL", "name": "Chile", "groups": ["south", "pacific"]}]


def test_a_seat_of_a_delegation_counts_in_it_and_its_groups() -> None:
    """Besides attendance and language."""
    seat = Seat(1, "CL", Attendance.REMOTE, "es")
    assert segments(parsed(agenda(roster=ROSTER)), seat) == (
        "attendance:remote",
        "language:es",
        "delegation:CL",
        "group:south",
        "group:pacific",
    )


def test_a_seat_without_delegation_counts_in_none() -> None:
    """Nor does one of a delegation that the roster no longer has."""
    workshop = parsed(agenda(roster=ROSTER))
    for seat in (Seat(1), Seat(2, "XX")):
        assert segments(workshop, seat) == ("attendance:room", "language:en")


def test_the_hall_adds_up_its_rows() -> None:
    """People without a delegation are people, but no delegation; who left is neither."""
    hall = Hall([Presence("CL", 3, 1, 2, 1), Presence("HT", 1), Presence("", 0, 4, 0, 4)])
    assert (hall.room, hall.remote, hall.people, hall.delegations) == (2, 5, 7, 1)
    full = hall.full
    assert (full.room, full.remote, full.people, full.delegations) == (4, 5, 9, 2)
