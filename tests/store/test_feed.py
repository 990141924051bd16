"""The doorbell: whoever listens ends on the newest revision, whatever happens to the connections."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from server.store import keys, reading
from server.store.connection import connect
from server.store.feed import Feed
from server.store.flusher import GATE
from tests.store.sample import Floor


class Watcher:
    """Reads the revision whenever the feed says so, as a room does."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        self.known = 0
        self.changes = self.resyncs = 0
        self.moved = asyncio.Event()
        self._looks: set[asyncio.Task[None]] = set()

    def on_change(self, code: str, rev: int) -> None:
        # In a cluster the last rings of other workshops may still be on their way.
        if code == self.floor.code:
            self.changes += 1
            self._look()

    def on_resync(self) -> None:
        self.resyncs += 1
        self._look()

    def _look(self) -> None:
        task = asyncio.create_task(self._read())
        self._looks.add(task)
        task.add_done_callback(self._looks.discard)

    async def _read(self) -> None:
        with suppress(Exception):
            rev = await reading.field(self.floor.redis, keys.state(self.floor.code), "rev")
            self.known = max(self.known, int(rev or 0))
        self.moved.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for looks until something holds."""
        while not holds():
            self.moved.clear()
            await self.moved.wait()


@asynccontextmanager
async def listening(floor: Floor) -> AsyncIterator[Watcher]:
    """A watcher whose feed runs and has its subscription."""
    watcher = Watcher(floor)
    task = asyncio.create_task(Feed(floor.redis, watcher.on_change, watcher.on_resync).run())
    try:
        await watcher.until(lambda: watcher.resyncs > 0)
        yield watcher
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def newest(floor: Floor) -> int:
    return (await floor.results.state(floor.code)).rev


async def test_a_storm_of_answers_rings_seldom_and_ends_on_the_newest(floor: Floor) -> None:
    """The gate of the script keeps the bell quiet; a last look comes after it."""
    await floor.open("tools")
    floor.recorder._delay = 0
    async with listening(floor) as watcher:
        for n in range(300):
            await floor.say("tools", str(n), f"{n}", "x")
        rev = await newest(floor)
        await watcher.until(lambda: watcher.known == rev)
        assert watcher.changes < 150


async def test_killed_connections_lose_nothing_for_long(floor: Floor) -> None:
    """Every subscription that comes back makes everybody look."""
    await floor.open("tools")
    killer = connect(floor.redis.connection_pool.connection_kwargs["path"].join(["unix://", ""]))
    async with listening(floor) as watcher:
        for n in range(120):
            await floor.say("tools", str(n), f"{n}", "x")
            if n % 20 == 10:
                await killer.client_kill_filter(_type="pubsub")
        rev = await newest(floor)
        await watcher.until(lambda: watcher.known == rev)
        assert watcher.resyncs > 1
    await killer.aclose()


async def test_a_ring_is_followed_by_a_look_one_gate_later(floor: Floor) -> None:
    """The first at once, the last not before the gate has passed since the last ring; then nothing more."""
    loop = asyncio.get_running_loop()
    looks: list[float] = []
    enough = asyncio.Event()

    def on_change(code: str, rev: int) -> None:
        looks.append(loop.time())
        if loop.time() >= last + GATE / 1000:
            enough.set()

    feed = Feed(floor.redis, on_change, lambda: None)
    feed._loop = loop
    began = last = loop.time()
    feed.ring(floor.code, 1)
    assert len(looks) == 1
    last = loop.time()
    feed.ring(floor.code, 2)
    assert len(looks) == 1
    await enough.wait()
    assert looks[0] - began < GATE / 1000
    assert not feed._timers
    assert not feed._settled
