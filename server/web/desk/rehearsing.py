"""The rehearsal's page: fill the hall with simulated delegates, see how they are doing, wipe it all with one act."""

from __future__ import annotations

import re
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.errors import Conflict, HemicycleError
from server.domain.messages import message
from server.web.staffed import Staffed, staffed

MOST = 1_000  # simulated delegates; more are for the command line, on another machine
USUAL = 60
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")


async def page(request: Request) -> Response:
    """GET /workshops/{code}/rehearsal."""
    desk = await staffed(request, "moderator")
    return desk if isinstance(desk, Response) else await _show(desk)


async def act(request: Request) -> Response:
    """POST /workshops/{code}/rehearsal: `do` is begin, fill, leave or wipe; begin and fill take `delegates`."""
    desk = await staffed(request, "moderator")
    if isinstance(desk, Response):
        return desk
    own, room, grant = desk.own, desk.room, desk.grant
    form = await request.form(max_files=0, max_fields=10)
    if not desk.may_act(form):
        return await desk.refused(message("This page is out of date. Please load it again."), 403, partial(_show, desk))
    wish, verb = str(form.get("delegates", "")).strip(), str(form.get("do", ""))
    try:
        many = _many(wish, needed=verb == "fill") if verb in ("begin", "fill") else 0
        match verb:
            case "begin":
                await own.resets.rehearse(room.code, by=grant.id)
            case "fill" if room.present.state.rehearsal is None:
                raise Conflict(message("There is no rehearsal. Begin one first."))
            case "fill":
                pass
            case "leave":
                await own.company.leave(room.code)
            case "wipe":
                await own.company.leave(room.code)
                await own.resets.wipe(room.code, by=grant.id)
            case _:
                raise Conflict(message("This act is not known."))
        if many:
            await own.company.fill(room.code, room.present.workshop, _address(request), many)
    except Conflict as conflict:
        return await desk.refused(conflict.reason, 409, partial(_show, desk))
    except HemicycleError as error:
        return await desk.refused(message("%(reason)s", reason=str(error)), 409, partial(_show, desk))
    await room.refresh()
    if desk.as_json:
        state = room.present.state
        return JSONResponse({"rehearsal": state.rehearsal is not None, "rev": state.rev})
    return desk.back(f"rehearsal?done={verb}")


def _many(wish: str, *, needed: bool) -> int:
    """How many delegates are wanted.

    Raises:
        Conflict: when that is no number, or too many.
    """
    if not wish and not needed:
        return 0
    if not _NUMBER.fullmatch(wish) or int(wish) > MOST:
        raise Conflict(message("From 1 to %(n)s delegates can be simulated.", n=MOST))
    return int(wish)


def _address(request: Request) -> str:
    """Where this very server listens on this machine, whatever stands in front of it."""
    host, port = request.scope.get("server") or ("127.0.0.1", None)
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not listened on
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


_DONE = {
    "begin": message("The rehearsal has begun."),
    "fill": message("The delegates are on their way."),
    "leave": message("The delegates went home. Their answers stay until the rehearsal is wiped."),
    "wipe": message("The rehearsal is wiped. The meeting can begin."),
}


async def _show(desk: Staffed, *, error: str = "", status: int = 200) -> Response:
    present = desk.room.present
    state = present.state
    done = _DONE.get(desk.request.query_params.get("done", ""))
    context = {
        "begun": state.begun is not None or any(one.round for one in state.polls.values()),
        "company": await desk.own.company.standing(desk.code) if state.rehearsal is not None else None,
        "people": present.hall.people,
        "most": MOST,
        "usual": max(USUAL, len(desk.workshop.delegations)),
        "here": "rehearsal",
        "said": desk.language.say(done) if done and not error else "",
        "error": error,
    }
    return desk.page("desk/rehearsal.html", context, status)
