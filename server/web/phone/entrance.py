"""The way to a workshop: a code that somebody typed, and the field to type it in."""

from __future__ import annotations

import re
import time

from starlette.requests import Request
from starlette.responses import Response

from server.domain.language import Language
from server.domain.messages import Message, message
from server.live.room import Room
from server.web import doors
from server.web.services import Services

CODE = re.compile(r"[0-9]{6}")


async def room_of(own: Services, request: Request, code: str) -> Room | None:
    """The room of a code that somebody typed; wrong codes are counted, and too many are not looked up."""
    now, address = time.monotonic(), doors.address(request)
    if not own.limits.may_try(address, code, now):
        return None
    room = await own.rooms.get(code) if CODE.fullmatch(code) else None
    if room is None:
        own.limits.wrong(address, now)
    return room


def no_such_code() -> Message:
    """What is said to a code that no meeting has."""
    return message("No meeting has this code. Please look at the screen again.")


def code_page(own: Services, language: Language, code: str = "", error: str = "", status: int = 200) -> Response:
    """The field for the code."""
    return own.pages.response("phone/code.html", language, {"code": code, "error": error}, status)


def unknown_code(own: Services, request: Request, code: str) -> Response:
    """The field again, for a code that no meeting has."""
    language = doors.language_of(own, request)
    return code_page(own, language, code, language.say(no_such_code()), 404)
