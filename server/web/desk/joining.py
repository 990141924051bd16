"""The card for a call's chat: how to join, in the workshop's languages, to be copied; and the QR code as a picture."""

from __future__ import annotations

import io
import re

import segno
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.language import Language
from server.domain.messages import message
from server.web.staffed import Staffed, staffed

DOTS = 12  # pixels of each dot of the picture: some 400 in all, which a chat shows whole
EDGE = 4  # dots of white around it, as the standard asks


async def card(request: Request) -> Response:
    """GET /workshops/{code}/join."""
    desk = await staffed(request)
    if isinstance(desk, Response):
        return desk
    link = f"{desk.base}/{desk.code}"
    languages = [desk.own.languages[code] for code in desk.workshop.languages if code in desk.own.languages] or [
        desk.language
    ]
    texts = [(language.code, language.name, invitation(desk, language, link)) for language in languages]
    if desk.as_json:
        return JSONResponse({"code": desk.code, "link": link, "texts": {code: text for code, _, text in texts}})
    whole = "\n\n".join(text for _, _, text in texts)
    return desk.page("desk/join.html", {"link": link, "texts": texts, "whole": whole})


def invitation(desk: Staffed, language: Language, link: str) -> str:
    """The lines for one language: the meeting, the link, and the code for whoever types."""
    site = re.sub(r"^https?://", "", desk.base)
    code = f"{desk.code[:3]} {desk.code[3:]}"
    lines = [
        desk.workshop.title.pick(language.code),
        language.say(message("Take part in the polls: %(link)s", link=link)),
        language.say(message("Or open %(site)s and type the code %(code)s.", site=site, code=code)),
    ]
    return "\n".join(lines)


async def picture(request: Request) -> Response:
    """GET /workshops/{code}/join.png: the QR code, for chats and slides."""
    desk = await staffed(request, "moderator", "staff", "projector")
    if isinstance(desk, Response):
        return desk
    drawn = io.BytesIO()
    segno.make(f"{desk.base}/{desk.code}", error="m", micro=False).save(
        drawn, kind="png", scale=DOTS, border=EDGE, dark="#000", light="#fff"
    )
    headers = {
        "Content-Disposition": f'inline; filename="join-{desk.code}.png"',
        "Cache-Control": "private, max-age=60",
    }
    return Response(drawn.getvalue(), media_type="image/png", headers=headers)
