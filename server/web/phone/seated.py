"""Who is at the page of a delegate: the seat with its room and language, and the seat in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from server.domain.language import Language
from server.domain.messages import message
from server.domain.seat import Attendance, Seat
from server.live.room import Room
from server.web import doors
from server.web.services import Services, services


@dataclass(frozen=True, slots=True)
class Seated:
    """A delegate who asks for something."""

    own: Services
    room: Room
    seat: Seat
    language: Language
    as_json: bool  # our own client asks, and wants frames instead of pages

    @property
    def code(self) -> str:
        return self.room.code

    def back(self, page: str = "") -> Response:
        """To a page of this workshop."""
        return RedirectResponse(f"/{self.code}{page}", 303)


async def seated(request: Request) -> Seated | Response:
    """The delegate of this request, or what somebody without a seat gets."""
    own = services(request)
    code = request.path_params["code"]
    seat = await doors.seat_of(own, request, code)
    room = await own.rooms.get(code)
    as_json = "application/json" in request.headers.get("accept", "")
    if seat is None or room is None or (request.method == "POST" and not doors.same_origin(request)):
        if as_json:
            return JSONResponse({"type": "refusal", "id": "", "text": "This seat is not known."}, 403)
        return RedirectResponse(f"/{code}", 303)
    language = doors.language_of(own, request, seat.language, room.present.workshop.language)
    return Seated(own, room, seat, language, as_json)


def words(room: Room, seat: Seat, language: Language) -> Mapping[str, str]:
    """The seat as the foot of a page says it."""
    delegation = room.present.workshop.delegation(seat.delegation)
    where = message("in the room") if seat.attendance is Attendance.ROOM else message("online")
    return {
        "id": seat.delegation,
        "delegation": delegation.name.pick(language.code) if delegation else "",
        "attendance": language.say(where),
        "name": seat.name,
    }
