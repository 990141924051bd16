"""Where a workshop stands: what the store's state says, and the rules that follow from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from server.domain.workshop import Workshop

# An answer that left a phone before the deadline may arrive a little after it; the countdown's stated grace.
GRACE = 1_000  # milliseconds


class Phase(StrEnum):
    """draft → open → closed; opening a closed poll begins a new round."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class RoundTimes:
    """When a round was opened and closed, in milliseconds since 1970; None where it has not happened.

    `present` are the people and the member delegations that were present at the closing.
    """

    opened: int | None = None
    closed: int | None = None
    present: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class PollState:
    """Where a poll stands. `round` is 0 before the first; `deadline` is in milliseconds since 1970.

    `by` is what the wall sets beside one another: "" for the rounds where there are two, `alone` for nothing, or a way
    of server.domain.splits. `numbers` is `shares` or `counts`, "" for what the agenda file says.
    """

    phase: Phase = Phase.DRAFT
    round: int = 0
    deadline: int | None = None
    shown: bool = False
    times: Mapping[int, RoundTimes] = field(default_factory=dict)
    by: str = ""
    numbers: str = ""


_DRAFT = PollState()


@dataclass(frozen=True, slots=True)
class State:
    """Where the workshop stands. `item` and `poll` are what is on stage, "" for none; `begun` and `ended` are times.

    `survey` is the item whose polls were opened at once, until something else is put on stage.
    """

    rev: int = 0
    item: str = ""
    poll: str = ""
    begun: int | None = None
    ended: int | None = None
    polls: Mapping[str, PollState] = field(default_factory=dict)
    survey: str = ""

    def of(self, poll_id: str) -> PollState:
        """The state of a poll; a draft where nothing happened yet."""
        return self.polls.get(poll_id, _DRAFT)


def takes_answers(state: PollState, now: int) -> bool:
    """Whether an answer that arrives now counts."""
    return state.phase is Phase.OPEN and (state.deadline is None or now <= state.deadline + GRACE)


def decode(fields: Mapping[str, str]) -> State:
    """The state from the store's hash.

    Its fields are `rev`, `item`, `poll`, `survey`, `begun`, `ended`, and for each poll `<poll>.phase`, `<poll>.round`,
    `<poll>.deadline`, `<poll>.shown`, `<poll>.by`, `<poll>.numbers`, `<poll>.opened.<round>`, `<poll>.closed.<round>`
    and `<poll>.present.<round>` (people and delegations, with a space between).
    """
    polls: dict[str, PollState] = {}
    for name, value in fields.items():
        poll_id, *rest = name.split(".")
        match rest:
            case ["phase"]:
                polls[poll_id] = replace(polls.get(poll_id, PollState()), phase=Phase(value))
            case ["round"]:
                polls[poll_id] = replace(polls.get(poll_id, PollState()), round=int(value))
            case ["deadline"]:
                polls[poll_id] = replace(polls.get(poll_id, PollState()), deadline=int(value) if value else None)
            case ["by"]:
                polls[poll_id] = replace(polls.get(poll_id, PollState()), by=value)
            case ["numbers"]:
                polls[poll_id] = replace(polls.get(poll_id, PollState()), numbers=value)
            case ["shown"]:
                polls[poll_id] = replace(polls.get(poll_id, PollState()), shown=value == "1")
            case ["opened" | "closed" as act, number]:
                state = polls.get(poll_id, PollState())
                times = state.times.get(int(number), RoundTimes())
                times = replace(times, opened=int(value)) if act == "opened" else replace(times, closed=int(value))
                polls[poll_id] = replace(state, times={**state.times, int(number): times})
            case ["present", number]:
                state = polls.get(poll_id, PollState())
                people, delegations = map(int, value.split())
                times = replace(state.times.get(int(number), RoundTimes()), present=(people, delegations))
                polls[poll_id] = replace(state, times={**state.times, int(number): times})
    return State(
        rev=int(fields.get("rev", 0)),
        item=fields.get("item", ""),
        poll=fields.get("poll", ""),
        begun=int(fields["begun"]) if fields.get("begun") else None,
        ended=int(fields["ended"]) if fields.get("ended") else None,
        polls=polls,
        survey=fields.get("survey", ""),
    )


def next_poll(workshop: Workshop, state: State, beside: Collection[str] = ()) -> str:
    """The first unopened poll after the one on stage in agenda order, else the first unopened at all, else "".

    Polls of the kinds named in `beside` run beside the others and are opened by themselves.
    """
    order: Sequence[str] = [name for name, poll in workshop.polls.items() if poll.kind not in beside]
    after = order.index(state.poll) + 1 if state.poll in order else 0
    unopened = [poll for poll in (*order[after:], *order[:after]) if state.of(poll).phase is Phase.DRAFT]
    return unopened[0] if unopened else ""
