"""The seats on one device: several at once, another one added, one that goes to another device, and proxies."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.domain.errors import Conflict
from server.domain.language import Language
from server.domain.mandate import held
from server.domain.messages import Message, message
from server.domain.seat import Attendance, Seat
from server.domain.state import Phase
from server.domain.text import one_line
from server.domain.workshop import Workshop
from server.live.room import Room
from server.store.mandates import PASS_LASTS
from server.web import doors
from server.web.phone.admission import LONGEST_NAME, admission_page
from server.web.phone.entrance import room_of, unknown_code
from server.web.projector import join_link
from server.web.services import Services, services


@dataclass(frozen=True, slots=True)
class Place:
    """One right that this device can exercise: a seat, or a proxy that its delegation holds.

    `address` is behind the workshop's, `state` says whether the poll of the moment is answered, "" where there is none.
    """

    number: int
    holder: str
    name: str
    person: str
    where: str
    proxy: str
    address: str
    here: bool
    state: str = ""


async def page(request: Request) -> Response:
    """GET /{code}/seats: the seats on this device and what can be done with them."""
    own, room, seats = await _device(request)
    if room is None:
        return unknown_code(own, request, request.path_params["code"])
    if not seats:
        return RedirectResponse(f"/{room.code}", 303)
    return await _page(own, request, room, seats)


async def nav(request: Request) -> Response:
    """GET /{code}/seats/nav: the list alone, for a page that is open while a proxy comes or goes."""
    own, room, seats = await _device(request)
    if room is None or not seats:
        return Response(status_code=403)
    await room.refresh()
    seat, language = await _current(own, request, room, seats)
    context = {"places": await places(own, room, seats, seat, language), "code": room.code}
    return own.pages.response("phone/seats_nav.html", language, context)


async def add(request: Request) -> Response:
    """GET /{code}/seats/add: the form of the admission, for one more seat on this device."""
    own, room, seats = await _device(request)
    if room is None:
        return unknown_code(own, request, request.path_params["code"])
    if not seats or len(seats) >= doors.MOST_SEATS:
        return RedirectResponse(f"/{room.code}/seats", 303)
    await room.refresh()
    return admission_page(own, request, room, {}, None, adding=True)


async def give_pass(request: Request) -> Response:
    """POST /{code}/seats/pass: a code with which another device takes one of these seats."""
    own, room, seats = await _device(request)
    if room is None or not seats or not doors.same_origin(request):
        return RedirectResponse(f"/{request.path_params['code']}", 303)
    seat, _ = await _current(own, request, room, seats)
    made = await own.mandates.hand_out(room.code, seat.number)
    return await _page(own, request, room, seats, made=made)


async def offer(request: Request) -> Response:
    """GET /{code}/seats/take and /{code}/seats/take/{pass}: whose seat it is, and one button."""
    own = services(request)
    code = request.path_params["code"]
    room = await room_of(own, request, code)
    if room is None:
        return unknown_code(own, request, code)
    return await _offer(own, request, room, request.path_params.get("given", ""), "")


async def take(request: Request) -> Response:
    """POST /{code}/seats/take: take a seat over from another device, which loses it."""
    own = services(request)
    code = request.path_params["code"]
    room = await room_of(own, request, code)
    if room is None:
        return unknown_code(own, request, code)
    form = await request.form(max_files=0, max_fields=10)
    given, name = str(form.get("pass", ""))[:40], one_line(str(form.get("name", "")))[:LONGEST_NAME]
    language = doors.language_of(own, request, "", room.present.workshop.language)
    if not doors.same_origin(request):
        return await _offer(own, request, room, given, language.say(message("Please send this form again.")))
    if not await own.mandates.offered(code, given):
        own.limits.wrong(doors.address(request), time.monotonic())
    try:
        token = await own.mandates.take(code, given, name=name if room.present.workshop.ask_name != "never" else "")
    except Conflict as conflict:
        return await _offer(own, request, room, given, language.say(conflict.reason))
    own.limits.belongs(doors.address(request), code, time.monotonic())
    room.arrived()
    kept = await doors.seats_of(own, request, code)
    response = RedirectResponse(f"/{code}", 303)
    doors.keep_seats(request, response, [token, *kept], code)
    return response


async def proxy(request: Request) -> Response:
    """POST /{code}/seats/proxy: give the proxy of one's own delegation, or take it back."""
    own, room, seats = await _device(request)
    if room is None or not seats or not doors.same_origin(request):
        return RedirectResponse(f"/{request.path_params['code']}", 303)
    form = await request.form(max_files=0, max_fields=10)
    await room.refresh()
    seat, language = await _current(own, request, room, seats)
    rule = room.present.workshop.proxies
    by, holder, agent = f"seat:{seat.number}", seat.delegation, str(form.get("agent", ""))[:80]
    try:
        if str(form.get("act", "")) == "end":
            # Whoever holds a proxy can lay it down; whoever gave one can take it back.
            other = str(form.get("holder", ""))[:80]
            ends = (other, holder) if other else (holder, agent)
            await own.mandates.end(room.code, *ends, by=by)
        elif rule is None or rule.by != "holder":
            raise Conflict(message("In this meeting proxies are given at the desk."))
        else:
            await own.mandates.give(room.code, room.present.workshop, holder, agent, by=by)
    except Conflict as conflict:
        return await _page(own, request, room, seats, error=language.say(conflict.reason))
    await room.refresh()
    return RedirectResponse(f"/{room.code}/seats?seat={seat.number}", 303)


