"""The roster's page: delegations with their groups, members and observers, and who of them is here."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.live.views.people import roster_view
from server.web.staffed import staffed


async def page(request: Request) -> Response:
    """GET /workshops/{code}/delegations."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    listed = await desk.own.people.listed(desk.code)
    badges = await desk.own.badges.everyone(desk.code)
    rows = roster_view(desk.room.present, desk.language, listed.people, badges)
    if desk.as_json:
        return JSONResponse({"delegations": [_plain(row) for row in rows]}, headers={"Cache-Control": "no-store"})
    hall = desk.room.present.hall
    context = {
        "rows": rows,
        "weighed": any(row.weight != 1 for row in rows),
        "grouped": any(row.groups for row in rows),
        "members": sum(not row.observer for row in rows),
        "observers": sum(row.observer for row in rows),
        "here": hall.delegations,
        "people": len(listed.people),
    }
    return desk.page("desk/delegations.html", context)


def _plain(row: object) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}  # type: ignore[attr-defined]
