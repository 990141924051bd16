"""A delegate's pages: enter a code, see the stage, answer without a socket."""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from server.domain.errors import HemicycleError, Refusal
from server.domain.kind import Answer
from server.domain.language import Language
from server.domain.messages import message
from server.domain.seat import Seat
from server.domain.state import Phase
from server.domain.workshop import Workshop
from server.live.earlier import earlier
from server.live.flood import Verdict
from server.live.intake import Receipt, find
from server.live.messages import LARGEST_FRAME, AnswerFrame
from server.live.messages import answer as parse_answer
from server.live.room import Room
from server.live.views import pages as views
from server.live.views import poll_values
from server.live.views.phone import personal
from server.web import doors
from server.web.phone.admission import admission_page
from server.web.phone.device import places
from server.web.phone.entrance import code_page, room_of, unknown_code
from server.web.phone.seated import words
from server.web.services import Services, services

# A form says with many more characters what a frame says, and never without saying how long it is.
LARGEST_FORM = 4 * LARGEST_FRAME


async def enter(request: Request) -> Response:
    """GET /: the field for the code. POST /: on to the workshop."""
    own = services(request)
    language = doors.language_of(own, request)
    if request.method == "GET":
        return code_page(own, language)
    typed = re.sub(r"\D", "", str((await request.form(max_files=0, max_fields=5)).get("code", "")))[:6]
    if await room_of(own, request, typed) is None:
        return unknown_code(own, request, typed)
    return RedirectResponse(f"/{typed}", 303)


async def page(request: Request) -> Response:
    """GET /{code}: the stage of whoever has a seat, the admission of everybody else."""
    own = services(request)
    code = request.path_params["code"]
    seat = await doors.seat_of(own, request, code)
    room = await own.rooms.get(code) if seat else await room_of(own, request, code)
    if room is None:
        return unknown_code(own, request, code)
    workshop = room.present.workshop
    if seat is None and room.present.state.ended is not None:
        return _over(own, request, workshop)
    if seat is None:
        moved = any([await own.badges.moved(code, token) for token in doors.tokens_of(request)])
        withdrawn = any([await own.seats.taken_back(code, token) for token in doors.tokens_of(request)])
        return admission_page(
            own, request, room, {}, None, moved=moved, withdrawn=withdrawn, door=await own.door.now(code)
        )
    wish = request.query_params.get("lang")
    if wish in workshop.languages and wish in own.languages and wish != seat.language:
        seat = await own.seats.update(code, seat.number, language=wish)
        room.arrived()
    language = doors.language_of(own, request, seat.language, workshop.language)
    await room.refresh()
    view = await room.stage(seat, language, doors.page_of(request))
    return await _stage_page(own, request, room, seat, language, view)


def _over(own: Services, request: Request, workshop: Workshop) -> Response:
    """Whoever comes after the end takes no seat, and is counted nowhere."""
    language = doors.language_of(own, request, "", workshop.language)
    ended = message("The meeting has ended. Everything that was recorded is kept for its summary.")
    context = {
        "title": language.say(message("Thank you.")),
        "text": language.say(ended),
        "link": ("/", language.say(message("Enter a meeting’s code"))),
    }
    return own.pages.response("phone/message.html", language, context)


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
    if int(request.headers.get("content-length") or LARGEST_FORM + 1) > LARGEST_FORM:
        text = language.say(message("This message is larger than %(n)s KiB.", n=LARGEST_FRAME // 1024))
        return JSONResponse({"type": "refusal", "id": "", "text": text}, 413)
    form = await request.form(max_files=0, max_fields=700)
    if own.limits.bucket(code, seat.number, time.monotonic()).take(time.monotonic()) is not Verdict.FINE:
        text = language.say(message("Not recorded: this seat sends too much at once. Please try again in a moment."))
        refusal = {"type": "refusal", "id": str(form.get("id", ""))[:24], "text": text}
        return JSONResponse(refusal, 429, headers={"Retry-After": "2"})
    receipt, frame = await _record(own, room, seat, form)
    if as_json:
        return Response(receipt.frame(language), media_type="application/json")
    page = doors.page_of(request)
    if receipt.stored:
        return RedirectResponse(doors.same_place(request, f"/{code}", page + 1 if page else 0), 303)
    await room.refresh()
    told = poll_values.Receipt("refused", language.say(receipt.reason))
    typed = Answer({name: tuple(values) for name, values in frame.fields.items()}) if frame else None
    view = personal(await room.stage(seat, language, page), typed, told)
    return await _stage_page(own, request, room, seat, language, view, 422)


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
        raw[name] = values[0] if name in ("type", "id", "poll", "round", "opened") else values
    raw.setdefault("id", secrets.token_hex(12))
    frame: AnswerFrame | None = None
    try:
        frame = parse_answer(raw)
        if room.present.state.of(frame.poll).phase is Phase.DRAFT:
            await room.refresh()  # It may have been opened just now, by way of another process.
        more = await earlier(own.voters, own.results, room.present, find(room.present, frame), seat)
        return await own.intake.record(room.present, seat, frame, more), frame
    except Refusal as refusal:
        return Receipt(str(raw["id"])[:24], stored=False, reason=refusal.reason, field=refusal.field), frame
    except HemicycleError:
        reason = message("Not recorded: too many answers are waiting. Please send it again.")
        return Receipt(str(raw["id"])[:24], stored=False, reason=reason), frame


async def _stage_page(
    own: Services,
    request: Request,
    room: Room,
    seat: Seat,
    language: Language,
    view: views.StageView,
    status: int = 200,
) -> Response:
    seats = await doors.seats_of(own, request, room.code)
    there = await places(own, room, seats, seat, language)
    address = next((one.address for one in there if one.here), "")
    context = {
        "view": replace(view, seat=address),
        "code": room.code,
        "languages": own.pages.offered(room.present.workshop),
        "same_place": doors.same_place(request, f"/{room.code}", doors.page_of(request)),
        "seat": words(room, seat, language),
        "places": there,
    }
    response = own.pages.response("phone/delegate.html", language, context, status)
    used = next((token for token, one in seats.items() if one.number == seat.number), "")
    if used and len(seats) > 1 and next(iter(seats)) != used:
        # Links without the number of a seat lead to the one that was looked at last.
        doors.keep_seats(request, response, [used, *seats], room.code)
    return response
