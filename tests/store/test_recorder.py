"""The recorder: many answers at once, and a store that dies under them."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from redis.exceptions import RedisError

from server.domain.counts import add, with_segments
from server.store import keys, reading, stored
from server.store.connection import StoreAway, connect
from server.store.embedded import Embedded
from server.store.recorder import Overloaded, Recorded, Recorder
from tests.store.sample import Floor


@pytest.fixture
def own_server() -> Iterator[Embedded]:
    """A server that a test may kill."""
    directory = Path(tempfile.mkdtemp(prefix="hc-"))
    with Embedded(directory) as server:
        yield server
    shutil.rmtree(directory)


def kill(server: Embedded) -> None:
    """The server's process dies without a word."""
    assert server.process is not None
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait()


async def test_many_answers_leave_in_few_calls(floor: Floor) -> None:
    """Each has its outcome, in whatever batch it went, and the log has one entry per batch."""
    await floor.open("tools")
    await floor.open("roll")
    waiting = [floor.recorder.submit(floor.submission("tools", str(n), f"t{n}", "x")) for n in range(1_000)]
    waiting += [floor.recorder.submit(floor.submission("roll", str(n), f"r{n}", "y")) for n in range(10)]
    assert floor.recorder.waiting == 1_010
    outcomes = await asyncio.gather(*waiting)
    assert {one.status for one in outcomes} == {"recorded"}
    assert all(one.kept and one.at for one in outcomes)
    assert floor.recorder.waiting == 0
    state = await floor.results.state(floor.code)
    assert max(one.rev for one in outcomes) == state.rev
    assert state.rev < 15
    assert (await floor.results.counts(floor.code, "tools", 1))["x"] == 1_000
    assert (await floor.results.counts(floor.code, "roll", 1))["y"] == 10


async def test_a_callback_hears_of_the_outcome(floor: Floor) -> None:
    """Without a future; one that fails does not keep the others from hearing."""
    await floor.open("tools")
    heard: list[Recorded | Exception] = []
    enough = asyncio.Event()

    def listen(outcome: Recorded | Exception) -> None:
        heard.append(outcome)
        enough.set()

    def fail(outcome: Recorded | Exception) -> None:
        raise RuntimeError

    floor.recorder.submit_nowait(floor.submission("tools", "1", "a", "x"), fail)
    floor.recorder.submit_nowait(floor.submission("tools", "2", "b", "x"), listen)
    await enough.wait()
    assert [isinstance(one, Recorded) and one.status for one in heard] == ["recorded"]


async def test_too_many_waiting_answers_are_refused(floor: Floor) -> None:
    """What waits is kept; nothing is buffered without a limit."""
    await floor.open("tools")
    recorder = Recorder(floor.redis, most_waiting=2)
    first = [recorder.submit(floor.submission("tools", str(n), f"{n}", "x")) for n in range(2)]
    with pytest.raises(Overloaded, match="not stored"):
        recorder.submit(floor.submission("tools", "3", "3", "x"))
    assert {one.status for one in await asyncio.gather(*first)} == {"recorded"}
    await recorder.close()


async def test_closing_waits_for_what_is_waiting(floor: Floor) -> None:
    """And takes nothing more."""
    await floor.open("tools")
    waiting = [floor.recorder.submit(floor.submission("tools", str(n), f"{n}", "x")) for n in range(600)]
    await floor.recorder.close()
    assert all(one.done() for one in waiting)
    with pytest.raises(Overloaded):
        floor.recorder.submit(floor.submission("tools", "x", "x", "x"))


async def test_an_answer_needs_an_id_and_a_voter(floor: Floor) -> None:
    """Without them, resending would not be harmless."""
    with pytest.raises(ValueError, match="needs an id"):
        floor.recorder.submit(floor.submission("tools", "1", "", "x"))
    with pytest.raises(ValueError, match="needs an id"):
        floor.recorder.submit(floor.submission("tools", "1", "a\x1eb", "x"))
    with pytest.raises(ValueError, match="needs an id"):
        floor.recorder.submit(floor.submission("tools", "", "1", "x"))


async def test_patience_with_a_store_that_is_away_has_an_end(own_server: Embedded) -> None:
    """The answers fail then; while the store is away, later ones fail after one attempt."""
    redis = connect(own_server.url)
    floor = await Floor.build(redis)
    await floor.open("tools")
    kill(own_server)
    recorder = Recorder(redis, patience=0.05)
    with pytest.raises(StoreAway, match="does not answer"):
        await recorder.submit(floor.submission("tools", "1", "a", "x"))
    assert recorder.away
    with pytest.raises(StoreAway):
        await recorder.submit(floor.submission("tools", "2", "b", "x"))
    assert own_server.revive()
    assert (await recorder.submit(floor.submission("tools", "1", "a", "x"))).status == "recorded"
    assert not recorder.away
    await redis.aclose()


async def test_a_killed_server_loses_no_acknowledged_answer_and_counts_none_twice(own_server: Embedded) -> None:
    """The server is killed with answers in flight, three times; everything arrives in the end."""
    redis = connect(own_server.url)
    floor = await Floor.build(redis)
    await floor.open("tools")
    people = 400
    acknowledged: dict[str, str] = {}
    submitted: list[asyncio.Future[Recorded]] = []
    expected: dict[str, dict[str, int]] = {}

    def send(number: int) -> None:
        voter, mark = str(number % people), "abc"[number % 3]
        one = floor.submission("tools", voter, f"id{number}", mark, segments=(f"delegation:{number % 7}",))
        future = floor.recorder.submit(one)
        future.add_done_callback(lambda done: acknowledged.__setitem__(voter, one.id))
        submitted.append(future)
        expected[voter] = with_segments(one.counts, one.segments)

    number = 0
    for _ in range(3):
        goal = len(acknowledged) + 300
        while len(acknowledged) < min(goal, people) or len(submitted) < goal:
            for _ in range(20):
                send(number)
                number += 1
            await asyncio.sleep(0)
        for _ in range(200):
            send(number)
            number += 1
        await asyncio.sleep(0)
        kill(own_server)
        assert own_server.revive()
    outcomes = await asyncio.gather(*submitted)
    assert all(one.kept for one in outcomes)
    answers = await reading.fields(redis, keys.answers(floor.code, "tools", 1))
    assert len(answers) == people
    # Within one workshop answers arrive in the order in which they were submitted.
    assert {voter: stored.decode(value).id for voter, value in answers.items()} == acknowledged
    counts = await floor.results.counts(floor.code, "tools", 1)
    assert counts == add(*expected.values())
    await floor.recorder.close()
    with suppress(RedisError):
        await redis.aclose()
