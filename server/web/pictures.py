"""Pictures of polls, to those who may see them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from server.domain.state import State
from server.domain.workshop import Workshop
from server.web import doors
from server.web.services import Services, services

# A week: longer than any meeting. Only a browser that got it keeps it, never something on the way.
LASTS = 7 * 24 * 3600  # seconds
ROLES = ("projector", "moderator", "staff")


async def picture(request: Request) -> Response:
    """GET /{code}/pictures/{name} with a seat, GET /workshops/{code}/pictures/{name} with a role.

    A seat is shown the pictures of polls that were opened, a role all of them. To everybody else, there are none.
    """
    own = services(request)
    code, name = request.path_params["code"], request.path_params["name"]
    found = await own.pictures.get(code, name) if await _may_see(own, request, code, name) else None
    if found is None:
        return Response(status_code=404, headers={"Cache-Control": "no-store"})
    tag = f'"{found.digest}"'
    headers = {"ETag": tag, "Cache-Control": f"private, max-age={LASTS}", "Vary": "Cookie, Authorization"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(found.data, media_type=found.type, headers=headers)


async def _may_see(own: Services, request: Request, code: str, name: str) -> bool:
    if await doors.grant_of(own, request, code, *ROLES):
        return True
    known = await own.workshops.get(code)
    # A logo stands on the page at which people enter, and is no secret.
    if known is not None and known.theme is not None and known.theme.logo == name:
        return True
    if await doors.seat_of(own, request, code) is None:
        return False
    workshop = await own.workshops.get(code)
    # The page may have come from another process, whose room is ahead of ours: only the store knows.
    return workshop is not None and opened(workshop, await own.results.state(code), name)


def opened(workshop: Workshop, state: State, name: str) -> bool:
    """Whether a poll that shows this picture was put to the room."""
    return any(name in poll.pictures and state.of(poll.id).round > 0 for poll in workshop.polls.values())
