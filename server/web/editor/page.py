"""The editor: a page of plain forms over the draft of an agenda. What is sent is kept at once, whatever its faults."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from server.domain import picture
from server.domain.aside import Aside, settled, with_aside
from server.domain.drafting import Draft, changed, redone, undone
from server.domain.editing import Astray, look, path_of
from server.domain.errors import Conflict, Fault
from server.domain.language import Language
from server.domain.messages import message
from server.domain.reader import written
from server.domain.schedule import local
from server.domain.workshop import Workshop
from server.live.editor import edits
from server.live.editor.beside import beside
from server.live.editor.values import Beside, Clashed, Notice, runs
from server.live.editor.view import Asked, Said, editor_view
from server.live.room import Room
from server.store.access import Grant
from server.store.drafts import Standing
from server.web import doors, links
from server.web.editor.library import from_library, library, shipped_roster, shipped_rosters, stock
from server.web.editor.pictures import take_pictures
from server.web.services import Services, services

COOKIE = "editor"
# A page has at most a few hundred fields; twenty languages of a hundred footnotes are 2,000.
MOST_FIELDS = 6_000
LARGEST_FORM = 16 * 2**20  # bytes; one picture, and what was typed
LONGEST_AT = 400  # characters; an id has at most 40, and no place lies deeper than six
_ID = re.compile("[0-9a-f]{16}")


@dataclass(slots=True)
class Asking:
    """One request of an editor. `by` is the browser, so that everybody undoes their own."""

    own: Services
    request: Request
    room: Room
    grant: Grant
    language: Language
    by: str
    form: FormData = field(default_factory=FormData)
    notices: list[Notice] = field(default_factory=list)
    clashes: dict[str, Clashed] = field(default_factory=dict)
    at: str = ""
    faults: Sequence[Fault] = ()  # of a file that was sent

    @property
    def code(self) -> str:
        return self.room.code

    def text(self, name: str) -> str:
        value = self.form.get(name, "")
        return value if isinstance(value, str) else ""


async def page(request: Request) -> Response:
    """GET /workshops/{code}/editor?at=agenda/opening."""
    asking = await entered(request)
    if asking is None:
        return links.unknown(services(request), request)
    asking.at = request.query_params.get("at", "")
    standing = await asking.own.drafts.standing(asking.code)
    if standing is None:
        return links.unknown(asking.own, request)
    return await shown(asking, standing)


async def act(request: Request) -> Response:
    """POST to the same address: the fields of the page, and `do`, what else is asked for; see docs/reference."""
    asking = await entered(request)
    if asking is None:
        return links.unknown(services(request), request)
    if int(request.headers.get("content-length") or LARGEST_FORM + 1) > LARGEST_FORM:
        asking.notices.append(refused(asking, picture.TOO_LARGE))
        return await shown(asking, await _standing(asking), 413)
    async with request.form(max_files=50, max_fields=MOST_FIELDS, max_part_size=2**20) as form:
        asking.form = form
        # It comes back in an address, which no browser takes at any length.
        asking.at = at if len(at := asking.text("at")) <= LONGEST_AT else ""
        if not allowed(asking):
            asking.notices.append(refused(asking, message("This page is out of date. Please load it again.")))
            return await shown(asking, await _standing(asking), 403)
        return await _acted(asking)


async def entered(request: Request) -> Asking | None:
    """Who edits which workshop; None where somebody may not."""
    own = services(request)
    code = request.path_params["code"]
    grant = await doors.grant_of(own, request, code, "moderator")
    room = await own.rooms.get(code)
    if grant is None or room is None:
        return None
    await room.refresh()
    language = doors.language_of(own, request, "", room.present.workshop.language)
    by = request.cookies.get(COOKIE, "")
    return Asking(own, request, room, grant, language, by if _ID.fullmatch(by) else secrets.token_hex(8))


def allowed(asking: Asking) -> bool:
    """Whether this was sent from a page of ours, or by a program."""
    token = asking.request.headers.get("x-csrf-token") or asking.text("csrf")
    fits = doors.same_origin(asking.request) and doors.csrf_fits(asking.own, asking.grant.id, token)
    return fits or doors.uses_bearer(asking.request)


def refused(asking: Asking, reason: Any) -> Notice:
    return Notice("refused", asking.language.say(reason))


async def shown(asking: Asking, standing: Standing, status: int = 200) -> Response:
    """The page, the part of it that changes, or the state of the draft for a program."""
    own, room = asking.own, asking.room
    if "application/json" in asking.request.headers.get("accept", ""):
        return JSONResponse(_told(asking, standing), status)
    present = room.present
    workshop = await own.workshops.get(asking.code) or present.workshop
    asked = Asked(
        asking.code, own.kinds, present.state, present.answers, workshop,
        await own.pictures.names(asking.code), shipped_rosters(asking.language),
        await own.workshops.answered(asking.code),
    )  # fmt: skip
    saved = asking.language.clock(local(workshop, own.clock())) if asking.request.method == "POST" else ""
    said = Said(asking.notices, asking.clashes, saved, await _beside(asking, standing.draft, workshop))
    preview = asking.request.query_params.get("preview", "") or asking.text("preview")
    view = editor_view(asked, standing, asking.at, asking.by, asking.language, said, preview)
    into = asking.request.query_params.get("into", "")
    context: dict[str, object] = {
        "view": view,
        "was": json.dumps(view.was, ensure_ascii=False),
        "csrf": doors.csrf(own, asking.grant.id),
        "title": view.title,
        "code": asking.code,
        "role": "moderator",
        "languages": own.pages.offered(workshop),
        "into": into,
        "runs": runs,
        "clashing": json.dumps(sorted(asking.clashes), ensure_ascii=False),
        "file_faults": asking.faults,
        "library": library(own.kinds, asking.language, into) if into else None,
    }
    if asking.request.headers.get("hx-request"):
        response: Response = own.pages.response("editor/editor.html", asking.language, context, status)
    else:
        response = own.pages.response("editor/page.html", asking.language, context, status)
    response.headers["Cache-Control"] = "no-store"
    if asking.request.cookies.get(COOKIE) != asking.by:
        path = f"/workshops/{asking.code}"
        doors.set_cookie(asking.request, response, COOKIE, asking.by, path=path, lasts=doors.SEAT_LASTS)
    return response


async def _acted(asking: Asking) -> Response:
    status = 200
    try:
        files = await take_pictures(asking.own, asking.code, asking.form)
        kept = await asking.own.workshops.answered(asking.code)
        if asking.text("do").startswith("library "):
            await stock(asking.own, asking.code, asking.text("do").removeprefix("library "))
        now = asking.own.clock()
        standing = await asking.own.drafts.change(
            asking.code, lambda draft: _made(asking, draft, files, kept, now), by=asking.grant.id,
            reword=asking.text("do") == "publish",
        )  # fmt: skip
    except Conflict as conflict:
        asking.notices.append(refused(asking, conflict.reason))
        standing, status = await _standing(asking), 409
    await asking.room.refresh()
    plain = not asking.request.headers.get("hx-request")
    if plain and status == 200 and not asking.clashes and not doors.uses_bearer(asking.request):
        preview = f"&preview={lang}" if re.fullmatch(r"[A-Za-z-]{2,11}", lang := asking.text("preview")) else ""
        return RedirectResponse(f"/workshops/{asking.code}/editor?at={asking.at}{preview}", 303)
    return await shown(asking, standing, 409 if asking.clashes and doors.uses_bearer(asking.request) else status)


def _made(asking: Asking, draft: Draft, files: Mapping[str, str], kept: frozenset[str], now: int) -> Draft:
    """The draft with what the form says: its fields first, then what else is asked for."""
    kinds, do = asking.own.kinds, asking.text("do")
    verb, _, name = do.partition(" ")
    values = {key: value for key, value in asking.form.multi_items() if isinstance(value, str)}
    for key in {key for key in asking.form if key.startswith("many:")}:
        values[key.removeprefix("many:")] = "\n".join(str(one) for one in asking.form.getlist(key) if one)
    values |= files
    was = _was(asking, files)
    filled = edits.filled(draft.raw, kinds, was, values)
    asking.clashes = filled.clashes
    if filled.steps:
        draft = changed(draft, asking.by, now, filled.steps)
    if filled.clashes and not doors.uses_bearer(asking.request):
        lost = (Aside(asking.by, key, was[key], clash.mine) for key, clash in filled.clashes.items())
        draft = replace(draft, asides=with_aside(draft.asides, lost))
    at, raw = asking.at, draft.raw
    steps: edits.Steps = []
    match verb:
        case "" | "save" | "publish":
            return draft
        case "undo" | "redo":
            turned = (undone if verb == "undo" else redone)(draft, asking.by)
            asking.at = _still(turned, at)
            return turned
        case "add":
            steps, place = edits.added(raw, kinds, name)
            at = place if name in ("agenda", "roster") else at
        case "remove":
            steps = edits.removed(raw, name, kept)
            at = "" if at == name or at.startswith(name + "/") else at
            at = at or _around(name)
        case "up" | "down":
            steps, place = edits.shifted(raw, name, -1 if verb == "up" else 1)
            at = place if at == name else at
        case "move":
            index = asking.text("index")
            if not re.fullmatch("[0-9]{1,4}", index):
                raise Conflict(message("This decision is not known."))
            steps, place = edits.moved(raw, name, asking.text("to"), int(index))
            at = place if at == name else at
        case "copy":
            steps, at = edits.copied(raw, name)
        case "kind":
            steps = edits.of_kind(raw, kinds, name, asking.text("kind"))
        case "take":
            mine = asking.text(f"mine:{name}")
            steps = edits.put(raw, kinds, name, mine)
            draft = replace(draft, asides=settled(draft.asides, asking.by, name, mine))
        case "leave":
            return replace(draft, asides=settled(draft.asides, asking.by, name, asking.text(f"mine:{name}")))
        case "drop":
            steps = edits.dropped(raw, name)
        case "roster":
            steps = edits.with_roster(raw, shipped_roster(name))
        case "library":
            steps, at = from_library(raw, kinds, name, asking.text("into"))
        case _:
            raise Conflict(message("This decision is not known."))
    asking.at = at
    return changed(draft, asking.by, now, steps) if steps else draft


def _was(asking: Asking, files: Mapping[str, str]) -> Mapping[str, str]:
    """What stood in the fields when the page was made; a program says nothing, and overwrites."""
    try:
        found = json.loads(asking.text("was") or "{}")
    except (ValueError, RecursionError):
        found = {}
    was = {key: value for key, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}
    return was | {name: was.get(name, "") for name in files}


def _still(draft: Draft, at: str) -> str:
    """The same place, where it is still there."""
    try:
        return at if look(draft.raw, path_of(draft.raw, at)) is not None else _around(at)
    except Astray:
        return _around(at)


def _around(name: str) -> str:
    """The page around one that is gone: a poll's item, the delegations around one, else the first page."""
    parts = name.split("/")
    if parts[0] == "roster":
        return "delegations"
    return "/".join(parts[:2]) if len(parts) > 2 else ""


