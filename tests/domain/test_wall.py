"""What a moderator chose for the wall: kept as text and read again, and a wall that is held still."""

from __future__ import annotations

import pytest

from server.domain.held import held_state, holding
from server.domain.state import Phase, PollState, State
from server.domain.wall import Held, WallControl, decode, encode

HELD = Held("items", "tools", "", "open", 2, True, "attendance", "counts", 1_700_000_000_000)


@pytest.mark.parametrize(
    "control",
    [WallControl(), WallControl("blank"), WallControl("join", HELD, ("es", "en")), WallControl("", Held(), ("fr",))],
)
def test_a_control_is_read_as_it_was_written(control: WallControl) -> None:
    """Whatever was chosen."""
    assert decode(encode(control)) == control


def test_what_was_not_chosen_takes_no_place() -> None:
    """A workshop whose wall nobody touched has no such field."""
    assert encode(WallControl()) == ""


@pytest.mark.parametrize("text", ["{", "[]", '{"held": 3}', '{"languages": 3}', '{"held": {"round": []}, "cover": {}}'])
def test_what_cannot_be_read_is_as_if_nothing_was_chosen(text: str) -> None:
    """A wall is never dark because of what another version of the program wrote."""
    assert decode(text).cover == ""


def test_a_wall_that_is_held_shows_the_stage_as_it_was() -> None:
    """While the meeting goes on to another poll."""
    before = State(item="a", poll="one", polls={"one": PollState(Phase.OPEN, 1, 9, True, by="group")})
    now = State(
        item="b",
        poll="two",
        polls={"one": PollState(Phase.CLOSED, 1, 9, False), "two": PollState(Phase.OPEN, 1)},
        wall=WallControl(held=holding(before)),
    )
    seen = held_state(now)
    assert (seen.item, seen.poll) == ("a", "one")
    assert seen.of("one") == PollState(Phase.OPEN, 1, 9, True, by="group")


def test_the_end_is_shown_whatever_is_held() -> None:
    """And a wall that is not held shows what is."""
    over = State(ended=5, wall=WallControl(held=Held("a", "one")))
    assert held_state(over) is over
    assert held_state(State(item="a")) == State(item="a")
    lobby = State(item="b", poll="two", wall=WallControl(held=Held("a")))
    assert (held_state(lobby).item, held_state(lobby).poll) == ("a", "")
