"""Resets: the answers to one poll, or to all of them, are deleted after a second look, and the ledger says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.errors import Conflict
from server.domain.language import Language
from server.domain.messages import message, plural
from server.domain.state import Phase
from server.live.room import Room
from server.live.views.clerk import PHASES
from server.web.services import Services
from server.web.staffed import Staffed, staffed

WHOLE = ":all"
"""The name of the whole workshop where a poll's id may stand; no poll is called so."""
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Resettable:
    """A poll that was put to the room."""

    id: str
    prompt: str
    phase: str
    rounds: int
    answers: int
    open: bool


async def page(request: Request) -> Response:
    """GET /workshops/{code}/reset: what can be reset; with ?poll=P, or :all, the second step."""
    desk = await staffed(request, "moderator")
    return desk if isinstance(desk, Response) else await _show(desk)


async def act(request: Request) -> Response:
    """POST /workshops/{code}/reset: `poll`, :all for the whole workshop, and `answers`, how many will be deleted."""
    desk = await staffed(request, "moderator")
    if isinstance(desk, Response):
        return desk
    own, room, grant = desk.own, desk.room, desk.grant
    form = await request.form(max_files=0, max_fields=10)
    poll, typed = str(form.get("poll", "")), re.sub(r"\D", "", str(form.get("answers", "")))
    if not desk.may_act(form):
        return await desk.refused(
            message("This page is out of date. Please load it again."), 403, partial(_show, desk, poll=poll)
        )
    if poll != WHOLE and poll not in room.present.workshop.polls:
        return await desk.refused(message("This poll does not exist."), 404, partial(_show, desk))
    try:
        if not _NUMBER.fullmatch(typed):
            raise Conflict(message("Nothing was deleted. Please type how many answers will be deleted."))
        there = await own.resets.answers(room.code, "" if poll == WHOLE else poll)
        if int(typed) != there:
            raise Conflict(
                plural(
                    "Nothing was deleted: there is %(n)s answer, and you typed another number.",
                    "Nothing was deleted: there are %(n)s answers, and you typed another number.",
                    there,
                )
            )
        if poll == WHOLE:
            state = await own.resets.workshop(room.code, answers=there, by=grant.id)
        else:
            state = await own.resets.poll(room.code, poll, answers=there, by=grant.id)
    except Conflict as conflict:
        return await desk.refused(conflict.reason, 409, partial(_show, desk, poll=poll))
    await room.refresh()
    if desk.as_json:
        return JSONResponse({"poll": "" if poll == WHOLE else poll, "answers": there, "rev": state.rev})
    return desk.back(f"reset?done={there}")


async def _show(desk: Staffed, *, poll: str = "", error: str = "", status: int = 200) -> Response:
    own, room, language = desk.own, desk.room, desk.language
    lines = [await _line(own, room, name, language) for name, one in room.present.state.polls.items() if one.round]
    lines = [line for line in lines if line]
    wish = poll or desk.request.query_params.get("poll", "")
    chosen = next((line for line in lines if line and line.id == wish), None)
    total = sum(line.answers for line in lines if line)
    done = desk.request.query_params.get("done", "")
    said = ""
    if _NUMBER.fullmatch(done) and not error and not wish:
        said = language.say(
            plural("%(n)s answer was deleted. The ledger says so.", "%(n)s answers were deleted. The ledger says so.",
                   int(done))
        )  # fmt: skip
    context = {
        "polls": lines,
        "chosen": chosen,
        "whole": wish == WHOLE,
        "total": total,
        "open": next((line for line in lines if line and line.open), None),
        "here": "reset",
        "said": said,
        "error": error,
    }
    return desk.page("desk/reset.html", context, status)


async def _line(own: Services, room: Room, name: str, language: Language) -> Resettable | None:
    poll = room.present.workshop.polls.get(name)
    at = room.present.state.of(name)
    if poll is None:
        return None
    answers = await own.resets.answers(room.code, name)
    return Resettable(
        name, poll.prompt.pick(language.code), language.say(PHASES[at.phase]), at.round, answers,
        at.phase is Phase.OPEN,
    )  # fmt: skip