async def places(
    own: Services, room: Room, seats: Mapping[str, Seat], current: Seat, language: Language
) -> Sequence[Place]:
    """What this device can answer for: its seats, each followed by the proxies of its delegation, none twice."""
    found: list[Place] = []
    seen: set[str] = set()
    only = len(seats) == 1
    for seat in sorted(seats.values(), key=lambda one: one.number):
        proxies = [name for name in held(room.present.state.mandates, seat.delegation) if seat.delegation]
        for holder in ["", *(name for name in proxies if name not in seen)]:
            seen.add(holder)
            acting = replace(seat, delegation=holder, agent=seat.delegation) if holder else seat
            plain = only and not holder and not proxies
            address = "" if plain else f"?seat={seat.number}" + (f"&for={holder}" if holder else "")
            found.append(await _place(own, room, acting, address, current, language))
    return found


async def _place(own: Services, room: Room, seat: Seat, address: str, current: Seat, language: Language) -> Place:
    workshop = room.present.workshop
    where = message("in the room") if seat.attendance is Attendance.ROOM else message("online")
    same = (seat.number, seat.agent, seat.delegation) == (current.number, current.agent, current.delegation)
    return Place(
        seat.number,
        seat.delegation if seat.agent else "",
        _name(workshop, seat.delegation, language) or seat.name or language.say(message("A seat without a delegation")),
        seat.name if seat.delegation and not seat.agent else "",
        language.say(where),
        language.say(message("by proxy")) if seat.agent else "",
        address,
        same,
        await _state(own, room, seat, language),
    )


async def _state(own: Services, room: Room, seat: Seat, language: Language) -> str:
    """Whether the poll that is open now is answered for this right."""
    present = room.present
    poll = present.poll
    if poll is None or present.at.phase is not Phase.OPEN or not present.kind.answered:
        return ""
    if seat.agent and poll.settings.by != "delegation":
        return ""
    voter = await own.voters.voter(room.code, poll.id, present.at.round, poll.settings, seat)
    answered = await own.results.own(room.code, poll.id, present.at.round, voter)
    return language.say(message("has answered") if answered else message("has not answered yet"))


async def _device(request: Request) -> tuple[Services, Room | None, dict[str, Seat]]:
    own = services(request)
    code = request.path_params["code"]
    seats = await doors.seats_of(own, request, code)
    room = await own.rooms.get(code) if seats else await room_of(own, request, code)
    return own, room, seats


async def _current(own: Services, request: Request, room: Room, seats: Mapping[str, Seat]) -> tuple[Seat, Language]:
    seat = await doors.seat_of(own, request, room.code) or next(iter(seats.values()))
    return seat, doors.language_of(own, request, seat.language, room.present.workshop.language)


async def _page(
    own: Services, request: Request, room: Room, seats: Mapping[str, Seat], *, made: str = "", error: str = ""
) -> Response:
    await room.refresh()
    seat, language = await _current(own, request, room, seats)
    present = room.present
    rule, state = present.workshop.proxies, present.state
    members = [one for one in present.workshop.delegations if not one.observer]
    whose = seat.agent or seat.delegation
    given = state.proxies.get(whose, "")
    context = {
        "code": room.code,
        "title": present.workshop.title.pick(language.code),
        "languages": own.pages.offered(present.workshop),
        "same_place": doors.same_place(request, f"/{room.code}/seats"),
        "places": await places(own, room, seats, seat, language),
        "number": seat.number,
        "more": len(seats) < doors.MOST_SEATS,
        "made": made,
        "link": f"{join_link(own, request, room.code)}/seats/take/{made}" if made else "",
        "minutes": PASS_LASTS // 60,
        "may_give": bool(rule and rule.by == "holder" and any(one.id == whose for one in members)),
        "given": _name(present.workshop, given, language),
        "given_id": given,
        "held": [(name, _name(present.workshop, name, language)) for name in held(state.mandates, whose) if whose],
        "members": sorted(
            ((one.id, one.name.pick(language.code)) for one in members if one.id != whose), key=lambda one: one[1]
        ),
        "error": error,
    }
    response = own.pages.response("phone/seats.html", language, context, 409 if error else 200)
    if made:
        response.headers["Cache-Control"] = "no-store"
    return response


async def _offer(own: Services, request: Request, room: Room, given: str, error: str) -> Response:
    """Looking at it changes nothing: programs that look into messages follow links, too."""
    workshop = room.present.workshop
    address, now = doors.address(request), time.monotonic()
    may = own.limits.may_try(address, room.code, now)
    number = await own.mandates.offered(room.code, given) if given and may else 0
    seat = await own.seats.get(room.code, number) if number else None
    language = doors.language_of(own, request, seat.language if seat else "", workshop.language)
    if given and seat is None:
        own.limits.wrong(address, now)
        error = error or language.say(_spent())
    context = {
        "code": room.code,
        "title": workshop.title.pick(language.code),
        "languages": own.pages.offered(workshop),
        "given": given if seat else "",
        "delegation": _name(workshop, seat.delegation, language) if seat else "",
        "name": seat.name if seat else "",
        "ask_name": workshop.ask_name,
        "error": error,
    }
    response = own.pages.response("phone/seat_offer.html", language, context, 409 if error else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


def _spent() -> Message:
    return message("This code was used already, or it is too old. Please ask for another one.")


def _name(workshop: Workshop, delegation: str, language: Language) -> str:
    one = workshop.delegation(delegation) if delegation else None
    return one.name.pick(language.code) if one else ""
