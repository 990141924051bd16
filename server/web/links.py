"""The role links: /enter/{token} becomes a cookie, and the token leaves the address bar."""

from __future__ import annotations

import time

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from server.domain.messages import Message, message
from server.live.overlays import PARTS
from server.web import doors
from server.web.services import Services, services

PAGES = {"moderator": "moderator", "projector": "projector", "staff": "summary"}
ROLE_LASTS = 30 * 24 * 3600  # seconds; a revoked link ends at once, whatever the cookie says

COME_BACK = 2  # seconds; a store that was killed is there again
_NOT_NOW = message("This page cannot be shown at the moment")
_SAFE = message("What was recorded is safe. Please try again in a moment.")


async def enter(request: Request) -> Response:
    """GET /enter/{token}; with `overlay` to a part of the wall that is laid over a picture."""
    own = services(request)
    # Nobody guesses a link, so a guesser of codes in the hall does not keep its moderators out.
    grant = await own.access.find(request.path_params["token"])
    if grant is None:
        own.limits.wrong(doors.address(request), time.monotonic())
        return unknown(own, request)
    page = PAGES[grant.role]
    # Programs that mix pictures open one address and keep it: it leads straight to what they lay over them.
    part = request.query_params.get("overlay", "")
    if grant.role == "projector" and part in PARTS:
        page = f"overlay?part={part}"
    response = RedirectResponse(f"/workshops/{grant.code}/{page}", 303)
    name = doors.role_cookie(grant.code, grant.role)
    path = f"/workshops/{grant.code}"
    doors.set_cookie(request, response, name, request.path_params["token"], path=path, lasts=ROLE_LASTS)
    return response


def unknown(own: Services, request: Request) -> Response:
    """The same page for every door that does not open: it tells nothing about what is behind it."""
    language = doors.language_of(own, request)
    context = {
        "title": language.say(message("This page is not open to you")),
        "text": language.say(message("Please use the link that you were given, or ask for a new one.")),
        "link": ("/", language.say(message("Enter a meeting’s code"))),
    }
    return own.pages.response("phone/message.html", language, context, 404)


def unreadable(own: Services, request: Request) -> Response:
    """What a form gets that no page of ours would send."""
    text = message("What was sent could not be read. Please load the page again, and send it once more.")
    return _told(own, request, message("This was not done"), text, 400)


def away(own: Services, request: Request) -> Response:
    """While the store starts again: our own pages try once more by themselves."""
    response = _told(own, request, _NOT_NOW, _SAFE, 503)
    response.headers["Retry-After"] = str(COME_BACK)
    return response


def _told(own: Services, request: Request, title: Message, text: Message, status: int) -> Response:
    """A sentence to a program, to a script, or as a page."""
    language = doors.language_of(own, request)
    said = language.say(text)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": said}, status)
    if request.headers.get("hx-request"):
        return Response(said, status, media_type="text/plain; charset=utf-8")
    context = {"title": language.say(title), "text": said, "link": None}
    return own.pages.response("phone/message.html", language, context, status)


def impossible(own: Services, request: Request, reason: Message) -> Response:
    """The page for what this server lacks the means for; the sentence says what is missing."""
    language = doors.language_of(own, request)
    context = {
        "title": language.say(message("This file cannot be written on this server")),
        "text": language.say(reason),
        "link": None,
    }
    return own.pages.response("phone/message.html", language, context, 503)


def failed(own: Services, request: Request) -> Response:
    """The page for what nobody thought of: nothing is lost, and trying again may help."""
    language = doors.language_of(own, request)
    context = {"title": language.say(_NOT_NOW), "text": language.say(_SAFE), "link": None}
    return own.pages.response("phone/message.html", language, context, 500)
