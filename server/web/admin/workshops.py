"""The administrator's list: the workshops of this server with search and state, and new ones."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.domain import picture
from server.domain.errors import Conflict, Faults
from server.domain.messages import Message, message
from server.domain.text import fold
from server.store.files.agenda_file import load_bytes
from server.store.files.album import Album
from server.store.workshops import Created, Listed
from server.web import doors, links
from server.web.admin import starting
from server.web.projector import base as base_of
from server.web.services import Services, services

LARGEST_FILE = 2 * 1024 * 1024  # bytes; the richest agenda file known has 60 KB
LARGEST_FORM = 64 * 1024 * 1024  # bytes; an agenda file with all its pictures
ON_A_PAGE = 25
STATES = {
    "": message("All but those put away"),
    "draft": message("Not begun"),
    "rehearsal": message("Rehearsal"),
    "running": message("Running"),
    "ended": message("Ended"),
    "away": message("Put away"),
}


@dataclass(frozen=True, slots=True)
class Register:
    """The part of the list that is shown. `of` is how many there are in all, `found` how many of them fit."""

    entries: Sequence[Listed]
    of: int
    found: int
    page: int
    pages: int
    query: str
    state: str


async def workshops(request: Request) -> Response:
    """GET /workshops?q=…&state=…&page=N: the list, or the password. POST /workshops: a new workshop."""
    own = services(request)
    if not doors.is_admin(own, request):
        return login_page(own, request)
    if request.method == "POST":
        return await _create(own, request)
    return await _list(own, request)


async def login(request: Request) -> Response:
    """POST /workshops/login."""
    own = services(request)
    now, address = time.monotonic(), doors.address(request)
    form = await request.form(max_files=0, max_fields=5)
    if not doors.same_origin(request) or not own.limits.may_try(address, "password", now):
        return login_page(own, request, message("Please wait a minute and try again."), 429)
    fits = await asyncio.to_thread(own.password, str(form.get("password", ""))[:200])
    if not fits:
        own.limits.wrong(address, now)
        return login_page(own, request, message("This is not the password."), 403)
    response = RedirectResponse("/workshops", 303)
    value = doors.admin_cookie(own, time.time())
    doors.set_cookie(request, response, doors.ADMIN_COOKIE, value, path="/workshops", lasts=doors.ADMIN_LASTS)
    return response


async def logout(request: Request) -> Response:
    """POST /workshops/logout: this browser forgets the administrator's session."""
    own = services(request)
    form = await request.form(max_files=0, max_fields=5)
    response = RedirectResponse("/workshops", 303)
    if doors.same_origin(request) and doors.csrf_fits(own, "admin", str(form.get("csrf", ""))):
        response.delete_cookie(doors.ADMIN_COOKIE, path="/workshops")
    return response


