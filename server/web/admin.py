"""The administrator's pages: the workshops of this server, and new ones from agenda files."""

from __future__ import annotations

import asyncio
import time

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.domain import picture
from server.domain.errors import Faults
from server.domain.messages import Message, message
from server.store.agenda_file import load_bytes
from server.store.album import Album
from server.web import doors, links
from server.web.services import Services, services

LARGEST_FILE = 2 * 1024 * 1024  # bytes; the richest agenda file known has 60 KB
LARGEST_FORM = 64 * 1024 * 1024  # bytes; an agenda file with all its pictures


async def workshops(request: Request) -> Response:
    """GET /workshops: the list, or the password. POST /workshops: a new workshop from a file or its text."""
    own = services(request)
    if not doors.is_admin(own, request):
        return _login(own, request)
    if request.method == "POST":
        return await _create(own, request)
    return await _list(own, request)


async def login(request: Request) -> Response:
    """POST /workshops/login."""
    own = services(request)
    now, address = time.monotonic(), doors.address(request)
    form = await request.form(max_files=0, max_fields=5)
    if not doors.same_origin(request) or not own.limits.may_try(address, "password", now):
        return _login(own, request, message("Please wait a minute and try again."), 429)
    fits = await asyncio.to_thread(own.password, str(form.get("password", ""))[:200])
    if not fits:
        own.limits.wrong(address, now)
        return _login(own, request, message("This is not the password."), 403)
    response = RedirectResponse("/workshops", 303)
    value = doors.admin_cookie(own, time.time())
    doors.set_cookie(request, response, doors.ADMIN_COOKIE, value, path="/workshops", lasts=doors.ADMIN_LASTS)
    return response


async def _create(own: Services, request: Request) -> Response:
    # A form that does not say how long it is could be of any length.
    if int(request.headers.get("content-length") or LARGEST_FORM + 1) > LARGEST_FORM:
        error = message("An agenda file and its pictures have at most %(n)s MB together.", n=LARGEST_FORM // 2**20)
        return await _list(own, request, error=error, status=413)
    async with request.form(max_files=picture.MOST + 2, max_fields=10, max_part_size=LARGEST_FILE) as form:
        return await _created(own, request, form)


async def _created(own: Services, request: Request, form: FormData) -> Response:
    if not (doors.same_origin(request) and doors.csrf_fits(own, "admin", str(form.get("csrf", "")))):
        return await _list(own, request, error=message("This page is out of date. Please load it again."), status=403)
    file, text = form.get("file"), str(form.get("text", ""))
    if isinstance(file, UploadFile) and (file.size or 0) > LARGEST_FILE:
        return await _list(own, request, error=message("An agenda file has at most 2 MB."), status=413)
    data = await file.read() if isinstance(file, UploadFile) and file.filename else text.encode(errors="replace")
    if not data.strip():
        return await _list(own, request, error=message("Please choose a file, or paste its text."), status=422)
    try:
        album = Album(given=await _given(form))
        workshop, canonical = await asyncio.to_thread(load_bytes, data, own.kinds, album=album)
    except Faults as faults:
        typed = data.decode(errors="replace")
        return await _list(own, request, faults=faults, text=typed, status=422)
    created = await own.workshops.create(canonical, workshop, album.pictures)
    base = own.config.public_url or f"{request.url.scheme}://{request.url.netloc}"
    addresses = {role: f"{base}/enter/{token}" for role, token in created.tokens.items()}
    language = doors.language_of(own, request)
    addresses["join"] = f"{base}/{created.code}"
    context = {"code": created.code, "links": addresses, "csrf": doors.csrf(own, "admin")}
    return own.pages.response("admin/created.html", language, context)


async def _given(form: FormData) -> dict[str, bytes]:
    """The pictures of the form by their names; of one that is too large, just enough to say so."""
    files = [file for file in form.getlist("pictures") if isinstance(file, UploadFile) and file.filename]
    return {str(file.filename): await file.read(picture.LARGEST + 1) for file in files}


async def desk(request: Request) -> Response:
    """GET /workshops/{code}/keys?to=summary: the administrator enters by a link of its own."""
    own = services(request)
    code = request.path_params["code"]
    if not doors.is_admin(own, request) or await own.workshops.get(code) is None:
        return links.unknown(own, request)
    role = "staff" if request.query_params.get("to") == "summary" else "moderator"
    return RedirectResponse(f"/enter/{await own.access.issue(code, role)}", 303)


async def _list(
    own: Services,
    request: Request,
    status: int = 200,
    *,
    error: Message | None = None,
    faults: Faults | None = None,
    text: str = "",
) -> Response:
    language = doors.language_of(own, request)
    context = {
        "workshops": await own.workshops.listing(),
        "csrf": doors.csrf(own, "admin"),
        "error": language.say(error) if error else "",
        "faults": faults.faults if faults else (),
        "text": text,
    }
    return own.pages.response("admin/workshops.html", language, context, status)


def _login(own: Services, request: Request, error: Message | None = None, status: int = 200) -> Response:
    language = doors.language_of(own, request)
    context = {"error": language.say(error) if error else "", "csrf": ""}
    return own.pages.response("admin/login.html", language, context, status)
