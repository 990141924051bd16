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
from server.web.services import Services
from server.web.staffed import Staffed, staffed

# The moderator runs the meeting; who wrote which address is no part of that.
READERS = ("staff",)


async def page(request: Request) -> Response:
    """GET /workshops/{code}/addresses."""
    desk = await staffed(request, *READERS)
    return desk if isinstance(desk, Response) else desk.page("staff/addresses.html", {"lists": await _lists(desk)})


async def file(request: Request) -> Response:
    """GET /workshops/{code}/addresses.csv."""
    desk = await staffed(request, *READERS)
    if isinstance(desk, Response):
        return desk
    headers = {"Content-Disposition": f'attachment; filename="addresses-{desk.code}.csv"', "Cache-Control": "no-store"}
    return Response(addresses.write(await _lists(desk)), media_type="text/csv; charset=utf-8", headers=headers)


def asked(own: Services, workshop: Workshop, language: Language) -> bool:
    """Whether any poll of the workshop asks for an address."""
    return any(addresses.asks(poll, own.kinds[poll.kind], language) for poll in workshop.polls.values())


async def _lists(desk: Staffed) -> Sequence[AddressList]:
    """The addresses of all rounds that were answered."""
    own, code, workshop, language = desk.own, desk.code, desk.workshop, desk.language
    state = await own.results.state(code)
    answers: dict[str, list[Answer]] = {}
    for poll in workshop.polls.values():
        if addresses.asks(poll, own.kinds[poll.kind], language):
            rounds = range(1, state.of(poll.id).round + 1)
            rows = [row for number in rounds for row in await own.results.rows(code, poll.id, number)]
            answers[poll.id] = [row.answer for row in rows]
    return addresses.gather(workshop, own.kinds, answers, language)
