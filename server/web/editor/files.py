"""The agenda as a file: down as YAML, JSON or with its pictures, and up again in the place of the draft."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.domain import picture
from server.domain.drafting import Draft, Step, changed
from server.domain.editing import poll_ids
from server.domain.errors import Conflict, Fault, Faults
from server.domain.messages import Message, message
from server.domain.picture import Picture
from server.live.editor.view import FILE
from server.store.asked import has_answers
from server.store.files.agenda_file import LARGEST_FILE, load_bytes
from server.store.files.album import Album
from server.store.files.damage import DAMAGED
from server.store.files.yaml_writing import write
from server.web import doors, links
from server.web.editor.page import Asking, allowed, entered, refused, shown
from server.web.services import services

LARGEST_UPLOAD = 64 * 2**20  # bytes; an agenda file with all its pictures
TYPES = {
    "yaml": "application/yaml; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "zip": "application/zip",
}
_AGENDA = (".yaml", ".yml", ".json")


class _Known(Album):
    """The pictures of a file, where those that the workshop has already need not be given again."""

    def __init__(self, known: frozenset[str], given: Mapping[str, bytes]) -> None:
        super().__init__(given=given)
        self._stored = known
        self._new = frozenset(given)

    def trouble(self, name: str) -> Message | None:
        return None if name in self._stored and name not in self._new else super().trouble(name)


async def download(request: Request) -> Response:
    """GET /workshops/{code}/editor/agenda.yaml (json, zip); `?of=room` gives what the room has."""
    asking = await entered(request)
    format_ = request.path_params["format"]
    draft = await asking.own.drafts.get(asking.code) if asking else None
    if asking is None or draft is None or format_ not in TYPES:
        return links.unknown(services(request), request)
    raw = draft.published if request.query_params.get("of") == "room" else draft.raw
    match format_:
        case "json":
            body = json.dumps(raw, ensure_ascii=False, indent=2).encode()
        case "yaml":
            body = write(raw).encode()
        case _:
            body = await _zipped(asking, raw)
    headers = {
        "Content-Disposition": f'attachment; filename="agenda-{asking.code}.{format_}"',
        "Cache-Control": "no-store",
    }
    return Response(body, media_type=TYPES[format_], headers=headers)


async def upload(request: Request) -> Response:
    """POST /workshops/{code}/editor/upload: `file`, and `pictures`. A file with a fault changes nothing."""
    asking = await entered(request)
    if asking is None:
        return links.unknown(services(request), request)
    asking.at = FILE
    standing = await asking.own.drafts.standing(asking.code)
    assert standing is not None
    if int(request.headers.get("content-length") or LARGEST_UPLOAD + 1) > LARGEST_UPLOAD:
        reason = message("An agenda file and its pictures have at most %(n)s MB together.", n=LARGEST_UPLOAD // 2**20)
        asking.notices.append(refused(asking, reason))
        return await shown(asking, standing, 413)
    async with request.form(max_files=picture.MOST + 2, max_fields=10, max_part_size=LARGEST_FILE) as form:
        asking.form = form
        if not allowed(asking):
            asking.notices.append(refused(asking, message("This page is out of date. Please load it again.")))
            return await shown(asking, standing, 403)
        try:
            await _taken(asking, form)
        except Faults as faults:
            asking.faults = faults.faults
            return await shown(asking, standing, 422)
        except Conflict as conflict:
            asking.notices.append(refused(asking, conflict.reason))
            return await shown(asking, standing, 409)
    if doors.uses_bearer(request):
        standing = await asking.own.drafts.standing(asking.code)
        assert standing is not None
        return await shown(asking, standing)
    return RedirectResponse(f"/workshops/{asking.code}/editor?at={FILE}", 303)


async def _taken(asking: Asking, form: FormData) -> None:
    """The draft made what the file says.

    Raises:
        Faults: with every fault of the file.
        Conflict: when it lacks a poll that people have answered.
    """
    own = asking.own
    file = form.get("file")
    data = await file.read(LARGEST_UPLOAD + 1) if isinstance(file, UploadFile) and file.filename else b""
    if not data.strip():
        raise Conflict(message("Please choose a file."))
    files = [one for one in form.getlist("pictures") if isinstance(one, UploadFile) and one.filename]
    given = {str(one.filename): await one.read(picture.LARGEST + 1) for one in files}
    if data[:4] == b"PK\x03\x04":
        data, inside = await asyncio.to_thread(_unzipped, data)
        given |= inside
    album = _Known(frozenset(await own.pictures.names(asking.code)), given)
    _, canonical = await asyncio.to_thread(load_bytes, data, own.kinds, album=album)
    raw = json.loads(canonical)
    lost = await own.workshops.answered(asking.code) - set(poll_ids(raw))
    if lost:
        raise Conflict(has_answers(min(lost)))
    for name, one in album.pictures.items():
        await own.pictures.add(asking.code, name, one)
    now = own.clock()
    await own.drafts.change(asking.code, lambda draft: _replaced(draft, raw, asking.by, now), by=asking.grant.id)
    await asking.room.refresh()


def _replaced(draft: Draft, raw: Mapping[str, Any], by: str, now: int) -> Draft:
    """The draft with the file in its place, as one change that can be undone."""
    keys = dict.fromkeys([*draft.raw, *raw])
    steps = [
        Step(key, -1, draft.raw.get(key), raw.get(key)) for key in keys if draft.raw.get(key) != raw.get(key)
    ]  # fmt: skip
    return changed(draft, by, now, steps) if steps else draft


async def _zipped(asking: Asking, raw: Mapping[str, Any]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"agenda-{asking.code}.yaml", write(raw))
        for name in await asking.own.pictures.names(asking.code):
            found: Picture | None = await asking.own.pictures.get(asking.code, name)
            if found:
                archive.writestr(name, found.data)
    return written.getvalue()


def _unzipped(data: bytes) -> tuple[bytes, dict[str, bytes]]:
    """The agenda file in a zip and the pictures beside it; never more of any than may be.

    Raises:
        Faults: when it has no agenda file, or is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if "/" not in one.filename][: picture.MOST + 2]
            agendas = [one for one in members if one.filename.lower().endswith(_AGENDA)]
            if len(agendas) != 1:
                raise Faults([Fault("", 0, message("A zip holds one agenda file, and its pictures beside it."))])
            with archive.open(agendas[0]) as opened:
                text = opened.read(LARGEST_FILE + 1)
            pictures: dict[str, bytes] = {}
            for one in members:
                if one is not agendas[0] and sum(map(len, pictures.values())) < LARGEST_UPLOAD:
                    with archive.open(one) as opened:
                        pictures[one.filename] = opened.read(picture.LARGEST + 1)
    except DAMAGED as damage:
        raise Faults([Fault("", 0, message("This zip is damaged, or it is locked."))]) from damage
    return text, pictures
