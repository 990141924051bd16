"""Reading a list of registrations in: the file, a preview in which every match can be changed, and then one act.

Nothing is kept between the steps: the preview carries the list in its own form, and a reader who leaves it leaves
nothing behind. What is read in is judged anew from the list and the choices, whatever the preview said.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterable, Mapping, Sequence

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.columns import LABELS, Listing, Row, guess, listing
from server.domain.errors import Conflict, Refusal
from server.domain.messages import Message, message
from server.domain.people import Plan, plan
from server.domain.registration import Choices, Reading, read
from server.domain.text import clean
from server.live.views.importing import import_view, meant
from server.store.files.listed import LARGEST_FILE, LARGEST_TEXT, MOST_COLUMNS, MOST_ROWS, read_rows
from server.store.people import Listed
from server.web.staffed import Staffed, staffed

# The list goes to the page and back, written as JSON in a form: quotes and letters beyond ASCII take more room there.
LARGEST_FORM = 6 * LARGEST_TEXT
MOST_FIELDS = 1_200
_COLUMN = re.compile(r"[0-9]{1,4}")


async def form(request: Request) -> Response:
    """GET /workshops/{code}/people/import: where a file is chosen."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    return desk.page("desk/import.html", {"view": None, "error": "", "table": "", "seen": "", "delegations": []})


