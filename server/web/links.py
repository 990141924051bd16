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


async def enter(request: Request) -> Response:
    """GET /enter/{token}; with `overlay` to a part of the wall that is laid over a picture."""
    own = services(request)
    now, address = time.monotonic(), doors.address(request)
    grant = None
    if own.limits.may_try(address, "enter", now):
        grant = await own.access.find(request.path_params["token"])
    if grant is None:
        own.limits.wrong(address, now)
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
    """What a form gets that no page of ours would send; to a program, to a script, or as a page."""
    language = doors.language_of(own, request)
    text = language.say(message("What was sent could not be read. Please load the page again, and send it once more."))
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": text}, 400)
    if request.headers.get("hx-request"):
        return Response(text, 400, media_type="text/plain; charset=utf-8")
    context = {"title": language.say(message("This was not done")), "text": text, "link": None}
    return own.pages.response("phone/message.html", language, context, 400)


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
    context = {
        "title": language.say(message("This page cannot be shown at the moment")),
        "text": language.say(message("What was recorded is safe. Please try again in a moment.")),
        "link": None,
    }
    return own.pages.response("phone/message.html", language, context, 500)
