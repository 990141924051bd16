"""The moderator's desk and the acts: pages for people, the same addresses as JSON for programs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from server.domain.errors import Conflict
from server.domain.gathering import present_now
from server.domain.kind import stays_hidden
from server.domain.language import Language
from server.domain.messages import Message, message
from server.domain.state import Phase
from server.domain.survey import survey_item
from server.domain.workshop import Poll, lasting
from server.live.room import Room
from server.live.views.acts import primary_act
from server.live.views.foreseeing import token
from server.store.acting import MOVED
from server.web import doors, links
from server.web.call import Call
from server.web.desk.calling import call_next, say
from server.web.desk.deciding import GROUPING, compare, decide, numbers
from server.web.desk.doorkeeping import door
from server.web.desk.screening import choose, take_back
from server.web.desk.surveying import ITEM_ACTS, alone, apart, extra
from server.web.services import Services, services
from server.web.staffed import staffed

# A list of held entries is approved with one act, which names each of them.
MOST_FIELDS = 500
LONGEST_REASON = 300  # characters; why a vote is taken again


async def desk(request: Request) -> Response:
    """GET /workshops/{code}/moderator."""
    found = await staffed(request, "moderator")
    if isinstance(found, Response):
        return found
    view = found.room.desks.view(found.room.present, found.language, found.grant.id)
    response = found.page("desk/desk.html", {"view": view})
    response.headers["Cache-Control"] = "no-cache"
    return response


def _alone(call: Call, poll_id: str) -> None:
    """One poll is open at a time: a phone shows one question, and so does the wall.

    Raises:
        Conflict: when another poll is open, or a survey.
    """
    alone(call)
    present = call.room.present
    if present.open and present.state.poll != poll_id and present.kind.answered and not present.kind.background:
        raise Conflict(message("Another poll is open. Please close it first."))


async def _round(call: Call, poll: Poll) -> None:
    item = ""
    # What the room has before it are the words of the last round; the next one asks what was written since.
    prepared = await call.own.workshops.get(call.code)
    poll = prepared.polls.get(poll.id, poll) if prepared else poll
    if not call.room.present.kinds[poll.kind].background:
        _alone(call, poll.id)
        item = call.room.present.workshop.item_of(poll.id).id
    shown = poll.settings.show == "live" and not stays_hidden(call.room.present.kinds[poll.kind], poll.definition)
    expect = call.seen
    present = present_now(call.room.present.workshop, call.room.present.hall)
    await call.own.acts.open(
        call.code, poll.id, item=item, countdown=lasting(call.room.present.workshop, poll), shown=shown,
        by=call.grant.id, expect=expect, present=present, reason=call.text("reason")[:LONGEST_REASON],
    )  # fmt: skip


async def _first(call: Call, poll: Poll) -> None:
    if call.room.present.state.of(poll.id).phase is not Phase.DRAFT:
        raise Conflict(message("This poll has been opened already. A second round is an act of its own."))
    await _round(call, poll)


async def _again(call: Call, poll: Poll) -> None:
    if call.room.present.state.of(poll.id).phase is Phase.DRAFT:
        raise Conflict(message("This poll has not been opened yet."))
    await _round(call, poll)


async def _close(call: Call, poll: Poll) -> None:
    apart(call, poll.id)
    present = present_now(call.room.present.workshop, call.room.present.hall)
    reveal = call.text("reveal") == "1"
    await call.own.acts.close(
        call.code, poll.id, round=call.seen_round, by=call.grant.id, present=present, reveal=reveal
    )


async def _last_call(call: Call, poll: Poll) -> None:
    apart(call, poll.id)
    delay = call.room.present.workshop.webcast_delay
    if not delay:
        raise Conflict(message("This workshop has no webcast that is late."))
    round_ = call.seen_round or call.room.present.state.of(poll.id).round
    await call.own.acts.last_call(call.code, poll.id, round=round_, seconds=delay, by=call.grant.id)


async def _reveal(call: Call, poll: Poll) -> None:
    present = call.room.present
    if present.state.of(poll.id).phase is Phase.OPEN and stays_hidden(present.kinds[poll.kind], poll.definition):
        raise Conflict(message("The result of this poll can be shown once it is closed."))
    await call.own.acts.reveal(call.code, poll.id, by=call.grant.id)


async def _hide(call: Call, poll: Poll) -> None:
    await call.own.acts.hide(call.code, poll.id, by=call.grant.id)


async def _extend(call: Call, poll: Poll) -> None:
    apart(call, poll.id)
    await call.own.acts.extend(call.code, poll.id, extra(call), by=call.grant.id)


async def _begin(call: Call) -> None:
    await call.own.acts.begin(call.code, by=call.grant.id)


async def _end(call: Call) -> None:
    await call.own.acts.end(call.code, by=call.grant.id)


async def _stage(call: Call) -> None:
    workshop = call.room.present.workshop
    poll, item = call.text("poll"), call.text("item")
    if poll and poll not in workshop.polls:
        raise Conflict(message("This poll does not exist."))
    if item and all(one.id != item for one in workshop.agenda):
        raise Conflict(message("This agenda item does not exist."))
    _alone(call, poll)
    await call.own.acts.stage(call.code, item=item, poll=poll, by=call.grant.id)


POLL_ACTS: dict[str, Callable[[Call, Poll], Awaitable[None]]] = {
    "open": _first,
    "close": _close,
    "last-call": _last_call,
    "reveal": _reveal,
    "hide": _hide,
    "next-round": _again,
    "extend": _extend,
    "entries": decide,
    "compare": compare,
    "numbers": numbers,
    "call": call_next,
    "say": say,
}


# Acts on what a poll is at this moment: on another state than the one that was seen they lose.
STANDING = frozenset(("open", "close", "last-call", "reveal", "hide", "next-round", "extend"))


async def _advance(call: Call) -> None:
    """POST …/advance with `seen`: the one act that is next, and no other one than whoever sends this has seen."""
    act = primary_act(call.room.present, call.language)
    if act is None:
        raise Conflict(message("There is nothing more to do."))
    if call.text("seen") != token(act):
        raise Conflict(MOVED)
    _, _, _, *parts = act.address.split("/")
    fields = replace(call, form=FormData(act.fields))
    match parts:
        case ["polls", poll_id, verb]:
            await POLL_ACTS[verb](fields, call.room.present.workshop.polls[poll_id])
        case ["items", item_id, verb]:
            item = survey_item(call.room.present.workshop, item_id)
            assert item is not None
            await ITEM_ACTS[verb](fields, item)
        case _:
            await WORKSHOP_ACTS[parts[0]](fields)


WORKSHOP_ACTS: dict[str, Callable[[Call], Awaitable[None]]] = {
    "begin": _begin,
    "end": _end,
    "stage": _stage,
    "door": door,
    "advance": _advance,
    "wall": choose,
    "undo": take_back,
}


async def act(request: Request) -> Response:
    """POST /workshops/{code}/polls/{poll}/{act}, /workshops/{code}/items/{item}/{act} and /workshops/{code}/{act}."""
    own = services(request)
    code, name = request.path_params["code"], request.path_params["act"]
    # Staff may group texts into themes, and nothing else.
    roles = ("moderator", "staff") if name == "entries" else ("moderator",)
    grant = await doors.grant_of(own, request, code, *roles)
    room = await own.rooms.get(code)
    parameters = request.path_params
    known: Mapping[str, object] = (
        POLL_ACTS if "poll" in parameters else ITEM_ACTS if "item" in parameters else WORKSHOP_ACTS
    )
    if grant is None or room is None or name not in known:
        return links.unknown(own, request)
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    if grant.role == "staff" and str(form.get("act", "")) not in GROUPING:
        return links.unknown(own, request)
    bearer = doors.uses_bearer(request)
    token = request.headers.get("x-csrf-token") or str(form.get("csrf", ""))
    language = doors.language_of(own, request, "", room.present.workshop.language)
    if not bearer and not (doors.same_origin(request) and doors.csrf_fits(own, grant.id, token)):
        return _told(own, request, room, language, "", message("This page is out of date. Please load it again."), 403)
    await room.refresh()
    poll_id = request.path_params.get("poll", "")
    poll = room.present.workshop.polls.get(poll_id)
    if poll_id and poll is None:
        return _told(own, request, room, language, poll_id, message("This poll does not exist."), 404)
    item = survey_item(room.present.workshop, parameters.get("item", ""))
    if "item" in parameters and item is None:
        return _told(own, request, room, language, "", message("This agenda item does not exist."), 404)
    call = Call(own, room, grant, form, language, poll)
    try:
        if poll is not None:
            if name in STANDING and not call.fits(room.present.state.of(poll.id)):
                raise Conflict(MOVED)
            await POLL_ACTS[name](call, poll)
        elif item is not None:
            await ITEM_ACTS[name](call, item)
        else:
            await WORKSHOP_ACTS[name](call)
    except Conflict as conflict:
        return _told(own, request, room, language, poll_id, conflict.reason, 409, _page(form))
    await room.refresh()
    return _done(request, room, poll_id, _page(form))


def _page(form: FormData) -> str:
    """Which of the moderator's pages an act came from, and goes back to."""
    return "remote" if form.get("back") == "remote" else "moderator"


