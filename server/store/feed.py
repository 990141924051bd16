"""The feed: one subscription per process to the doorbell, and when to look after it rang.

The scripts ring at most once in 40 ms while answers pour in, and stay silent for one such gate after each ring. So
whoever looks sooner than one gate after the *last* ring may miss what came in between: every ring is followed by a look
at least one gate later, even when a newer revision has been seen meanwhile. A look is never put off, because rings may
come for ever. Connections break in silence and subscribe again by themselves; each confirmation of a subscription says
that rings may have been lost.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from redis.asyncio import Redis
from redis.exceptions import RedisError

from server.store import keys
from server.store.cluster import subscriber
from server.store.flusher import GATE

log = logging.getLogger(__name__)

# Seconds from a ring to the look that is sure to see everything it stands for: the gate, and a little for the clock.
SETTLED = (GATE + 5) / 1000
# Seconds between looks that nobody asked for: the net under everything above.
NET = 2.0
# Seconds before a subscription that failed is tried again.
PAUSE = 0.2


class Feed:
    """Calls `on_change(code, rev)` whenever it is time to look at a workshop, and `on_resync()` to look at all.

    Both are called from the event loop and must not block. `on_change` comes at once when a workshop was silent before,
    and again until one gate has passed since its last ring, so the revision that it names may be known already.
    `on_resync` comes after every confirmation of the subscription and every two seconds: compare revisions first.
    """

    def __init__(self, redis: Redis, on_change: Callable[[str, int], None], on_resync: Callable[[], None]) -> None:
        self._redis = redis
        self._on_change = on_change
        self._on_resync = on_resync
        self._settled: dict[str, float] = {}
        self._revs: dict[str, int] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}

    async def run(self) -> None:
        """Listen until cancelled."""
        self._loop = asyncio.get_running_loop()
        net = self._loop.create_task(self._look())
        try:
            while True:
                try:
                    await self._listen()
                except (RedisError, OSError) as problem:
                    log.warning("The doorbell is away: %s", problem)
                await asyncio.sleep(PAUSE)
        finally:
            net.cancel()
            for timer in self._timers.values():
                timer.cancel()
            self._timers.clear()
            with suppress(asyncio.CancelledError):
                await net

    async def _listen(self) -> None:
        async with subscriber(self._redis) as pubsub:
            await pubsub.subscribe(keys.BELL)
            async for ring in pubsub.listen():
                if ring["type"] == "subscribe":
                    self._on_resync()
                elif ring["type"] == "message":
                    code, _, rev = ring["data"].partition(" ")
                    self.ring(code, int(rev))

    def ring(self, code: str, rev: int) -> None:
        """The doorbell rang for a workshop."""
        self._settled[code] = self._loop.time() + SETTLED
        self._revs[code] = rev
        if code not in self._timers:
            self._timers[code] = self._loop.call_later(SETTLED, self._due, code)
            self._on_change(code, rev)

    def _due(self, code: str) -> None:
        settled = self._settled[code]
        if self._loop.time() < settled:
            # A ring came since: this look is not the last one.
            self._timers[code] = self._loop.call_at(settled, self._due, code)
        else:
            del self._timers[code], self._settled[code]
        self._on_change(code, self._revs[code])
        if code not in self._timers:
            self._revs.pop(code, None)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(NET)
            self._on_resync()
