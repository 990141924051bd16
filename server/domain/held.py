"""The wall held still: what it goes on showing while the meeting moves on."""

from __future__ import annotations

from dataclasses import replace

from server.domain.state import State
from server.domain.wall import Held


def holding(state: State) -> Held:
    """What the wall shows now, to be held."""
    at = state.of(state.poll)
    return Held(
        state.item, state.poll, state.survey, at.phase.value, at.round, at.shown, at.by, at.numbers, at.deadline
    )


def held_state(state: State) -> State:
    """The state as a wall that is held still shows it; the end of the meeting is shown whatever is held."""
    held = state.wall.held
    if held is None or state.ended is not None:
        return state
    polls = dict(state.polls)
    if held.poll:
        at = state.of(held.poll)
        polls[held.poll] = replace(
            at, phase=type(at.phase)(held.phase), round=held.round, shown=held.shown, by=held.by,
            numbers=held.numbers, deadline=held.deadline,
        )  # fmt: skip
    return replace(state, item=held.item, poll=held.poll, survey=held.survey, polls=polls)
