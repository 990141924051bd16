"""A disk that is full: answers are refused in words, and of those that were acknowledged none is lost.

The store's files may not grow beyond a size, which needs no rights and fails in a write as a full disk does. The store
ends then, because it can keep no promise any more; whoever watches over it starts it again, and until there is room it
ends again at the first answer.
"""

from __future__ import annotations

import asyncio
import contextlib
import resource
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from redis.exceptions import RedisError

from server.kinds import BY_NAME
from server.store import keys, reading, stored
from server.store.archive import archive, verify
from server.store.binary import find_binary
from server.store.connection import connect
from server.store.embedded import Embedded
from server.store.recorder import Recorder
from tests.web.house import House, Line, serving
from tests.web.test_operations import measured

PHONES = 6
ROOM = 20_000  # bytes that are left: some thirty answers
PATIENCE = 0.5  # seconds for which an answer waits for the store; a person would wait twenty
REFUSED = "Not recorded: the server cannot store answers at the moment. Please send it again."
# Becomes the store. A limit is to fail its writes: the signal that comes with it would end the process before.
STARTER = """\
#!{python} -IS
import os, pathlib, resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = pathlib.Path({limit!r})
if limit.exists():
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit.read_text()), resource.RLIM_INFINITY))
os.execv({binary!r}, [{binary!r}, *sys.argv[1:]])
"""


class Disk:
    """A store, and the size that its files may have."""

    def __init__(self, folder: Path) -> None:
        self._limit = folder / "limit"
        starter = folder / "store"
        starter.write_text(STARTER.format(python=sys.executable, limit=str(self._limit), binary=find_binary()))
        starter.chmod(0o700)
        self.store = Embedded(folder / "data", binary=str(starter))

    def fill(self) -> None:
        """Leave a little room, to the store that runs and to those that are started."""
        assert self.store.process is not None
        files = self.store.directory.glob("appendonlydir/*")
        most = max(file.stat().st_size for file in files) + ROOM
        self._limit.write_text(str(most))
        resource.prlimit(self.store.process.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

    def clear(self) -> None:
        """Stores that are started from now on have room again."""
        self._limit.unlink()


class Person:
    """Somebody who answers, and remembers what was acknowledged and what was not since."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self.acknowledged = ""
        self.unsure: list[str] = []

    async def answers(self) -> bool:
        """Change one's mind; whether it was acknowledged. A refusal is one sentence."""
        id_ = secrets.token_hex(12)
        heard = await self._line.answer("obstacle", id_=id_, option=secrets.choice(("money", "people")))
        if heard["type"] == "ack":
            self.acknowledged, self.unsure = id_, []
            return True
        assert heard["text"] == REFUSED
        self.unsure.append(id_)
        return False

    async def fills(self, disk: Disk) -> None:
        """Answer until the store has ended and no answer is taken."""
        while await self.answers() or disk.store.alive:
            pass


@pytest.fixture
def disk() -> Iterator[Disk]:
    """A disk with room, and a store that runs."""
    folder = Path(tempfile.mkdtemp(prefix="hc-"))
    own = Disk(folder)
    with own.store:
        yield own
    shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="This system sets no limits to another process.")
async def test_a_full_disk_refuses_in_words_and_loses_nothing(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is full, after a start on the full disk, once there is room again, and after an orderly restart."""
    monkeypatch.setattr("server.app.Recorder", partial(Recorder, patience=PATIENCE))
    async with serving(disk.store.url) as house, contextlib.AsyncExitStack() as lines:
        await house.act("polls/obstacle/open")
        phones = [await house.join() for _ in range(PHONES)]
        people = [Person(await lines.enter_async_context(phone.on_line())) for phone in phones]
        assert all([await person.answers() for person in people])

        disk.fill()
        await asyncio.gather(*(person.fills(disk) for person in people))
        assert await ready(house) == 503
        assert (await measured(house))["hemicycle_store_up"] == 0

        while not await kept_by(disk, house, people):
            pass  # Something else of the server's was written in between, and the store has ended of it.
        await asyncio.gather(*(person.fills(disk) for person in people))

        disk.clear()
        assert await asyncio.to_thread(disk.store.revive)
        await kept(disk, house, people)
        assert await ready(house) == 200
        assert all([await person.answers() for person in people])
        assert not any(person.unsure for person in people)

        await asyncio.to_thread(disk.store.stop)
        await asyncio.to_thread(disk.store.start)
        await kept(disk, house, people)
        assert (await house.results())["obstacle"]["people"] == PHONES


async def ready(house: House) -> int:
    """The status of /readyz."""
    async with house.browser() as client:
        return (await client.get("/readyz")).status_code


async def kept_by(disk: Disk, house: House, people: list[Person]) -> bool:
    """The same of a store that is started on the full disk; False where it ended before it was asked everything."""
    await asyncio.to_thread(disk.store.revive)
    try:
        await kept(disk, house, people)
    except (RedisError, OSError):
        return False
    return True


async def kept(disk: Disk, house: House, people: list[Person]) -> None:
    """Everybody's last acknowledged answer is in the store, or a later one of theirs; and all of it recounts."""
    redis = connect(disk.store.url)
    try:
        answers = await reading.fields(redis, keys.answers(house.code, "obstacle", 1))
        ids = {stored.decode(value).id for value in answers.values()}
        assert len(answers) == len(people)
        assert [person for person in people if not ids & {person.acknowledged, *person.unsure}] == []
        assert verify(await archive(redis, house.code), BY_NAME) == []
    finally:
        await redis.aclose()
