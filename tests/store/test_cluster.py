"""The same store on a cluster: workshops spread over shards, and a primary that dies loses nothing acknowledged."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from redis.asyncio import Redis

from server.store import keys, reading
from server.store.archive import archive, restore
from server.store.cluster import clustered
from server.store.connection import connect
from server.store.recorder import Recorded
from server.store.secrets import cookie_key
from tests.store.loopback import PATIENCE, PRIMARIES, Cluster
from tests.store.sample import Floor, differences
from tests.store.test_archive import meeting
from tests.store.test_feed import listening


@pytest.fixture(scope="module")
def servers() -> Iterator[Cluster]:
    """A cluster for the tests of this file; the last of them breaks it."""
    directory = Path(tempfile.mkdtemp(prefix="hc-"))
    with Cluster(directory) as cluster:
        yield cluster
    shutil.rmtree(directory)


@pytest.fixture
async def client(servers: Cluster) -> AsyncIterator[Redis]:
    redis = connect(servers.url)
    yield redis
    await redis.aclose()


def primary_of(redis: Redis, code: str, servers: Cluster) -> int:
    """Which of the servers holds a workshop."""
    cluster = clustered(redis)
    assert cluster is not None
    node = cluster.get_node_from_key(keys.state(code))
    assert node is not None
    return servers.ports.index(int(node.port))


async def test_a_whole_meeting_runs_on_a_cluster(client: Redis) -> None:
    """Everything of the floor, the archive and the way back."""
    floor = await Floor.build(client)
    await meeting(floor)
    assert (await floor.results.snapshot(floor.code)).hall.people == 2
    await floor.acts.end(floor.code)
    data = await archive(client, floor.code)
    assert differences(data) == []
    assert [one.code for one in await floor.workshops.listing()] == [floor.code]
    await floor.workshops.delete(floor.code)
    assert await restore(client, data) == floor.code
    assert await cookie_key(client) == await cookie_key(client)
    assert not floor.recorder.unreplicated
    assert await floor.recorder.replicated()
    await floor.recorder.close()


async def test_workshops_spread_over_shards_and_ring_everywhere(client: Redis, servers: Cluster) -> None:
    """Their answers leave together and arrive on their own shards; one subscription hears of all."""
    floors = [await Floor.build(client) for _ in range(12)]
    # Codes are drawn by lot, so that twelve of them may be on two shards.
    while {primary_of(client, floor.code, servers) for floor in floors} != set(range(PRIMARIES)):
        floors.append(await Floor.build(client))
    for floor in floors:
        await floor.open("tools")
    recorder = floors[0].recorder
    outcomes = await asyncio.gather(
        *(recorder.submit(floor.submission("tools", str(n), f"{n}", "x")) for n in range(50) for floor in floors)
    )
    assert {one.status for one in outcomes} == {"recorded"}
    for floor in floors:
        assert (await floor.results.counts(floor.code, "tools", 1))["x"] == 50
    async with listening(floors[-1]) as watcher:
        rev = (await floors[-1].acts.reveal(floors[-1].code, "tools")).rev
        await floors[-1].acts.hide(floors[-1].code, "tools")
        await watcher.until(lambda: watcher.known > rev)
    for floor in floors:
        await floor.recorder.close()


async def test_a_primary_that_dies_loses_nothing_that_was_acknowledged(client: Redis, servers: Cluster) -> None:
    """Its replica takes over; after that the shard says that it has no second copy, until the dead one is back."""
    floor = await Floor.build(client)
    await floor.open("tools")
    victim = primary_of(client, floor.code, servers)
    submitted: list[asyncio.Future[Recorded]] = []
    for number in range(3_000):
        submitted.append(floor.recorder.submit(floor.submission("tools", str(number), f"{number}", "x")))
        if number % 100 == 0:
            await asyncio.sleep(0)
        if number == 1_500:
            await asyncio.wait(submitted[:500])
            servers.kill(victim)
    outcomes = await asyncio.gather(*submitted)
    assert all(one.kept for one in outcomes)
    assert floor.recorder.unreplicated
    assert await floor.recorder.replicated() is False
    assert len(await reading.fields(client, keys.answers(floor.code, "tools", 1))) == 3_000
    assert (await floor.results.counts(floor.code, "tools", 1))["x"] == 3_000
    assert floor.recorder.stored <= 3_000  # What was sent twice is no second answer.
    with suppress(OSError):
        await floor.acts.close(floor.code, "tools")
    servers.revive(victim)
    async with asyncio.timeout(PATIENCE):
        while not await floor.recorder.replicated():  # noqa: ASYNC110 - a cluster rings no bell for this
            await asyncio.sleep(0.05)
    await floor.recorder.close()
