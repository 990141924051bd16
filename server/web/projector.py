"""The wall's page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from server.live.walls import AHEAD
from server.web import doors, links
from server.web.services import Services, services


async def page(request: Request) -> Response:
    """GET /workshops/{code}/projector; with `ahead` as it will be after the act that is next."""
    own = services(request)
    code = request.path_params["code"]
    grant = await doors.grant_of(own, request, code, "projector", "moderator", "staff")
    room = await own.rooms.get(code)
    if grant is None or room is None:
        return links.unknown(own, request)
    ahead = AHEAD in request.query_params
    # Where a moderator is signed in as well, a clicker in the projector's laptop works.
    hand = await doors.grant_of(own, request, code, "moderator")
    if ahead and hand is None:
        return links.unknown(own, request)
    room.walls.link = join_link(own, request, code)
    await room.refresh()
    await room.walls.look(room.present, ahead=ahead)
    asked = request.query_params.get("lang", "")
    view, language = room.walls.view(asked, ahead=ahead)
    query = "&".join([*(f"lang={language.code}" for _ in range(asked in own.languages)), *([AHEAD] if ahead else [])])
    context = {
        "view": view,
        "code": code,
        "csrf": doors.csrf(own, hand.id) if hand and not ahead else "",
        "query": f"?{query}" if query else "",
    }
    return own.pages.response("wall/projector.html", language, context)


def join_link(own: Services, request: Request, code: str) -> str:
    """The address to join: the public one where it is set, else where this request came."""
    return f"{base(own, request)}/{code}"


def base(own: Services, request: Request) -> str:
    """The address of this server as people reach it, without a path."""
    return own.config.public_url or f"{request.url.scheme}://{request.url.netloc}"
