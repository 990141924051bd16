"""The list of people: found by name as it is typed, added to at the door, and relieved of addresses."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.errors import Conflict
from server.domain.messages import message
from server.domain.people import Person, Plan
from server.domain.registration import check
from server.domain.text import one_line
from server.live.views.people import people_view
from server.web.staffed import Staffed, staffed

LONGEST_TYPED = 80  # characters of a name that is looked for


async def page(request: Request) -> Response:
    """GET /workshops/{code}/people?q=: the list, or the part of it that a page asks for."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    return await shown(desk)


async def shown(desk: Staffed, error: str = "", values: dict[str, str] | None = None, status: int = 200) -> Response:
    """The page of the list."""
    listed = await desk.own.people.listed(desk.code)
    badges = await desk.own.badges.everyone(desk.code)
    here = await desk.own.seats.here(desk.code)
    typed = one_line(desk.request.query_params.get("q", ""))[:LONGEST_TYPED]
    view = people_view(desk.room.present, desk.language, listed.people, badges, here, typed)
    if desk.as_json:
        lines = [{name: getattr(one, name) for name in one.__dataclass_fields__} for one in view.lines]
        return JSONResponse(
            {"people": lines, "all": view.all, "more": view.more}, headers={"Cache-Control": "no-store"}
        )
    delegations = [(one.id, one.name.pick(desk.language.code)) for one in desk.workshop.delegations]
    context = {
        "view": view,
        "done": _done(desk),
        "delegations": sorted(delegations, key=lambda pair: pair[1]),
        "error": error,
        "values": values or {},
        "admission": str(desk.workshop.admission),
    }
    return desk.page("desk/people.html", context, status)


def _done(desk: Staffed) -> str:
    """What reading a list in has done, as the address says it; "" for none."""
    found = re.fullmatch(r"(\d{1,5})\.(\d{1,5})\.(\d{1,5})\.(\d{1,5})", desk.request.query_params.get("done", ""))
    if found is None:
        return ""
    added, changed, removed, same = (desk.language.number(int(n)) for n in found.groups())
    sentence = message(
        "The list was read in. New: %(added)s, changed: %(changed)s, taken off: %(removed)s, as before: %(same)s.",
        added=added,
        changed=changed,
        removed=removed,
        same=same,
    )
    return desk.language.say(sentence)


async def add(request: Request) -> Response:
    """POST /workshops/{code}/people: somebody who came to the door; the badge is made at once where it is wanted."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    form = await request.form(max_files=0, max_fields=20)
    if not desk.may_act(form):
        return desk.stale()
    values = {name: one_line(str(form.get(name, "")))[:400] for name in ("name", "email", "delegation", "attendance")}
    person = Person("", values["name"], values["email"].lower(), values["delegation"], values["attendance"])
    if reason := check(person, desk.workshop):
        if desk.as_json:
            return desk.told(reason, 422)
        return await shown(desk, desk.language.say(reason), values, 422)
    try:
        fresh = await desk.own.people.add(desk.code, person, by=desk.grant.id)
    except Conflict as conflict:
        return desk.told(conflict.reason, 409)
    if form.get("badge"):
        from server.web.desk.badges import handed

        return await handed(desk, fresh.id)
    if desk.as_json:
        return JSONResponse({"id": fresh.id, "name": fresh.name}, 201)
    return desk.back("people")


async def remove(request: Request) -> Response:
    """POST /workshops/{code}/people/{person}/remove: off the list, with the badge and the seat that it gave."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    if not desk.may_act(await request.form(max_files=0, max_fields=5)):
        return desk.stale()
    listed = await desk.own.people.listed(desk.code)
    gone = [one for one in listed.people if one.id == request.path_params["person"]]
    if not gone:
        return desk.told(message("This person is not on the list any more."), 409)
    try:
        await desk.own.people.apply(desk.code, Plan(missing=gone), listed, remove=True, by=desk.grant.id)
    except Conflict as conflict:
        return desk.told(conflict.reason, 409)
    desk.room.arrived()
    return JSONResponse({"removed": gone[0].id}) if desk.as_json else desk.back("people")


async def forget(request: Request) -> Response:
    """POST /workshops/{code}/people/forget: the e-mail addresses are taken off the list."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    if not desk.may_act(await request.form(max_files=0, max_fields=5)):
        return desk.stale()
    try:
        n = await desk.own.people.forget_addresses(desk.code, by=desk.grant.id)
    except Conflict as conflict:
        return desk.told(conflict.reason, 409)
    return JSONResponse({"forgotten": n}) if desk.as_json else desk.back("people")
