"""Now, next and late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from server.domain.language import same
from server.domain.schedule import coming, local, moment
from server.domain.state import Phase, PollState, State
from server.domain.workshop import AgendaItem, Workshop
from tests.domain.tiny import agenda, parsed

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


def test_before_the_opening_the_first_start_counts() -> None:
    """Until then nothing is said; a meeting that should have begun is late, whatever lies on the desk."""
    assert moment(WORKSHOP, State(), at(9, 50)).late is None
    assert moment(WORKSHOP, State(), at(10, 0)).late is None
    assert moment(WORKSHOP, State(), at(10, 40)).late == 40
    assert moment(WORKSHOP, State(item="talk", staged=at(10, 39)), at(10, 40)).late == 40


def test_the_moderator_leads_and_not_the_clock() -> None:
    """A meeting begins with its first item, however late it is opened, and stays there until another one is chosen."""
    opened = moment(WORKSHOP, State(begun=at(10, 40)), at(10, 40))
    assert (opened.now and opened.now.id, opened.next and opened.next.id, opened.late) == ("opening", "talk", 40)
    chosen = moment(WORKSHOP, State(begun=at(10, 0), item="opening"), at(10, 20))
    assert (chosen.now and chosen.now.id, chosen.late) == ("opening", 5)
    polled = moment(WORKSHOP, State(begun=at(10, 0), item="gone"), at(10, 20))
    assert (polled.now, polled.late) == (None, None)


def test_an_item_that_was_begun_late_is_late() -> None:
    """From its own start, when it was put on the desk; and from its end, once that is farther away."""
    late = State(begun=at(10, 0), item="talk", staged=at(10, 22))
    assert moment(WORKSHOP, late, at(10, 22)).late == 7
    assert moment(WORKSHOP, late, at(11, 0)).late == 7
    assert moment(WORKSHOP, late, at(11, 10)).late == 10
    early = State(begun=at(10, 0), item="talk", staged=at(10, 5))
    assert moment(WORKSHOP, early, at(10, 40)).late == 0
    # What was chosen before the opening is begun with it, and the first item with the meeting.
    assert moment(WORKSHOP, State(begun=at(10, 30), item="talk", staged=at(9, 0)), at(10, 30)).late == 15
    assert moment(WORKSHOP, State(begun=at(10, 0), item="opening", staged=at(10, 10)), at(10, 12)).late == 0
    # Of a state from before such times were kept, the end alone is known.
    assert moment(WORKSHOP, State(begun=at(10, 0), item="talk"), at(10, 40)).late == 0


def test_without_times_nothing_is_said() -> None:
    """An item without an end should be over when the next one begins."""
    bare = [AgendaItem("a", same("A")), AgendaItem("b", same("B"), time(10)), AgendaItem("c", same("C"), time(11))]
    timed = replace(WORKSHOP, agenda=tuple(bare))
    assert moment(timed, State(begun=at(10, 0), item="b", staged=at(10, 0)), at(11, 3)).late == 3
    assert moment(timed, State(begun=at(10, 0), item="c", staged=at(11, 2)), at(12, 0)).late == 2
    untimed = replace(WORKSHOP, agenda=tuple(bare[:1]))
    assert moment(untimed, State(), at(10, 0)).late is None
    assert moment(untimed, State(begun=at(10, 0)), at(10, 5)).late is None
    assert moment(replace(WORKSHOP, agenda=()), State(begun=at(10, 0)), at(10, 5)).late is None


def test_of_another_day_nothing_is_said() -> None:
    """A rehearsal the day before starts with the first item; whether it is on time nobody can know."""
    where = moment(WORKSHOP, State(begun=at(18, 0, 14)), at(18, 5, 14))
    assert (where.now and where.now.id, where.late) == ("opening", None)
    assert moment(WORKSHOP, State(), at(18, 5, 14)).late is None
    assert moment(WORKSHOP, State(begun=at(18, 0, 14), item="talk", staged=at(18, 1, 14)), at(10, 20)).late == 0


def test_early_risers_and_the_end() -> None:
    """A meeting that opens early is in its first item; after the last there is no next; of one that is over nothing."""
    assert moment(WORKSHOP, State(begun=at(9, 0)), at(9, 30)).now is WORKSHOP.agenda[0]
    last = moment(WORKSHOP, State(begun=at(10, 0), item="closing"), at(11, 45))
    assert last.next is None
    assert last.late == 15
    assert moment(WORKSHOP, State(begun=at(10, 0), item="closing", ended=at(11, 40)), at(11, 45)).late is None
    assert moment(WORKSHOP, State(begun=at(10, 0), item="gone"), at(11, 45)).now is None


def test_times_are_those_of_the_meeting() -> None:
    """The workshop's clock, not the server's."""
    assert local(WORKSHOP, at(11, 37)).hour == 11


def asking(*items: str) -> Workshop:
    """Items named by their polls: "ab" has two, "" none."""
    polls = [[{"id": one, "kind": "tiny", "prompt": "?"} for one in item] for item in items]
    raw = [{"id": f"i{n}", "title": "?", **({"polls": found} if found else {})} for n, found in enumerate(polls)]
    return parsed(agenda(agenda=raw))


CLOSED = PollState(Phase.CLOSED)


@pytest.mark.parametrize(
    ("items", "state", "expected"),
    [
        # Polls one after the other, over the ends of items; what was passed over comes last.
        (("ab", "c"), State(begun=1), ("i0", "a")),
        (("ab", "c"), State(item="i0", poll="a"), ("i0", "b")),
        (("ab", "c"), State(poll="b", polls={"b": PollState(Phase.OPEN)}), ("i1", "c")),
        (("ab", "c"), State(item="i1", poll="c", polls={"c": CLOSED}), ("i0", "a")),
        (("ab", "c"), State(item="i0", poll="a", polls=dict.fromkeys("abc", CLOSED)), ("", "")),
        # Items without polls are gone through on the way, also after the last poll.
        (("", "", "a", ""), State(begun=1), ("i1", "")),
        (("", "", "a", ""), State(item="i1"), ("i2", "a")),
        (("", "", "a", ""), State(item="i2", poll="a", polls={"a": CLOSED}), ("i3", "")),
        (("", "", "a", ""), State(item="i3", polls={"a": CLOSED}), ("", "")),
        # From an item without polls it goes on, not back to the first poll that is left.
        (("a", "", "b"), State(item="i1"), ("i2", "b")),
        (("a", "", "b"), State(item="i2", poll="b", polls={"b": CLOSED}), ("i0", "a")),
        (("a", "b"), State(item="gone"), ("i0", "a")),
        ((), State(begun=1), ("", "")),
    ],
)
def test_what_comes_next(items: tuple[str, ...], state: State, expected: tuple[str, str]) -> None:
    """An item and its poll, or an item alone."""
    assert coming(asking(*items) if items else replace(WORKSHOP, agenda=()), state) == expected


def test_what_runs_beside_is_not_next() -> None:
    """An item whose polls all run beside the others is gone through like one without."""
    assert coming(asking("", "a", ""), State(begun=1), ["tiny"]) == ("i1", "")
