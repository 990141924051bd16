"""Who took part, as the summary says it."""

from __future__ import annotations

from server.domain.messages import Message, message, plural
from server.domain.seat import Hall
from server.domain.snapshot import Snapshot
from server.domain.table import Cell, Column
from server.domain.text import one_line
from server.domain.workshop import Workshop
from server.exports import grid, rights
from server.exports.grid import Grid
from server.exports.parts import Attendance, Present
from server.exports.passages import Passages
from server.exports.telling import Teller
from server.exports.words import Words


def gather(snapshot: Snapshot, teller: Teller, words: Words, passages: Passages) -> Attendance:
    """Everybody who took a seat, by delegation in roster order; the sentences as staff wrote them, where they did."""
    workshop = snapshot.workshop
    rows = {row.delegation: row for row in snapshot.hall.rows}
    present = tuple(
        Present(one.id, teller.text(one.name), row.room, row.remote, seat)
        for seat, one in enumerate(workshop.delegations)
        if (row := rows.get(one.id)) and row.room + row.remote
    )
    room = sum(row.room for row in rows.values())
    remote = sum(row.remote for row in rows.values())
    given = rights.sentences(snapshot, teller)
    counted = _sentences(present, workshop, room, remote, teller) + given
    return Attendance(
        passages.paragraphs("attendance", message("Attendance"), "\n\n".join(counted)),
        one_line(passages.text("quorum", message("Quorum"), _quorum(workshop, snapshot.hall, teller))),
        present,
        len(workshop.delegations),
        room,
        remote,
        _grid(present, _observers(workshop), room, remote, teller, words),
        given,
    )


def _observers(workshop: Workshop) -> frozenset[str]:
    return frozenset(one.id for one in workshop.delegations if one.observer)


def _sentences(
    present: tuple[Present, ...], workshop: Workshop, room: int, remote: int, teller: Teller
) -> tuple[str, ...]:
    number = teller.language.number
    sentences = [
        plural(
            "One person took part: %(room)s in the room and %(remote)s online.",
            "%(people)s people took part: %(room)s in the room and %(remote)s online.",
            room + remote,
            people=number(room + remote),
            room=number(room),
            remote=number(remote),
        )
    ]
    observers = _observers(workshop)
    roster = len(workshop.delegations)
    if present and observers:
        sentences += _members(present, observers, roster, teller)
    elif present:
        names = teller.language.listing([one.name for one in present])
        sentences.append(
            plural(
                "%(n)s of %(roster)s delegations was represented: %(names)s.",
                "%(n)s of %(roster)s delegations were represented: %(names)s.",
                len(present),
                roster=number(roster),
                names=names,
            )
        )
    elif roster:
        sentences.append(message("No delegation was represented."))
    return tuple(map(teller.say, sentences))


def _members(present: tuple[Present, ...], observers: frozenset[str], roster: int, teller: Teller) -> list[Message]:
    """Members and observers, each for themselves."""
    members = [one.name for one in present if one.id not in observers]
    watching = [one.name for one in present if one.id in observers]
    told = []
    if members:
        told.append(
            plural(
                "%(n)s of %(roster)s member delegations was represented: %(names)s.",
                "%(n)s of %(roster)s member delegations were represented: %(names)s.",
                len(members),
                roster=teller.language.number(roster - len(observers)),
                names=teller.language.listing(members),
            )
        )
    if watching:
        told.append(message("Observers: %(names)s.", names=teller.language.listing(watching)))
    return told


def _quorum(workshop: Workshop, hall: Hall, teller: Teller) -> str:
    """The quorum is reached when enough member delegations have taken at least one seat; observers do not count."""
    if workshop.quorum is None:
        return ""
    members = {one.id for one in workshop.delegations if not one.observer}
    needed = workshop.quorum.needed(len(members))
    members = set(workshop.quorum.of) or members
    arrivals = sorted(row.first for row in hall.rows if row.delegation in members and row.room + row.remote)
    if len(arrivals) < needed:
        return teller.say(
            plural(
                "The quorum of %(n)s delegation was not reached (present: %(present)s).",
                "The quorum of %(n)s delegations was not reached (present: %(present)s).",
                needed,
                present=teller.language.number(len(arrivals)),
            )
        )
    reached = teller.moment(arrivals[needed - 1]) if needed else None
    if reached is None:
        return teller.say(message("No quorum was required."))
    return teller.say(
        plural(
            "The quorum of %(n)s delegation was reached at %(time)s.",
            "The quorum of %(n)s delegations was reached at %(time)s.",
            needed,
            time=teller.clock(reached),
        )
    )


def _grid(
    present: tuple[Present, ...], observers: frozenset[str], room: int, remote: int, teller: Teller, words: Words
) -> Grid | None:
    if not present:
        return None
    names = {one.id: teller.say(message("%(delegation)s (observer)", delegation=one.name)) for one in present}
    rows: list[list[Cell]] = [
        [names[one.id] if one.id in observers else one.name, one.room, one.remote, one.room + one.remote]
        for one in present
    ]
    others_room = room - sum(one.room for one in present)
    others_remote = remote - sum(one.remote for one in present)
    if others_room + others_remote:
        rows.append([words.no_delegation, others_room, others_remote, others_room + others_remote])
    rows.append([words.total, room, remote, room + remote])
    titles = (words.delegation, words.room, words.remote, words.total)
    return grid.make(titles, (Column.LABEL, Column.COUNT, Column.COUNT, Column.COUNT), rows, teller.language)
