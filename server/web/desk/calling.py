"""The roll call, from the desk: who is called next, and what the called delegation says aloud."""

from __future__ import annotations

import secrets

from server.domain.clerk import How
from server.domain.errors import Conflict, Refusal
from server.domain.messages import message
from server.domain.roll_call import Roll
from server.domain.workshop import Poll
from server.live.present import opened_at
from server.live.rights import called_order, next_call, roll_of, roll_rule
from server.web.call import Call


async def call_next(call: Call, poll: Poll) -> None:
    """Call the first delegation, or the one after the last.

    Raises:
        Conflict: when nobody is called in this poll, everybody has been, or somebody else has called meanwhile.
    """
    present = call.room.present
    rule = roll_rule(present, poll)
    if rule is None or present.state.poll != poll.id:
        raise Conflict(message("This poll is not taken by roll call."))
    order = called_order(present)
    seen = roll_of(present, poll, present.at.round)
    if "roll" in call.form and call.text("roll") != str(seen).strip():
        raise Conflict(message("Somebody else has just called. Look at it and try again."))
    if not seen.called:
        first = secrets.choice(order).id if rule.drawn else order[0].id
        wanted: Roll | None = Roll(first, first, 1)
    else:
        wanted = next_call(present)
    if wanted is None:
        raise Conflict(message("Every delegation has been called."))
    await call.own.mandates.call(call.code, poll.id, present.at.round, seen, wanted, by=call.grant.id)


async def say(call: Call, poll: Poll) -> None:
    """Enter what the called delegation says, as the clerk does.

    Raises:
        Conflict: when it has answered, or the answer is none.
    """
    present = call.room.present
    called = roll_of(present, poll, present.at.round).called
    if not present.open or present.state.poll != poll.id or not called or call.text("delegation") != called:
        raise Conflict(message("Somebody else has just called. Look at it and try again."))
    kind = present.kinds[poll.kind]
    said = [({"option": [call.text("option")]}, 1)]
    try:
        await call.own.clerk.enter(
            call.code, present.workshop, kind, poll, present.at.round, said, how=How.VOICE, remark="",
            delegation=called, by=call.grant.id, opened=opened_at(present, poll.id, present.at.round),
        )  # fmt: skip
    except Refusal as refusal:
        raise Conflict(refusal.reason) from refusal
