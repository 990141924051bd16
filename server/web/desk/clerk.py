"""The clerk's page: answers that came by raised hands, on paper or by voice, entered as totals or for a delegation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.clerk import MOST, ClerkEntry, How, raised
from server.domain.errors import Conflict, Refusal
from server.domain.kind import Hands
from server.domain.messages import Message, message
from server.domain.text import one_line
from server.domain.workshop import Poll
from server.live.present import opened_at
from server.live.views.clerk import ClerkForm, ClerkPoll, ClerkView, clerk_poll, clerk_polls, filled
from server.store.clerk import Said
from server.web import links
from server.web.staffed import Staffed, staffed

MOST_FIELDS = 600
OWN = "clerk."  # before the names of our own fields; those without it are the kind's
NUMBER = re.compile(r"[0-9]{1,5}")
DONE = {
    "entered": message("Entered."),
    "corrected": message("Corrected."),
    "withdrawn": message("Taken back."),
}


@dataclass(frozen=True, slots=True)
class _Desk(Staffed):
    """Who asks about which round of which poll; `poll` is the poll as that round asked it when it was `opened`."""

    poll: Poll
    round: int
    opened: int

    @property
    def hands(self) -> tuple[Hands, ...]:
        kind = self.own.kinds[self.poll.kind]
        return tuple(kind.hands(kind.form(self.poll.definition, self.language)))

    async def entries(self) -> list[ClerkEntry]:
        return await self.own.clerk.entries(self.code, self.poll, self.round)

    async def entry(self, name: str) -> ClerkEntry | None:
        return next((one for one in await self.entries() if one.id == name), None)


async def page(request: Request) -> Response:
    """GET /workshops/{code}/clerk: the poll on stage; /workshops/{code}/clerk/{poll}?round=N&entry=E: the one named."""
    found = await _find(request)
    if isinstance(found, Response):
        return found
    if not isinstance(found, _Desk):
        return _show(found, None)
    form = ClerkForm()
    wanted = request.query_params.get("entry", "")
    if wanted and (entry := await found.entry(wanted)):
        form = filled(entry, found.hands)
    done = DONE.get(request.query_params.get("done", ""))
    return await _shown(found, form, said=found.language.say(done) if done else "")


async def act(request: Request) -> Response:
    """POST /workshops/{code}/clerk/{poll}: `clerk.do` is enter or withdraw; the other fields are in the reference."""
    found = await _find(request)
    if isinstance(found, Response):
        return found
    if not isinstance(found, _Desk):
        return links.unknown(found.own, request)
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    if not found.may_act(form):
        return await _refused(found, form, "", message("This page is out of date. Please load it again."), 403)
    try:
        if _text(form, "do") == "withdraw":
            entry, people, done = await _withdraw(found, form)
        else:
            entry, people, done = await _enter(found, form)
    except Refusal as refusal:
        return await _refused(found, form, refusal.field, refusal.reason, 422)
    except Conflict as conflict:
        left = conflict.delegations if isinstance(conflict, _Partly) else None
        return await _refused(found, form, "clerk.replace", conflict.reason, 409, left)
    await found.room.refresh()
    if found.as_json:
        state = found.room.present.state
        told = {"poll": found.poll.id, "round": found.round, "entry": entry, "people": people, "rev": state.rev}
        return JSONResponse(told)
    return found.back(f"clerk/{found.poll.id}?round={found.round}&done={done}")


async def _enter(desk: _Desk, form: FormData) -> tuple[str, int, str]:
    corrects = await _corrected(desk, form)
    how = _text(form, "how")
    if how not in tuple(How):
        raise Refusal("clerk.how", message("Please say how the answers came."))
    said = _said(desk, form)
    workshop = desk.room.present.workshop
    entry, people = "", 0
    refused: list[tuple[str, Message]] = []
    # Several delegations may have given the same answer; each has an entry of its own.
    for delegation in delegations_of(form) or [""]:
        try:
            entry, _ = await desk.own.clerk.enter(
                desk.room.code, workshop, desk.own.kinds[desk.poll.kind], desk.poll, desk.round, said, how=How(how),
                remark=_text(form, "remark"), delegation=delegation, by=desk.grant.id, corrects=corrects,
                confirmed=_text(form, "replace") == "1", opened=desk.opened,
            )  # fmt: skip
            people += sum(n for _, n in said)
        except Conflict as conflict:
            refused.append((delegation, conflict.reason))
    if refused:
        raise _Partly(refused, people, desk)
    return entry, people, "corrected" if corrects else "entered"


def delegations_of(form: FormData) -> list[str]:
    """The delegations that are named, each once."""
    return list(dict.fromkeys(name for value in form.getlist(f"{OWN}delegation") if (name := one_line(str(value)))))


class _Partly(Conflict):
    """Some delegations have an answer already; the others were entered."""

    def __init__(self, refused: Sequence[tuple[str, Message]], entered: int, desk: _Desk) -> None:
        self.delegations = [name for name, _ in refused]
        reason = refused[0][1]
        if entered:
            workshop = desk.room.present.workshop
            known = (workshop.delegation(name) for name in self.delegations)
            names = desk.language.listing([one.name.pick(desk.language.code) for one in known if one])
            reason = message(
                "Entered for %(n)s. Not entered for %(names)s: %(reason)s", n=entered, names=names, reason=reason
            )
        super().__init__(reason)


async def _withdraw(desk: _Desk, form: FormData) -> tuple[str, int, str]:
    entry = await _corrected(desk, form)
    if entry is None:
        raise Conflict(message("This entry does not exist any more."))
    kind = desk.own.kinds[desk.poll.kind]
    await desk.own.clerk.withdraw(desk.room.code, kind, desk.poll, desk.round, entry, by=desk.grant.id)
    return entry.id, 0, "withdrawn"


async def _corrected(desk: _Desk, form: FormData) -> ClerkEntry | None:
    """The entry that is to be corrected, in the version that the clerk saw."""
    name = _text(form, "entry")
    if not name:
        return None
    entry = await desk.entry(name)
    seen = _text(form, "version")
    if entry is None or (seen and seen != str(entry.version)):
        raise Conflict(message("Somebody else has just changed this entry. Look at it and try again."))
    return entry


def _said(desk: _Desk, form: FormData) -> Said:
    """What was said, by how many: from the counted hands, or from the kind's own form."""
    if _text(form, "mode") == "hands":
        counted = _counted(desk, form)
        people = _number("clerk.people", _text(form, "people"))
        most = max((n for values in counted.values() for n in values.values()), default=0)
        if people and people < most:
            raise Refusal("clerk.people", message("More hands were raised for one option than there were people."))
        total = sum(n for values in counted.values() for n in values.values())
        if total > MOST * max(1, len(counted)) or people > MOST:
            raise Refusal("clerk.people", message("One entry speaks for at most %(n)s people.", n=MOST))
        return raised(desk.hands, counted, people if any(one.several for one in desk.hands) else 0)
    return [(_fields(form), _number("clerk.people", _text(form, "people")) or 1)]


