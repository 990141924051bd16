"""The list of people and the roster as the desk reads them: who is expected, who has a badge, who is here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.badge import NO_BADGE, Badge
from server.domain.language import Language
from server.domain.messages import message
from server.domain.people import Person, found
from server.domain.schedule import local
from server.domain.text import fold
from server.live.present import Present

MOST_SHOWN = 200  # people on one page; a name that is typed finds the others


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of the list. `state` is none, issued, used or revoked, `says` the same in words with the time."""

    id: str
    name: str
    email: str
    delegation: str
    flag: str
    observer: bool
    state: str
    says: str
    again: bool
    present: bool


@dataclass(frozen=True, slots=True)
class PeopleView:
    """The list, as far as it is shown. `all` counts everybody, `more` those who are found and not shown."""

    lines: Sequence[PersonLine]
    all: int
    more: int
    typed: str
    without: int  # people without a badge
    waiting: int  # people whose badge has not been used
    addresses: int  # people whose e-mail address is kept
    again: int  # badges that several devices have used


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """One delegation of the roster. `people` are on the list, `badges` have a good one, `here` are present."""

    id: str
    name: str
    flag: str
    plate: str
    groups: str
    observer: bool
    weight: int
    people: int
    badges: int
    room: int
    remote: int


def people_view(
    present: Present,
    language: Language,
    people: Sequence[Person],
    badges: Mapping[str, Badge],
    here: frozenset[int],
    typed: str = "",
) -> PeopleView:
    """Everybody whose name has the typed words, in the order of their names."""
    asked = sorted(found(people, typed), key=lambda one: fold(one.name))
    held = {one.id: badges.get(one.id, NO_BADGE) for one in people}
    return PeopleView(
        [_line(present, language, one, held[one.id], here) for one in asked[:MOST_SHOWN]],
        len(people),
        max(0, len(asked) - MOST_SHOWN),
        typed,
        sum(one.state in ("none", "revoked") for one in held.values()),
        sum(one.state == "issued" for one in held.values()),
        sum(bool(one.email) for one in people),
        sum(one.again for one in held.values()),
    )


def _line(present: Present, language: Language, one: Person, badge: Badge, here: frozenset[int]) -> PersonLine:
    delegation = present.workshop.delegation(one.delegation)
    name = delegation.name.pick(language.code) if delegation else ""
    return PersonLine(
        one.id,
        one.name,
        one.email,
        name,
        delegation.flag if delegation else "",
        bool(delegation and delegation.observer),
        badge.state,
        says(present, language, badge),
        badge.again,
        bool(badge.seat and badge.seat in here),
    )


def says(present: Present, language: Language, badge: Badge) -> str:
    """The state of a badge in words."""

    def at(moment: int) -> str:
        when = local(present.workshop, moment)
        clock = language.clock(when)
        if when.date() == local(present.workshop, present.now).date():
            return clock
        return f"{language.day(when.date())}, {clock}"

    match badge.state:
        case "used" if badge.again:
            said = message("Used on %(n)s devices, the last at %(time)s", n=badge.uses, time=at(badge.used))
        case "used":
            said = message("Used at %(time)s", time=at(badge.used))
        case "issued":
            said = message("Made at %(time)s, not used yet", time=at(badge.issued))
        case "revoked":
            said = message("Withdrawn at %(time)s", time=at(badge.revoked))
        case _:
            said = message("No badge")
    return language.say(said)


def roster_view(
    present: Present, language: Language, people: Sequence[Person], badges: Mapping[str, Badge]
) -> Sequence[DelegationRow]:
    """The roster in its own order."""
    rows = {row.delegation: row for row in present.hall.rows}
    listed: dict[str, list[Person]] = {}
    for one in people:
        listed.setdefault(one.delegation, []).append(one)
    found_rows: list[DelegationRow] = []
    for delegation in present.workshop.delegations:
        here, own = rows.get(delegation.id), listed.get(delegation.id, [])
        groups = [
            present.workshop.groups[group].pick(language.code) if group in present.workshop.groups else group
            for group in delegation.groups
        ]
        held = [badges.get(person.id, NO_BADGE) for person in own]
        found_rows.append(
            DelegationRow(
                delegation.id,
                delegation.name.pick(language.code),
                delegation.flag,
                delegation.plate,
                ", ".join(groups),
                delegation.observer,
                delegation.weight,
                len(own),
                sum(badge.state in ("issued", "used") for badge in held),
                here.present_room if here else 0,
                here.present_remote if here else 0,
            )
        )
    return found_rows
