"""Pages that are laid over a picture of the meeting, and the moderator's page that gives their addresses."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.messages import Message, message
from server.live.overlays import PARTS
from server.web import doors, links
from server.web.projector import join_link
from server.web.services import services
from server.web.staffed import staffed

LABEL = message("Webcast")
# What each part is called, and what is on it.
TITLES: dict[str, tuple[Message, Message]] = {
    "lower": (message("Band"), message("The question, how to answer, how many have; then the result in words.")),
    "chart": (message("Result"), message("The figure alone, as soon as the result is on the wall.")),
    "code": (message("Code"), message("How to come in, in the corner, until the meeting ends.")),
}


async def page(request: Request) -> Response:
    """GET /workshops/{code}/overlay with `part`: lower, chart or code; in the language of `lang`, or the wall's."""
    own = services(request)
    code = request.path_params["code"]
    grant = await doors.grant_of(own, request, code, "projector", "moderator", "staff")
    room = await own.rooms.get(code)
    part = request.query_params.get("part", PARTS[0])
    if grant is None or room is None or part not in PARTS:
        return links.unknown(own, request)
    room.walls.link = join_link(own, request, code)
    await room.refresh()
    await room.walls.look(room.present)
    asked = request.query_params.get("lang", "")
    view, language = room.walls.view(asked)
    query = urlencode({"part": part} | ({"lang": language.code} if asked in own.languages else {}))
    return own.pages.response(
        "overlay/overlay.html", language, {"view": view, "code": code, "part": part, "query": query}
    )


async def addresses(request: Request) -> Response:
    """GET and POST /workshops/{code}/webcast: what there is to lay over a picture; POST makes addresses for it."""
    desk = await staffed(request, "moderator")
    if isinstance(desk, Response):
        return desk
    made: dict[str, str] = {}
    if request.method == "POST":
        form = await request.form(max_files=0, max_fields=10)
        if not desk.may_act(form):
            return desk.stale()
        token = await desk.own.access.issue(desk.code, "projector", desk.language.say(LABEL))
        made = {part: f"{desk.base}/enter/{token}?{urlencode({'overlay': part})}" for part in PARTS}
    if desk.as_json:
        return JSONResponse({"code": desk.code, "addresses": made})
    say = desk.language.say
    parts = [(part, say(title), say(about)) for part, (title, about) in TITLES.items()]
    return desk.page("desk/webcast.html", {"parts": parts, "made": made})
