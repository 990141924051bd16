"""What is chosen for the wall, and acts that are taken back."""

from __future__ import annotations

import re
from dataclasses import replace

from server.domain.errors import Conflict
from server.domain.messages import message
from server.domain.wall import COVERS, MOST_LANGUAGES, WallControl, holding, token
from server.web.call import Call

_MOVED = message("Somebody else has just changed the screen. Look at it and try again.")


async def choose(call: Call) -> None:
    """POST …/wall with `cover`, `hold` (1 or 0) or `language` (one or two); with `seen` only if nothing has changed."""
    state = call.room.present.state
    seen = state.wall
    if call.text("seen") not in ("", token(seen)):
        raise Conflict(_MOVED)
    wanted = seen
    if "cover" in call.form:
        wanted = replace(wanted, cover=_cover(call.text("cover")))
    if "hold" in call.form:
        # What is held is what the room sees: somebody who holds a dark screen holds what is behind it.
        wanted = replace(wanted, held=(wanted.held or holding(state)) if call.text("hold") == "1" else None)
    if "language" in call.form:
        wanted = replace(wanted, languages=_languages(call, wanted))
    await call.own.acts.wall(call.code, seen, wanted, by=call.grant.id)


async def take_back(call: Call) -> None:
    """POST …/undo with `rev`, the revision of the act that is meant."""
    last = call.room.present.state.last
    if last is None:
        raise Conflict(message("There is nothing to take back."))
    rev = call.text("rev")
    if not re.fullmatch(r"[0-9]{1,15}", rev):
        raise Conflict(message("There is nothing to take back."))
    await call.own.acts.undo(call.code, replace(last, rev=int(rev)), by=call.grant.id)


def _cover(wish: str) -> str:
    if wish not in COVERS:
        raise Conflict(message("The screen cannot be covered so."))
    return wish


def _languages(call: Call, wanted: WallControl) -> tuple[str, ...]:
    """One or two of the workshop's languages; none where it is the workshop's own alone."""
    workshop = call.room.present.workshop
    chosen = tuple(dict.fromkeys(one for one in call.all("language") if one))
    known = [one for one in chosen if one in workshop.languages and one in call.own.languages]
    if len(known) != len(chosen) or len(chosen) > MOST_LANGUAGES:
        raise Conflict(message("The screen can be read in one or two of the workshop’s languages."))
    return () if chosen in ((), (workshop.language,)) else chosen
