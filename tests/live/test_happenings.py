"""What the desk says of what has happened, and what may be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from server.domain.language import ENGLISH
from server.domain.seat import Hall
from server.domain.snapshot import RoundData
from server.domain.state import Last, Phase, PollState, RoundTimes, State
from server.kinds import BY_NAME
from server.live.present import Present
from server.live.views.foreseeing import foreseen, languages_of, token
from server.live.views.happenings import happened, last_act, undo_act
from server.live.views.poll_values import Act
from server.store.files.agenda_file import load
from tests.web.house import AGENDA

MINUTE = 60_000
NOON = 1_700_000_000_000
WORKSHOP = load(AGENDA, BY_NAME)[0]


def present(at: PollState | None = None, *, last: Last | None = None, people: int = 0, **more: object) -> Present:
    state = State(
        rev=9,
        item="polls",
        poll="final",
        begun=1,
        polls={"final": at} if at else {},
        last=last,
        **more,  # type: ignore[arg-type]
    )
    current = RoundData("final", at.round, None, None, {}, people=people) if at else None
    return Present("123456", WORKSHOP, BY_NAME, state, Hall(), NOON, current)


def test_the_own_acts_are_no_news() -> None:
    """Those of others are, and those that nobody did."""
    last = Last(9, NOON, "close", "other")
    assert last_act(present(last=last), ENGLISH, "mine").startswith("Another moderator, at ")
    assert last_act(present(last=last), ENGLISH, "other") == ""
    assert last_act(present(last=replace(last, by="")), ENGLISH, "mine").startswith("By itself, at ")
    assert last_act(present(last=replace(last, verb="unheard")), ENGLISH, "mine") == ""
    assert last_act(present(), ENGLISH, "mine") == ""


def test_what_can_be_taken_back_says_until_when() -> None:
    """For ever where nothing is said; never where time is over, or the meeting is."""
    last = Last(9, NOON, "close", "x", "final", 1, NOON + MINUTE)
    act = undo_act(present(last=last), ENGLISH)
    assert act is not None
    assert (act.label, act.fields) == ("Take back: closing the poll", {"rev": "9"})
    assert act.note.startswith("until ")
    always = undo_act(present(last=replace(last, verb="wall", until=0)), ENGLISH)
    assert always is not None
    assert always.note == ""
    for gone in (replace(last, until=None), replace(last, until=NOON - 1), None):
        assert undo_act(present(last=gone), ENGLISH) is None
    assert undo_act(present(last=last, ended=5), ENGLISH) is None


STARTED = NOON - MINUTE
OPENED = RoundTimes(opened=NOON - 2 * MINUTE)


@pytest.mark.parametrize(
    ("at", "people", "said"),
    [
        (PollState(Phase.OPEN, 1, None, True, {1: OPENED}), 1, "The poll stayed open. 1 answer is kept."),
        (PollState(Phase.OPEN, 1, None, True, {1: OPENED}), 7, "The poll stayed open. All 7 answers are kept."),
        (PollState(Phase.OPEN, 1, None, True, {1: RoundTimes(opened=NOON)}), 7, ""),
        (PollState(Phase.CLOSED, 1, None, True, {1: replace(OPENED, closed=NOON)}), 7, ""),
        (
            PollState(Phase.CLOSED, 1, STARTED - 20_000, True, {1: replace(OPENED, closed=STARTED + 10)}),
            7,
            "no later answer counts. All 7 answers are kept.",
        ),
        (PollState(Phase.CLOSED, 1, STARTED - 20_000, True, {1: replace(OPENED, closed=STARTED - 10)}), 7, ""),
        (PollState(Phase.DRAFT), 0, ""),
    ],
)
def test_a_server_that_was_away_says_so(at: PollState, people: int, said: str) -> None:
    """While people were answering, and for a while; else nothing is said."""
    told = happened(present(at, people=people), ENGLISH, STARTED)
    assert told.endswith(said)
    assert bool(told) == bool(said)
    assert happened(present(at, people=people), ENGLISH, 0) == ""
    assert happened(present(at, people=people), ENGLISH, NOON - 11 * MINUTE) == ""


def test_a_token_names_just_this_act() -> None:
    """And says nothing about it."""
    act = Act("Open", "/workshops/123456/polls/final/open", "", {"phase": "draft", "round": "0"})
    assert token(act) == token(replace(act, label="Abrir"))
    assert token(act) != token(replace(act, fields={"phase": "closed", "round": "1"}))
    assert "final" not in token(act)
    assert token(None) == ""


@pytest.mark.parametrize(
    ("path", "fields", "expected"),
    [
        ("polls/final/open", {}, ("final", Phase.OPEN, 1, True)),
        ("polls/final/close", {}, ("final", Phase.CLOSED, 0, False)),
        ("polls/final/close", {"reveal": "1"}, ("final", Phase.CLOSED, 0, True)),
        ("polls/final/reveal", {}, ("final", Phase.DRAFT, 0, True)),
        ("stage", {"item": "polls", "poll": "words"}, ("words", Phase.DRAFT, 0, False)),
        ("begin", {}, ("final", Phase.DRAFT, 0, False)),
        ("items/polls/open", {}, ("", Phase.DRAFT, 0, False)),
    ],
)
def test_the_state_after_an_act(path: str, fields: Mapping[str, str], expected: tuple[str, Phase, int, bool]) -> None:
    """As the store would make it."""
    act = Act("", f"/workshops/123456/{path}", "", fields)
    after = foreseen(present(PollState()), act)
    at = after.of(after.poll)
    assert (after.poll, at.phase, at.round, at.shown) == expected


def test_the_languages_of_a_wall() -> None:
    """What its address asks for goes before what was chosen, and that before the workshop's own."""
    known = ("es", "en", "fr")
    chosen = present()
    chosen = replace(chosen, state=replace(chosen.state, wall=replace(chosen.state.wall, languages=("fr", "en"))))
    assert languages_of(chosen, "", known) == ("fr", "en")
    assert languages_of(chosen, "es", known) == ("es",)
    assert languages_of(chosen, "de", known) == ("fr", "en")
    assert languages_of(chosen, "", ("es",)) == ("es",)
    assert languages_of(present(), "", known) == ("es",)
    assert languages_of(present(), "", ("pt",)) == ("en",)
