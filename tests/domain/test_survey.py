"""Polls that are answered at the delegates' pace."""

from __future__ import annotations

from typing import Any

import pytest

from server.domain.agenda import parse
from server.domain.errors import Faults
from server.domain.state import Phase, PollState, State, decode
from server.domain.survey import first_missing, survey_item, survey_phase, survey_polls
from server.domain.workshop import Workshop
from server.kinds import BY_NAME

SLIDE = {"id": "break", "kind": "slide", "prompt": "Break"}


def poll(name: str) -> dict[str, Any]:
    return {
        "id": name,
        "kind": "choice",
        "prompt": name,
        "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}],
    }


def agenda(**item: Any) -> Workshop:
    items = [{"id": "first", "title": "First", **item}]
    return parse(
        {"hemicycle": 1, "title": "T", "languages": ["en"], "date": "2024-02-15", "timezone": "UTC", "agenda": items},
        BY_NAME,
    )


def test_the_pages_are_the_polls_that_are_answered() -> None:
    """Slides are shown at the moderator's pace."""
    workshop = agenda(pace="delegates", countdown=600, polls=[poll("a"), SLIDE, poll("b")])
    item = survey_item(workshop, "first")
    assert item
    assert (item.pace, item.countdown) == ("delegates", 600)
    assert [one.id for one in survey_polls(item, BY_NAME)] == ["a", "b"]
    assert survey_item(workshop, "second") is None


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        ({"pace": "fast"}, "agenda[0].pace: “fast” is not one of: moderator, delegates."),
        ({"pace": "delegates"}, "agenda[0].pace: At the delegates’ pace an item needs at least one poll to answer."),
        (
            {"pace": "delegates", "polls": [SLIDE]},
            "agenda[0].pace: At the delegates’ pace an item needs at least one poll to answer.",
        ),
        ({"countdown": 60}, "agenda[0].countdown: Only an item at the delegates’ pace has a countdown."),
        (
            {"pace": "delegates", "countdown": 1, "polls": [poll("a")]},
            "agenda[0].countdown: This must be from 5 to 86400.",
        ),
    ],
)
def test_faults_of_the_file(item: dict[str, Any], fault: str) -> None:
    """Each is said with its place."""
    with pytest.raises(Faults) as faults:
        agenda(**item)
    assert [str(one) for one in faults.value.faults] == [fault]


def test_a_survey_is_open_while_one_of_its_polls_is() -> None:
    """Closed once one was opened, a draft before."""
    polls = survey_polls(agenda(pace="delegates", polls=[poll("a"), poll("b")]).agenda[0], BY_NAME)
    assert survey_phase(State(), polls) is Phase.DRAFT
    closed = PollState(Phase.CLOSED, 1)
    assert survey_phase(State(polls={"a": closed}), polls) is Phase.CLOSED
    assert survey_phase(State(polls={"a": closed, "b": PollState(Phase.OPEN, 1)}), polls) is Phase.OPEN


def test_people_begin_where_an_answer_is_missing() -> None:
    """And at the end where none is."""
    polls = survey_polls(agenda(pace="delegates", polls=[poll("a"), poll("b")]).agenda[0], BY_NAME)
    assert first_missing(polls, [False, False]) == 1
    assert first_missing(polls, [True, False]) == 2
    assert first_missing(polls, [True, True]) == 3


def test_the_state_says_which_survey_is_on_stage() -> None:
    """Under a name that no poll has."""
    assert decode({"survey": "first"}).survey == "first"
    assert decode({}).survey == ""
