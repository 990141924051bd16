"""The moderator's phone in the hand: what is now, one button for what comes next; and how a phone becomes one."""

from __future__ import annotations

import hashlib
import hmac
import time

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.web import doors, links
from server.web.services import Services, services
from server.web.staffed import staffed

LASTS = 180  # seconds; long enough to find the camera, too short for a photograph of the desk to be of use


async def page(request: Request) -> Response:
    """GET /workshops/{code}/remote."""
    desk = await staffed(request, "moderator")
    if isinstance(desk, Response):
        return desk
    view = desk.room.desks.view(desk.room.present, desk.language, desk.grant.id)
    context = {"view": view, "csrf": doors.csrf(desk.own, desk.grant.id)}
    return desk.own.pages.response("desk/remote.html", desk.language, context)


async def pairing(request: Request) -> Response:
    """GET /workshops/{code}/remote/code: the drawing that makes a phone the remote, for a few minutes."""
    desk = await staffed(request, "moderator")
    if isinstance(desk, Response):
        return desk
    made = ticket(desk.own, desk.code, desk.grant.id, int(time.time()) + LASTS)
    link = f"{desk.base}/workshops/{desk.code}/remote/{made}"
    return desk.page("desk/remote_code.html", {"link": link, "minutes": LASTS // 60})


async def pair(request: Request) -> Response:
    """GET /workshops/{code}/remote/{ticket}: a phone becomes a moderator of its own, which can be withdrawn alone."""
    own, code = services(request), request.path_params["code"]
    now, address = time.monotonic(), doors.address(request)
    if not await _fits(own, code, request.path_params["ticket"]):
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
