"""The sockets: one endpoint for each role, behind the same door as its page."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from server.domain.language import Language
from server.live import overlays
from server.live.desks import REMOTE
from server.live.line import COME_BACK, GO_AWAY, Line
from server.live.room import Room
from server.live.walls import AHEAD
from server.web.doors import csrf, grant_of, held_of, language_of, page_of, same_origin
from server.web.listener import Listener
from server.web.protocol import EXTENSION
from server.web.services import Services, services


async def delegate(socket: WebSocket) -> None:
    """A phone."""
    own = services(socket)
    code = socket.path_params["code"]
    if not same_origin(socket):
        await socket.close(1008)
        return
    async with AsyncExitStack() as arriving:
        await arriving.enter_async_context(own.limits.arriving)
        held = await held_of(own, socket, code)
        room = await own.rooms.get(code)
        if held is None or room is None:
            await _send_away(socket)
            return
        token, seat = held
        language = language_of(own, socket, seat.language, room.present.workshop.language)
        line = Line(_transport(socket), "delegate", language.code, seat, page=page_of(socket), token=token)
        if "questions" in socket.query_params:
            line.reads = "questions"
        if not own.limits.listens(code, seat.number):
            await socket.accept()
            await socket.close(COME_BACK)
            return
        try:
            await _serve(socket, own, room, line, language, arriving)
        finally:
            own.limits.leaves(code, seat.number)


async def projector(socket: WebSocket) -> None:
    """A wall."""
    # What is not shown yet is for moderators only.
    roles = ("moderator",) if AHEAD in socket.query_params else ("projector", "moderator", "staff")
    await _role(socket, "projector", roles)


async def moderator(socket: WebSocket) -> None:
    """A desk."""
    await _role(socket, "moderator", ("moderator",))


async def _role(socket: WebSocket, role: str, roles: tuple[str, ...]) -> None:
    own = services(socket)
    code = socket.path_params["code"]
    if not same_origin(socket):
        await socket.close(1008)
        return
    grant = await grant_of(own, socket, code, *roles)
    room = await own.rooms.get(code)
    if grant is None or room is None:
        await _send_away(socket)
        return
    language = language_of(own, socket, "", room.present.workshop.language)
    line = Line(_transport(socket), role, language.code, csrf=csrf(own, grant.id), grant=grant.id)
    if role == "projector":
        # Without a wish in its address a wall is read in what the moderator chooses.
        line.language = socket.query_params.get("lang", "")
        part = overlays.reads(socket.query_params.get("part", ""))
        line.reads = AHEAD if AHEAD in socket.query_params else part or line.reads
    elif REMOTE in socket.query_params:
        line.reads = REMOTE
    # Whoever runs the meeting does not wait behind the hall.
    await _serve(socket, own, room, line, language, AsyncExitStack())


async def _send_away(socket: WebSocket) -> None:
    """Accept first: a close before that reaches a browser as a broken connection, and it would come back for ever."""
    await socket.accept()
    await socket.close(GO_AWAY)


def _transport(socket: WebSocket) -> Any:
    return socket.scope["extensions"][EXTENSION]


async def _serve(
    socket: WebSocket, own: Services, room: Room, line: Line, language: Language, arriving: AsyncExitStack
) -> None:
    """Listen until the socket is closed; `arriving` ends once it was shown the present."""
    await socket.accept()
    listener = Listener(own, room, line, language)
    try:
        await room.enter(line)
        await arriving.aclose()
        _transport(socket).listen(listener.hear)
        while (event := await socket.receive())["type"] != "websocket.disconnect":
            # What was said before we listened.
            listener.hear(event.get("text") or event.get("bytes") or b"")
    except WebSocketDisconnect:
        pass
    finally:
        room.leave(line)
        listener.leave()
