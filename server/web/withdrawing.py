"""Seats of the last minutes are taken back after a second look: those of a script that came in through an open door."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from server.domain.errors import Conflict
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.workshop import Admission
from server.live.room import Room
from server.store.access import Grant
from server.store.withdrawals import LONGEST, MINUTE, Span
from server.web import doors
from server.web.entrance import offered
from server.web.moderating import Who, fits, who
from server.web.services import Services

USUAL = 5  # minutes; what is offered first
_NUMBER = re.compile(r"[0-9]{1,15}")


async def page(request: Request) -> Response:
    """GET /workshops/{code}/door/seats: how many minutes; with ?minutes=N the second step."""
    found = await who(request)
    if isinstance(found, Response):
        return found
    own, room, *_ = found
    try:
        wish = request.query_params.get("minutes", "")
        span = await own.withdrawals.span(room.code, _minutes(wish)) if wish else None
    except Conflict as conflict:
        return await _refused(request, found, conflict.reason, 409)
    return await _show(request, *found, span=span)


async def act(request: Request) -> Response:
    """POST /workshops/{code}/door/seats: `minutes`, or `since` and `until` as the second step showed them."""
    found = await who(request)
    if isinstance(found, Response):
        return found
    own, room, grant, _ = found
    form = await request.form(max_files=0, max_fields=10)
    fields = {name: str(form.get(name, "")) for name in ("minutes", "since", "until")}
    if not fits(request, own, grant, form):
        return await _refused(request, found, message("This page is out of date. Please load it again."), 403)
    try:
        if room.present.workshop.admission is Admission.BADGE:
            raise Conflict(message("Every seat of this meeting belongs to a badge. Take the badge back instead."))
        span = await _span(own, room, fields)
        gone = await own.withdrawals.withdraw(room.code, span, by=grant.id)
    except Conflict as conflict:
        return await _refused(request, found, conflict.reason, 409)
    room.arrived()
    await room.refresh()
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"seats": gone, "rev": room.present.state.rev})
    return RedirectResponse(f"/workshops/{room.code}/door/seats?done={gone}", 303)


def _minutes(text: str) -> int:
    minutes = int(text) if _NUMBER.fullmatch(text) else 0
    if not 1 <= minutes <= LONGEST:
        raise Conflict(message("Choose from 1 to %(n)s minutes.", n=LONGEST))
    return minutes


async def _span(own: Services, room: Room, fields: dict[str, str]) -> Span:
    """The time that was looked at: who has come since then is not meant."""
    if fields["minutes"]:
        return await own.withdrawals.span(room.code, _minutes(fields["minutes"]))
    if not (_NUMBER.fullmatch(fields["since"]) and _NUMBER.fullmatch(fields["until"])):
        raise Conflict(message("Choose from 1 to %(n)s minutes.", n=LONGEST))
    span = Span(int(fields["since"]), int(fields["until"]))
    if not 0 <= span.until - span.since <= LONGEST * MINUTE:
        raise Conflict(message("Choose from 1 to %(n)s minutes.", n=LONGEST))
    return span


async def _refused(request: Request, who: Who, reason: Message, status: int) -> Response:
    _, room, _, language = who
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"rev": room.present.state.rev, "error": language.say(reason)}, status)
    return await _show(request, *who, error=language.say(reason), status=status)


async def _show(
    request: Request, own: Services, room: Room, grant: Grant, language: Language, *, span: Span | None = None,
    error: str = "", status: int = 200,
) -> Response:  # fmt: skip
    present = room.present
    done, said = request.query_params.get("done", ""), ""
    if _NUMBER.fullmatch(done) and not error and span is None:
        said = language.say(
            plural("%(n)s seat was taken back. The ledger says so.", "%(n)s seats were taken back. The ledger says so.",
                   int(done))
        )  # fmt: skip
    context = {
        "code": room.code,
        "title": present.workshop.title.pick(language.code),
        "role": grant.role,
        "here": "door",
        "rehearsing": present.state.rehearsal is not None,
        "csrf": doors.csrf(own, grant.id),
        "languages": offered(own, present.workshop),
        "badges": present.workshop.admission is Admission.BADGE,
        "span": span,
        "taken": len(await own.withdrawals.taken(room.code, span)) if span else 0,
        "idle": await own.withdrawals.idle(room.code, span) if span else 0,
        "minutes": span.minutes if span else USUAL,
        "longest": LONGEST,
        "narrow": present.state.door,
        "said": said,
        "error": error,
    }
    response = own.pages.response("desk/withdrawing.html", language, context, status)
    response.headers["Cache-Control"] = "no-store"
    return response
