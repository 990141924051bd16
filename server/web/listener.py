"""What one socket says, heard at once: no task and no queue for an answer, because a whole hall answers together."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Coroutine
from typing import Any

from server.domain.errors import Conflict, HemicycleError, Refusal
from server.domain.language import Language
from server.domain.messages import message
from server.domain.seat import Seat, segments
from server.live import frames
from server.live.earlier import earlier
from server.live.flood import Bucket, Verdict
from server.live.intake import UNSTORED, Receipt, find
from server.live.line import Line
from server.live.messages import (
    AnswerFrame,
    BadFrame,
    PageFrame,
    Ping,
    QuestionFrame,
    ReactionFrame,
    UpvoteFrame,
    parse,
)
from server.live.patience import patiently
from server.live.room import Room
from server.store.connection import TROUBLES
from server.web.phone.floor import asked_in, reacts, supports
from server.web.services import Services

log = logging.getLogger("hemicycle.listener")

PONG = frames.encode(frames.PONG)
SLOW = 0.2  # seconds for which nothing is read from a socket that says too much
GO_AWAY = 1008


class Listener:
    """The ears of one line."""

    def __init__(self, own: Services, room: Room, line: Line, language: Language) -> None:
        self._own = own
        self._room = room
        self._line = line
        self._language = language
        now = time.monotonic()
        self._bucket = own.limits.bucket(room.code, line.seat.number, now) if line.seat else Bucket(at=now)
        self._tasks: set[asyncio.Task[None]] = set()
        self._in_order = asyncio.Lock()

    def hear(self, text: str | bytes) -> None:
        """One message, in the order in which they were sent."""
        verdict = self._bucket.take(time.monotonic())
        if verdict is not Verdict.FINE:
            if verdict is Verdict.CLOSE:
                self._line.transport.close(GO_AWAY)
                return
            self._line.transport.pause(SLOW)
        try:
            frame = parse(text)
            match frame:
                case AnswerFrame():
                    self._answer(frame)
                case Ping():
                    self._line.say(PONG)
                case PageFrame():
                    # Only a phone has pages to turn.
                    if self._line.seat:
                        self._later(self._room.turn(self._line, frame.page))
                case QuestionFrame():
                    self._answer(frame.answer(*asked_in(self._room.present)))
                case ReactionFrame():
                    if self._line.seat:
                        reacts(self._own, self._room.present, self._line.seat, frame.name)
                case UpvoteFrame():
                    self._later(self._upvote(frame))
        except BadFrame as bad:
            self._refuse(bad.id, bad)
        except Refusal as refusal:
            self._refuse(frame.id if isinstance(frame, QuestionFrame) else "", refusal)

    def leave(self) -> None:
        """The socket is closed; what is on its way to the store stays on its way."""
        self._tasks.clear()

    def _answer(self, frame: AnswerFrame) -> None:
        voter = self._line.voters.get((frame.poll, frame.round))
        if voter is None:
            # The first answer to a round waits for its voter's name; nothing may overtake it.
            self._later(self._first_answer(frame))
        else:
            self._take(frame, voter)

    async def _first_answer(self, frame: AnswerFrame) -> None:
        async with self._in_order:
            try:
                seat = self._line.seat
                if seat is None:
                    raise Refusal("", message("Only delegates answer."))
                voter, parts = await patiently(lambda: self._known(frame, seat))
            except Refusal as refusal:
                self._refuse(frame.id, refusal)
            except TROUBLES:
                self._refuse(frame.id, Refusal("", UNSTORED))
            else:
                self._line.voters[frame.poll, frame.round] = voter
                self._line.splits[frame.poll, frame.round] = parts
                self._take(frame, voter)

    async def _known(self, frame: AnswerFrame, seat: Seat) -> tuple[str, tuple[str, ...]]:
        """The voter's name in a round, and what the seat answered before that results are split by."""
        present = self._room.present
        poll = find(present, frame)
        voter = await self._own.intake.voter(present, poll, frame.round, seat)
        return voter, await earlier(self._own.voters, self._own.results, present, poll, seat)

    def _take(self, frame: AnswerFrame, voter: str) -> None:
        line, present = self._line, self._room.present
        if line.seat is None:
            return

        line.answer, line.about = frame.id, (frame.poll, frame.round)

        def done(receipt: Receipt) -> None:
            line.say(self._own.intake.encoded(receipt, self._language))

        try:
            if line.segments is None:
                line.segments = segments(present.workshop, line.seat)
            parts = line.segments + line.splits.get((frame.poll, frame.round), ())
            self._own.intake.take(present, parts, voter, frame, done)
        except Refusal as refusal:
            self._refuse(frame.id, refusal)
        except HemicycleError as error:
            line.say(frames.encode(frames.refusal(frame.id, str(error))))

    async def _upvote(self, frame: UpvoteFrame) -> None:
        """Support counts once per seat and entry; nothing is said back but the next state."""
        if self._line.seat:
            # Where the store is away the heart stays as it is, and can be pressed again.
            with contextlib.suppress(Conflict, *TROUBLES):
                await supports(self._own, self._room.present, self._line.seat, frame.entry, on=frame.on)

    def _refuse(self, id_: str, refusal: Refusal) -> None:
        self._line.say(frames.encode(frames.refusal(id_, self._language.say(refusal.reason), refusal.field)))

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("workshop %s: what a socket asked for failed", self._room.code, exc_info=error)
