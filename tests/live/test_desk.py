"""What the desk says of the hour and of what comes next."""

from __future__ import annotations

from datetime import datetime

import pytest

from server.domain.language import ENGLISH
from server.domain.seat import Hall
from server.domain.state import Phase, PollState, State
from server.kinds import BY_NAME
from server.live.present import Present
from server.live.views.desk import desk_view
from server.store.files.agenda_file import load
from tests.web.house import AGENDA

ITEMS = """
  - {id: lecture, time: "11:00–11:30", title: {es: Charla, en: Lecture}}
  - id: more
    time: "11:30–12:00"
    title: {es: Más, en: More}
    polls: [{id: last, kind: text, prompt: {es: ¿Algo más?, en: Anything else?}}]
  - {id: closing, time: "12:00–12:30", title: {es: Cierre, en: Closing}}
"""
WORKSHOP = load(AGENDA + ITEMS, BY_NAME)[0]


def at(hour: int, minute: int, day: int = 15) -> int:
    return int(datetime(2024, 2, day, hour, minute, tzinfo=WORKSHOP.timezone).timestamp() * 1000)


def present(state: State, now: int = at(10, 0)) -> Present:
    return Present("123456", WORKSHOP, BY_NAME, state, Hall(), now)


@pytest.mark.parametrize(
    ("state", "now", "said"),
    [
        (State(), at(9, 59), ("", False)),
        (State(), at(10, 40), ("40 min late", False)),
        (State(begun=at(10, 0)), at(10, 10), ("", True)),
        (State(begun=at(10, 0), item="lecture", staged=at(11, 7)), at(11, 7), ("7 min late", False)),
        (State(begun=at(10, 0, 14)), at(10, 10, 14), ("", False)),
        (State(begun=at(10, 0), ended=at(12, 45)), at(13, 0), ("", False)),
    ],
)
def test_how_late_it_is(state: State, now: int, said: tuple[str, bool]) -> None:
    """Late, on time, or nothing where nobody can know."""
    view = desk_view(present(state, now), ENGLISH)
    assert (view.late, view.punctual) == said


ASKED = dict.fromkeys(("obstacle", "words", "views", "final", "break"), PollState(Phase.CLOSED, 1, shown=True))


@pytest.mark.parametrize(
    ("state", "label", "target", "fields"),
    [
        (State(), "Open the meeting", "", {}),
        (State(begun=1), "Next poll", "What is the greatest obstacle?", {"item": "polls", "poll": "obstacle"}),
        (
            State(begun=1, item="polls", poll="final", polls=ASKED),
            "Next item",
            "Lecture",
            {"item": "lecture", "poll": ""},
        ),
        (State(begun=1, item="lecture"), "Next poll", "Anything else?", {"item": "more", "poll": "last"}),
        (State(begun=1, item="closing", polls=ASKED), "Next poll", "Anything else?", {"item": "more", "poll": "last"}),
    ],
)
def test_the_act_that_is_next_names_what_it_puts_on_the_desk(
    state: State, label: str, target: str, fields: dict[str, str]
) -> None:
    """A poll, or an item without polls that lies on the way."""
    act = desk_view(present(state), ENGLISH).primary
    assert act is not None
    assert (act.label, act.target, dict(act.fields)) == (label, target, fields)


def test_the_polls_around_an_item_without_polls() -> None:
    """Before and after it in the agenda; what the large button does already is not said twice."""
    view = desk_view(present(State(begun=1, item="lecture", polls=ASKED)), ENGLISH)
    assert view.previous is not None
    assert view.previous.fields["poll"] == "break"
    assert view.following is None
    away = desk_view(present(State(begun=1, item="closing")), ENGLISH)
    assert away.previous is not None
    assert (away.previous.fields["poll"], away.following) == ("last", None)
