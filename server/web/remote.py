"""The moderator's phone in the hand: what is now, one button for what comes next; and how a phone becomes one."""

from __future__ import annotations

import hashlib
import hmac
import time

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.web import doors, links
from server.web.entrance import offered
from server.web.projector import base
from server.web.services import Services, services

LASTS = 180  # seconds; long enough to find the camera, too short for a photograph of the desk to be of use


async def page(request: Request) -> Response:
    """GET /workshops/{code}/remote."""
    own, code = services(request), request.path_params["code"]
    grant = await doors.grant_of(own, request, code, "moderator")
    room = await own.rooms.get(code)
    if grant is None or room is None:
        return links.unknown(own, request)
    await room.refresh()
    language = doors.language_of(own, request, "", room.present.workshop.language)
    context = {"view": room.desks.view(room.present, language, grant.id), "csrf": doors.csrf(own, grant.id)}
    return own.pages.response("desk/remote.html", language, context)


async def pairing(request: Request) -> Response:
    """GET /workshops/{code}/remote/code: the drawing that makes a phone the remote, for a few minutes."""
    own, code = services(request), request.path_params["code"]
    grant = await doors.grant_of(own, request, code, "moderator")
    workshop = await own.workshops.get(code)
    if grant is None or workshop is None:
        return links.unknown(own, request)
    language = doors.language_of(own, request, "", workshop.language)
    context = {
        "code": code,
        "title": workshop.title.pick(language.code),
        "role": grant.role,
        "languages": offered(own, workshop),
        "link": f"{base(own, request)}/workshops/{code}/remote/{ticket(own, code, grant.id, int(time.time()) + LASTS)}",
        "minutes": LASTS // 60,
    }
    response = own.pages.response("desk/remote_code.html", language, context)
    response.headers["Cache-Control"] = "no-store"
    return response


async def pair(request: Request) -> Response:
    """GET /workshops/{code}/remote/{ticket}: a phone becomes a moderator of its own, which can be withdrawn alone."""
    own, code = services(request), request.path_params["code"]
    now, address = time.monotonic(), doors.address(request)
    fits = own.limits.may_try(address, "enter", now) and await _fits(own, code, request.path_params["ticket"])
    if not fits:
        own.limits.wrong(address, now)
        return links.unknown(own, request)
    token = await own.access.issue(code, "moderator")
    response = RedirectResponse(f"/workshops/{code}/remote", 303)
    name = doors.role_cookie(code, "moderator")
    doors.set_cookie(request, response, name, token, path=f"/workshops/{code}", lasts=links.ROLE_LASTS)
    return response


def ticket(own: Services, code: str, grant: str, until: int) -> str:
    """Who gives the right away, until when in seconds since 1970, and our signature."""
    return f"{grant}.{until}.{_sign(own, code, grant, until)}"


async def _fits(own: Services, code: str, given: str) -> bool:
    """Whether a ticket is ours and not over, and whoever gave it still moderates."""
    grant, _, rest = given.partition(".")
    until, _, signature = rest.partition(".")
    if not until.isdecimal() or len(until) > 12 or int(until) < time.time():
        return False
    if not hmac.compare_digest(signature.encode(errors="replace"), _sign(own, code, grant, int(until)).encode()):
        return False
    return any(one.id == grant and one.role == "moderator" for one in await own.access.grants(code))


def _sign(own: Services, code: str, grant: str, until: int) -> str:
    return hmac.new(own.key, f"remote:{code}:{grant}:{until}".encode(), hashlib.sha256).hexdigest()[:40]
