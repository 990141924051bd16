"""The staff's page: the summary as it will be exported, and its files, also while the workshop runs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from server.domain.counts import PEOPLE, results_only
from server.domain.language import Language
from server.domain.segments import DELEGATION, name_in
from server.domain.snapshot import RoundData, Snapshot
from server.domain.workshop import Ballot, Poll
from server.exports import formats, raster
from server.exports.page import document
from server.exports.parts import Summary
from server.exports.pdf.libraries import NoPress
from server.exports.telling import Teller
from server.store.access import Grant
from server.store.workshops import Listed
from server.web import doors, links
from server.web.services import Services, services
from server.web.staff import addresses, papers
from server.web.staff.summaries import BESIDE, code_of, summary, wished, wished_of

READERS = ("staff", "moderator")
PIECE = 64 * 1024  # bytes of a file that are compressed at once, within about two milliseconds


async def page(request: Request) -> Response:
    """GET /workshops/{code}/summary?lang=es, or lang=es+en; with `rev`, nothing where nothing has happened since."""
    own = services(request)
    code = request.path_params["code"]
    grant = await doors.grant_of(own, request, code, *READERS)
    if grant is None:
        return links.unknown(own, request)
    rev = request.query_params.get("rev", "")
    if rev and rev == str((await own.results.state(code)).rev):
        return Response(status_code=204)
    snapshot = await own.results.snapshot(code)
    return await shown(own, request, grant, snapshot, wished(own, request, snapshot))


async def _others(own: Services, request: Request, code: str) -> list[Listed]:
    """The other workshops of this server, for the administrator: who else has the right to one has its link."""
    if not doors.is_admin(own, request):
        return []
    return [one for one in await own.workshops.listing() if one.code != code]


async def shown(
    own: Services,
    request: Request,
    grant: Grant,
    snapshot: Snapshot,
    languages: Sequence[Language],
    refused: object = None,
    status: int = 200,
) -> Response:
    """The page in the first of these languages; `refused` is a text that somebody else wrote meanwhile."""
    told = await summary(own, snapshot, languages)
    calendar = Teller(languages[0], snapshot.workshop.timezone, snapshot.workshop.date)
    context = {
        "summary": told,
        "document": _document(own, grant, told, refused, calendar),
        "code": snapshot.code,
        "formats": list(formats.FORMATS),
        "papers": [one.name for one in await own.papers.listing(snapshot.code) if one.sort == "summary"],
        "offered": own.pages.offered(snapshot.workshop),
        "running": snapshot.state.begun is not None and snapshot.state.ended is None,
        "rose": calendar.moment(snapshot.state.ended),
        "role": grant.role,
        "rev": snapshot.state.rev,
        "wish": code_of(languages),
        "csrf": doors.csrf(own, grant.id),
        "earlier": snapshot.earlier,
        "others": await _others(own, request, snapshot.code),
        "addressed": grant.role in addresses.READERS and addresses.asked(own, snapshot.workshop, languages[0]),
    }
    return own.pages.response("staff/summary.html", languages[0], context, status)


def _document(own: Services, grant: Grant, told: Summary, refused: object, calendar: Teller) -> Markup:
    """The document with a field for each text that staff may write."""
    return document(
        own.pages.environment(told.language),
        told,
        edit=True,
        code=told.code,
        csrf=doors.csrf(own, grant.id),
        conflict=refused,
        view_lang=BESIDE.join(one.language.code for one in (told, told.beside) if one),
        language_name=calendar.language_name,
    )


async def download(request: Request) -> Response:
    """GET /workshops/{code}/summary.{format}?lang=es: made in a process of its own, so that nobody's answer waits."""
    own = services(request)
    code, name = request.path_params["code"], request.path_params["format"]
    grant = await doors.grant_of(own, request, code, *READERS)
    if grant is None or name not in formats.FORMATS:
        return links.unknown(own, request)
    workshop = await own.workshops.get(code)
    if workshop is None:
        return links.unknown(own, request)
    wish = code_of(wished_of(own, request, workshop.language))
    wanted = formats.FORMATS[name]
    if name == "docx" and (paper := request.query_params.get("template", "")):
        return await papers.filled(own, request, await own.results.snapshot(code, pictures=True), paper)
    try:
        body = await own.exporter.file(name, own.config.redis_url, code, wish)
    except NoPress as lacking:
        return links.impossible(own, request, lacking.reason)
    headers = {
        "Content-Disposition": f'attachment; filename="summary-{code}-{wish.replace(BESIDE, "-")}.{wanted.extension}"',
        "Cache-Control": "no-store",
    }
    return StreamingResponse(_pieces(body), media_type=wanted.media_type, headers=headers)


