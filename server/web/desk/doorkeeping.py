"""The act at the door: close it, ask for the word, admit badges only, or open it again."""

from __future__ import annotations

from server.domain.door import Door
from server.domain.errors import Conflict
from server.domain.messages import message
from server.web.call import Call


async def door(call: Call) -> None:
    """POST /workshops/{code}/door: `door` is word, badge, locked, or nothing for what the agenda says.

    Raises:
        Conflict: when there is no such way, or somebody else has moved the door since it was `seen`.
    """
    wanted = call.text("door")
    if wanted not in tuple(Door):
        raise Conflict(message("A door is open as the agenda says, asks for the word, admits badges, or is closed."))
    if "seen" in call.form and call.text("seen") != str(call.room.present.state.door):
        raise Conflict(message("Somebody else has just moved the door. Look at it and try again."))
    await call.own.door.set(call.code, Door(wanted), by=call.grant.id)
    call.room.arrived()
