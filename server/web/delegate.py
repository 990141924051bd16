"""A delegate's pages: enter a code, take a seat, see the stage, answer without a socket."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Mapping
from typing import TypedDict

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from server.domain.errors import HemicycleError, Refusal
from server.domain.kind import Answer
from server.domain.language import Language
from server.domain.messages import Message, message
from server.domain.seat import Attendance, Seat
from server.domain.text import one_line
from server.domain.workshop import Admission, Workshop
from server.live import views
from server.live.earlier import earlier
from server.live.intake import Receipt, find
from server.live.messages import LARGEST_FRAME, AnswerFrame
from server.live.messages import answer as parse_answer
from server.live.phone_view import personal
from server.live.room import Room
from server.web import doors
from server.web.seated import words
from server.web.services import Services, services

CODE = re.compile(r"[0-9]{6}")
LONGEST_NAME = 80  # characters; the name of a person with two given names and two surnames has about 40


class Wish(TypedDict):
    """The seat that somebody asks for."""

    delegation: str
    attendance: Attendance
    language: str
    name: str


async def enter(request: Request) -> Response:
    """GET /: the field for the code. POST /: on to the workshop."""
    own = services(request)
    language = doors.language_of(own, request)
    if request.method == "GET":
        return _code_page(own, language)
    typed = re.sub(r"\D", "", str((await request.form()).get("code", "")))[:6]
    if await _room(own, request, typed) is None:
        return _code_page(own, language, typed, language.say(_no_such_code()), 404)
    return RedirectResponse(f"/{typed}", 303)


async def page(request: Request) -> Response:
    """GET /{code}: the stage of whoever has a seat, the admission of everybody else."""
    own = services(request)
    code = request.path_params["code"]
    seat = await doors.seat_of(own, request, code)
    room = await own.rooms.get(code) if seat else await _room(own, request, code)
    if room is None:
        language = doors.language_of(own, request)
        return _code_page(own, language, code, language.say(_no_such_code()), 404)
    workshop = room.present.workshop
    if seat is None:
        return _admission_page(own, request, room, {}, None)
    wish = request.query_params.get("lang")
    if wish in workshop.languages and wish in own.languages and wish != seat.language:
        seat = await own.seats.update(code, seat.number, language=wish)
        room.arrived()
    language = doors.language_of(own, request, seat.language, workshop.language)
    await room.refresh()
    return _stage_page(own, room, seat, language, await room.stage(seat, language, doors.page_of(request)))


async def admit(request: Request) -> Response:
    """POST /{code}/admission: take a seat."""
    own = services(request)
    code = request.path_params["code"]
    room = await _room(own, request, code)
    if room is None:
        language = doors.language_of(own, request)
        return _code_page(own, language, code, language.say(_no_such_code()), 404)
    form = await request.form(max_files=0, max_fields=20)
    values = {name: str(form.get(name, "")) for name in ("delegation", "attendance", "language", "name", "badge")}
    if not doors.same_origin(request):
        return _admission_page(own, request, room, values, Refusal("", message("Please send this form again.")))
    try:
        wish = _wish(own, room.present.workshop, values)
    except Refusal as refusal:
        return _admission_page(own, request, room, values, refusal)
    old = await doors.seat_of(own, request, code)
    if old is not None:
        return RedirectResponse(f"/{code}", 303)
    _, token = await own.seats.admit(code, **wish)
    own.limits.belongs(doors.address(request), code, time.monotonic())
    room.arrived()
    response = RedirectResponse(f"/{code}", 303)
    doors.set_cookie(request, response, doors.SEAT_COOKIE, token, path=f"/{code}", lasts=doors.SEAT_LASTS)
    return response


async def answer(request: Request) -> Response:
    """POST /{code}/answers: an answer without a socket, as JSON for our own client and as a form for everybody."""
    own = services(request)
    code = request.path_params["code"]
    seat = await doors.seat_of(own, request, code)
    room = await own.rooms.get(code)
    as_json = "application/json" in request.headers.get("accept", "")
    if seat is None or room is None or not doors.same_origin(request):
        if as_json:
            return JSONResponse({"type": "refusal", "id": "", "text": "This seat is not known."}, 403)
        return RedirectResponse(f"/{code}", 303)
    language = doors.language_of(own, request, seat.language, room.present.workshop.language)
    if int(request.headers.get("content-length") or 0) > 4 * LARGEST_FRAME:
        text = language.say(message("This message is larger than %(n)s KiB.", n=LARGEST_FRAME // 1024))
        return JSONResponse({"type": "refusal", "id": "", "text": text}, 413)
    form = await request.form(max_files=0, max_fields=700)
    receipt, frame = await _record(own, room, seat, form)
    if as_json:
        return Response(receipt.frame(language), media_type="application/json")
    page = doors.page_of(request)
    if receipt.stored:
        return RedirectResponse(f"/{code}?page={page + 1}" if page else f"/{code}", 303)
    await room.refresh()
    told = views.Receipt("refused", language.say(receipt.reason))
    typed = Answer({name: tuple(values) for name, values in frame.fields.items()}) if frame else None
    view = personal(await room.stage(seat, language, page), typed, told)
    return _stage_page(own, room, seat, language, view, 422)


async def stage(request: Request) -> Response:
    """GET /{code}/stage?rev=N&page=K: the stage for a phone whose sockets are blocked; 304 when nothing changed."""
    own = services(request)
    code = request.path_params["code"]
    seat = await doors.seat_of(own, request, code)
    room = await own.rooms.get(code)
    if seat is None or room is None:
        return JSONResponse({"type": "refusal", "id": "", "text": "This seat is not known."}, 403)
    await own.seats.seen(code, [seat.number])
    await room.refresh()
    language = doors.language_of(own, request, seat.language, room.present.workshop.language)
    view = await room.stage(seat, language, doors.page_of(request))
    if request.query_params.get("rev") == str(view.rev):
        return Response(status_code=304)
    html = own.pages.render("stage/phone.html", language, {"view": view})
    return JSONResponse({"type": "stage", "rev": view.rev, "html": html}, headers={"Cache-Control": "no-store"})


async def _record(own: Services, room: Room, seat: Seat, form: FormData) -> tuple[Receipt, AnswerFrame | None]:
    """What became of a form; a form without an id, from a page without scripts, gets one."""
    raw: dict[str, object] = {}
    for name in form:
        values = [str(value) for value in form.getlist(name)]
        raw[name] = values[0] if name in ("type", "id", "poll", "round") else values
    raw.setdefault("id", secrets.token_hex(12))
    frame: AnswerFrame | None = None
    try:
        frame = parse_answer(raw)
        more = await earlier(own.voters, own.results, room.present, find(room.present, frame), seat)
        return await own.intake.record(room.present, seat, frame, more), frame
    except Refusal as refusal:
        return Receipt(str(raw["id"])[:24], stored=False, reason=refusal.reason), frame
    except HemicycleError:
        reason = message("Not recorded: too many answers are waiting. Please send it again.")
        return Receipt(str(raw["id"])[:24], stored=False, reason=reason), frame


async def _room(own: Services, request: Request, code: str) -> Room | None:
    """The room of a code that somebody typed; wrong codes are counted, and too many are not looked up."""
    now, address = time.monotonic(), doors.address(request)
    if not own.limits.may_try(address, code, now):
        return None
    room = await own.rooms.get(code) if CODE.fullmatch(code) else None
    if room is None:
        own.limits.wrong(address, now)
    return room


def _wish(own: Services, workshop: Workshop, values: Mapping[str, str]) -> Wish:
    """The seat that somebody asks for.

    Raises:
        Refusal: with the field that is missing or wrong.
    """
    delegation = values["delegation"]
    if workshop.delegations and workshop.admission is not Admission.OPEN and not delegation:
        raise Refusal("delegation", message("Please choose your delegation."))
    if delegation and workshop.delegation(delegation) is None:
        raise Refusal("delegation", message("This delegation is not on the roster."))
    if values["attendance"] not in ("room", "remote"):
        raise Refusal("attendance", message("Please say whether you are in the room or online."))
    if workshop.admission is Admission.BADGE:
        raise Refusal("badge", message("This badge is not known. Please ask at the desk."))
    name = one_line(values["name"])
    if workshop.ask_name == "required" and not name:
        raise Refusal("name", message("Please write your name."))
    if len(name) > LONGEST_NAME:
        raise Refusal("name", message("A name has at most %(n)s characters.", n=LONGEST_NAME))
    language = values["language"]
    if language not in workshop.languages or language not in own.languages:
        language = workshop.language
    own_name = name if workshop.ask_name != "never" else ""
    attendance = Attendance(values["attendance"])
    return {"delegation": delegation, "attendance": attendance, "language": language, "name": own_name}


def offered(own: Services, workshop: Workshop) -> list[tuple[str, str]]:
    """The languages that a workshop's pages offer: its own, as far as the interface speaks them."""
    return [(code, own.languages[code].name) for code in workshop.languages if code in own.languages]


