"""Proxies and seats at the desk: given, taken back, and seats that go to another device or person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.errors import Conflict
from server.domain.language import Language
from server.domain.mandate import PROXY, Mandate
from server.domain.messages import Message, message
from server.domain.schedule import local
from server.domain.seat import Seat
from server.domain.text import one_line
from server.domain.workshop import Workshop
from server.live.room import Room
from server.store.access import Grant
from server.store.mandates import PASS_LASTS
from server.web.projector import join_link
from server.web.services import Services
from server.web.staffed import Staffed, staffed

DONE = {"give": message("The proxy is given."), "end": message("The proxy has ended.")}


@dataclass(frozen=True, slots=True)
class MandateLine:
    """One mandate as the page lists it; `standing` is a proxy that is in force."""

    holder: str
    agent: str
    holder_id: str
    agent_id: str
    given: str
    ended: str
    by: str
    standing: bool


async def page(request: Request) -> Response:
    """GET /workshops/{code}/mandates: the proxies of the meeting, and the seats that went to others."""
    desk = await staffed(request, "moderator")
    if isinstance(desk, Response):
        return desk
    return await _page(desk, said=DONE.get(request.query_params.get("done", "")))


async def act(request: Request) -> Response:
    """POST /workshops/{code}/mandates: `act` is give or end (`holder`, `agent`), or pass (`seat`)."""
    desk = await staffed(request, "moderator")
    if isinstance(desk, Response):
        return desk
    own, room = desk.own, desk.room
    form = await request.form(max_files=0, max_fields=10)
    if not desk.may_act(form):
        return await _page(desk, error=message("This page is out of date. Please load it again."), status=403)
    try:
        if _text(form, "act") == "pass":
            made = await _pass(own, room, _text(form, "seat"))
            if desk.as_json:
                return JSONResponse({"pass": made, "link": f"{join_link(own, request, room.code)}/seats/take/{made}"})
            return await _page(desk, made=made, number=int(_text(form, "seat")))
        await _proxy(own, room, desk.grant, form)
    except Conflict as conflict:
        if desk.as_json:
            return JSONResponse({"error": desk.language.say(conflict.reason)}, 409)
        return await _page(desk, error=conflict.reason, status=409)
    await room.refresh()
    if desk.as_json:
        return JSONResponse({"proxies": dict(room.present.state.proxies), "rev": room.present.state.rev})
    return desk.back(f"mandates?done={_text(form, 'act')}")


async def _proxy(own: Services, room: Room, grant: Grant, form: FormData) -> None:
    holder, agent = _text(form, "holder"), _text(form, "agent")
    match _text(form, "act"):
        case "give":
            await own.mandates.give(room.code, room.present.workshop, holder, agent, by=grant.id)
        case "end":
            await own.mandates.end(room.code, holder, agent, by=grant.id)
        case _:
            raise Conflict(message("There is nothing to do."))


async def _pass(own: Services, room: Room, number: str) -> str:
    seat = await own.seats.get(room.code, int(number)) if number.isdecimal() and len(number) < 7 else None
    if seat is None:
        raise Conflict(message("There is no such seat."))
    return await own.mandates.hand_out(room.code, seat.number)


async def _page(
    desk: Staffed, *, said: Message | None = None, error: Message | None = None, made: str = "", number: int = 0,
    status: int = 200,
) -> Response:  # fmt: skip
    own, room, workshop, language = desk.own, desk.room, desk.workshop, desk.language
    members = sorted(
        ((one.id, one.name.pick(language.code)) for one in workshop.delegations if not one.observer),
        key=lambda one: one[1],
    )
    seats = await own.seats.everyone(room.code)
    lines = [_line(one, workshop, room, language) for one in reversed(list(room.present.state.mandates.values()))]
    context = {
        "rule": workshop.proxies,
        "members": members,
        "proxies": [line for line in lines if line.holder_id],
        "transfers": [line for line in lines if not line.holder_id],
        "seats": _seats(seats, workshop, language),
        "made": made,
        "number": number,
        "link": f"{join_link(own, desk.request, room.code)}/seats/take/{made}" if made else "",
        "minutes": PASS_LASTS // 60,
        "said": language.say(said) if said else "",
        "error": language.say(error) if error else "",
    }
    return desk.page("desk/mandates.html", context, status)


def _seats(seats: Sequence[Seat], workshop: Workshop, language: Language) -> Sequence[tuple[int, str]]:
    """Every seat by the name of its delegation and person, in that order."""
    told = []
    for seat in seats:
        parts = (_name(seat.delegation, workshop, language), seat.name, f"№ {seat.number}")
        told.append((seat.number, " · ".join(part for part in parts if part)))
    return sorted(told, key=lambda one: one[1])


def _line(one: Mandate, workshop: Workshop, room: Room, language: Language) -> MandateLine:
    def clock(at: int | None) -> str:
        return language.clock(local(workshop, at)) if at is not None else ""

    by = message("the delegation itself") if one.by.startswith("seat:") else message("the desk")
    if one.kind != PROXY:
        return MandateLine(
            one.holder or "–", one.agent or "–", "", "", clock(one.at), "", language.say(by), standing=False
        )
    return MandateLine(
        _name(one.holder, workshop, language),
        _name(one.agent, workshop, language),
        one.holder,
        one.agent,
        clock(one.at),
        clock(one.ended),
        language.say(by),
        one.ended is None,
    )


def _name(delegation: str, workshop: Workshop, language: Language) -> str:
    one = workshop.delegation(delegation) if delegation else None
    return one.name.pick(language.code) if one else delegation


def _text(form: FormData, name: str) -> str:
    return one_line(str(form.get(name, "")))[:80]
