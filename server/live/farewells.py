"""What phones are told about their seats: that one has gone to another device or was taken back, that a proxy came."""

from __future__ import annotations

from collections.abc import Iterable

from server.domain.state import State
from server.live import frames
from server.live.line import MOVED, WITHDRAWN, Line
from server.store.seats import Seats


class Farewells:
    """Watches over the lines of one room."""

    def __init__(self, code: str, seats: Seats) -> None:
        self._code = code
        self._seats = seats
        self._news = frames.encode('{"type":"seats"}')

    async def say(self, lines: Iterable[Line], before: State, after: State) -> None:
        """Close the lines of devices whose seat is on another one now, or nobody's; the others learn of proxies."""
        touched = self._seats.touched(self._code)
        changed = before.mandates != after.mandates
        if not touched and not changed:
            return
        for line in list(lines):
            if line.seat is None or line.role != "delegate":
                continue
            gone = line.seat.number in touched and await self._seats.by_token(self._code, line.token) is None
            if gone:
                still = await self._seats.get(self._code, line.seat.number)
                line.transport.close(MOVED if still else WITHDRAWN)
            elif changed:
                line.say(self._news)
