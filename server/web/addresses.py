"""The addresses that people left in forms: a page and a file for the staff of the workshop, and for nobody else."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from server.domain.kind import Answer
from server.domain.language import Language
from server.domain.workshop import Workshop
from server.exports import addresses
from server.exports.addresses import AddressList
from server.web import doors, links
from server.web.entrance import offered
from server.web.services import Services, services

# The moderator runs the meeting; who wrote which address is no part of that.
READERS = ("staff",)


async def page(request: Request) -> Response:
    """GET /workshops/{code}/addresses."""
    own = services(request)
    code = request.path_params["code"]
    grant = await doors.grant_of(own, request, code, *READERS)
    workshop = await own.workshops.get(code)
    if grant is None or workshop is None:
        return links.unknown(own, request)
    language = doors.language_of(own, request, "", workshop.language)
    context = {
        "lists": await _lists(own, code, workshop, language),
        "title": workshop.title.pick(language.code),
        "code": code,
        "role": grant.role,
        "languages": offered(own, workshop),
    }
    response = own.pages.response("staff/addresses.html", language, context)
    response.headers["Cache-Control"] = "no-store"
    return response


async def file(request: Request) -> Response:
    """GET /workshops/{code}/addresses.csv."""
    own = services(request)
    code = request.path_params["code"]
    grant = await doors.grant_of(own, request, code, *READERS)
    workshop = await own.workshops.get(code)
    if grant is None or workshop is None:
        return links.unknown(own, request)
    language = doors.language_of(own, request, "", workshop.language)
    headers = {"Content-Disposition": f'attachment; filename="addresses-{code}.csv"', "Cache-Control": "no-store"}
    body = addresses.write(await _lists(own, code, workshop, language))
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)


def asked(own: Services, workshop: Workshop, language: Language) -> bool:
    """Whether any poll of the workshop asks for an address."""
    return any(addresses.asks(poll, own.kinds[poll.kind], language) for poll in workshop.polls.values())


async def _lists(own: Services, code: str, workshop: Workshop, language: Language) -> Sequence[AddressList]:
    """The addresses of all rounds that were answered."""
    state = await own.results.state(code)
    answers: dict[str, list[Answer]] = {}
    for poll in workshop.polls.values():
        if addresses.asks(poll, own.kinds[poll.kind], language):
            rounds = range(1, state.of(poll.id).round + 1)
            rows = [row for number in rounds for row in await own.results.rows(code, poll.id, number)]
            answers[poll.id] = [row.answer for row in rows]
    return addresses.gather(workshop, own.kinds, answers, language)
