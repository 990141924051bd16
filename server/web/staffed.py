"""Who is at a page of the desk: a moderator or a member of the staff, with the workshop, the room and the language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from server.domain.language import Language
from server.domain.messages import Message, message
from server.domain.workshop import Workshop
from server.live.room import Room
from server.store.access import Grant
from server.web import doors, links
from server.web.projector import base
from server.web.services import Services, services

ROLES = ("moderator", "staff")


class Again(Protocol):
    """Shows a page again, with why something was not done."""

    async def __call__(self, *, error: str, status: int) -> Response: ...


@dataclass(frozen=True, slots=True)
class Staffed:
    """Somebody at the desk who asks for something."""

    own: Services
    request: Request
    room: Room
    grant: Grant
    language: Language

    @property
    def code(self) -> str:
        return self.room.code

    @property
    def workshop(self) -> Workshop:
        return self.room.present.workshop

    @property
    def base(self) -> str:
        """The beginning of every address that people are given."""
        return base(self.own, self.request)

    @property
    def as_json(self) -> bool:
        """Whether a program asks."""
        return "application/json" in self.request.headers.get("accept", "")

    @property
    def as_fragment(self) -> bool:
        """Whether a page asks for a part of itself."""
        return bool(self.request.headers.get("hx-request"))

    def page(self, template: str, context: Mapping[str, object], status: int = 200) -> Response:
        """A page of the desk, which no cache keeps: there are names on it."""
        common = {
            "code": self.code,
            "title": self.workshop.title.pick(self.language.code),
            "role": self.grant.role,
            "csrf": doors.csrf(self.own, self.grant.id),
            "rehearsing": self.room.present.state.rehearsal is not None,
            "languages": self.own.pages.offered(self.workshop),
        }
        response = self.own.pages.response(template, self.language, {**common, **context}, status)
        response.headers["Cache-Control"] = "no-store"
        if "lang" in self.request.query_params:
            response.set_cookie(doors.LANGUAGE_COOKIE, self.language.code, samesite="lax", httponly=True)
        return response

    def back(self, address: str) -> Response:
        """To another page of this workshop."""
        return RedirectResponse(f"/workshops/{self.code}/{address}", 303)

    def told(self, reason: Message, status: int, address: str = "people") -> Response:
        """Why something was not done: to a program, to a script, or as a page with the way back."""
        text = self.language.say(reason)
        if self.as_json:
            return JSONResponse({"error": text}, status)
        if self.as_fragment:
            return Response(text, status, media_type="text/plain; charset=utf-8")
        link = (f"/workshops/{self.code}/{address}", self.language.say(message("Back to the list")))
        context = {"title": self.language.say(message("This was not done")), "text": text, "link": link}
        return self.own.pages.response("phone/message.html", self.language, context, status)

    async def refused(self, reason: Message, status: int, again: Again) -> Response:
        """Why an act was not done: to a program, or on the page from which it was sent."""
        text = self.language.say(reason)
        if self.as_json:
            return JSONResponse({"rev": self.room.present.state.rev, "error": text}, status)
        return await again(error=text, status=status)

    def may_act(self, form: FormData) -> bool:
        """Whether this form is one of ours, sent from one of our pages; a program brings its token itself."""
        token = self.request.headers.get("x-csrf-token") or str(form.get("csrf", ""))
        fits = doors.csrf_fits(self.own, self.grant.id, token)
        return doors.uses_bearer(self.request) or (doors.same_origin(self.request) and fits)

    def stale(self) -> Response:
        """What a form gets that is not one of ours any more."""
        return self.told(message("This page is out of date. Please load it again."), 403)


async def staffed(request: Request, *roles: str) -> Staffed | Response:
    """The moderator or member of the staff of this request, or what everybody else gets."""
    own = services(request)
    code = request.path_params["code"]
    grant = await doors.grant_of(own, request, code, *(roles or ROLES))
    room = await own.rooms.get(code) if grant else None
    if grant is None or room is None:
        return links.unknown(own, request)
    await room.refresh()
    language = doors.language_of(own, request, "", room.present.workshop.language)
    return Staffed(own, request, room, grant, language)
