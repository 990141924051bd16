"""Decisions about what people wrote: hidden, approved, merged, grouped into themes."""

from __future__ import annotations

import re
from typing import get_args

from server.domain.errors import Conflict
from server.domain.messages import message
from server.domain.snapshot import RoundData
from server.domain.splits import ways
from server.domain.workshop import Poll
from server.live.decisions import checked
from server.live.views.comparing import ALONE, BY_ITSELF, EARLIER, NUMBERS
from server.store.acts import Decision
from server.web.call import Call

DECISIONS: tuple[Decision, ...] = get_args(Decision)
GROUPING: frozenset[str] = frozenset(("theme", "name"))
LONGEST = 1_000  # characters of a subject, a reason or a name


async def decide(call: Call, poll: Poll) -> None:
    """POST …/entries with `act`, `round`, `value` and one or more of `subject`."""
    wish, subjects, value = call.text("act"), call.all("subject"), call.text("value")[:LONGEST]
    decision = next((one for one in DECISIONS if one == wish), None)
    if decision is None or not any(subjects) or any(len(subject) > LONGEST for subject in subjects):
        raise Conflict(message("This decision is not known."))
    data = await round_of(call, poll)
    kind = call.room.present.kinds[poll.kind]
    known = checked(poll, kind, data, decision, subjects, value)
    await call.own.acts.decide_all(call.code, poll.id, data.round, decision, known, value, by=call.grant.id)


async def compare(call: Call, poll: Poll) -> None:
    """POST …/compare with `by`: rounds or groups beside one another on the wall."""
    way = call.text("by")
    present = call.room.present
    known = [BY_ITSELF, ALONE, *ways(present.workshop, poll, present.kinds[poll.kind])]
    if present.earlier is not None and present.earlier.fits(poll):
        known.append(EARLIER)
    if way not in known:
        raise Conflict(message("The result of this poll cannot be taken apart so."))
    await call.own.acts.compare(call.code, poll.id, way, by=call.grant.id)


async def numbers(call: Call, poll: Poll) -> None:
    """POST …/numbers with `numbers`: shares or counts on the wall."""
    wish = call.text("numbers")
    if wish not in NUMBERS or not hasattr(poll.definition, "numbers"):
        raise Conflict(message("The result of this poll has no other numbers."))
    await call.own.acts.numbers(call.code, poll.id, wish, by=call.grant.id)


async def round_of(call: Call, poll: Poll) -> RoundData:
    """The round that a form names.

    Raises:
        Conflict: when there is no such round.
    """
    number = call.text("round")
    if not re.fullmatch(r"[1-9][0-9]{0,3}", number) or int(number) > call.room.present.state.of(poll.id).round:
        raise Conflict(message("This poll has no such round."))
    return await call.own.results.round(call.code, poll.id, int(number))