async def _create(own: Services, request: Request) -> Response:
    # A form that does not say how long it is could be of any length.
    if int(request.headers.get("content-length") or LARGEST_FORM + 1) > LARGEST_FORM:
        error = message("An agenda file and its pictures have at most %(n)s MB together.", n=LARGEST_FORM // 2**20)
        return await _list(own, request, error=error, status=413)
    async with request.form(max_files=picture.MOST + 2, max_fields=50, max_part_size=LARGEST_FILE) as form:
        return await _created(own, request, form)


async def _created(own: Services, request: Request, form: FormData) -> Response:
    if not (doors.same_origin(request) and doors.csrf_fits(own, "admin", str(form.get("csrf", "")))):
        return await _list(own, request, error=message("This page is out of date. Please load it again."), status=403)
    start = str(form.get("start", ""))
    try:
        if start == "blank":
            languages = list(dict.fromkeys(str(one) for one in form.getlist("language") if one))
            if not str(form.get("title", "")).strip():
                return await _list(own, request, error=message("Please give it a title."), status=422, form=form)
            made = await asyncio.to_thread(
                starting.blank, str(form["title"]), languages, str(form.get("timezone", "UTC")), own.kinds,
                own.languages,
            )  # fmt: skip
        elif start:
            made = await asyncio.to_thread(starting.ready, start, own.kinds)
        else:
            return await _from_file(own, request, form)
    except Conflict as conflict:
        return await _list(own, request, error=conflict.reason, status=409, form=form)
    except Faults as faults:
        return await _list(own, request, error=faults.faults[0].reason, status=422, form=form)
    return await created_page(own, request, await own.workshops.create(made[1], made[0], made[2]))


async def _from_file(own: Services, request: Request, form: FormData) -> Response:
    file, text = form.get("file"), str(form.get("text", ""))
    if isinstance(file, UploadFile) and (file.size or 0) > LARGEST_FILE:
        return await _list(own, request, error=message("An agenda file has at most 2 MB."), status=413, form=form)
    data = await file.read() if isinstance(file, UploadFile) and file.filename else text.encode(errors="replace")
    if not data.strip():
        error = message("Please choose a file, or paste its text.")
        return await _list(own, request, error=error, status=422, form=form)
    try:
        album = Album(given=await _given(form))
        workshop, canonical = await asyncio.to_thread(load_bytes, data, own.kinds, album=album)
    except Faults as faults:
        typed = data.decode(errors="replace")
        return await _list(own, request, faults=faults, text=typed, status=422, form=form)
    return await created_page(own, request, await own.workshops.create(canonical, workshop, album.pictures))


async def _given(form: FormData) -> dict[str, bytes]:
    """The pictures of the form by their names; of one that is too large, just enough to say so."""
    files = [file for file in form.getlist("pictures") if isinstance(file, UploadFile) and file.filename]
    return {str(file.filename): await file.read(picture.LARGEST + 1) for file in files}


async def created_page(own: Services, request: Request, created: Created) -> Response:
    """The links of a workshop that was just made, and what to do first."""
    base = base_of(own, request)
    addresses = {role: f"{base}/enter/{token}" for role, token in created.tokens.items()}
    addresses["join"] = f"{base}/{created.code}"
    workshop = await own.workshops.get(created.code)
    context = {
        "code": created.code,
        "links": addresses,
        "csrf": doors.csrf(own, "admin"),
        "polls": len(workshop.polls) if workshop else 0,
    }
    response = own.pages.response("admin/created.html", doors.language_of(own, request), context)
    response.headers["Cache-Control"] = "no-store"
    return response


# Where the administrator goes by a link of its own: the role that opens it, and the page.
TARGETS = {
    "": ("moderator", "moderator"),
    "editor": ("moderator", "editor"),
    "rehearsal": ("moderator", "rehearsal"),
    "summary": ("staff", "summary"),
    "projector": ("projector", "projector"),
}
OWN_LINK = "Administrator"  # the label of the links that the administrator's own visits make


async def desk(request: Request) -> Response:
    """GET /workshops/{code}/keys?to=editor: the administrator enters by a link of its own, made at the first visit."""
    own = services(request)
    code, wish = request.path_params["code"], request.query_params.get("to", "")
    role, page = TARGETS.get(wish, TARGETS[""])
    if not doors.is_admin(own, request) or not await own.workshops.exists(code):
        return links.unknown(own, request)
    response = RedirectResponse(f"/workshops/{code}/{page}", 303)
    if await doors.grant_of(own, request, code, role) is None:
        token = await own.access.issue(code, role, OWN_LINK)
        name = doors.role_cookie(code, role)
        doors.set_cookie(request, response, name, token, path=f"/workshops/{code}", lasts=links.ROLE_LASTS)
    return response


def register(entries: Sequence[Listed], query: str, state: str, page: str) -> Register:
    """What of the list is shown: what fits the words and the state, the page of it that is asked for."""
    state = state if state in STATES else ""
    words = fold(query).split()
    found = [
        one
        for one in entries
        if (one.state == state if state else one.state != "away")
        and all(word in fold(f"{one.title} {one.code} {one.date.isoformat()}") for word in words)
    ]
    pages = max(1, -(-len(found) // ON_A_PAGE))
    number = min(pages, max(1, int(page))) if page.isascii() and page.isdecimal() and len(page) < 5 else 1
    shown = found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    return Register(shown, len(entries), len(found), number, pages, query, state)


async def _list(
    own: Services,
    request: Request,
    status: int = 200,
    *,
    error: Message | None = None,
    faults: Faults | None = None,
    text: str = "",
    form: FormData | None = None,
) -> Response:
    language = doors.language_of(own, request)
    typed = form or FormData()
    query = request.query_params
    context = {
        "register": register(
            await own.workshops.listing(), query.get("q", "")[:200], query.get("state", ""), query.get("page", "")
        ),
        "states": [(name, language.say(label)) for name, label in STATES.items()],
        "offers": starting.offers(language),
        "zones": starting.zones(),
        "zone": str(typed.get("timezone", "")) or starting.own_zone(),
        "start": str(typed.get("start", "")) if form is not None else "blank",
        "title": str(typed.get("title", "")),
        "chosen": typed.getlist("language") or [language.code],
        "csrf": doors.csrf(own, "admin"),
        "error": language.say(error) if error else "",
        "faults": faults.faults if faults else (),
        "text": text,
        "said": _SAID.get(query.get("done", "")),
    }
    return own.pages.response("admin/workshops.html", language, context, status)


_SAID = {
    "deleted": message("The workshop is deleted. What is left of it can be checked on the page of deletions."),
    "away": message("The workshop is put away. It is found under its state."),
}


def login_page(own: Services, request: Request, error: Message | None = None, status: int = 200) -> Response:
    """The page that asks for the password."""
    language = doors.language_of(own, request)
    context = {"error": language.say(error) if error else "", "csrf": ""}
    return own.pages.response("admin/login.html", language, context, status)
