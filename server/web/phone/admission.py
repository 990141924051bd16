"""Taking a seat: by naming a delegation, with the word on the wall, or with a badge; and what a narrowed door says."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TypedDict

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.domain.door import Door, is_word, narrowed
from server.domain.errors import Conflict, Refusal
from server.domain.messages import message
from server.domain.seat import Attendance, Seat
from server.domain.text import one_line
from server.domain.workshop import Admission, Workshop
from server.live.room import Room
from server.store.badges import NOT_GOOD
from server.store.seats import LOCKED
from server.web import doors
from server.web.phone.entrance import room_of, unknown_code
from server.web.services import Services, services

LONGEST_NAME = 80  # characters; the name of a person with two given names and two surnames has about 40
FIELDS = ("delegation", "attendance", "language", "name", "badge", "word")
# Somebody who waits for so long after pressing finds the wave of a hall gone.
COME_BACK = 3  # seconds
_CROWD = message("Many people are taking their seats at this moment. Please press the button again in a few seconds.")


class Wish(TypedDict):
    """The seat that somebody asks for."""

    delegation: str
    attendance: Attendance
    language: str
    name: str


async def admit(request: Request) -> Response:
    """POST /{code}/admission: take a seat."""
    own = services(request)
    code = request.path_params["code"]
    room = await room_of(own, request, code)
    if room is None:
        return unknown_code(own, request, code)
    if room.present.state.ended is not None:
        return RedirectResponse(f"/{code}", 303)  # where the end is said
    form = await request.form(max_files=0, max_fields=20)
    values = {name: str(form.get(name, ""))[:200] for name in FIELDS}
    # Of the present only the door matters here; a hall that comes in at once must not read all of it for each.
    door = await own.door.now(code)
    try:
        if not doors.same_origin(request):
            raise Refusal("", message("Please send this form again."))
        token = await _token(own, request, room, values, door)
    except Refusal as refusal:
        return admission_page(own, request, room, values, refusal, adding=_adding(request), door=door)
    except Conflict as conflict:
        status = 503 if conflict.reason is _CROWD else 409
        return _page(own, request, room, values, Refusal("", conflict.reason), status, door=door)
    response = RedirectResponse(f"/{code}", 303)
    if token:
        own.limits.belongs(doors.address(request), code, time.monotonic())
        await own.door.came(code, doors.address(request), own.clock())
        room.arrived()
        doors.keep_seats(request, response, [token, *await doors.seats_of(own, request, code)], code)
    return response


async def _token(own: Services, request: Request, room: Room, values: Mapping[str, str], door: Door) -> str:
    """The token of the seat that was asked for; "" where this device has it already.

    Raises:
        Refusal: with the field that is missing or wrong.
        Conflict: when nobody may come in just now.
    """
    code, workshop = room.code, room.present.workshop
    old = await doors.seat_of(own, request, code)
    if values["badge"].strip() or narrowed(workshop.admission, door) is Admission.BADGE:
        return await _claimed(own, request, room, values, old)
    if old is not None and not _adding(request):
        return ""
    if len(doors.tokens_of(request)) >= doors.MOST_SEATS:
        raise Refusal("", message("A device holds at most %(n)s seats.", n=doors.MOST_SEATS))
    if door is Door.LOCKED:
        raise Conflict(LOCKED)
    wish = _wish(own, workshop, values)
    if door is Door.WORD and not is_word(values["word"], own.clock(), await own.door.words(code)):
        now, address = time.monotonic(), doors.address(request)
        if values["word"].strip():
            own.limits.wrong(address, now)
        raise Refusal("word", message("Please type the word that is on the screen of the hall now."))
    _join(own, code)
    _, token = await own.seats.admit(code, **wish, passing=Door.WORD if door is Door.WORD else Door.AGENDA)
    return token


async def _claimed(own: Services, request: Request, room: Room, values: Mapping[str, str], old: Seat | None) -> str:
    """The token of a badge's seat."""
    now, address = time.monotonic(), doors.address(request)
    if not own.limits.may_try(address, room.code, now):
        raise Refusal("badge", message("Please wait a minute and try again."))
    holder = await own.badges.holder(room.code, values["badge"])
    if holder is None:
        if values["badge"].strip():
            own.limits.wrong(address, now)
            raise Refusal("badge", NOT_GOOD)
        raise Refusal("badge", message("Please type the code of your badge."))
    if old is not None and holder.badge.seat == old.number:
        return ""
    values = {**values, "delegation": holder.person.delegation}
    attendance, language = _place(own, room.present.workshop, values)
    name = holder.person.name or _name(room.present.workshop, values)
    _join(own, room.code)
    _, token = await own.badges.claim(room.code, values["badge"], attendance=attendance, language=language, name=name)
    return token


def _join(own: Services, code: str) -> None:
    """Count a seat that is about to be given. What is refused before costs the others nothing.

    Raises:
        Conflict: when more come at once than are let in.
    """
    if not own.limits.may_join(code, time.monotonic()):
        raise Conflict(_CROWD)


