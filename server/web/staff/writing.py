"""What staff write into the summary and choose for it: pages for people, the same addresses as JSON for programs."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from server.domain.errors import Conflict
from server.domain.language import Language
from server.domain.messages import Message, message
from server.domain.passages import LONGEST, is_choice, is_text, key, revision
from server.domain.schedule import local
from server.domain.text import clean, one_line
from server.store.access import Grant
from server.web import doors, links
from server.web.services import Services, services
from server.web.staff import summary as staff
from server.web.staff.summaries import BESIDE, summary, wished

MOST_FIELDS = 10


@dataclass(frozen=True, slots=True)
class Wish:
    """What a form asks for, from somebody who may ask."""

    own: Services
    request: Request
    grant: Grant
    code: str
    form: FormData
    language: Language  # in which the text is written

    def text(self, name: str) -> str:
        return one_line(str(self.form.get(name, "")))[:LONGEST]

    @property
    def json(self) -> bool:
        return "application/json" in self.request.headers.get("accept", "")

    @property
    def reader(self) -> Language:
        """The language of the page, which the text may not be written in."""
        first = self.text("view").partition(BESIDE)[0]
        return self.own.languages.get(first, self.language)

    def refused(self, reason: Message, status: int) -> Response:
        """Why nothing was written: to a program, or as a page with the way back."""
        text = self.reader.say(reason)
        if self.json:
            return JSONResponse({"error": text}, status)
        back = (f"/workshops/{self.code}/summary", self.reader.say(message("Back to the summary")))
        context = {"title": self.reader.say(message("This was not done")), "text": text, "link": back}
        return self.own.pages.response("phone/message.html", self.reader, context, status)


@dataclass(frozen=True, slots=True)
class Refused:
    """A text that was refused because somebody else had written there: both of them, and what to write over."""

    place: str
    lang: str
    mine: str
    theirs: str
    revision: str


async def asked(request: Request) -> Wish | Response:
    """The wish of a form, or the answer to somebody who may not ask."""
    own = services(request)
    code = request.path_params["code"]
    grant = await doors.grant_of(own, request, code, *staff.READERS)
    workshop = await own.workshops.get(code)
    if grant is None or workshop is None:
        return links.unknown(own, request)
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    wish = str(form.get("lang", ""))
    language = own.languages.get(wish) or doors.language_of(own, request, "", workshop.language)
    found = Wish(own, request, grant, code, form, language)
    token = request.headers.get("x-csrf-token") or str(form.get("csrf", ""))
    fits = doors.same_origin(request) and doors.csrf_fits(own, grant.id, token)
    if not doors.uses_bearer(request) and not fits:
        return found.refused(message("This page is out of date. Please load it again."), 403)
    return found


async def write(request: Request) -> Response:
    """POST /workshops/{code}/texts: `place`, `lang`, `text`, and `seen`, the revision of the text that was there."""
    wish = await asked(request)
    if isinstance(wish, Response):
        return wish
    own, code, place = wish.own, wish.code, wish.text("place")
    workshop = await own.workshops.get(code)
    assert workshop is not None
    if not is_text(place, workshop) or str(wish.form.get("lang", "")) not in own.languages:
        return wish.refused(message("There is no such text in the summary."), 404)
    mine = clean(str(wish.form.get("text", "")))
    if len(mine) > LONGEST:
        return wish.refused(message("A text has at most %(n)s characters.", n=LONGEST), 422)
    name = key(place, wish.language.code)
    snapshot = await own.results.snapshot(code)
    there = snapshot.notes.get(name, "")
    told = (await summary(own, snapshot, [wish.language])).passages.get(place)
    # What stands there by itself is not written down: it goes on counting.
    if wish.text("act") == "prepared" or (told is not None and mine == told.prepared):
        mine = ""
    if wish.text("act") == "theirs":
        mine = there
    seen = str(wish.form["seen"]) if "seen" in wish.form else "*"
    try:
        await own.acts.note(code, name, mine, by=wish.grant.id, seen=seen)
    except Conflict as conflict:
        theirs = (await own.results.notes(code)).get(name, "")
        return await _disputed(wish, conflict, Refused(place, wish.language.code, mine, theirs, revision(theirs)))
    return await _written(wish, mine, place)


async def choose(request: Request) -> Response:
    """POST /workshops/{code}/choices: `place` and `value`; an empty value takes the choice back."""
    wish = await asked(request)
    if isinstance(wish, Response):
        return wish
    workshop = await wish.own.workshops.get(wish.code)
    assert workshop is not None
    place, value = wish.text("place"), "" if wish.text("act") == "prepared" else wish.text("value")
    if not is_choice(place, value, workshop):
        return wish.refused(message("This cannot be chosen here."), 404)
    seen = str(wish.form["seen"]) if "seen" in wish.form else "*"
    try:
        await wish.own.acts.note(wish.code, place, value, by=wish.grant.id, seen=seen)
    except Conflict as conflict:
        return wish.refused(conflict.reason, 409)
    return await _written(wish, value, place)


async def _written(wish: Wish, text: str, place: str) -> Response:
    if not wish.json:
        view = quote(wish.text("view") or wish.language.code)
        anchor = place.replace(":", "-").replace(".", "-")
        return RedirectResponse(f"/workshops/{wish.code}/summary?lang={view}#passage-{anchor}", 303)
    state = await wish.own.results.state(wish.code)
    workshop = await wish.own.workshops.get(wish.code)
    assert workshop is not None
    at = wish.reader.clock(local(workshop, wish.own.clock()))
    told = wish.reader.say(message("Saved at %(time)s", time=at))
    return JSONResponse({"revision": revision(text), "rev": state.rev, "written": bool(text), "text": told})


async def _disputed(wish: Wish, conflict: Conflict, refused: Refused) -> Response:
    """Both texts, for whoever came later: nothing of either is lost."""
    own = wish.own
    if wish.json:
        html = own.pages.render("summary/both.html", wish.reader, {"refused": refused})
        error = wish.reader.say(conflict.reason)
        told = {"error": error, "theirs": refused.theirs, "revision": refused.revision, "html": html}
        return JSONResponse(told, 409)
    snapshot = await own.results.snapshot(wish.code)
    languages = wished(own, wish.request, snapshot, wish.text("view") or wish.language.code)
    return await staff.shown(own, wish.request, wish.grant, snapshot, languages, refused, status=409)
