"""Who took part."""

from __future__ import annotations

from dataclasses import replace

from server.domain.seat import Hall
from server.domain.snapshot import Snapshot
from server.domain.workshop import Quorum
from server.exports.parts import Attendance, Summary
from server.exports.summary import gather
from tests.exports import prepared, world


def attendance(snapshot: Snapshot) -> Attendance:
    return gather(snapshot, world.KINDS, world.ENGLISH).attendance


def test_delegations_are_listed_in_roster_order(summary: Summary) -> None:
    """Only those with a seat, in the order of the roster."""
    assert [one.id for one in summary.attendance.delegations] == list(prepared.PRESENT)
    assert summary.attendance.sentences[1].startswith("24 of 32 delegations were represented: Argentina, Bahamas,")


def test_people_add_up(summary: Summary) -> None:
    """The table ends in a total that holds those without a delegation."""
    grid = summary.attendance.grid
    assert grid is not None
    *rows, total = grid.rows
    assert rows[-1][0] == "Without a delegation"
    for column in (1, 2, 3):
        assert sum(int(row[column] or 0) for row in rows) == total[column]
    assert total[1:3] == (summary.attendance.room, summary.attendance.remote)


def test_the_quorum_says_when_it_was_reached(course: Snapshot, summary: Summary) -> None:
    """A third of 32 members is 11, and the eleventh delegation came ten times 45 seconds after the first."""
    assert summary.attendance.quorum == "The quorum of 11 delegations was reached at 9:57."
    more = replace(course, workshop=replace(course.workshop, quorum=Quorum(count=30)))
    assert attendance(more).quorum == "The quorum of 30 delegations was not reached (present: 24)."
    none = replace(course, workshop=replace(course.workshop, quorum=None))
    assert attendance(none).quorum == ""


def test_observers_make_no_quorum(course: Snapshot) -> None:
    """Neither as members to count from nor as present."""
    delegations = [replace(one, observer=one.id != "CL") for one in course.workshop.delegations]
    only = replace(course, workshop=replace(course.workshop, delegations=delegations, quorum=Quorum(count=2)))
    assert attendance(only).quorum == "The quorum of 2 delegations was not reached (present: 1)."


def test_observers_are_named_apart(course: Snapshot) -> None:
    """Members out of all members, observers in a sentence of their own and marked in the table."""
    watching = ("AR", "CL")
    delegations = [replace(one, observer=one.id in watching) for one in course.workshop.delegations]
    found = attendance(replace(course, workshop=replace(course.workshop, delegations=delegations)))
    assert found.sentences[1].startswith("22 of 30 member delegations were represented: Bahamas,")
    assert found.sentences[2] == "Observers: Argentina and Chile."
    assert found.grid is not None
    assert found.grid.rows[0][0] == "Argentina (observer)"


def test_an_empty_hall_is_said(course: Snapshot) -> None:
    """Before anybody comes there is no table."""
    found = attendance(replace(course, hall=Hall()))
    assert found.grid is None
    assert "No delegation was represented." in found.sentences
    assert found.sentences[0] == "0 people took part: 0 in the room and 0 online."
