"""Addresses for operators: is it alive, is it ready, how is it doing."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from server import __version__
from server.web.services import services


async def healthz(request: Request) -> Response:
    """GET /healthz: the process answers."""
    return JSONResponse({"status": "ok", "version": __version__})


async def readyz(request: Request) -> Response:
    """GET /readyz: the store answers too."""
    own = services(request)
    try:
        await own.ping()
    except Exception:
        return JSONResponse({"status": "store away"}, 503)
    return JSONResponse({"status": "ready"})


async def metrics(request: Request) -> Response:
    """GET /metrics: numbers in the text format of Prometheus 0.0.4."""
    own = services(request)
    rooms = tuple(own.rooms.everyone())
    lines = [
        "# HELP hemicycle_rooms Workshops that somebody looks at, in this process.",
        "# TYPE hemicycle_rooms gauge",
        f"hemicycle_rooms {len(rooms)}",
        "# HELP hemicycle_sockets Open sockets by role, in this process.",
        "# TYPE hemicycle_sockets gauge",
    ]
    for role in ("delegate", "projector", "moderator"):
        number = sum(1 for room in rooms for line in room.lines if line.role == role)
        lines.append(f'hemicycle_sockets{{role="{role}"}} {number}')
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4; charset=utf-8")