def _fields(form: FormData) -> dict[str, list[str]]:
    """The fields of the kind's own form."""
    fields: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if not name.startswith(OWN) and name != "csrf" and isinstance(value, str):
            fields.setdefault(name, []).append(value)
    return fields


def _counted(desk: _Desk, form: FormData) -> dict[str, dict[str, int]]:
    counted: dict[str, dict[str, int]] = {}
    for question in desk.hands:
        for value, _ in question.values:
            name = f"{OWN}hands.{question.field}.{value}"
            counted.setdefault(question.field, {})[value] = _number(name, str(form.get(name, "")))
    return counted


def _number(field: str, text: str) -> int:
    text = one_line(text)
    if not text:
        return 0
    if not NUMBER.fullmatch(text):
        raise Refusal(field, message("Please enter a whole number of people."))
    return int(text)


def _text(form: FormData, name: str) -> str:
    return one_line(str(form.get(OWN + name, "")))


async def _find(request: Request) -> _Desk | Staffed | Response:
    """The round that is asked for, or the one on stage; only who asks where nobody was asked yet."""
    desk = await staffed(request, "moderator")
    if isinstance(desk, Response):
        return desk
    own, present = desk.own, desk.room.present
    wanted = request.path_params.get("poll", "")
    name = wanted or present.state.poll
    poll = present.workshop.polls.get(name)
    if poll is None or not (own.kinds[poll.kind].answered and own.kinds[poll.kind].entered):
        return links.unknown(own, request) if wanted else desk
    rounds = present.state.of(name).round
    if not rounds:
        return desk
    wish = request.query_params.get("round", "")
    if request.method == "POST":
        wish = str((await request.form(max_files=0, max_fields=MOST_FIELDS)).get("clerk.round", ""))
    number = int(wish) if NUMBER.fullmatch(wish) and 1 <= int(wish) <= rounds else rounds
    asked = present.workshop.poll_in(name, number) or poll
    return _Desk(own, request, desk.room, desk.grant, desk.language, asked, number, opened_at(present, name, number))


async def _refused(
    desk: _Desk, form: FormData, field: str, reason: Message, status: int, left: Sequence[str] | None = None
) -> Response:
    """Why nothing was entered; what was typed stands in the form again."""
    text = desk.language.say(reason)
    if desk.as_json:
        rev = desk.room.present.state.rev
        told = {"poll": desk.poll.id, "round": desk.round, "field": field, "error": text, "rev": rev}
        return JSONResponse(told, status)
    counted: dict[str, dict[str, int]] = {}
    for question in desk.hands:
        for value, _ in question.values:
            typed = one_line(str(form.get(f"{OWN}hands.{question.field}.{value}", "")))
            counted.setdefault(question.field, {})[value] = int(typed) if NUMBER.fullmatch(typed) else 0
    said = _fields(form)
    people, version = _text(form, "people"), _text(form, "version")
    typed_form = ClerkForm(
        _text(form, "entry"), int(version) if NUMBER.fullmatch(version) else 0, _text(form, "mode") or "answer",
        _text(form, "how"), _text(form, "remark"), _text(form, "delegation"),
        delegations_of(form) if left is None else left, int(people) if NUMBER.fullmatch(people) else 0, said, counted,
    )  # fmt: skip
    return await _shown(desk, typed_form, error=text, field=field, status=status)


async def _shown(
    desk: _Desk, form: ClerkForm, *, said: str = "", error: str = "", field: str = "", status: int = 200
) -> Response:
    data = await desk.own.results.round(desk.code, desk.poll.id, desk.round)
    current = clerk_poll(desk.room.present, desk.poll, data, await desk.entries(), form, desk.language)
    return _show(desk, current, {"said": said, "error": error, "field": field}, status)


def _show(
    desk: Staffed, current: ClerkPoll | None, more: Mapping[str, str] | None = None, status: int = 200
) -> Response:
    chosen = current.poll.id if current else desk.request.path_params.get("poll", "")
    title = desk.workshop.title.pick(desk.language.code)
    view = ClerkView(desk.code, title, clerk_polls(desk.room.present, desk.language, chosen), current)
    context = {"view": view, "here": "clerk", "chosen": chosen, "said": "", "error": "", "field": "", **(more or {})}
    return desk.page("desk/clerk.html", context, status)
