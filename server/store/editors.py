"""Who has the editor of an agenda open just now, by their browsers, so that each is told of the others."""

from __future__ import annotations

from collections.abc import Mapping

from redis.asyncio import Redis

from server.store import keys, reading

# Pages say every five seconds that they are open. A form without scripts says it only when it is sent, and whoever
# writes a sentence there is not away.
HERE = 60_000  # ms
KEPT = 120  # seconds until the last one who left is forgotten


class Editors:
    """The browsers in which the editor is open."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def seen(self, code: str, by: str, at: str, now: int) -> Mapping[str, str]:
        """Note that a browser has a page of the editor open at a time in ms.

        Returns:
            The others that have, each with the address of its page.
        """
        key = keys.editors(code)
        known = await reading.fields(self._redis, key)
        rows = {name: row.partition(" ") for name, row in known.items() if name != by}
        gone = [name for name, (when, _, _) in rows.items() if int(when) < now - HERE]
        pipe = self._redis.pipeline(transaction=False)
        pipe.hset(key, by, f"{now} {at}")
        pipe.expire(key, KEPT)
        if gone:
            pipe.hdel(key, *gone)
        await pipe.execute()
        return {name: page for name, (_, _, page) in rows.items() if name not in gone}
