"""The ledger's page: every act and decision, for those who moderate and those who keep the record."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from server.live.ledger_view import ledger_view
from server.web import doors, links
from server.web.entrance import offered
from server.web.services import services


async def page(request: Request) -> Response:
    """GET /workshops/{code}/ledger."""
    own = services(request)
    code = request.path_params["code"]
    grant = await doors.grant_of(own, request, code, "moderator", "staff")
    workshop = await own.workshops.get(code)
    if grant is None or workshop is None:
        return links.unknown(own, request)
    language = doors.language_of(own, request, "", workshop.language)
    ledger = await own.results.ledger(code)
    context = {
        "days": ledger_view(workshop, own.kinds, ledger, await own.access.grants(code), language),
        "title": workshop.title.pick(language.code),
        "code": code,
        "role": grant.role,
        "languages": offered(own, workshop),
    }
    response = own.pages.response("desk/ledger.html", language, context)
    response.headers["Cache-Control"] = "no-store"
    return response
