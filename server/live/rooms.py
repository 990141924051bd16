"""The rooms of one process: made when somebody comes, woken by the store's doorbell, put away when nobody is left."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable

from redis.exceptions import RedisError

from server.live.gone import GONE, send_away
from server.live.room import Room
from server.live.sources import Sources
from server.store.workshops import Workshops

# Presence counts people seen within 45 seconds; three beats in that time forgive one that is lost.
HEARTBEAT = 15.0  # seconds
# A room that nobody looks at any more costs a look every two seconds.
EMPTY_FOR = 4  # heartbeats


class Rooms:
    """Code → room."""

    def __init__(self, workshops: Workshops, sources: Sources) -> None:
        self._workshops = workshops
        self._sources = sources
        self._rooms: dict[str, Room] = {}
        self._making: dict[str, asyncio.Lock] = {}
        self._empty: dict[str, int] = {}

    async def get(self, code: str) -> Room | None:
        """The room of a workshop, None where there is no such workshop."""
        if room := self._rooms.get(code):
            return room
        async with self._making.setdefault(code, asyncio.Lock()):
            if room := self._rooms.get(code):
                return room
            workshop = await self._workshops.get(code)
            if workshop is None:
                self._making.pop(code, None)
                return None
            room = Room(code, workshop, await self._sources.results.state(code), self._sources)
            await room.start()
            self._rooms[code] = room
        return room

    def ring(self, code: str, rev: int) -> None:
        """The doorbell of the store."""
        room = self._rooms.get(code)
        if room and rev == GONE:
            send_away(room)
        if room:
            room.ring()

    def ring_all(self) -> None:
        """Doorbells may have been missed."""
        for room in self._rooms.values():
            room.ring()

    def everyone(self) -> Iterable[Room]:
        return tuple(self._rooms.values())

    async def beat(self) -> None:
        """Say who is here, for ever: one write per room, whatever the number of phones."""
        while True:
            await asyncio.sleep(HEARTBEAT)
            for code, room in list(self._rooms.items()):
                await self._beat(code, room)

    async def close(self) -> None:
        """Stop every room."""
        for room in list(self._rooms.values()):
            await room.stop()
        self._rooms.clear()

    async def _beat(self, code: str, room: Room) -> None:
        here = {line.seat.number for line in room.lines if line.seat}
        if here:
            with contextlib.suppress(RedisError):  # The store is away; the next beat says it again.
                await self._sources.seats.seen(code, here)
        self._empty[code] = 0 if room.lines else self._empty.get(code, 0) + 1
        if self._empty[code] > EMPTY_FOR:
            await room.stop()
            self._rooms.pop(code, None)
            self._empty.pop(code, None)
            self._making.pop(code, None)
