"""Seats of the last minutes are taken back after a second look: those of a script that came in through an open door."""

from __future__ import annotations

import re
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.errors import Conflict
from server.domain.messages import message, plural
from server.domain.workshop import Admission
from server.live.room import Room
from server.store.withdrawals import LONGEST, MINUTE, Span
from server.web.services import Services
from server.web.staffed import Staffed, staffed

USUAL = 5  # minutes; what is offered first
_NUMBER = re.compile(r"[0-9]{1,15}")


async def page(request: Request) -> Response:
    """GET /workshops/{code}/door/seats: how many minutes; with ?minutes=N the second step."""
    desk = await staffed(request, "moderator")
    if isinstance(desk, Response):
        return desk
    try:
        wish = request.query_params.get("minutes", "")
        span = await desk.own.withdrawals.span(desk.code, _minutes(wish)) if wish else None
    except Conflict as conflict:
        return await desk.refused(conflict.reason, 409, partial(_show, desk))
    return await _show(desk, span=span)


async def act(request: Request) -> Response:
    """POST /workshops/{code}/door/seats: `minutes`, or `since` and `until` as the second step showed them."""
    desk = await staffed(request, "moderator")
    if isinstance(desk, Response):
        return desk
    own, room = desk.own, desk.room
    form = await request.form(max_files=0, max_fields=10)
    fields = {name: str(form.get(name, "")) for name in ("minutes", "since", "until")}
    if not desk.may_act(form):
        return await desk.refused(message("This page is out of date. Please load it again."), 403, partial(_show, desk))
    try:
        if desk.workshop.admission is Admission.BADGE:
            raise Conflict(message("Every seat of this meeting belongs to a badge. Take the badge back instead."))
        span = await _span(own, room, fields)
        gone = await own.withdrawals.withdraw(room.code, span, by=desk.grant.id)
    except Conflict as conflict:
        return await desk.refused(conflict.reason, 409, partial(_show, desk))
    room.arrived()
    await room.refresh()
    if desk.as_json:
        return JSONResponse({"seats": gone, "rev": room.present.state.rev})
    return desk.back(f"door/seats?done={gone}")


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


async def _show(desk: Staffed, *, span: Span | None = None, error: str = "", status: int = 200) -> Response:
    withdrawals = desk.own.withdrawals
    done, said = desk.request.query_params.get("done", ""), ""
    if _NUMBER.fullmatch(done) and not error and span is None:
        said = desk.language.say(
            plural("%(n)s seat was taken back. The ledger says so.", "%(n)s seats were taken back. The ledger says so.",
                   int(done))
        )  # fmt: skip
    context = {
        "here": "door",
        "badges": desk.workshop.admission is Admission.BADGE,
        "span": span,
        "taken": len(await withdrawals.taken(desk.code, span)) if span else 0,
        "idle": await withdrawals.idle(desk.code, span) if span else 0,
        "minutes": span.minutes if span else USUAL,
        "longest": LONGEST,
        "narrow": desk.room.present.state.door,
        "said": said,
        "error": error,
    }
    return desk.page("desk/withdrawing.html", context, status)
