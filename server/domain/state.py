"""Where a workshop stands: what the store's state says, and the rules that follow from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from server.domain import here, mandate, roll_call, wall
from server.domain.door import Door
from server.domain.here import Numbers
from server.domain.mandate import Mandate
from server.domain.roll_call import Roll
from server.domain.wall import Hand, WallControl

# An answer that left a phone before the deadline may arrive a little after it; the countdown's stated grace.
GRACE = 1_000  # milliseconds
MANDATE = "mandate:"  # before the number of a mandate, as the name of its field


class Phase(StrEnum):
    """draft → open → closed; opening a closed poll begins a new round."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class RoundTimes:
    """When a round was opened and closed, in milliseconds since 1970; None where it has not happened.

    `present` are the numbers of server.domain.here at the closing, `opening` those at the opening. `early` says
    that it was closed before its deadline, `reason` why it was taken again, `roll` where its roll call stands.
    """

    opened: int | None = None
    closed: int | None = None
    present: Numbers | None = None
    opening: Numbers | None = None
    early: bool = False
    reason: str = ""
    roll: Roll = field(default_factory=Roll)


@dataclass(frozen=True, slots=True)
class PollState:
    """Where a poll stands. `round` is 0 before the first; `deadline` is in milliseconds since 1970.

    `by` is what the wall sets beside one another: "" for the rounds where there are two, `alone` for nothing, or a way
    of server.domain.splits. `numbers` is `shares` or `counts`, "" for what the agenda file says. `reset` is when its
    answers were dropped last, None where they never were.
    """

    phase: Phase = Phase.DRAFT
    round: int = 0
    deadline: int | None = None
    shown: bool = False
    times: Mapping[int, RoundTimes] = field(default_factory=dict)
    by: str = ""
    numbers: str = ""
    reset: int | None = None


@dataclass(frozen=True, slots=True)
class Last:
    """The last act of a moderator: its revision, its time in milliseconds, who did what to which poll and round.

    `until` is the last moment at which it can be taken back; 0 for always, None for never.
    """

    rev: int
    at: int
    verb: str
    by: str
    poll: str = ""
    round: int = 0
    until: int | None = None

    def can_be_taken_back(self, now: int) -> bool:
        """Whether there is still time for it, at `now` in milliseconds."""
        return self.until is not None and (not self.until or now <= self.until)


_DRAFT = PollState()


@dataclass(frozen=True, slots=True)
class State:
    """Where the workshop stands. `item` and `poll` are what is on stage, "" for none; `begun` and `ended` are times.

    `survey` is the item whose polls were opened at once, until something else is put on stage. `wall` is what was
    chosen for the wall whatever is on stage, `last` the last act of a moderator. `rehearsal` is since when everything
    is only rehearsed, in milliseconds, None where it is not. `hand` is whose the last choices for the wall were, and
    `staged` when the item on stage was put there, None where none was.
    """

    rev: int = 0
    item: str = ""
    poll: str = ""
    begun: int | None = None
    ended: int | None = None
    polls: Mapping[str, PollState] = field(default_factory=dict)
    survey: str = ""
    wall: WallControl = field(default_factory=WallControl)
    door: Door = Door.AGENDA
    again: int = 0  # times that a badge was used on another device
    last: Last | None = None
    mandates: Mapping[int, Mandate] = field(default_factory=dict)
    rehearsal: int | None = None
    hand: Hand = field(default_factory=Hand)
    staged: int | None = None

    @property
    def proxies(self) -> Mapping[str, str]:
        """The proxies in force: whose right → who exercises it."""
        return mandate.proxies(self.mandates)

    def of(self, poll_id: str) -> PollState:
        """The state of a poll; a draft where nothing happened yet."""
        return self.polls.get(poll_id, _DRAFT)


def decode(fields: Mapping[str, str]) -> State:
    """The state from the store's hash.

    Its fields are `rev`, `item`, `poll`, `survey`, `begun`, `ended`, `wall`, `hand`, `door`, `last`, `rehearsal`,
    `staged`, and for each poll `<poll>.phase`, `<poll>.round`, `<poll>.deadline`, `<poll>.shown`, `<poll>.by`,
    `<poll>.numbers` and `<poll>.reset`; for each of its rounds `<poll>.opened.<round>` and in the same way `closed`,
    `present` and `opening` (numbers with spaces between), `early`, `reason` and `roll`; and `mandate:<number>` for each
    mandate.
    """
    polls: dict[str, PollState] = {}
    mandates: dict[int, Mandate] = {}
    for name, value in fields.items():
        poll_id, *rest = name.split(".")
        match rest:
            case [] if name.startswith(MANDATE):
                number = int(name.removeprefix(MANDATE))
                mandates[number] = mandate.decode(number, value)
            case [part] if part in _OF_POLL:
                polls[poll_id] = replace(polls.get(poll_id, _DRAFT), **{part: _OF_POLL[part](value)})
            case [act, of_round] if act in _OF_ROUND:
                state = polls.get(poll_id, _DRAFT)
                times = replace(state.times.get(int(of_round), RoundTimes()), **{act: _OF_ROUND[act](value)})
                polls[poll_id] = replace(state, times={**state.times, int(of_round): times})
    return State(
        rev=int(fields.get("rev", 0)),
        item=fields.get("item", ""),
        poll=fields.get("poll", ""),
        begun=int(fields["begun"]) if fields.get("begun") else None,
        ended=int(fields["ended"]) if fields.get("ended") else None,
        polls=polls,
        survey=fields.get("survey", ""),
        wall=wall.decode(fields.get("wall", "")),
        door=Door(fields.get("door", "")),
        again=int(fields.get("again") or 0),
        last=_last(fields.get("last", "")),
        mandates=dict(sorted(mandates.items())),
        rehearsal=int(fields["rehearsal"]) if fields.get("rehearsal") else None,
        hand=wall.decode_hand(fields.get("hand", "")),
        staged=int(fields["staged"]) if fields.get("staged") else None,
    )


_OF_POLL: Mapping[str, Callable[[str], Any]] = {
    "phase": Phase,
    "round": int,
    "deadline": lambda value: int(value) if value else None,
    "shown": lambda value: value == "1",
    "by": str,
    "numbers": str,
    "reset": int,
}
_OF_ROUND: Mapping[str, Callable[[str], Any]] = {
    "opened": int,
    "closed": int,
    "present": here.decode,
    "opening": here.decode,
    "early": lambda value: value == "1",
    "reason": str,
    "roll": roll_call.decode,
}


def _last(text: str) -> Last | None:
    """What lua/act.lua writes down about an act."""
    if not text:
        return None
    rev, at, verb, by, poll, number, until = text.split("\x1e")
    return Last(int(rev), int(at), verb, by, poll, int(number or 0), int(until) if until else None)
