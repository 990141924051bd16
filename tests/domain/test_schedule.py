"""Now, next and late."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from server.domain.language import same
from server.domain.schedule import local, moment
from server.domain.state import State
from server.domain.workshop import AgendaItem, Workshop

ZONE = ZoneInfo("America/New_York")
WORKSHOP = Workshop(
    same("Course"),
    ("en",),
    date(2024, 2, 15),
    ZONE,
    agenda=(
        AgendaItem("opening", same("Opening"), time(10), time(10, 15)),
        AgendaItem("talk", same("Talk"), time(10, 15), time(11)),
        AgendaItem("closing", same("Closing"), time(11), time(11, 30)),
    ),
)


def at(hour: int, minute: int, day: int = 15) -> int:
    return int(datetime(2024, 2, day, hour, minute, tzinfo=ZONE).timestamp() * 1000)


def test_before_the_meeting_everything_is_to_come() -> None:
    """Nothing is now, and the first item is next."""
    where = moment(WORKSHOP, State(), at(9, 50))
    assert where.now is None
    assert where.next is not None
    assert where.next.id == "opening"


def test_the_clock_leads_until_the_moderator_does() -> None:
    """The item whose time it is, unless another was put on stage."""
    begun = moment(WORKSHOP, State(begun=at(10, 0)), at(10, 20))
    assert (begun.now and begun.now.id, begun.next and begun.next.id, begun.late) == ("talk", "closing", 0)
    chosen = moment(WORKSHOP, State(begun=at(10, 0), item="opening"), at(10, 20))
    assert (chosen.now and chosen.now.id, chosen.late) == ("opening", 5)


def test_another_day_is_never_late() -> None:
    """A rehearsal the day before starts with the first item."""
    where = moment(WORKSHOP, State(begun=at(18, 0, 14)), at(18, 5, 14))
    assert (where.now and where.now.id, where.late) == ("opening", 0)


def test_early_risers_and_the_end() -> None:
    """A meeting that opens early is in its first item; after the last there is no next; an ended one is not late."""
    assert moment(WORKSHOP, State(begun=at(9, 0)), at(9, 30)).now is WORKSHOP.agenda[0]
    last = moment(WORKSHOP, State(begun=at(10, 0), item="closing"), at(11, 45))
    assert last.next is None
    assert last.late == 15
    assert moment(WORKSHOP, State(begun=at(10, 0), item="closing", ended=at(11, 40)), at(11, 45)).late == 0
    assert moment(WORKSHOP, State(begun=at(10, 0), item="gone"), at(11, 45)).now is None


def test_times_are_those_of_the_meeting() -> None:
    """The workshop's clock, not the server's."""
    assert local(WORKSHOP, at(11, 37)).hour == 11
