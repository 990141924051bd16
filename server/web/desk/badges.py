"""Badges at the desk: made for many on a sheet, made anew for one at the door, taken back.

A code is shown once, on the page that answers the act. That page carries its codes itself, so that the same sheet can
be had as PDF and as a list of links while it is open; a code that was not made here, or is good no more, gets into
neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.badge import NO_BADGE, Badge
from server.domain.errors import Conflict
from server.domain.language import Language
from server.domain.messages import message
from server.domain.people import Person
from server.domain.text import fold, one_line
from server.exports.badge_sheet import PAPERS, Card, card, pages, write_csv, write_pdf
from server.exports.pdf.libraries import reason as no_press
from server.web.staffed import Staffed, staffed

MOST_AT_ONCE = 5_000  # badges on one sheet: more than six hundred pages
MOST_FIELDS = 2 * MOST_AT_ONCE + 20


async def issue(request: Request) -> Response:
    """POST /workshops/{code}/badges: badges for everybody without one, for a delegation, or for chosen people."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    if not desk.may_act(form):
        return desk.stale()
    listed = await desk.own.people.listed(desk.code)
    badges = await desk.own.badges.everyone(desk.code)
    chosen = {str(value) for value in form.getlist("person")}
    wanted = one_line(str(form.get("for", "")))
    people = [one for one in listed.people if one.id in chosen or _wanted(one, badges.get(one.id, NO_BADGE), wanted)]
    if not people:
        return desk.told(message("There is nobody to make a badge for."), 409)
    if len(people) > MOST_AT_ONCE:
        return desk.told(message("A sheet has at most %(n)s badges. Make them by delegation.", n=MOST_AT_ONCE), 409)
    try:
        made = await desk.own.badges.issue(desk.code, [one.id for one in people], by=desk.grant.id)
    except Conflict as conflict:
        return desk.told(conflict.reason, 409)
    return _sheet(desk, [(one, made[one.id]) for one in people])


def _wanted(one: Person, badge: Badge, wanted: str) -> bool:
    if wanted == "without":
        return badge.state in ("none", "revoked")
    if wanted == "waiting":
        return badge.state == "issued"
    return wanted == f"delegation:{one.delegation}" and badge.state != "used"


async def sheet(request: Request) -> Response:
    """POST /workshops/{code}/badges/sheet.pdf and .csv: the sheet that a page shows, as a file."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    if not desk.may_act(form):
        return desk.stale()
    asked = dict(zip(map(str, form.getlist("person")), map(str, form.getlist("badge")), strict=False))
    good = await desk.own.badges.fitting(desk.code, asked)
    cards = _cards(desk, good)
    if not cards:
        return desk.told(message("None of these badges is good any more. Make new ones."), 409)
    format_ = request.path_params["format"]
    if format_ == "csv":
        body, media = write_csv(cards, {one.id: one.email for one, _ in good}), "text/csv; charset=utf-8"
    elif format_ == "pdf":
        if reason := no_press():
            return desk.told(reason, 501)
        paper = str(form.get("paper", "a4"))
        title = desk.language.say(message("Badges"))
        body = await desk.own.exporter.made(
            write_pdf, cards, paper if paper in PAPERS else "a4", title, desk.language.code
        )
        media = "application/pdf"
    else:
        return desk.told(message("A sheet is a PDF or a CSV file."), 404)
    headers = {
        "Content-Disposition": f'attachment; filename="badges-{desk.code}.{format_}"',
        "Cache-Control": "no-store",
    }
    return Response(body, media_type=media, headers=headers)


async def one(request: Request) -> Response:
    """POST /workshops/{code}/people/{person}/badge: a new badge for one person; the old one is good no more."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    if not desk.may_act(await request.form(max_files=0, max_fields=5)):
        return desk.stale()
    return await handed(desk, request.path_params["person"])


async def handed(desk: Staffed, person_id: str) -> Response:
    """The page with the badge that has just been made, to be shown to its holder or printed."""
    person = await desk.own.people.get(desk.code, person_id)
    if person is None:
        return desk.told(message("This person is not on the list any more."), 409)
    try:
        made = await desk.own.badges.issue(desk.code, [person_id], by=desk.grant.id)
    except Conflict as conflict:
        return desk.told(conflict.reason, 409)
    return _sheet(desk, [(person, made[person_id])])


async def revoke(request: Request) -> Response:
    """POST /workshops/{code}/people/{person}/revoke."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    if not desk.may_act(await request.form(max_files=0, max_fields=5)):
        return desk.stale()
    person_id = request.path_params["person"]
    await desk.own.badges.revoke(desk.code, [person_id], by=desk.grant.id)
    desk.room.arrived()
    return JSONResponse({"revoked": person_id}) if desk.as_json else desk.back("people")


def _cards(desk: Staffed, made: Sequence[tuple[Person, str]]) -> list[Card]:
    """The badges in the order of delegations and names, each in its holder's language."""
    address = f"{desk.base}/{desk.code}"
    cards = [card(desk.workshop, one, code, _language(desk, one), address) for one, code in made]
    return sorted(cards, key=lambda one: (fold(one.delegation), fold(one.name)))


def _language(desk: Staffed, person: Person) -> Language:
    languages = desk.own.languages
    return languages.get(person.language) or languages.get(desk.workshop.language) or desk.language


def _sheet(desk: Staffed, made: Sequence[tuple[Person, str]]) -> Response:
    cards = _cards(desk, made)
    if desk.as_json:
        return JSONResponse({"badges": [_plain(one) for one in cards]}, headers={"Cache-Control": "no-store"})
    context = {"cards": cards, "pages": pages(cards), "papers": PAPERS, "press": no_press() is None}
    return desk.page("badges/sheet.html", context)


def _plain(one: Card) -> Mapping[str, str]:
    return {"person": one.person, "name": one.name, "delegation": one.delegation, "code": one.written, "link": one.link}
