"""The door of a workshop: how far it is open, the word on the wall, and how many come in from how many places."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Callable

from redis.asyncio import Redis

from server.domain import door
from server.domain.door import Arrivals, Door, Entering
from server.domain.state import State
from server.store import keys, reading
from server.store.acting import Acting
from server.store.badge_key import key_of
from server.store.scripts import Script

_DOOR = Script("door")
MINUTE = 60_000  # milliseconds
# So few seats in a minute are told without an estimate of where they come from.
FEW = 20
# What is counted of addresses lives for two minutes from its first one, and is overwritten by no later minute.
KEPT = 120  # seconds


class Doors(Acting):
    """Narrows and opens the door. `by` says who, for the log."""

    def __init__(self, redis: Redis) -> None:
        super().__init__(redis)
        self._keys: dict[str, bytes] = {}

    async def set(self, code: str, how: Door, *, by: str = "") -> State:
        """Narrow the door, or open it as the agenda says. Whoever has a seat keeps it."""
        return await self.act(_DOOR, code, by, str(how))

    async def now(self, code: str) -> Door:
        """How far the door is open."""
        return Door(await reading.field(self._redis, keys.state(code), "door") or "")

    async def words(self, code: str) -> Callable[[int], str]:
        """A function that tells the word of a window of time; the same in all processes."""
        key = await self._key(code)

        def word(number: int) -> str:
            return door.word(hmac.new(key, b"door %d" % number, hashlib.sha256).digest())

        return word

    async def _key(self, code: str) -> bytes:
        key = self._keys.get(code)
        if key is None:
            key = self._keys[code] = await key_of(self._redis, code)
        return key

    async def came(self, code: str, address: str, at: int) -> None:
        """Count the address of somebody who took a seat at a time in milliseconds.

        Only a sketch of how many different ones there were is kept, under a key that is gone within minutes: no address
        can be read from it, and nobody can be asked about.
        """
        minute = at // MINUTE
        key = keys.joiners(code, minute % keys.JOINER_SLOTS)
        mark = hmac.new(await self._key(code), f"{minute} {address}".encode(), hashlib.sha256).hexdigest()
        pipe = self._redis.pipeline(transaction=False)
        pipe.pfadd(key, mark)
        pipe.expire(key, KEPT, nx=True)
        await pipe.execute()

    async def entering(self, code: str, how: Door, seats: int, at: int) -> Entering:
        """How people come in at a time in milliseconds, of whom so many took seats in the minute before."""
        word = (await self.words(code))(door.window(at)) if how is Door.WORD else ""
        if seats < FEW:
            return Entering(how, word, Arrivals(seats))
        people, arrived = await asyncio.gather(self._redis.hlen(keys.people(code)), self.arrivals(code, seats, at))
        return Entering(how, word, arrived, max(0, int(people) - 1))

    async def arrivals(self, code: str, seats: int, at: int) -> Arrivals:
        """The seats of the last minute with an estimate of the addresses that they came from."""
        if not seats:
            return Arrivals()
        minute = at // MINUTE
        both = [keys.joiners(code, (minute - back) % keys.JOINER_SLOTS) for back in (0, 1)]
        # An address that came in both minutes has two marks; the larger minute is the better estimate.
        counted = await asyncio.gather(*(self._redis.pfcount(key) for key in both))
        return Arrivals(seats, max(1, *map(int, counted)))
