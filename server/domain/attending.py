"""Who attends at one moment, in the numbers that a quorum and a majority are reckoned from."""

from __future__ import annotations

from typing import NamedTuple

from server.domain.here import Numbers, naming
from server.domain.seat import Hall
from server.domain.workshop import Workshop


class Attending(NamedTuple):
    """People, member delegations, those of them that count towards the quorum, the weight of the members,

    and how many of the people are observers.
    """

    people: int = 0
    delegations: int = 0
    toward: int = 0
    weight: int = 0
    observers: int = 0


def _here(workshop: Workshop, hall: Hall) -> list[str]:
    """The member delegations that are here."""
    members = {one.id for one in workshop.delegations if not one.observer}
    return [row.delegation for row in hall.rows if row.delegation in members and row.present_room + row.present_remote]


def attending(workshop: Workshop, hall: Hall) -> Attending:
    """Who attends now. Observers are people, and count for nothing else."""
    members = {one.id: one for one in workshop.delegations if not one.observer}
    here = _here(workshop, hall)
    named = workshop.quorum.of if workshop.quorum else ()
    toward = sum(one in named for one in here) if named else len(here)
    watching = {one.id for one in workshop.delegations if one.observer}
    observers = sum(row.present_room + row.present_remote for row in hall.rows if row.delegation in watching)
    return Attending(hall.people, len(here), toward, sum(members[one].weight for one in here), observers)


def keeping(workshop: Workshop, hall: Hall) -> Numbers:
    """Those who attend now as they are kept with a round: the numbers, and who the member delegations are."""
    return (*attending(workshop, hall), naming(_here(workshop, hall)))


def present_names(workshop: Workshop, hall: Hall) -> frozenset[str]:
    """The member delegations that are here now."""
    return frozenset(_here(workshop, hall))


def kept(numbers: Numbers) -> Attending:
    """What was kept of a round; before delegations were named or weighed there were two numbers."""
    people, here, *more = (one for one in numbers if isinstance(one, int))
    return Attending(people, here, *(more or (here, here)))
