"""One workshop as the administrator sees it: its links, what is stored and for how long, its archive, its end."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.domain.agenda import LONGEST_RETENTION
from server.domain.errors import Conflict, Faults
from server.domain.language import Language
from server.domain.messages import Message, message
from server.domain.schedule import local
from server.domain.text import one_line
from server.store import deletion, package
from server.store.access import LONGEST_LABEL, ROLES
from server.store.archive import archive, restore
from server.store.files.agenda_file import parse_stored
from server.store.inventory import inventory
from server.store.package import LARGEST_PACKED, BadArchive
from server.web import doors, links
from server.web.admin import workshops as admin
from server.web.projector import base as base_of
from server.web.services import Services, services

_DAYS = re.compile(r"[0-9]{1,4}")


async def page(request: Request) -> Response:
    """GET /workshops/{code}/administration."""
    own = services(request)
    if not doors.is_admin(own, request):
        return admin.login_page(own, request)
    if await own.workshops.get(request.path_params["code"]) is None:
        return links.unknown(own, request)
    return await _show(own, request)


async def act(request: Request) -> Response:
    """POST /workshops/{code}/administration: `do` is issue, revoke, retain, copy, away, back or delete."""
    own = services(request)
    code = request.path_params["code"]
    if not doors.is_admin(own, request):
        return admin.login_page(own, request, status=403)
    if await own.workshops.get(code) is None:
        return links.unknown(own, request)
    form = await request.form(max_files=0, max_fields=10)
    if not (doors.same_origin(request) and doors.csrf_fits(own, "admin", str(form.get("csrf", "")))):
        reason = message("This page is out of date. Please load it again.")
        return await _show(own, request, error=reason, status=403)
    verb = str(form.get("do", ""))
    if verb not in _ACTS:
        return await _show(own, request, error=message("This act is not known."), status=409)
    try:
        return await _ACTS[verb](own, request, form)
    except Conflict as conflict:
        return await _show(own, request, error=conflict.reason, at=verb, status=409)


async def _issue(own: Services, request: Request, form: FormData) -> Response:
    code, role = request.path_params["code"], str(form.get("role", ""))
    if role not in ROLES:
        raise Conflict(message("Please choose what the link opens."))
    label = one_line(str(form.get("label", "")))
    if len(label) > LONGEST_LABEL:
        raise Conflict(message("A name has at most %(n)s characters.", n=LONGEST_LABEL))
    token = await own.access.issue(code, role, label)
    base = base_of(own, request)
    return await _show(own, request, fresh=(role, label, f"{base}/enter/{token}"))


async def _revoke(own: Services, request: Request, form: FormData) -> Response:
    code = request.path_params["code"]
    await own.access.revoke(code, str(form.get("grant", "")))
    return _back(code, "revoked", "links")


async def _retain(own: Services, request: Request, form: FormData) -> Response:
    code, days = request.path_params["code"], str(form.get("days", "")).strip()
    if days and not (_DAYS.fullmatch(days) and 1 <= int(days) <= LONGEST_RETENTION):
        raise Conflict(message("The period is from 1 to %(n)s days; left empty, it has no end.", n=LONGEST_RETENTION))
    prepared = await own.workshops.prepared(code)
    if prepared is None:
        raise Conflict(message("There is no workshop with this code."))
    raw = {name: value for name, value in json.loads(prepared.text).items() if name != "retention"}
    if days:
        raw["retention"] = int(days)
    try:
        await own.workshops.edit(code, prepared.version, raw)
    except Faults as faults:
        raise Conflict(faults.faults[0].reason) from faults
    return _back(code, "retained", "stored")


async def _copy(own: Services, request: Request, form: FormData) -> Response:
    return await admin.created_page(own, request, await own.workshops.copy(request.path_params["code"]))


async def _away(own: Services, request: Request, form: FormData) -> Response:
    away = str(form.get("do")) == "away"
    await own.workshops.put_away(request.path_params["code"], away=away)
    return RedirectResponse("/workshops?done=away", 303) if away else _back(request.path_params["code"], "back", "")


async def _delete(own: Services, request: Request, form: FormData) -> Response:
    code = request.path_params["code"]
    if re.sub(r"\D", "", str(form.get("code", ""))) != code:
        raise Conflict(message("Nothing was deleted: please type the code of this workshop."))
    await own.company.leave(code)
    await own.delete(code, "")
    return RedirectResponse("/workshops?done=deleted", 303)


_ACTS: dict[str, Callable[[Services, Request, FormData], Awaitable[Response]]] = {
    "issue": _issue,
    "revoke": _revoke,
    "retain": _retain,
    "copy": _copy,
    "away": _away,
    "back": _away,
    "delete": _delete,
}
_DONE = {
    "revoked": message("The link is withdrawn. It opens nothing any more."),
    "retained": message("The period is kept with the agenda."),
    "back": message("The workshop is in the list again."),
    "restored": message("The workshop is back, with its links, its seats and its record."),
}


def _back(code: str, done: str, place: str) -> Response:
    return RedirectResponse(f"/workshops/{code}/administration?done={done}{'#' + place if place else ''}", 303)


async def _show(
    own: Services, request: Request, *, fresh: tuple[str, str, str] | None = None, error: Message | None = None,
    at: str = "", status: int = 200,
) -> Response:  # fmt: skip
    code = request.path_params["code"]
    workshop = await own.workshops.get(code)
    listed = next((one for one in await own.workshops.listing() if one.code == code), None)
    if workshop is None or listed is None:
        return links.unknown(own, request)
    language = doors.language_of(own, request)
    grants = [
        (one.id, one.role, one.label, language.day(local(workshop, one.created).date()))
        for one in await own.access.grants(code)
    ]
    done = _DONE.get(request.query_params.get("done", ""))
    context = {
        "code": code,
        "listed": listed,
        "grants": grants,
        "roles": ROLES,
        "fresh": fresh,
        "longest": LONGEST_LABEL,
        "stored": await inventory(own.redis, own.seats, code),
        "retention": workshop.retention,
        "deletion": language.day(day) if (day := deletion.day_of(workshop, listed)) else "",
        "csrf": doors.csrf(own, "admin"),
        "said": language.say(done) if done and not error else "",
        "error": language.say(error) if error else "",
        "at": at,
    }
    response = own.pages.response("admin/workshop.html", language, context, status)
    response.headers["Cache-Control"] = "no-store"
    return response


async def download(request: Request) -> Response:
    """GET /workshops/{code}/archive.zip: the whole workshop as one file."""
    own = services(request)
    code = request.path_params["code"]
    if not doors.is_admin(own, request) or not await own.workshops.exists(code):
        return links.unknown(own, request)
    data = await archive(own.redis, code)
    headers = {"Content-Disposition": f'attachment; filename="{code}.zip"', "Cache-Control": "no-store"}
    return Response(data, media_type="application/zip", headers=headers)


async def upload(request: Request) -> Response:
    """GET /workshops/restore: the form. POST: a workshop comes back from its archive, under its own code."""
    own = services(request)
    if not doors.is_admin(own, request):
        return admin.login_page(own, request)
    if request.method == "GET":
        return _restore_page(own, request)
    size = request.headers.get("content-length", "")
    if not size.isdecimal() or int(size) > LARGEST_PACKED:
        reason = message("An archive has at most %(n)s MB.", n=LARGEST_PACKED >> 20)
        return _restore_page(own, request, reason, 413)
    async with request.form(max_files=1, max_fields=3) as form:
        if not (doors.same_origin(request) and doors.csrf_fits(own, "admin", str(form.get("csrf", "")))):
            return _restore_page(own, request, message("This page is out of date. Please load it again."), 403)
        file = form.get("file")
        data = await file.read() if isinstance(file, UploadFile) and file.filename else b""
    if not data:
        return _restore_page(own, request, message("Please choose an archive."), 422)
    try:
        await asyncio.to_thread(_readable, data, own)
        code = await restore(own.redis, data)
    except BadArchive as bad:
        return _restore_page(own, request, bad.reason, 422)
    except Conflict as conflict:
        return _restore_page(own, request, conflict.reason, 409)
    return _back(code, "restored", "")


def _readable(data: bytes, own: Services) -> None:
    """Check an archive before anything of it is stored.

    Raises:
        BadArchive: when it is none, or its agenda asks for what this program does not know.
    """
    contents = package.unpack(data)
    try:
        parse_stored(contents.workshop["text"], own.kinds)
    except (Faults, ValueError, KeyError, TypeError) as problem:
        reason = message("The agenda in this archive was written for another version of Hemicycle.")
        raise BadArchive(reason) from problem


def _restore_page(own: Services, request: Request, error: Message | None = None, status: int = 200) -> Response:
    language = doors.language_of(own, request)
    context = {"csrf": doors.csrf(own, "admin"), "error": language.say(error) if error else ""}
    return own.pages.response("admin/restore.html", language, context, status)


def _moment(at: int, language: Language) -> str:
    """A time on this machine's clock."""
    then = datetime.fromtimestamp(at / 1000, UTC).astimezone()
    return language.say(message("%(day)s, %(time)s", day=language.day(then.date()), time=language.clock(then)))


async def deletions(request: Request) -> Response:
    """GET /workshops/deleted: what was deleted, and whether anything of it is left."""
    own = services(request)
    if not doors.is_admin(own, request):
        return admin.login_page(own, request)
    language = doors.language_of(own, request)
    gone = await deletion.deleted(own.redis)
    codes = [one.code for one in gone]
    # One that was restored from its archive is there again.
    back = {one.code for one in await own.workshops.listing()}
    in_store = await deletion.with_keys(own.redis, codes)
    # Where the store is our own, its files can be looked into.
    embedded = (own.config.data_dir / "appendonlydir").is_dir()
    in_files = await asyncio.to_thread(deletion.in_files, own.config.data_dir, codes) if embedded and codes else set()
    lines = [
        (one.code, _moment(one.at, language), one.by == deletion.RETENTION, one.code in back, one.code in in_store,
         one.code in in_files)
        for one in gone
    ]  # fmt: skip
    context = {"lines": lines, "files": embedded, "csrf": doors.csrf(own, "admin")}
    response = own.pages.response("admin/deleted.html", language, context)
    response.headers["Cache-Control"] = "no-store"
    return response
