"""The organisation's own Word templates: tried when they are uploaded, kept, and filled in by a confined child."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.errors import Refusal
from server.domain.language import Language
from server.domain.messages import Message, message
from server.domain.snapshot import Snapshot
from server.exports.template import context, sandbox
from server.exports.template.example import TEMPLATES
from server.exports.template.trouble import TemplateRefused, Trouble
from server.store.papers import LARGEST, SORTS
from server.web import links
from server.web.services import Services
from server.web.staff import summaries
from server.web.staffed import Staffed, staffed

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# A form with a template and its few fields.
LARGEST_FORM = LARGEST + 64 * 1024


async def page(request: Request) -> Response:
    """GET /workshops/{code}/templates: what there is, what it is for, and a place for more."""
    desk = await staffed(request)
    return desk if isinstance(desk, Response) else await _shown(desk)


async def upload(request: Request) -> Response:
    """POST /workshops/{code}/templates (`file`, `sort`): tried with this workshop's data, and kept if sound."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    if int(request.headers.get("content-length") or LARGEST_FORM + 1) > LARGEST_FORM:
        return await _shown(desk, troubles=[Trouble("large")], status=413)
    async with request.form(max_files=1, max_fields=5, max_part_size=64 * 1024) as form:
        if not desk.may_act(form):
            return desk.stale()
        sort, file = str(form.get("sort", "summary")), form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            return await _shown(desk, error=message("Please choose a Word file."), status=422)
        data = await file.read(LARGEST + 1)
        name = str(file.filename)
    try:
        if sort in SORTS:
            await desk.own.exporter.confined(sandbox.check, sort, data, await _trial(desk, sort))
        kept = await desk.own.papers.put(desk.code, sort, name, data)
    except TemplateRefused as refused:
        return await _shown(desk, troubles=refused.troubles, tried=name, status=422)
    except Refusal as refusal:
        return await _shown(desk, error=refusal.reason, status=422)
    if desk.as_json:
        return JSONResponse({"template": kept.name, "sort": kept.sort}, 201)
    return await _shown(desk, kept=kept.name)


async def remove(request: Request) -> Response:
    """POST /workshops/{code}/templates/remove (`name`)."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    form = await request.form(max_files=0, max_fields=5)
    if not desk.may_act(form):
        return desk.stale()
    if not await desk.own.papers.remove(desk.code, str(form.get("name", ""))):
        return desk.told(message("There is no such template."), 404, "templates")
    return JSONResponse({"removed": True}) if desk.as_json else desk.back("templates")


async def example(request: Request) -> Response:
    """GET /workshops/{code}/templates/example/{sort}.docx: a template to begin with."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    made = TEMPLATES.get(request.path_params["sort"])
    if made is None:
        return links.unknown(desk.own, request)
    name = f"template-{request.path_params['sort']}.docx"
    return Response(made(), media_type=WORD, headers=attached(name))


async def filled(own: Services, request: Request, snapshot: Snapshot, name: str) -> Response:
    """The summary in one of the workshop's templates; the caller has looked who asks."""
    template = await own.papers.get(snapshot.code, name, "summary")
    if template is None:
        return links.unknown(own, request)
    language = summaries.wished(own, request, snapshot)[0]
    summary = await summaries.summary(own, snapshot, [language])
    data, properties = context.of(summary), context.properties(summary)
    try:
        body = await own.exporter.confined(sandbox.fill, "summary", template, data, properties)
    except TemplateRefused as refused:
        return links.impossible(own, request, refused.troubles[0].told)
    return Response(body, media_type=WORD, headers=attached(f"summary-{snapshot.code}-{language.code}.docx"))


def attached(name: str) -> dict[str, str]:
    """The headers of a file to save."""
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}


async def _trial(desk: Staffed, sort: str) -> context.Plain:
    """The data that a template is tried with: this workshop's own, as they are now."""
    from server.web.staff.attendance import sample

    if sort == "certificate":
        return await sample(desk)
    snapshot = await desk.own.results.snapshot(desk.code)
    language = _own_language(desk, snapshot)
    return context.of(await summaries.summary(desk.own, snapshot, [language]))


def _own_language(desk: Staffed, snapshot: Snapshot) -> Language:
    return desk.own.languages.get(snapshot.workshop.language) or desk.language


async def _shown(
    desk: Staffed,
    *,
    troubles: Sequence[Trouble] = (),
    tried: str = "",
    error: Message | None = None,
    kept: str = "",
    status: int = 200,
) -> Response:
    say = desk.language.say
    told = [
        {
            "place": say(one.place.told) if one.place.told else "",
            "text": say(one.told),
            "tag": one.tag,
            "around": one.place.text if one.place.text != one.tag else "",
        }
        for one in troubles
    ]
    if desk.as_json and (told or error):
        return JSONResponse({"error": say(error) if error else "", "troubles": told}, status)
    papers = await desk.own.papers.listing(desk.code)
    if desk.as_json:
        return JSONResponse({"templates": [{"name": one.name, "sort": one.sort, "size": one.size} for one in papers]})
    view = {
        "papers": papers,
        "troubles": told,
        "tried": tried,
        "error": say(error) if error else "",
        "kept": kept,
    }
    return desk.page("staff/templates.html", view, status)
