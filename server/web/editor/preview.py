"""What phones and the wall will show of a draft: their own pages, made from values that nobody answers."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from server.domain.agenda import as_far_as
from server.domain.editing import Astray, look, path_of
from server.domain.language import Language
from server.domain.state import Phase, PollState, State
from server.domain.workshop import Workshop
from server.live.present import Present
from server.live.views.phone import stage_view
from server.live.views.wall import wall_view
from server.web import links
from server.web.editor.page import Asking, entered
from server.web.projector import base as base_of
from server.web.services import services


async def phone(request: Request) -> Response:
    """GET /workshops/{code}/editor/phone?at=…&lang=es."""
    asking, present, language = await _prepared(request)
    if asking is None:
        return links.unknown(services(request), request)
    view = stage_view(present, language) if present else None
    # Pictures are seen by the right of the desk: this browser may have no seat.
    view = replace(view, code=f"workshops/{asking.code}") if view else None
    response = asking.own.pages.response("editor/phone.html", language, {"view": view})
    response.headers["Cache-Control"] = "no-store"
    return response


async def wall(request: Request) -> Response:
    """GET /workshops/{code}/editor/wall?at=…&lang=es."""
    asking, present, language = await _prepared(request)
    if asking is None:
        return links.unknown(services(request), request)
    base = base_of(asking.own, request)
    view = wall_view(present, [language], f"{base}/{asking.code}") if present else None
    response = asking.own.pages.response("editor/wall.html", language, {"view": view})
    response.headers["Cache-Control"] = "no-store"
    return response


async def _prepared(request: Request) -> tuple[Asking | None, Present | None, Language]:
    asking = await entered(request)
    own = services(request)
    wish = request.query_params.get("lang", "")
    language = own.languages.get(wish) or (asking.language if asking else own.languages["en"])
    draft = await own.drafts.get(asking.code) if asking else None
    if asking is None or draft is None:
        return asking, None, language
    workshop = as_far_as(draft.raw, own.kinds)
    if workshop is None:
        return asking, None, language
    item, poll = _staged(draft.raw, request.query_params.get("at", ""))
    return asking, _present(asking, workshop, item, poll), language


def _staged(raw: object, at: str) -> tuple[str, str]:
    """The ids of the item and the poll that a page is about."""
    try:
        path = path_of(raw, at)
    except Astray:
        return "", ""
    item = look(raw, (*path[:2], "id")) if path[:1] == ("agenda",) else None
    poll = look(raw, (*path[:4], "id")) if path[2:3] == ("polls",) and len(path) > 3 else None
    return str(item or ""), str(poll or "")


def _present(asking: Asking, workshop: Workshop, item: str, poll: str) -> Present:
    """The moment after the poll was opened, with those who are here now."""
    own, now = asking.own, asking.own.clock()
    known = poll in workshop.polls
    polls = {poll: PollState(Phase.OPEN, 1, now + _left(workshop, poll))} if known else {}
    polls |= {poll: PollState(Phase.OPEN, 1)} if known and not _left(workshop, poll) else {}
    state = State(item=item, poll=poll if known else "", polls=polls, begun=now if item else None)
    return Present(asking.code, workshop, own.kinds, state, asking.room.present.hall, now)


def _left(workshop: Workshop, poll: str) -> int:
    """The whole countdown of a poll in milliseconds, 0 where it has none."""
    return 1_000 * (workshop.polls[poll].settings.countdown or 0)
