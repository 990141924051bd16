"""What comes next: the state as it will be once the one act that is next has been done."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from server.domain.kind import stays_hidden
from server.domain.state import Phase, PollState, State
from server.domain.survey import survey_item, survey_polls
from server.domain.workshop import lasting
from server.live.present import Present
from server.live.rights import next_call
from server.live.views.poll_values import Act


def token(act: Act | None) -> str:
    """A name for an act that says nothing about it: whoever sends it back means just this act in just this state."""
    if act is None:
        return ""
    said = "\n".join([act.address, *(f"{name}={value}" for name, value in sorted(act.fields.items()))])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def foreseen(present: Present, act: Act) -> State:
    """The state after this act. What covers the wall goes on covering it."""
    _, _, _, *parts = act.address.split("/")
    state = present.state
    match parts:
        case ["polls", poll, verb]:
            return _poll(present, state, poll, verb, act)
        case ["items", item, verb]:
            return _survey(present, state, item, verb)
        case ["stage"]:
            return replace(state, item=act.fields.get("item", ""), poll=act.fields.get("poll", ""), survey="")
        case _:
            return replace(state, begun=state.begun or present.now)


def _poll(present: Present, state: State, name: str, verb: str, act: Act) -> State:
    poll = present.workshop.polls[name]
    at = state.of(name)
    match verb:
        case "open" | "next-round":
            shown = poll.settings.show == "live" and not stays_hidden(present.kinds[poll.kind], poll.definition)
            item = present.workshop.item_of(name).id
            opened = _opened(present, at, lasting(present.workshop, poll), shown=shown)
            return replace(_with(state, name, opened), item=item, poll=name, survey="")
        case "last-call":
            return _with(state, name, replace(at, deadline=present.now + present.workshop.webcast_delay * 1000))
        case "call":
            return _with(state, name, _called(present, at))
        case "close":
            closed = replace(at, phase=Phase.CLOSED, shown=at.shown or act.fields.get("reveal") == "1")
            return _with(state, name, closed)
        case _:
            return _with(state, name, replace(at, shown=True))


def _called(present: Present, at: PollState) -> PollState:
    """The roll call after the next call; a delegation that is drawn by lot cannot be foreseen."""
    wanted = next_call(present)
    times = at.times.get(at.round)
    if wanted is None or times is None:
        return at
    return replace(at, times={**at.times, at.round: replace(times, roll=wanted)})


def _survey(present: Present, state: State, name: str, verb: str) -> State:
    item = survey_item(present.workshop, name)
    if item is None:
        return state
    for poll in survey_polls(item, present.kinds):
        at = state.of(poll.id)
        opened = _opened(present, at, item.countdown, shown=False)
        state = _with(state, poll.id, opened if verb == "open" else replace(at, phase=Phase.CLOSED))
    return replace(state, item=name, poll="", survey=name)


def _opened(present: Present, at: PollState, countdown: int | None, *, shown: bool) -> PollState:
    deadline = None if countdown is None else present.now + countdown * 1000
    return replace(at, phase=Phase.OPEN, round=at.round + 1, deadline=deadline, shown=shown)


def _with(state: State, poll: str, at: PollState) -> State:
    return replace(state, polls={**state.polls, poll: at})


def languages_of(present: Present, asked: str, known: Iterable[str]) -> tuple[str, ...]:
    """The languages of a wall: the one its address asks for, else what the moderator chose, else the workshop's own."""
    offered = set(known)
    if asked in offered:
        return (asked,)
    chosen = tuple(code for code in present.state.wall.languages if code in offered)
    own = present.workshop.language
    return chosen or ((own,) if own in offered else ("en",))
