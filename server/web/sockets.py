"""The sockets: one endpoint for each role, the same door as its page, and one loop that listens."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from server.domain.errors import HemicycleError, Refusal
from server.domain.language import Language
from server.domain.messages import message
from server.live import frames
from server.live.flood import Bucket, Verdict
from server.live.intake import Receipt, find
from server.live.line import GO_AWAY, Line
from server.live.messages import AnswerFrame, BadFrame, Frame, Ping, UpvoteFrame, parse
from server.live.room import Room
from server.web.doors import csrf, grant_of, language_of, same_origin, seat_of
from server.web.protocol import EXTENSION
from server.web.services import Services, services

PONG = frames.encode(frames.PONG)
SLOW = 0.2  # seconds that a message too many waits


async def delegate(socket: WebSocket) -> None:
    """A phone."""
    own = services(socket)
    code = socket.path_params["code"]
    if not same_origin(socket):
        await socket.close(1008)
        return
    seat = await seat_of(own, socket, code)
    room = await own.rooms.get(code)
    if seat is None or room is None:
        await _send_away(socket)
        return
    language = language_of(own, socket, seat.language, room.present.workshop.language)
    await _serve(socket, own, room, Line(_transport(socket), "delegate", language.code, seat), language)


async def projector(socket: WebSocket) -> None:
    """A wall."""
    await _role(socket, "projector", ("projector", "moderator", "staff"))


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
    if role == "projector" and "lang" not in socket.query_params:
        language = own.languages.get(room.present.workshop.language, language)
    line = Line(_transport(socket), role, language.code, csrf=csrf(own, grant.id))
    await _serve(socket, own, room, line, language)


async def _send_away(socket: WebSocket) -> None:
    """Accept first: a close before that reaches a browser as a broken connection, and it would come back for ever."""
    await socket.accept()
    await socket.close(GO_AWAY)


def _transport(socket: WebSocket) -> Any:
    return socket.scope["extensions"][EXTENSION]


async def _serve(socket: WebSocket, own: Services, room: Room, line: Line, language: Language) -> None:
    await socket.accept()
    bucket = Bucket(at=time.monotonic())
    try:
        await room.enter(line)
        while True:
            event = await socket.receive()
            if event["type"] == "websocket.disconnect":
                break
            verdict = bucket.take(time.monotonic())
            if verdict is Verdict.CLOSE:
                await socket.close(1008)
                break
            if verdict is Verdict.SLOW:
                await asyncio.sleep(SLOW)
            text = event.get("text")
            await _hear(own, room, line, language, text if text is not None else event.get("bytes", b""))
    except WebSocketDisconnect:
        pass
    finally:
        room.leave(line)


async def _hear(own: Services, room: Room, line: Line, language: Language, text: str | bytes) -> None:
    try:
        frame: Frame = parse(text)
        match frame:
            case Ping():
                line.say(PONG)
            case AnswerFrame():
                await _answer(own, room, line, language, frame)
            case UpvoteFrame():
                await _upvote(own, room, line, frame)
    except BadFrame as bad:
        line.say(frames.encode(frames.refusal(bad.id, _sentence(language, bad))))


async def _answer(own: Services, room: Room, line: Line, language: Language, frame: AnswerFrame) -> None:
    def done(receipt: Receipt) -> None:
        line.say(frames.encode(receipt.frame(language)))

    try:
        if line.seat is None:
            raise Refusal("", message("Only delegates answer."))
        poll = find(room.present, frame)
        key = (frame.poll, frame.round)
        voter = line.voters.get(key)
        if voter is None:
            voter = line.voters[key] = await own.intake.voter(room.present, poll, frame.round, line.seat)
        own.intake.take(room.present, line.seat, voter, frame, done)
    except Refusal as refusal:
        line.say(frames.encode(frames.refusal(frame.id, _sentence(language, refusal))))
    except HemicycleError as error:
        line.say(frames.encode(frames.refusal(frame.id, str(error))))


async def _upvote(own: Services, room: Room, line: Line, frame: UpvoteFrame) -> None:
    """Support counts once per seat and entry; nothing is said back but the next state."""
    present = room.present
    poll = present.poll
    if line.seat is None or poll is None or not present.at.round or not present.kind.lists:
        return
    if not any(entry.id == frame.entry for entry in present.gathered.entries):
        return
    voter = await own.intake.voter(present, poll, present.at.round, line.seat)
    await own.upvotes.set(present.code, poll.id, present.at.round, voter, frame.entry, frame.on)


def _sentence(language: Language, refusal: Refusal) -> str:
    return language.say(refusal.reason)
