"""Attendance and certificates: the list by delegation and hour, and what those get who attended enough of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server import catalogues
from server.domain.language import Language
from server.domain.messages import message
from server.domain.snapshot import Snapshot
from server.exports.pdf.libraries import NoPress, missing
from server.exports.people import certificates as papers_of
from server.exports.people import files, listing
from server.exports.people.listing import USUAL_SHARE, Attendee, Listing
from server.exports.template import example, sandbox
from server.exports.template.trouble import TemplateRefused
from server.web import links
from server.web.staff import summaries
from server.web.staffed import Staffed, staffed

# How certificates can be had: one Word file or PDF to print, or a Word file for each in one zip.
SORTS: Mapping[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
# Lines of the page; the files have all of them.
MOST_SHOWN = 500


async def page(request: Request) -> Response:
    """GET /workshops/{code}/attendance?share=75: the list, who attended that share, and the files."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    share = _share(request)
    # A page speaks one language; a file that is asked for without one is in the workshop's own.
    told = await _listing(desk, "" if desk.as_json else desk.language.code)
    enough = {one.number for one in told.enough(share)}
    if desk.as_json:
        return JSONResponse(_plain(told, enough), headers={"Cache-Control": "no-store"})
    papers = [paper for paper in await desk.own.papers.listing(desk.code) if paper.sort == "certificate"]
    context = {
        "listing": told,
        "lines": told.people[:MOST_SHOWN],
        "more": max(0, len(told.people) - MOST_SHOWN),
        "enough": enough,
        "percent": round(100 * share),
        "formats": [name for name in files.FORMATS if name != "pdf" or not missing()],
        "sorts": [name for name in SORTS if name != "pdf" or not missing()],
        "papers": papers,
        "wish": told.language.code,
    }
    return desk.page("staff/attendance.html", context)


async def download(request: Request) -> Response:
    """GET /workshops/{code}/attendance.{format}?lang=es: docx, pdf, xlsx or csv."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    name = request.path_params["format"]
    if name not in files.FORMATS:
        return links.unknown(desk.own, request)
    snapshot, times, language = await _taken(desk)
    try:
        body = await desk.own.exporter.made(_written, name, snapshot, times, language.code)
    except NoPress as lacking:
        return links.impossible(desk.own, request, lacking.reason)
    return _file(desk, body, files.FORMATS[name].media_type, f"attendance-{desk.code}-{language.code}.{name}")


async def certificates(request: Request) -> Response:
    """GET /workshops/{code}/certificates.{docx|pdf|zip}?share=75&template=NAME&person=7&lang=es."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    sort, query = request.path_params["format"], request.query_params
    if sort not in SORTS:
        return links.unknown(desk.own, request)
    told = await _listing(desk)
    people = _chosen(told, _share(request), query.get("person", ""))
    if not people:
        nobody = message("Nobody who gave a name attended this share of the meeting.")
        return desk.told(nobody, 404, "attendance")
    if len(people) > papers_of.MOST:
        many = message("At most %(n)s certificates are made at once. Please set a higher share.", n=papers_of.MOST)
        return desk.told(many, 413, "attendance")
    template = query.get("template", "")
    own = await desk.own.papers.get(desk.code, template, "certificate") if template else example.certificate()
    if own is None:
        return links.unknown(desk.own, request)
    try:
        body = await _certificates(desk, told, people, sort, own)
    except NoPress as lacking:
        return links.impossible(desk.own, request, lacking.reason)
    except TemplateRefused as refused:
        return links.impossible(desk.own, request, refused.troubles[0].told)
    return _file(desk, body, SORTS[sort], f"certificates-{desk.code}-{told.language.code}.{sort}")


async def sample(desk: Staffed) -> dict[str, Any]:
    """What a certificate is tried with: the first person who gave a name, or somebody made up."""
    told = await _listing(desk)
    one = told.people[0] if told.people else _nobody(told)
    return papers_of.contexts(told, [one])[0]


def _nobody(told: Listing) -> Attendee:
    return Attendee(1, "Ana María Pérez", told.delegations[0].name if told.delegations else "", "", "", "", (), 1.0)


async def _certificates(desk: Staffed, told: Listing, people: Sequence[Attendee], sort: str, template: bytes) -> bytes:
    exporter = desk.own.exporter
    if sort == "pdf":
        sent = replace(told, language=Language(told.language.code, told.language.name))
        return await exporter.made(_pressed, sent, list(people))
    data, properties = papers_of.contexts(told, people), papers_of.properties(told)
    if sort == "zip":
        names = papers_of.names(people)
        return await exporter.confined(sandbox.each, "certificate", template, data, properties, names)
    return await exporter.confined(sandbox.together, "certificate", template, data, properties)


def _chosen(told: Listing, share: float, person: str) -> list[Attendee]:
    """One person, whatever they attended, or all who attended enough."""
    if person:
        return [one for one in told.people if str(one.number) == person]
    return told.enough(share)


def _share(request: Request) -> float:
    """The share that the address asks for, in per cent; the usual one where it says nothing sensible."""
    text = request.query_params.get("share", "")
    plain = text.isascii() and text.isdecimal() and len(text) < 4
    return int(text) / 100 if plain and int(text) <= 100 else USUAL_SHARE


async def _taken(desk: Staffed, wish: str = "") -> tuple[Snapshot, Mapping[int, frozenset[int]], Language]:
    """The workshop without its answers, when people were here, and the language of the file."""
    snapshot = await desk.own.results.snapshot(desk.code)
    times = await desk.own.attended.times(desk.code)
    return replace(snapshot, rounds=()), times, summaries.wished(desk.own, desk.request, snapshot, wish)[0]


async def _listing(desk: Staffed, wish: str = "") -> Listing:
    snapshot, times, language = await _taken(desk, wish)
    return listing.gather(snapshot, times, language)


def _written(name: str, snapshot: Snapshot, times: Mapping[int, frozenset[int]], language: str) -> bytes:
    """Runs in the process that writes files."""
    return files.write(name, listing.gather(snapshot, times, catalogues.load()[language]))


def _pressed(told: Listing, people: list[Attendee]) -> bytes:
    """Runs in the process that writes files; a catalogue cannot be sent there, and is read anew."""
    return papers_of.pdf(replace(told, language=catalogues.load()[told.language.code]), people)


def _file(desk: Staffed, body: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(body, media_type=media_type, headers=headers)


def _plain(told: Listing, enough: set[int]) -> dict[str, object]:
    """The list for programs."""
    return {
        "hours": list(told.hours),
        "delegations": [
            {"id": one.id, "name": one.name, "observer": one.observer, "room": one.room, "remote": one.remote,
             "hours": list(one.hours), "unnamed": one.unnamed}
            for one in told.delegations
        ],
        "people": [
            {"seat": one.number, "name": one.name, "delegation": one.delegation, "arrived": one.arrived,
             "left": one.left, "share": round(one.share, 4), "enough": one.number in enough}
            for one in told.people
        ],
    }  # fmt: skip
