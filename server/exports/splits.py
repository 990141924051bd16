"""The result of a round by attendance: the room beside those online, where neither is too small to be told apart."""

from __future__ import annotations

from server.domain.counts import PEOPLE
from server.domain.gathering import gather_round
from server.domain.kind import AnyKind
from server.domain.messages import message
from server.domain.seat import Attendance
from server.domain.segments import ATTENDANCE, segment
from server.domain.snapshot import RoundData, Snapshot
from server.domain.table import Table
from server.domain.workshop import Poll
from server.exports import grid
from server.exports.parts import Group, Split
from server.exports.telling import Teller
from server.exports.words import Words

_ATTENDANCE = (segment(ATTENDANCE, Attendance.ROOM), segment(ATTENDANCE, Attendance.REMOTE))


def split(
    poll: Poll, data: RoundData, snapshot: Snapshot, table: Table, kind: AnyKind, teller: Teller, words: Words
) -> Split:
    """Room beside online. Where one of the two is small both are kept back, for the total would give it away."""
    room, remote = (data.segments.get(part, {}).get(PEOPLE, 0) for part in _ATTENDANCE)
    if not data.people or not room + remote:
        return Split()
    if not remote:
        return Split(teller.say(message("All of them were in the room.")), room, 0)
    if not room:
        return Split(teller.say(message("All of them were online.")), 0, remote)
    least = snapshot.workshop.least_group
    # Whoever is in neither of the two is what the total leaves, and must not be too few either.
    rest = data.people - room - remote
    if min(room, remote) < least or 0 < rest < least:
        told = message(
            "Results by attendance are not shown: fewer than %(n)s people answered in the room or online.",
            n=least,
        )
        if poll.settings.by == "delegation":
            told = message(
                "Results by attendance are not shown: fewer than %(n)s delegations answered in the room or online.",
                n=least,
            )
        return Split(teller.say(told))
    if kind.additions(poll.definition):
        said = message("Asked in the room: %(room)s; online: %(remote)s.", room=room, remote=remote)
        return Split(teller.say(said), room, remote)
    if kind.lists:
        # Texts apart by where their authors sat would say more about the authors than about the texts.
        return Split(_line(room, remote, teller), room, remote)
    tables = {
        name: _table_of(poll, data, snapshot, segment, kind, teller)
        for segment, name in zip(_ATTENDANCE, (words.room, words.remote), strict=True)
    }
    groups = {
        segment: Group(name, people, grid.of(part, teller.language))
        for segment, (name, part), people in zip(_ATTENDANCE, tables.items(), (room, remote), strict=True)
    }
    beside = grid.beside(table, tables, teller.language, complete=room + remote == data.people)
    return Split(_line(room, remote, teller), room, remote, beside, groups)


def _line(room: int, remote: int, teller: Teller) -> str:
    number = teller.language.number
    return teller.say(
        message("%(room)s answered in the room, %(remote)s online.", room=number(room), remote=number(remote))
    )


def _table_of(poll: Poll, data: RoundData, snapshot: Snapshot, segment: str, kind: AnyKind, teller: Teller) -> Table:
    """The result of one segment alone."""
    part = gather_round(snapshot.workshop, kind, data, snapshot.hall, segment)
    return kind.table(poll.definition, kind.tally(poll.definition, part), teller.language)