async def badge(request: Request) -> Response:
    """GET /{code}/badge and /{code}/badge/{badge}: whose badge it is, and one button.

    Looking at it changes nothing: programs that look into messages follow links, too.
    """
    own = services(request)
    code = request.path_params["code"]
    room = await room_of(own, request, code)
    if room is None:
        return unknown_code(own, request, code)
    given = request.path_params.get("badge", "")
    now, address = time.monotonic(), doors.address(request)
    refusal = None
    if given and (not own.limits.may_try(address, code, now) or await own.badges.holder(code, given) is None):
        own.limits.wrong(address, now)
        refusal = Refusal("badge", NOT_GOOD)
    return await badge_page(own, request, room, {"badge": given}, refusal)


async def badge_page(
    own: Services, request: Request, room: Room, values: Mapping[str, str], refusal: Refusal | None
) -> Response:
    """The page of a badge: with its holder's name where the code is good, else with the field for it."""
    workshop = room.present.workshop
    holder = await own.badges.holder(room.code, values["badge"]) if values["badge"] and refusal is None else None
    person = holder.person if holder else None
    if person:
        values = {"attendance": person.attendance, "language": person.language, **values}
        values = {name: text for name, text in values.items() if text}
    language = doors.language_of(own, request, values.get("language", ""), workshop.language)
    delegation = workshop.delegation(person.delegation) if person else None
    known = {
        "name": person.name if person else "",
        "delegation": delegation.name.pick(language.code) if delegation else "",
        "flag": delegation.flag if delegation else "",
        "again": bool(holder and holder.badge.seat),
    }
    status = 422 if refusal else 200
    return _page(own, request, room, values, refusal, status, holder=known if person else None, badge=True)


def admission_page(
    own: Services,
    request: Request,
    room: Room,
    values: Mapping[str, str],
    refusal: Refusal | None,
    *,
    moved: bool = False,
    withdrawn: bool = False,
    adding: bool = False,
    door: Door | None = None,
) -> Response:
    """The form to take a seat. `moved` where this device had one that has gone to another, `adding` for one more.

    `withdrawn` where it was taken back; `door` is how far it is open, None for what the room knows.
    """
    status = 422 if refusal else 200
    return _page(
        own, request, room, values, refusal, status, moved=moved, withdrawn=withdrawn, adding=adding, door=door
    )


def _page(
    own: Services,
    request: Request,
    room: Room,
    values: Mapping[str, str],
    refusal: Refusal | None,
    status: int,
    *,
    holder: Mapping[str, object] | None = None,
    badge: bool = False,
    moved: bool = False,
    withdrawn: bool = False,
    adding: bool = False,
    door: Door | None = None,
) -> Response:
    workshop = room.present.workshop
    door = room.present.state.door if door is None else door
    language = doors.language_of(own, request, values.get("language", ""), workshop.language)
    delegations = [{"id": one.id, "name": one.name.pick(language.code)} for one in workshop.delegations]
    context = {
        "code": room.code,
        "title": workshop.title.pick(language.code),
        "languages": own.pages.offered(workshop),
        "delegations": sorted(delegations, key=lambda one: one["name"]),
        "ask_name": workshop.ask_name,
        "needs_badge": badge or bool(values.get("badge")) or narrowed(workshop.admission, door) is Admission.BADGE,
        "needs_word": door is Door.WORD,
        "locked": door is Door.LOCKED and not badge,
        "holder": holder,
        "moved": moved,
        "withdrawn": withdrawn,
        "adding": adding,
        "values": values,
        "error": language.say(refusal.reason) if refusal else "",
        "error_field": refusal.field if refusal else "",
        "csrf": "",
    }
    response = own.pages.response("phone/admission.html", language, context, status)
    if status == 503:
        response.headers["Retry-After"] = str(COME_BACK)
    if badge:
        # The address of the page is the badge: it is kept nowhere, and other sites are never told where a page was.
        response.headers["Cache-Control"] = "no-store"
    return response


def _adding(request: Request) -> bool:
    """Whether this is one more seat on a device that has one."""
    return "add" in request.query_params


def _wish(own: Services, workshop: Workshop, values: Mapping[str, str]) -> Wish:
    """The seat that somebody asks for without a badge.

    Raises:
        Refusal: with the field that is missing or wrong.
    """
    delegation = values["delegation"]
    if workshop.delegations and workshop.admission is not Admission.OPEN and not delegation:
        raise Refusal("delegation", message("Please choose your delegation."))
    if delegation and workshop.delegation(delegation) is None:
        raise Refusal("delegation", message("This delegation is not on the roster."))
    attendance, language = _place(own, workshop, values)
    return {"delegation": delegation, "attendance": attendance, "language": language, "name": _name(workshop, values)}


def _name(workshop: Workshop, values: Mapping[str, str]) -> str:
    name = one_line(values["name"])
    if workshop.ask_name == "required" and not name:
        raise Refusal("name", message("Please write your name."))
    if len(name) > LONGEST_NAME:
        raise Refusal("name", message("A name has at most %(n)s characters.", n=LONGEST_NAME))
    return name if workshop.ask_name != "never" else ""


def _place(own: Services, workshop: Workshop, values: Mapping[str, str]) -> tuple[Attendance, str]:
    """Where somebody is, and what they read."""
    if values["attendance"] not in ("room", "remote"):
        raise Refusal("attendance", message("Please say whether you are in the room or online."))
    language = values["language"]
    if language not in workshop.languages or language not in own.languages:
        language = workshop.language
    return Attendance(values["attendance"]), language
