"""A seat: the right to answer in one workshop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from server.domain.segments import ATTENDANCE, LANGUAGE, PROXY, of_delegation, segment
from server.domain.workshop import Workshop


class Attendance(StrEnum):
    """Where the person is."""

    ROOM = "room"
    REMOTE = "remote"


@dataclass(frozen=True, slots=True)
class Seat:
    """`number` counts from 1 in the order of arrival; `delegation` is "" for none; `joined` in milliseconds.

    `agent` is the delegation of the person where that person answers for `delegation` by its proxy, else "".
    """

    number: int
    delegation: str = ""
    attendance: Attendance = Attendance.ROOM
    language: str = "en"
    name: str = ""
    joined: int = 0
    simulated: bool = False
    agent: str = ""


def segments(workshop: Workshop, seat: Seat) -> tuple[str, ...]:
    """The segments that an answer of this seat is counted in, besides the total."""
    delegation = workshop.delegation(seat.delegation)
    own = [segment(ATTENDANCE, seat.attendance), segment(LANGUAGE, seat.language)]
    if delegation:
        own += of_delegation(workshop, delegation)
    if seat.agent:
        own.append(segment(PROXY, seat.agent))
    return tuple(own)


@dataclass(frozen=True, slots=True)
class Presence:
    """Seats per delegation: taken at some time, and seen of late. `first` is when the first was taken, in ms."""

    delegation: str
    room: int = 0
    remote: int = 0
    present_room: int = 0
    present_remote: int = 0
    first: int = 0


@dataclass(frozen=True, slots=True)
class Hall:
    """Who is here, one row per delegation of the roster, and those without a delegation under ""."""

    rows: Sequence[Presence] = ()

    @property
    def room(self) -> int:
        """People present in the room."""
        return sum(row.present_room for row in self.rows)

    @property
    def remote(self) -> int:
        return sum(row.present_remote for row in self.rows)

    @property
    def people(self) -> int:
        return self.room + self.remote

    @property
    def delegations(self) -> int:
        """Delegations with at least one person present."""
        return sum(1 for row in self.rows if row.delegation and row.present_room + row.present_remote)

    @property
    def full(self) -> Hall:
        """The hall with everybody who ever took a seat in it, whoever has left since."""
        return Hall([replace(row, present_room=row.room, present_remote=row.remote) for row in self.rows])
