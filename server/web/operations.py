"""Addresses for operators: is it alive, is it ready, how is it doing."""

from __future__ import annotations

import asyncio
from collections import Counter

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from server import __version__
from server.web.services import Services, services

ROLES = ("delegate", "projector", "moderator")
# Seconds for the store to answer; whoever asks wants to hear that it is away, and not to wait for it.
LONGEST_LOOK = 5.0


async def healthz(request: Request) -> Response:
    """GET /healthz: the process answers."""
    return JSONResponse({"status": "ok", "version": __version__})


async def readyz(request: Request) -> Response:
    """GET /readyz: the store answers too; of a cluster, whether what it acknowledged has a second copy."""
    answers, replicated = await _look(services(request))
    if not answers:
        return JSONResponse({"status": "store away"}, 503)
    return JSONResponse({"status": "ready"} | ({} if replicated is None else {"replicated": replicated}))


async def metrics(request: Request) -> Response:
    """GET /metrics: numbers in the text format of Prometheus 0.0.4."""
    own = services(request)
    rooms = tuple(own.rooms.everyone())
    answers, replicated = await _look(own)
    roles = Counter(line.role for room in rooms for line in room.lines)
    lines = [
        *_metric("rooms", "gauge", "Workshops that somebody looks at, in this process.", len(rooms)),
        *_metric("sockets", "gauge", "Open sockets by role, in this process."),
        *(f'hemicycle_sockets{{role="{role}"}} {roles[role]}' for role in ROLES),
        *_metric("answers_stored_total", "counter", "Answers stored or changed by this process.", own.recorder.stored),
        *_metric("answers_waiting", "gauge", "Answers that wait for the store, in this process.", own.recorder.waiting),
        *_metric("store_up", "gauge", "Whether the store answers.", int(answers)),
    ]
    if replicated is not None:
        text = "Whether every shard of the cluster has a second copy of its answers."
        lines += _metric("replicated", "gauge", text, int(replicated))
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4; charset=utf-8")


async def _look(own: Services) -> tuple[bool, bool | None]:
    """Whether the store answers, and whether answers have their second copy, None where no second one is kept."""
    try:
        async with asyncio.timeout(LONGEST_LOOK):
            await own.ping()
            return True, await own.recorder.replicated()
    except Exception:
        return False, None


def _metric(name: str, type_: str, text: str, *value: int) -> list[str]:
    lines = [f"# HELP hemicycle_{name} {text}", f"# TYPE hemicycle_{name} {type_}"]
    return [*lines, *(f"hemicycle_{name} {one}" for one in value)]