async def others(request: Request) -> Response:
    """GET /workshops/{code}/editor/others?at=agenda/opening: who else is editing, and the version of the draft."""
    asking = await entered(request)
    draft = await asking.own.drafts.get(asking.code) if asking else None
    if asking is None or draft is None:
        return links.unknown(services(request), request)
    asking.at = request.query_params.get("at", "")[:LONGEST_AT]
    context: dict[str, object] = {
        "beside": await _beside(asking, draft, asking.room.present.workshop), "version": draft.version,
    }  # fmt: skip
    response = asking.own.pages.response("editor/beside.html", asking.language, context)
    response.headers["Cache-Control"] = "no-store"
    return response


async def _beside(asking: Asking, draft: Draft, workshop: Workshop) -> Beside | None:
    """The others who are editing, who are told of this one by that."""
    if doors.uses_bearer(asking.request):
        return None
    at = asking.at if len(asking.at) <= LONGEST_AT else ""
    there = await asking.own.editors.seen(asking.code, asking.by, at, asking.own.clock())
    return beside(draft, at, there, asking.language, lambda ms: asking.language.clock(local(workshop, ms)))


async def _standing(asking: Asking) -> Standing:
    standing = await asking.own.drafts.standing(asking.code)
    if standing is None:
        raise Conflict(message("There is no workshop with this code."))
    return standing


def _told(asking: Asking, standing: Standing) -> dict[str, object]:
    say = asking.language.say
    return {
        "version": standing.draft.version,
        "published": not standing.draft.pending,
        "held": say(standing.held) if standing.held else "",
        "waiting": [{"poll": poll, "reason": say(reason)} for poll, reason in standing.back.items()],
        "faults": [{"path": written(one.path), "reason": say(one.reason)} for one in standing.faults],
        "clashes": {name: {"theirs": one.theirs, "mine": one.mine} for name, one in asking.clashes.items()},
        "told": [one.text for one in asking.notices],
        "at": asking.at,
    }
