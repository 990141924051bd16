"""The words in which rounds were asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from server.domain.kind import Definition
from server.domain.language import same
from server.domain.state import Phase, PollState, State
from server.domain.wording import as_asked, comparable, reworded
from server.domain.workshop import AgendaItem, Ballot, Poll, Settings, Workshop

NOW = Poll("a", "words", same("New"), Definition())
THEN = replace(NOW, prompt=same("Old"))
OTHER = Poll("b", "words", same("Other"), Definition())
WORKSHOP = Workshop(
    same("Course"),
    ("en",),
    date(2024, 2, 15),
    ZoneInfo("UTC"),
    agenda=(AgendaItem("one", same("One"), polls=(NOW, OTHER)), AgendaItem("two", same("Two"))),
    asked={("a", 1): THEN},
)


def state(round_: int) -> State:
    """The poll after so many rounds."""
    return State(polls={"a": PollState(Phase.CLOSED, round_)})


def test_the_room_is_shown_what_it_was_asked() -> None:
    """Until the next round asks the new wording; what was not edited is the same value."""
    shown = as_asked(WORKSHOP, state(1))
    assert shown.polls["a"] is THEN
    assert shown.polls["b"] is OTHER
    assert shown.agenda[1] is WORKSHOP.agenda[1]
    assert as_asked(WORKSHOP, state(2)) is WORKSHOP
    assert as_asked(WORKSHOP, State()) is WORKSHOP
    assert WORKSHOP.poll_in("a", 1) is THEN
    assert WORKSHOP.poll_in("a", 2) is NOW
    assert WORKSHOP.poll_in("nobody", 1) is None


def test_other_words_are_another_question() -> None:
    """A longer countdown is not; the same options can be compared."""
    assert reworded(NOW, THEN)
    assert reworded(NOW, replace(NOW, settings=Settings(ballot=Ballot.SECRET)))
    assert not reworded(NOW, replace(NOW, settings=Settings(countdown=30)))
    assert comparable(NOW, THEN)
    assert not comparable(NOW, replace(THEN, kind="text"))
