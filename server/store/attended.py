"""When the people of a workshop were here, as the heartbeat noted it."""

from __future__ import annotations

from collections.abc import Mapping

from redis.asyncio import Redis

from server.domain import slots
from server.store import keys, reading


class Attended:
    """Reads what server/store/lua/seen.lua notes."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def times(self, code: str) -> Mapping[int, frozenset[int]]:
        """Seat number → the slots of server.domain.slots in which its person was here."""
        return slots.of_everyone(await reading.fields(self._redis, keys.attended(code)))
