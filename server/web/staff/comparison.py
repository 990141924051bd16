"""The earlier workshop that a summary is compared with: chosen by who may read both, or read from an archive."""

from __future__ import annotations

import asyncio
import time
from urllib.parse import urlsplit

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from server.domain.errors import Conflict
from server.domain.language import Language
from server.domain.messages import message
from server.domain.passages import EARLIER
from server.store import earlier
from server.store.access import Grant
from server.store.package import BadArchive
from server.web import doors, links
from server.web.services import Services, services
from server.web.staff import summary as staff

LARGEST = 64 * 2**20  # bytes; an archive of a meeting of thousands
MOST_FIELDS = 10


async def choose(request: Request) -> Response:
    """POST /workshops/{code}/earlier: `link` of the other workshop's staff, its `other` code, or its `archive`.

    With `act=remove` nothing is compared any more.
    """
    own = services(request)
    code = request.path_params["code"]
    grant = await doors.grant_of(own, request, code, *staff.READERS)
    workshop = await own.workshops.get(code)
    if grant is None or workshop is None:
        return links.unknown(own, request)
    language = doors.language_of(own, request, "", workshop.language)
    if int(request.headers.get("content-length") or LARGEST + 1) > LARGEST:
        return _refused(own, request, code, language, Conflict(message("This archive is too large to be compared.")))
    async with request.form(max_files=1, max_fields=MOST_FIELDS, max_part_size=2**20) as form:
        token = request.headers.get("x-csrf-token") or str(form.get("csrf", ""))
        fits = doors.same_origin(request) and doors.csrf_fits(own, grant.id, token)
        if not doors.uses_bearer(request) and not fits:
            reason = Conflict(message("This page is out of date. Please load it again."))
            return _refused(own, request, code, language, reason, 403)
        try:
            text = "" if form.get("act") == "remove" else await _read(own, request, code, form)
            await own.acts.note(code, EARLIER, text, by=grant.id)
        except Conflict as conflict:
            return _refused(own, request, code, language, conflict)
        except BadArchive as bad:
            return _refused(own, request, code, language, Conflict(bad.reason), 422)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"earlier": bool(text), "rev": (await own.results.state(code)).rev})
    return RedirectResponse(f"/workshops/{code}/summary#comparison", 303)


async def _read(own: Services, request: Request, code: str, form: FormData) -> str:
    """What is kept of the earlier workshop.

    Raises:
        Conflict: when there is none that this person may read.
        BadArchive: when the file is none of ours.
    """
    file = form.get("archive")
    if isinstance(file, UploadFile) and file.filename:
        data = await file.read()
        return await asyncio.to_thread(earlier.told_by_archive, data, own.kinds)
    other = await _other(own, request, str(form.get("link", "")), str(form.get("other", "")))
    if other is None or other == code:
        raise Conflict(message("Please give the link of the staff of another workshop on this server, or its archive."))
    snapshot, agenda = await own.results.snapshot(other), await own.workshops.text(other)
    assert agenda is not None
    return earlier.told(other, agenda, snapshot.workshop, own.kinds, snapshot.rounds)


async def _other(own: Services, request: Request, link: str, other: str) -> str | None:
    """The workshop that this person may read: by the link of its staff or moderators, or as administrator."""
    if doors.is_admin(own, request) and other:
        return other if await own.workshops.get(other) is not None else None
    now, address = time.monotonic(), doors.address(request)
    try:
        token = urlsplit(link.strip()).path.rstrip("/").rpartition("/")[2]
    except ValueError:
        token = ""
    if not token or not own.limits.may_try(address, "enter", now):
        return None
    found: Grant | None = await own.access.find(token)
    if found is None:
        own.limits.wrong(address, now)
        return None
    return found.code if found.role in staff.READERS else None


def _refused(
    own: Services, request: Request, code: str, language: Language, conflict: Conflict, status: int = 409
) -> Response:
    text = language.say(conflict.reason)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": text}, status)
    back = (f"/workshops/{code}/summary", language.say(message("Back to the summary")))
    context = {"title": language.say(message("This was not done")), "text": text, "link": back}
    return own.pages.response("phone/message.html", language, context, status)
