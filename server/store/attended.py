"""When the people of a workshop were here, as the heartbeat noted it."""

from __future__ import annotations

from collections.abc import Mapping

from redis.asyncio import Redis

from server.domain import slots
from server.store import keys, reading


async def attended(redis: Redis, code: str) -> Mapping[int, frozenset[int]]:
    """Seat number → the slots of server.domain.slots in which its person was here."""
    return slots.of_everyone(await reading.fields(redis, keys.attended(code)))
