"""Acts on a survey: every poll of an agenda item at the delegates' pace, opened, given more time or closed at once."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping

from server.domain.errors import Conflict
from server.domain.gathering import present_now
from server.domain.messages import message
from server.domain.survey import survey_phase
from server.domain.workshop import AgendaItem
from server.live.present import pages_of
from server.store.surveys import Page
from server.web.call import Call

MOST_EXTRA = 3600  # seconds that one act may add to a countdown


def extra(call: Call) -> int:
    """The seconds that are to be added to a countdown.

    Raises:
        Conflict: when they are no number, or too many.
    """
    seconds = call.text("seconds")
    if not re.fullmatch(r"[1-9][0-9]{0,3}", seconds) or int(seconds) > MOST_EXTRA:
        raise Conflict(message("A countdown is extended by 1 to %(n)s seconds.", n=MOST_EXTRA))
    return int(seconds)


def apart(call: Call, poll_id: str) -> None:
    """A poll of an open survey is closed with all the others.

    Raises:
        Conflict: when it is one of them.
    """
    present = call.room.present
    if present.surveying and any(page.poll.id == poll_id for page in present.survey):
        raise Conflict(message("This poll is part of an open survey, which is closed as a whole."))


def alone(call: Call) -> None:
    """One survey, or one poll, is open at a time.

    Raises:
        Conflict: when a survey is open.
    """
    if call.room.present.surveying:
        raise Conflict(message("A survey is open. Please close it first."))


async def _open(call: Call, item: AgendaItem) -> None:
    present = call.room.present
    alone(call)
    if present.open and present.kind.answered and not present.kind.background:
        raise Conflict(message("A poll is open. Please close it first."))
    pages = _pages(call, item)
    phase = survey_phase(present.state, [page.poll for page in pages])
    if call.seen and call.seen != (phase, pages[0].round):
        raise Conflict(message("Somebody else has just changed this survey. Look at it and try again."))
    await call.own.surveys.open(call.code, item.id, pages, countdown=item.countdown, by=call.grant.id)


async def _close(call: Call, item: AgendaItem) -> None:
    present = present_now(call.room.present.workshop, call.room.present.hall)
    await call.own.surveys.close(call.code, _pages(call, item), by=call.grant.id, present=present)


async def _extend(call: Call, item: AgendaItem) -> None:
    await call.own.surveys.extend(call.code, _pages(call, item), extra(call), by=call.grant.id)


def _pages(call: Call, item: AgendaItem) -> list[Page]:
    present = call.room.present
    if item.pace != "delegates":
        raise Conflict(message("The polls of this item are opened one by one."))
    return list(pages_of(present.workshop, present.kinds, present.state, item.id))


ITEM_ACTS: Mapping[str, Callable[[Call, AgendaItem], Awaitable[None]]] = {
    "open": _open,
    "close": _close,
    "extend": _extend,
}
