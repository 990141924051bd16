"""What is chosen for the wall, and acts that are taken back."""

from __future__ import annotations

import re
from dataclasses import replace

from server.domain.errors import Conflict
from server.domain.held import holding
from server.domain.messages import message
from server.domain.state import State
from server.domain.wall import COVERS, MOST_LANGUAGES, WallControl, token
from server.store.acting import LOOKS
from server.web.call import Call

_MOVED = message("Somebody else has just changed the screen. Look at it and try again.")
_OWN = message("This was changed on the screen with your own link just now. Look at it and try again.")
# The fields of the form, and what of the wall they choose.
_CHOICES = {"cover": "cover", "hold": "held", "language": "languages"}


async def choose(call: Call) -> None:
    """POST …/wall with `cover`, `hold` (1 or 0) or `language` (one or two); with `seen` only if nothing has changed.

    What the same hand has changed meanwhile does not count, as long as it is something else: two acts may follow one
    another faster than the page shows the first.
    """
    for _ in range(LOOKS):
        seen = call.room.present.state.wall
        wanted = _wanted(call)
        try:
            await call.own.acts.wall(call.code, seen, wanted, by=call.grant.id)
        except Conflict:
            await call.room.refresh()
            if call.room.present.state.wall == seen:
                raise
        else:
            return
    raise Conflict(_MOVED)


def _wanted(call: Call) -> WallControl:
    """The wall as this act leaves it."""
    state = call.room.present.state
    wanted = state.wall
    if "cover" in call.form:
        wanted = replace(wanted, cover=_cover(call.text("cover")))
    if "hold" in call.form:
        # What is held is what the room sees: somebody who holds a dark screen holds what is behind it.
        wanted = replace(wanted, held=(wanted.held or holding(state)) if call.text("hold") == "1" else None)
    if "language" in call.form:
        wanted = replace(wanted, languages=_languages(call, wanted))
    if wanted != state.wall:
        _undisturbed(call, state)
    return wanted


def _undisturbed(call: Call, state: State) -> None:
    """What is to be changed is as it was seen.

    Raises:
        Conflict: when it is not.
    """
    told, hand = call.text("seen"), state.hand
    if told in ("", token(state.wall)):
        return
    before = next((one for one in hand.replaced if token(one) == told), None)
    if hand.by != call.grant.id or before is None:
        raise Conflict(_MOVED)
    chosen = [own for name, own in _CHOICES.items() if name in call.form]
    if any(getattr(before, own) != getattr(state.wall, own) for own in chosen):
        raise Conflict(_OWN)


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
