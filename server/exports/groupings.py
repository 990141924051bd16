"""The result of a round by group, by language and by what people answered earlier, as far as no group is too small."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from server.domain.gathering import gather_round
from server.domain.kind import AnyKind
from server.domain.messages import Message, message
from server.domain.segments import ANSWER, ATTENDANCE, GROUP, LANGUAGE, STANDING
from server.domain.snapshot import RoundData, Snapshot
from server.domain.splits import divide, left_out, ways
from server.domain.table import Table
from server.domain.workshop import Poll
from server.exports import grid
from server.exports.parts import Group, Grouping
from server.exports.telling import Teller

_TITLES: Mapping[str, Message] = {
    STANDING: message("Members and observers"),
    GROUP: message("By group"),
    LANGUAGE: message("By language"),
}


def gather(
    poll: Poll, data: RoundData, snapshot: Snapshot, table: Table, kinds: Mapping[str, AnyKind], teller: Teller
) -> Iterator[Grouping]:
    """A part for each way in which the result can be taken apart, besides attendance."""
    workshop, kind = snapshot.workshop, kinds[poll.kind]
    for way in ways(workshop, poll, kind):
        if way == ATTENDANCE or not data.people:
            continue
        division = divide(workshop, poll, kinds, data, way, teller.language)
        tables = {
            one.segment: kind.table(
                poll.definition,
                kind.tally(poll.definition, gather_round(workshop, kind, data, snapshot.hall, one.segment)),
                teller.language,
            )
            for one in division.shown
        }
        groups = {
            one.segment: Group(one.name, one.people, grid.of(tables[one.segment], teller.language))
            for one in division.shown
        }
        beside = {one.name: tables[one.segment] for one in division.shown}
        line = left_out(workshop, poll, division, teller.language)
        if groups or line:
            whole = grid.beside(table, beside, teller.language) if beside else None
            yield Grouping(way, _title(way, poll, snapshot, teller), line, groups, whole)


def _title(way: str, poll: Poll, snapshot: Snapshot, teller: Teller) -> str:
    if way != ANSWER:
        return teller.say(_TITLES[way])
    earlier = snapshot.workshop.polls[poll.settings.split]
    return teller.say(message("By the answer to “%(poll)s”", poll=teller.text(earlier.prompt)))
