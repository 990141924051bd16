"""The floor as a delegate's pages: questions, support for what others wrote, and reactions."""

from __future__ import annotations

import secrets
import time
from dataclasses import replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.errors import Conflict, HemicycleError, Refusal
from server.domain.language import ENGLISH
from server.domain.messages import message
from server.domain.seat import Seat
from server.live.intake import Receipt
from server.live.messages import LARGEST_FRAME, question
from server.live.present import Present
from server.live.views.floor import pulse_poll, questions_poll, support_place
from server.live.views.floor_values import QuestionsView
from server.web.phone.seated import Seated, seated, words
from server.web.services import Services


async def questions(request: Request) -> Response:
    """GET /{code}/questions: ask, and see what others ask."""
    who = await seated(request)
    if isinstance(who, Response):
        return who
    await who.room.refresh()
    view = await who.room.floor.questions(who.room.present, who.seat, who.language)
    if view.own and "asked" in request.query_params:
        view = replace(view, stored=view.own[0].word)
    return _page(who, view)


async def ask(request: Request) -> Response:
    """POST /{code}/questions: a question, as JSON for our own client and as a form for everybody."""
    who = await seated(request)
    if isinstance(who, Response):
        return who
    form = await _form(request)
    if form is None:
        return _too_large(who)
    receipt = await _asked(who, form)
    if who.as_json:
        return Response(receipt.frame(who.language), media_type="application/json")
    if receipt.stored:
        return who.back("/questions?asked")
    await who.room.refresh()
    view = await who.room.floor.questions(who.room.present, who.seat, who.language)
    typed = {"text": (str(form.get("text", "")),), "to": (str(form.get("to", "")),)}
    return _page(who, replace(view, typed=typed, refused=who.language.say(receipt.reason)), 422)


async def support(request: Request) -> Response:
    """POST /{code}/upvotes: support an entry (`on` = 1) or take the support back; the answer says how many do."""
    who = await seated(request)
    if isinstance(who, Response):
        return who
    form = await _form(request)
    if form is None:
        return _too_large(who)
    entry, on = str(form.get("entry", "")), form.get("on", "1") == "1"
    await who.room.refresh()
    try:
        number = await supports(who.own, who.room.present, who.seat, entry, on=on)
    except Conflict as conflict:
        if who.as_json:
            return JSONResponse({"type": "refusal", "id": "", "text": who.language.say(conflict.reason)}, 409)
        return who.back(_from(form))
    return JSONResponse({"type": "support", "entry": entry, "number": number}) if who.as_json else who.back(_from(form))


async def react(request: Request) -> Response:
    """POST /{code}/reactions: a reaction; one a second is counted, and who is faster is not told off."""
    who = await seated(request)
    if isinstance(who, Response):
        return who
    form = await _form(request)
    if form is not None:
        reacts(who.own, who.room.present, who.seat, str(form.get("name", "")))
    return Response(status_code=204) if who.as_json else who.back()


def asked_in(present: Present) -> tuple[str, int]:
    """The poll and round that take questions now.

    Raises:
        Refusal: when no questions are taken.
    """
    poll = questions_poll(present)
    if poll is None:
        raise Refusal("", message("Not recorded: questions are not being taken now."))
    return poll.id, present.background[poll.id].round


async def supports(own: Services, present: Present, seat: Seat, entry: str, *, on: bool) -> int:
    """Support an entry that everybody may see, or take the support back; the socket and the form come through here.

    Raises:
        Conflict: when it cannot be supported now.
    """
    place = support_place(present, entry)
    if place is None:
        raise Conflict(message("This cannot be supported now."))
    poll, round_ = place
    voter = await own.intake.voter(present, poll, round_, seat)
    return await own.upvotes.set(present.code, poll.id, round_, voter, entry, on)


def reacts(own: Services, present: Present, seat: Seat, name: str) -> bool:
    """Count a reaction where one is taken; False where it is not, or comes too fast."""
    poll = pulse_poll(present)
    if poll is None:
        return False
    offered_ = present.kinds[poll.kind].form(poll.definition, ENGLISH)["reactions"]
    if all(one["id"] != name for one in offered_):
        return False
    round_ = present.background[poll.id].round
    return own.reacting.take(present.code, poll.id, round_, seat.number, name, time.monotonic())


async def _asked(who: Seated, form: FormData) -> Receipt:
    own = str(form.get("id") or secrets.token_hex(12))
    try:
        frame = question({**{name: str(form[name]) for name in ("text", "to") if name in form}, "id": own})
        await who.room.refresh()
        present = who.room.present
        return await who.own.intake.record(present, who.seat, frame.answer(*asked_in(present)))
    except Refusal as refusal:
        return Receipt(own[:24], stored=False, reason=refusal.reason)
    except HemicycleError:
        reason = message("Not recorded: too many answers are waiting. Please send it again.")
        return Receipt(own[:24], stored=False, reason=reason)


async def _form(request: Request) -> FormData | None:
    """The form, None where it is larger than any question."""
    if int(request.headers.get("content-length") or LARGEST_FRAME + 1) > LARGEST_FRAME:
        return None
    return await request.form(max_files=0, max_fields=20)


def _too_large(who: Seated) -> Response:
    text = who.language.say(message("This message is larger than %(n)s KiB.", n=LARGEST_FRAME // 1024))
    return JSONResponse({"type": "refusal", "id": "", "text": text}, 413)


def _from(form: FormData) -> str:
    """The page that a form came from, in the words of our own forms."""
    return "/questions" if form.get("from") == "questions" else ""


def _page(who: Seated, view: QuestionsView, status: int = 200) -> Response:
    workshop = who.room.present.workshop
    context = {
        "view": view,
        "code": who.code,
        "languages": who.own.pages.offered(workshop),
        "seat": words(who.room, who.seat, who.language),
    }
    return who.own.pages.response("phone/questions.html", who.language, context, status)
