"""Who is at a page of the moderator's alone, and whether a form comes from there."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from server.domain.language import Language
from server.live.room import Room
from server.store.access import Grant
from server.web import doors, links
from server.web.services import Services, services

Who = tuple[Services, Room, Grant, Language]


async def who(request: Request) -> Who | Response:
    """The moderator of this request with the room as it is now, or what everybody else gets."""
    own = services(request)
    code = request.path_params["code"]
    grant = await doors.grant_of(own, request, code, "moderator")
    room = await own.rooms.get(code)
    if grant is None or room is None:
        return links.unknown(own, request)
    await room.refresh()
    return own, room, grant, doors.language_of(own, request, "", room.present.workshop.language)


def fits(request: Request, own: Services, grant: Grant, form: FormData) -> bool:
    """Whether a form was sent from one of our pages; a program brings its token itself."""
    if doors.uses_bearer(request):
        return True
    return doors.same_origin(request) and doors.csrf_fits(own, grant.id, str(form.get("csrf", "")))
