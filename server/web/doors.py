"""Who may come in: the same questions at the page and at the socket, asked in one place."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from server.domain.language import Language
from server.domain.seat import Seat
from server.store.access import Grant
from server.web.services import Services

SEAT_COOKIE = "seat"
ADMIN_COOKIE = "administrator"
LANGUAGE_COOKIE = "language"
# A delegation of three people can share a telephone, and a proxy is no seat of its own.
MOST_SEATS = 6
LONGEST_COOKIE = 300  # characters; six tokens of thirty-two have two hundred
# A conference lasts days, and a seat must outlive its nights.
SEAT_LASTS = 30 * 24 * 3600  # seconds
ADMIN_LASTS = 12 * 3600  # seconds


def address(connection: HTTPConnection) -> str:
    """The network address of the other side; "" where it is not known."""
    return connection.client.host if connection.client else ""


def same_origin(connection: HTTPConnection) -> bool:
    """Whether a browser sent this from one of our own pages. Programs send no Origin, and hold no cookies of ours."""
    origin = connection.headers.get("origin")
    if origin is None:
        return connection.headers.get("sec-fetch-site", "none") in ("none", "same-origin")
    try:
        return urlsplit(origin).netloc == connection.headers.get("host", "")
    except ValueError:  # Brackets that are never closed, for instance.
        return False


def tokens_of(connection: HTTPConnection) -> list[str]:
    """The tokens of the seats on this device, the one used last first."""
    tokens = connection.cookies.get(SEAT_COOKIE, "")[:LONGEST_COOKIE].split(".")
    return [token for token in dict.fromkeys(tokens) if token][:MOST_SEATS]


async def seats_of(services: Services, connection: HTTPConnection, code: str) -> dict[str, Seat]:
    """The seats on this device by their tokens, the one used last first."""
    found = {token: await services.seats.by_token(code, token) for token in tokens_of(connection)}
    return {token: seat for token, seat in found.items() if seat}


async def held_of(services: Services, connection: HTTPConnection, code: str) -> tuple[str, Seat] | None:
    """The token and the seat that this request or socket is about.

    `?seat=3` says which one of several on this device, and `?for=PE` that it acts by the proxy of that delegation;
    whether such a proxy stands is for the store to say.
    """
    wanted = connection.query_params.get("seat", "")
    for token in tokens_of(connection):
        seat = await services.seats.by_token(code, token)
        if seat is not None and wanted in ("", str(seat.number)):
            return token, await _acting(services, code, seat, connection.query_params.get("for", ""))
    return None


async def seat_of(services: Services, connection: HTTPConnection, code: str) -> Seat | None:
    """The seat whose cookie this is; of several, the one that the address names."""
    held = await held_of(services, connection, code)
    return held[1] if held else None


async def _acting(services: Services, code: str, seat: Seat, holder: str) -> Seat:
    workshop = await services.workshops.get(code) if holder and seat.delegation else None
    if workshop is None or holder == seat.delegation or workshop.delegation(holder) is None:
        return seat
    return replace(seat, delegation=holder, agent=seat.delegation)


def keep_seats(request: Request, response: Response, tokens: Sequence[str], code: str) -> None:
    """Let this device keep these seats, the first one as the one used last."""
    value = ".".join(list(dict.fromkeys(tokens))[:MOST_SEATS])
    set_cookie(request, response, SEAT_COOKIE, value, path=f"/{code}", lasts=SEAT_LASTS)


async def grant_of(services: Services, connection: HTTPConnection, code: str, *roles: str) -> Grant | None:
    """The role that this request or socket holds in the workshop: by its cookies, or by `Authorization: Bearer`."""
    scheme, _, bearer = connection.headers.get("authorization", "").partition(" ")
    tokens = [bearer.strip()] if scheme.lower() == "bearer" else []
    tokens += [connection.cookies.get(role_cookie(code, role), "") for role in roles]
    for token in tokens:
        if not token:
            continue
        grant = await services.access.find(token)
        if grant is not None and grant.code == code and grant.role in roles:
            return grant
    return None


def uses_bearer(connection: HTTPConnection) -> bool:
    """Whether a program calls: it brings its token itself, so nobody else can make it call."""
    return connection.headers.get("authorization", "").lower().startswith("bearer ")


def role_cookie(code: str, role: str) -> str:
    """The name of the cookie that holds a role's token."""
    return f"{role}-{code}"


def csrf(services: Services, holder: str) -> str:
    """The token of the forms of one holder: a grant's id, or `admin`."""
    return hmac.new(services.key, f"form:{holder}".encode(), hashlib.sha256).hexdigest()[:32]


def csrf_fits(services: Services, holder: str, token: str) -> bool:
    return hmac.compare_digest(csrf(services, holder).encode(), token.encode(errors="replace"))


def set_cookie(request: Request, response: Response, name: str, value: str, *, path: str, lasts: int) -> None:
    """A cookie that scripts cannot read and other sites cannot send."""
    response.set_cookie(
        name, value, max_age=lasts, path=path, secure=request.url.scheme == "https", httponly=True, samesite="lax"
    )


def admin_cookie(services: Services, now: float) -> str:
    """The administrator's session: until when, signed."""
    until = str(int(now) + ADMIN_LASTS)
    return f"{until}.{_sign(services, until)}"


def is_admin(services: Services, connection: HTTPConnection) -> bool:
    """Whether the administrator's session is ours and not over."""
    until, _, signature = connection.cookies.get(ADMIN_COOKIE, "").partition(".")
    if not until.isdecimal() or len(until) > 12:
        return False
    fits = hmac.compare_digest(signature.encode(errors="replace"), _sign(services, until).encode())
    return fits and int(until) > time.time()


def _sign(services: Services, text: str) -> str:
    return hmac.new(services.session_key, text.encode(), hashlib.sha256).hexdigest()


def language_of(services: Services, connection: HTTPConnection, own: str = "", default: str = "en") -> Language:
    """The reader's language: the wish in the address, the seat's own, the cookie, the browser's list, the default."""
    languages = services.languages
    for wish in (connection.query_params.get("lang"), own, connection.cookies.get(LANGUAGE_COOKIE)):
        if wish and wish in languages:
            return languages[wish]
    best, weight = default if default in languages else "en", 0.0
    for part in connection.headers.get("accept-language", "")[:400].split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            q = float(quality or 1)
        except ValueError:
            continue
        code = tag.split("-")[0].lower()
        if code in languages and q > weight:
            best, weight = code, q
    return languages[best]


def page_of(connection: HTTPConnection) -> int:
    """The page of a survey that the address asks for; 0 for where the person left off."""
    page = connection.query_params.get("page", "")
    return int(page) if page.isascii() and page.isdecimal() and len(page) < 4 else 0


def same_place(connection: HTTPConnection, path: str, page: int = 0) -> str:
    """The address of a delegate's page for the same seat of this device, and for a page of a survey."""
    asked = {name: value for name in ("seat", "for") if (value := connection.query_params.get(name))}
    if page:
        asked["page"] = str(page)
    return f"{path}?{urlencode(asked)}" if asked else path
