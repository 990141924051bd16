"""A poll made up on the spot: typed, looked at, opened. It becomes a poll of the agenda file like any other."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.editing import insert, poll_ids
from server.domain.errors import Conflict, Faults
from server.domain.kind import AnyKind, stays_hidden
from server.domain.language import Language
from server.domain.messages import Message, message
from server.domain.polls import read_poll
from server.domain.quick import KINDS, Typed, missing, poll, read, suggested
from server.domain.reader import Reader, Sink
from server.domain.schedule import moment
from server.domain.splits import language_name
from server.domain.state import Phase
from server.domain.text import clean
from server.domain.workshop import Ballot, Poll, lasting
from server.live.room import Room
from server.store.access import Grant
from server.web.services import Services
from server.web.staffed import Staffed, staffed

COUNTDOWNS = (0, 30, 60, 90, 120)  # seconds; 0 for no limit
PAGES = ("moderator", "remote")
BALLOTS = (Ballot.ANONYMOUS, Ballot.RECORDED, Ballot.SECRET)
# Somebody may edit the agenda at the same moment: what is added here goes into what they made of it.
TRIES = 4


@dataclass(frozen=True, slots=True)
class Wish:
    """What the form says: what was typed in each language, its own first, and how it is to be asked."""

    texts: Mapping[str, str]
    own: str
    kind: str = ""  # "" for the one that the text suggests
    show: str = "hidden"
    countdown: int = 0
    ballot: str = Ballot.ANONYMOUS.value
    back: str = PAGES[0]  # the page that it was asked for from, and leads back to

    @property
    def typed(self) -> dict[str, Typed]:
        order = [self.own, *(code for code in self.texts if code != self.own)]
        return {code: read(self.texts[code]) for code in order}

    @property
    def chosen(self) -> str:
        """The kind that was chosen, else the one that the text suggests."""
        return self.kind or suggested(self.typed[self.own])

    @property
    def settings(self) -> dict[str, Any]:
        said: dict[str, Any] = {"show": self.show, "ballot": self.ballot}
        return said | ({"countdown": self.countdown} if self.countdown else {})


async def page(request: Request) -> Response:
    """GET /workshops/{code}/quick: the empty page."""
    desk = await staffed(request, "moderator")
    if isinstance(desk, Response):
        return desk
    languages = desk.workshop.languages
    own = desk.language.code if desk.language.code in languages else desk.workshop.language
    back = request.query_params.get("back", "")
    return _page(desk, Wish(dict.fromkeys(languages, ""), own, back=back if back in PAGES else PAGES[0]))


async def act(request: Request) -> Response:
    """POST /workshops/{code}/quick with `do`: look, keep or open."""
    desk = await staffed(request, "moderator")
    if isinstance(desk, Response):
        return desk
    own, room = desk.own, desk.room
    form = await request.form(max_files=0, max_fields=60)
    wish = _wish(room, desk.language, form)
    if not desk.may_act(form):
        return _page(desk, wish, message("This page is out of date. Please load it again."), 403)
    if form.get("do") not in ("keep", "open"):
        return _page(desk, wish)
    opened = form.get("do") == "open"
    try:
        if not wish.typed[wish.own]:
            raise Conflict(message("Please write the question."))
        if opened:
            _free(room)
        made = await _add(own, room, desk.grant, wish)
        await room.refresh()
        if opened:
            await _ask(own, room, desk.grant, made)
    except Faults as faults:
        return _page(desk, wish, faults.faults[0].reason, 422)
    except Conflict as conflict:
        return _page(desk, wish, conflict.reason, 409)
    if desk.as_json:
        await room.refresh()
        at = room.present.state.of(made)
        return JSONResponse({"poll": made, "phase": at.phase, "round": at.round, "rev": room.present.state.rev})
    return desk.back(wish.back)


def _wish(room: Room, language: Language, form: FormData) -> Wish:
    """The form as it was sent; whatever it says that the page does not offer is left at what it is without it."""
    languages = room.present.workshop.languages

    def one(name: str, allowed: Sequence[str], default: str) -> str:
        said = str(form.get(name, default))
        return said if said in allowed else default

    own = one("language", languages, language.code if language.code in languages else languages[0])
    texts = {code: clean(str(form.get(f"text-{code}", ""))) for code in languages}
    texts[own] = clean(str(form.get("text", ""))) or texts[own]
    countdown = one("countdown", [str(n) for n in COUNTDOWNS], "0")
    return Wish(
        texts,
        own,
        one("kind", KINDS, ""),
        one("show", ("hidden", "live"), "hidden"),
        int(countdown),
        one("ballot", [ballot.value for ballot in BALLOTS], Ballot.ANONYMOUS.value),
        one("back", PAGES, PAGES[0]),
    )


def _free(room: Room) -> None:
    """One poll is open at a time, and before anything is added it is clear that this one can be opened.

    Raises:
        Conflict: when another poll or a survey is open, or the meeting is over.
    """
    present = room.present
    if present.state.ended is not None:
        raise Conflict(message("This workshop has ended."))
    if present.surveying or (present.open and present.kind.answered and not present.kind.background):
        raise Conflict(message("Another poll is open. Please close it first, or keep this one for later."))


async def _add(own: Services, room: Room, grant: Grant, wish: Wish) -> str:
    """Put the poll into the agenda, after what is on stage; its id.

    Raises:
        Faults: when something that was typed cannot be a poll.
        Conflict: when the agenda is being edited too busily.
    """
    for left in reversed(range(TRIES)):
        prepared = await own.workshops.prepared(room.code)
        if prepared is None:
            break
        raw = json.loads(prepared.text)
        if not raw.get("agenda"):
            titles = {code: own.languages[code].say("Polls") for code in wish.texts if code in own.languages}
            raw = {**raw, "agenda": [{"id": "polls", "title": titles or "Polls", "polls": []}]}
        made = poll(wish.typed, wish.chosen, _sayer(own), poll_ids(raw), wish.settings)
        item, place = _place(room, raw)
        raw = insert(raw, ("agenda", item, "polls"), place, made)
        try:
            await own.workshops.edit(room.code, prepared.version, raw, by=grant.id)
        except Conflict:
            if not left:
                raise
        else:
            return str(made["id"])
    raise Conflict(message("There is no workshop with this code."))


def _place(room: Room, raw: Mapping[str, Any]) -> tuple[int, int]:
    """The item of now, and the place after the poll on stage, as numbers in the agenda."""
    state = room.present.state
    now = moment(room.present.workshop, state, room.present.now).now
    ids = [item.get("id") for item in raw["agenda"]]
    item = ids.index(now.id) if now is not None and now.id in ids else 0
    polls = [one.get("id") for one in raw["agenda"][item].get("polls") or ()]
    return item, polls.index(state.poll) + 1 if state.poll in polls else len(polls)


async def _ask(own: Services, room: Room, grant: Grant, name: str) -> None:
    made = room.present.workshop.polls[name]
    shown = made.settings.show == "live" and not stays_hidden(room.present.kinds[made.kind], made.definition)
    item = room.present.workshop.item_of(name).id
    await own.acts.open(
        room.code, name, item=item, countdown=lasting(room.present.workshop, made), shown=shown, by=grant.id,
        expect=(Phase.DRAFT, 0),
    )  # fmt: skip


def _sayer(own: Services) -> Any:
    def say(code: str, word: Message) -> str:
        return (own.languages.get(code) or own.languages["en"]).say(word)

    return say


def _page(desk: Staffed, wish: Wish, error: Message | None = None, status: int = 200) -> Response:
    own, language, workshop = desk.own, desk.language, desk.workshop
    if error is not None and desk.as_json:
        return JSONResponse({"error": language.say(error)}, status)
    typed = wish.typed
    lacking = missing(typed, wish.chosen) if typed[wish.own] else []
    context = {
        "wish": wish,
        "kinds": [(name, language.say(own.kinds[name].label)) for name in KINDS],
        "names": {code: language_name(code, language) for code in workshop.languages},
        "lacking": [language_name(code, language) for code in lacking],
        "preview": _preview(own, wish, language),
        "countdowns": COUNTDOWNS,
        "error": language.say(error) if error else "",
        "people": desk.room.present.hall,
    }
    fragment = desk.as_fragment and error is None
    response = desk.page("desk/quick_look.html" if fragment else "desk/quick.html", context, status)
    # Nobody's name is on it, and whoever goes back finds what was typed.
    response.headers["Cache-Control"] = "no-cache"
    return response


def _preview(own: Services, wish: Wish, language: Language) -> Mapping[str, Any] | None:
    """The poll as phones will show it, for whoever reads the language in which it was typed."""
    if not wish.typed[wish.own]:
        return None
    sink = Sink()
    sink.languages = tuple(wish.texts)
    raw = poll(wish.typed, wish.chosen, _sayer(own), [], wish.settings)
    made: Poll | None = read_poll(Reader(raw, (), sink), own.kinds, set(), delegations=False)
    if made is None or sink.faults:
        return {"fault": language.say(sink.faults[0].reason)} if sink.faults else None
    kind: AnyKind = own.kinds[made.kind]
    reader = own.languages.get(wish.own, language)
    return {
        "id": made.id,
        "kind": made.kind,
        "prompt": made.prompt.pick(wish.own),
        "rule": reader.say(kind.rule(made.definition)),
        "form": kind.form(made.definition, reader),
        "language": wish.own,
    }