async def _pieces(body: bytes) -> AsyncIterator[bytes]:
    """A large file piece by piece: each is compressed on its way, and between two of them phones are served."""
    for start in range(0, len(body), PIECE):
        yield body[start : start + PIECE]
        await asyncio.sleep(0)


async def chart(request: Request) -> Response:
    """GET /workshops/{code}/summary/charts/{poll}.{which}.{format}: a round, `rounds` or `earlier`, as svg or png.

    Where a poll is answered on a picture, `pins-` and a round is that picture with its pins.
    """
    own = services(request)
    code, name = request.path_params["code"], request.path_params["name"]
    grant = await doors.grant_of(own, request, code, *READERS)
    poll, _, rest = name.partition(".")
    which, _, format_ = rest.partition(".")
    if grant is None or format_ not in raster.MEDIA_TYPES:
        return links.unknown(own, request)
    snapshot = await own.results.snapshot(code, pictures=which.startswith(raster.PINS))
    language = wished(own, request, snapshot)[0]
    try:
        body = await own.exporter.picture(snapshot, language.code, poll, which, format_)
    except raster.NoPicture as lacking:
        return links.impossible(own, request, lacking.reason)
    headers = {
        "Content-Disposition": f'inline; filename="{code}-{poll}-{which}-{language.code}.{format_}"',
        "Cache-Control": "no-store",
    }
    return Response(body, media_type=raster.MEDIA_TYPES[format_], headers=headers)


async def results(request: Request) -> Response:
    """GET /workshops/{code}/results.json: the last round of every poll that was opened, as the room answered it."""
    own = services(request)
    code = request.path_params["code"]
    grant = await doors.grant_of(own, request, code, *READERS)
    if grant is None:
        return links.unknown(own, request)
    return JSONResponse(_results(await own.results.snapshot(code)), headers={"Cache-Control": "no-store"})


def _segments(poll: Poll, data: RoundData, least: int) -> dict[str, dict[str, int]]:
    """The counts of each segment; of an anonymous ballot not those of a delegation from which only few answered."""
    anonymous = poll.settings.ballot is Ballot.ANONYMOUS
    return {
        name: dict(results_only(counts))
        for name, counts in data.segments.items()
        if not (anonymous and name_in((name,), DELEGATION) and counts.get(PEOPLE, 0) < least)
    }


def _results(snapshot: Snapshot) -> dict[str, object]:
    polls: list[dict[str, object]] = []
    for poll in snapshot.workshop.polls.values():
        rounds = snapshot.rounds_of(poll.id)
        if not rounds:
            continue
        last = rounds[-1]
        at = snapshot.state.of(poll.id)
        polls.append(
            {
                "poll": poll.id,
                "round": last.round,
                "kind": poll.kind,
                "phase": at.phase,
                "shown": at.shown,
                "rev": snapshot.state.rev,
                "people": last.people,
                "counts": results_only(last.counts),
                "segments": _segments(poll, last, snapshot.workshop.least_group),
            }
        )
    return {
        "code": snapshot.code,
        "rev": snapshot.state.rev,
        "rehearsal": snapshot.state.rehearsal is not None,
        "polls": polls,
    }
