"""The ledger's page: every act and decision, for those who moderate and those who keep the record."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from server.live.views.ledger import ledger_view
from server.web.staffed import staffed


async def page(request: Request) -> Response:
    """GET /workshops/{code}/ledger."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    own, workshop = desk.own, desk.workshop
    ledger, grants = await own.results.ledger(desk.code), await own.access.grants(desk.code)
    return desk.page("desk/ledger.html", {"days": ledger_view(workshop, own.kinds, ledger, grants, desk.language)})