def _no_such_code() -> Message:
    return message("No meeting has this code. Please look at the screen again.")


def _code_page(own: Services, language: Language, code: str = "", error: str = "", status: int = 200) -> Response:
    return own.pages.response("phone/code.html", language, {"code": code, "error": error}, status)


def _admission_page(
    own: Services, request: Request, room: Room, values: Mapping[str, str], refusal: Refusal | None
) -> Response:
    workshop = room.present.workshop
    language = doors.language_of(own, request, values.get("language", ""), workshop.language)
    delegations = [{"id": one.id, "name": one.name.pick(language.code)} for one in workshop.delegations]
    context = {
        "code": room.code,
        "title": workshop.title.pick(language.code),
        "languages": offered(own, workshop),
        "delegations": sorted(delegations, key=lambda one: one["name"]),
        "ask_name": workshop.ask_name,
        "needs_badge": workshop.admission is Admission.BADGE,
        "values": values,
        "error": language.say(refusal.reason) if refusal else "",
        "error_field": refusal.field if refusal else "",
        "csrf": "",
    }
    return own.pages.response("phone/admission.html", language, context, 422 if refusal else 200)


def _stage_page(
    own: Services, room: Room, seat: Seat, language: Language, view: views.StageView, status: int = 200
) -> Response:
    context = {
        "view": view,
        "code": room.code,
        "languages": offered(own, room.present.workshop),
        "seat": words(room, seat, language),
    }
    return own.pages.response("phone/delegate.html", language, context, status)