def _done(request: Request, room: Room, poll_id: str, page: str) -> Response:
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse(_state(room, poll_id))
    if request.headers.get("hx-request"):
        return Response(status_code=204)
    return RedirectResponse(f"/workshops/{room.code}/{page}", 303)


def _state(room: Room, poll_id: str) -> dict[str, object]:
    state = room.present.state
    at = state.of(poll_id)
    own: dict[str, object] = {"poll": poll_id, "phase": at.phase, "round": at.round} if poll_id else {}
    times = at.times.get(at.round)
    if times and times.roll.called:
        own["called"] = times.roll.called
    return {**own, "rev": state.rev}


def _told(
    own: Services,
    request: Request,
    room: Room,
    language: Language,
    poll_id: str,
    reason: Message,
    status: int,
    page: str = "moderator",
) -> Response:
    """Why an act was not done: to a program, to the desk's script, or as a page with the way back."""
    text = language.say(reason)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({**_state(room, poll_id), "error": text}, status)
    if request.headers.get("hx-request"):
        return Response(text, status, media_type="text/plain; charset=utf-8")
    back = (f"/workshops/{room.code}/{page}", language.say(message("Back to the desk")))
    context = {"title": language.say(message("This was not done")), "text": text, "link": back}
    return own.pages.response("phone/message.html", language, context, status)
