"""The wall's page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from server.live.wall_view import wall_view
from server.web import doors, links
from server.web.services import Services, services


async def page(request: Request) -> Response:
    """GET /workshops/{code}/projector."""
    own = services(request)
    code = request.path_params["code"]
    grant = await doors.grant_of(own, request, code, "projector", "moderator", "staff")
    room = await own.rooms.get(code)
    if grant is None or room is None:
        return links.unknown(own, request)
    room.link = join_link(own, request, code)
    await room.refresh()
    workshop = room.present.workshop
    language = own.languages.get(request.query_params.get("lang", "") or workshop.language)
    if language is None:
        language = doors.language_of(own, request, "", workshop.language)
    view = wall_view(room.present, language, room.link)
    context = {"view": view, "code": code, "csrf": doors.csrf(own, grant.id)}
    return own.pages.response("wall/projector.html", language, context)


def join_link(own: Services, request: Request, code: str) -> str:
    """The address to join: the public one where it is set, else where this request came."""
    base = own.config.public_url or f"{request.url.scheme}://{request.url.netloc}"
    return f"{base}/{code}"