async def act(request: Request) -> Response:
    """POST /workshops/{code}/people/import: a file to look at, a preview with other choices, or the act itself."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    if int(request.headers.get("content-length") or LARGEST_FORM + 1) > LARGEST_FORM:
        return _refused(desk, message("This file is larger than %(n)s MB.", n=LARGEST_FILE // 2**20), 413)
    async with request.form(max_files=1, max_fields=MOST_FIELDS, max_part_size=LARGEST_FORM) as sent:
        if not desk.may_act(sent):
            return desk.stale()
        try:
            found = await _listing(sent)
        except Refusal as refusal:
            return _refused(desk, refusal.reason, 422)
        return await _judged(desk, sent, found)


async def _listing(sent: FormData) -> Listing:
    """The list: of the file, else the one that the preview carried.

    Raises:
        Refusal: when it is none.
    """
    file = sent.get("file")
    if isinstance(file, UploadFile) and (file.filename or file.size):
        data = await file.read(LARGEST_FILE + 1)
        return listing(await asyncio.to_thread(read_rows, data))
    text = str(sent.get("table", ""))
    if not text:
        raise Refusal("file", message("Please choose a file."))
    try:
        raw = json.loads(text)
        headings, rows = raw
        found = Listing(_texts(headings), tuple(Row(int(line), _texts(cells)) for line, *cells in rows))
    except (ValueError, TypeError, OverflowError, RecursionError) as problem:
        raise Refusal("file", message("This page is out of date. Please choose the file again.")) from problem
    if len(found.rows) > MOST_ROWS or len(found.headings) > MOST_COLUMNS:
        raise Refusal("file", message("A list has at most %(n)s rows.", n=f"{MOST_ROWS:,}"))
    return found


def _texts(cells: Iterable[object]) -> tuple[str, ...]:
    """A row as it came back from the page, where anything may have been written into it."""
    return tuple(clean(str(cell)) for cell in cells)


async def _judged(desk: Staffed, sent: FormData, found: Listing) -> Response:
    choices = _choices(sent, found)
    remove = sent.get("remove") == "1"
    reading = await asyncio.to_thread(read, found, choices, desk.workshop)
    seen = await desk.own.people.listed(desk.code)
    changes = plan(seen.people, reading.people)
    error = ""
    status = 200
    if sent.get("do") == "import":
        if reading.faults:
            status, error = 422, desk.language.say(message("Nothing was read in: the list has faults."))
        elif str(sent.get("seen", "")) not in ("", str(seen.rev)):
            status = 409
            error = desk.language.say(
                message("Nothing was read in: somebody has changed the list of people meanwhile.")
            )
        else:
            try:
                await desk.own.people.apply(desk.code, changes, seen, remove=remove, by=desk.grant.id)
            except Conflict as conflict:
                return desk.told(conflict.reason, 409, "people/import")
            desk.room.arrived()
            return _done(desk, changes, remove=remove)
    if desk.as_json:
        return _plainly(desk, found, choices, reading, changes, error, status)
    return _preview(desk, found, choices, reading, changes, seen, error, status, remove=remove)


def _choices(sent: FormData, found: Listing) -> Choices:
    """What was chosen by hand; the likeliest columns where nothing was."""
    chosen = {
        field: int(text)
        for field in LABELS
        if _COLUMN.fullmatch(text := str(sent.get(f"column-{field}", ""))) and int(text) < len(found.headings)
    }
    if not any(f"column-{field}" in sent for field in LABELS):
        chosen = guess(found)
    pairs = zip(map(str, sent.getlist("said")), map(str, sent.getlist("meant")), strict=False)
    attendance = str(sent.get("attendance", ""))
    return Choices(chosen, meant(list(pairs)), attendance if attendance in ("room", "remote") else "")


def _preview(
    desk: Staffed,
    found: Listing,
    choices: Choices,
    reading: Reading,
    changes: Plan,
    seen: Listed,
    error: str,
    status: int,
    *,
    remove: bool,
) -> Response:
    delegations = [(one.id, one.name.pick(desk.language.code)) for one in desk.workshop.delegations]
    context = {
        "view": import_view(desk.workshop, desk.language, found, choices, reading, changes, remove=remove),
        "table": _packed(found),
        "seen": seen.rev,
        "error": error,
        "delegations": sorted(delegations, key=lambda pair: pair[1]),
    }
    return desk.page("desk/import.html", context, status)


def _packed(found: Listing) -> str:
    """The list as the preview carries it. Columns in which nothing stands stay, so that their numbers do."""
    rows: Sequence[Sequence[object]] = [[row.line, *row.cells] for row in found.rows]
    return json.dumps([found.headings, rows], ensure_ascii=False, separators=(",", ":"))


def _done(desk: Staffed, changes: Plan, *, remove: bool) -> Response:
    removed = len(changes.missing) if remove else 0
    if desk.as_json:
        return JSONResponse(
            {
                "added": len(changes.added),
                "changed": len(changes.changed),
                "removed": removed,
                "same": len(changes.same),
            }
        )
    done = (len(changes.added), len(changes.changed), removed, len(changes.same))
    return desk.back("people?done=" + ".".join(map(str, done)))


def _plainly(
    desk: Staffed, found: Listing, choices: Choices, reading: Reading, changes: Plan, error: str, status: int
) -> Response:
    """The preview for a program."""

    def told(lines: Sequence[object]) -> list[Mapping[str, object]]:
        return [
            {"line": one.line, "column": one.column, "reason": desk.language.say(one.reason)}  # type: ignore[attr-defined]
            for one in lines
        ]

    body: dict[str, object] = {
        "columns": {field: found.headings[column] for field, column in choices.columns.items()},
        "people": len(reading.people),
        "faults": told(reading.faults),
        "notes": told(reading.notes),
        "unknown": [{"said": one.said, "rows": one.rows, "near": list(one.near)} for one in reading.unknown],
        "added": len(changes.added),
        "changed": len(changes.changed),
        "same": len(changes.same),
        "missing": len(changes.missing),
    }
    if error:
        body["error"] = error
    return JSONResponse(body, status, headers={"Cache-Control": "no-store"})


def _refused(desk: Staffed, reason: Message, status: int) -> Response:
    text = desk.language.say(reason)
    if desk.as_json:
        return JSONResponse({"error": text}, status)
    return desk.page(
        "desk/import.html", {"view": None, "error": text, "table": "", "seen": "", "delegations": []}, status
    )
