"""Texts grouped into themes, by hand and by suggestion: a page of plain forms for moderators and staff."""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.domain.errors import Conflict
from server.domain.messages import message
from server.domain.workshop import Poll
from server.live.decisions import checked
from server.live.views.themes import themes_view
from server.store.acts import Decision
from server.web import links
from server.web.call import Call
from server.web.desk.deciding import round_of
from server.web.staffed import Staffed, staffed

LONGEST_NAME = 80  # characters; more cannot stand beside a bar
# All texts of a page may be chosen at once, and all suggestions come with their texts.
MOST_FIELDS = 4_000


async def page(request: Request) -> Response:
    """GET /workshops/{code}/polls/{poll}/themes?round=N; the last round where none is named."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    poll = _listing(desk)
    rounds = desk.room.present.state.of(poll.id).round if poll else 0
    if poll is None or not rounds:
        return links.unknown(desk.own, request)
    wish = request.query_params.get("round", "")
    number = int(wish) if re.fullmatch(r"[1-9][0-9]{0,3}", wish) and int(wish) <= rounds else rounds
    data = await desk.own.results.round(desk.code, poll.id, number)
    view = themes_view(desk.workshop, poll, data, rounds, desk.language)
    return desk.page("desk/themes.html", {"view": view, "longest": LONGEST_NAME})


async def act(request: Request) -> Response:
    """POST to the same address: `do` is put, new, rename, remove, accept-all or accept- and a number."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    poll = _listing(desk)
    if poll is None:
        return links.unknown(desk.own, request)
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    language = desk.language
    call = Call(desk.own, desk.room, desk.grant, form, language, poll)
    address = f"/workshops/{desk.code}/polls/{poll.id}/themes"
    try:
        if not desk.may_act(form):
            raise Conflict(message("This page is out of date. Please load it again."))
        verb = "accept" if call.text("do").startswith("accept-") else call.text("do")
        if verb not in _ACTS:
            raise Conflict(message("This decision is not known."))
        await _ACTS[verb](call, poll)
    except Conflict as conflict:
        context = {
            "title": language.say(message("This was not done")),
            "text": language.say(conflict.reason),
            "link": (address, language.say(message("Back to the themes"))),
        }
        return desk.own.pages.response("phone/message.html", language, context, 409)
    return RedirectResponse(f"{address}?round={call.text('round')}", 303)


def _listing(desk: Staffed) -> Poll | None:
    """The poll of the address, where it has texts to group."""
    poll = desk.workshop.polls.get(desk.request.path_params["poll"])
    return poll if poll and desk.own.kinds[poll.kind].lists else None


async def _put(call: Call, poll: Poll) -> None:
    await _decide(call, poll, "theme", call.all("entry"), call.text("theme"))


async def _new(call: Call, poll: Poll) -> None:
    await _make(call, poll, call.text("name"), call.all("entry"))


async def _rename(call: Call, poll: Poll) -> None:
    await _decide(call, poll, "name", call.all("theme"), _named(call.text("name")))


async def _remove(call: Call, poll: Poll) -> None:
    """The theme and what it was given; its texts have no theme again."""
    theme = call.text("theme")
    data = await round_of(call, poll)
    members = [entry for entry, one in data.decisions.themes.items() if one == theme]
    if members:
        await call.own.acts.decide_all(call.code, poll.id, data.round, "theme", members, "", by=call.grant.id)
    await _decide(call, poll, "name", [theme], "")


async def _accept(call: Call, poll: Poll) -> None:
    """One suggestion or all of them, with the names and the texts that stood on the page."""
    wish = call.text("do").removeprefix("accept-")
    offers = [wish] if wish != "all" else [name.removeprefix("offer-") for name in call.form if name[:6] == "offer-"]
    for offer in offers:
        await _make(call, poll, call.text(f"offer-{offer}"), call.text(f"entries-{offer}").split())


async def _make(call: Call, poll: Poll, name: str, entries: list[str]) -> None:
    """A new theme; texts that have gone meanwhile are left out, and a theme may have none."""
    theme = f"t{secrets.token_hex(4)}"
    await _decide(call, poll, "name", [theme], _named(name))
    if entries:
        await _decide(call, poll, "theme", entries, theme)


async def _decide(call: Call, poll: Poll, act_: Decision, subjects: list[str], value: str) -> None:
    data = await round_of(call, poll)
    if not any(subjects):
        raise Conflict(message("Please choose at least one text."))
    known = checked(poll, call.room.present.kinds[poll.kind], data, act_, subjects, value)
    await call.own.acts.decide_all(call.code, poll.id, data.round, act_, known, value, by=call.grant.id)


def _named(name: str) -> str:
    if not name:
        raise Conflict(message("A theme needs a name."))
    if len(name) > LONGEST_NAME:
        raise Conflict(message("The name of a theme has at most %(n)s characters.", n=LONGEST_NAME))
    return name


_ACTS: dict[str, Callable[[Call, Poll], Awaitable[None]]] = {
    "put": _put,
    "new": _new,
    "rename": _rename,
    "remove": _remove,
    "accept": _accept,
}
