"""The style sheet of a workshop whose organisation has a theme: values for the tokens, served like any other sheet."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from server.domain.theme import Theme, stylesheet
from server.web.services import services
from server.web.themed import digest

LASTS = 365 * 24 * 3600  # seconds; the address changes with what it serves


async def sheet(request: Request) -> Response:
    """GET /{code}/theme.css: no secret, and the same for everybody who comes in."""
    workshop = await services(request).workshops.get(request.path_params["code"])
    text = stylesheet(workshop.theme or Theme()) if workshop else ""
    if not text:
        return Response(status_code=404, headers={"Cache-Control": "no-store"})
    tag = digest(text)
    # Asked for under another digest, it is an old page that asks: it gets what holds, and keeps it no longer than that.
    lasts = f"public, max-age={LASTS}, immutable" if request.query_params.get("v") == tag else "no-cache"
    headers = {"ETag": f'"{tag}"', "Cache-Control": lasts}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(text, media_type="text/css; charset=utf-8", headers=headers)
