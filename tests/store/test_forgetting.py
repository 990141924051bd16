"""What is dropped is dropped from the disk too."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from redis.asyncio import Redis

from server.domain.seat import Seat
from server.domain.workshop import Settings
from server.store import keys
from server.store.connection import connect
from server.store.embedded import Embedded
from tests.store.sample import Floor


def on_disk(directory: Path) -> bytes:
    """Everything in the data directory but the socket."""
    found = bytearray()
    for path in directory.rglob("*"):
        # The server takes old files away while we look.
        with suppress(FileNotFoundError):
            if path.is_file():
                found += path.read_bytes()
    return bytes(found)


async def gone(redis: Redis, directory: Path, text: bytes, left: int = 0) -> None:
    """Wait until a text is on disk no more than so often; the timeout of the tests is the end of patience."""
    while on_disk(directory).count(text) > left:
        await redis.ping()


async def test_the_disk_forgets_pseudonyms_and_the_order_of_secret_ballots() -> None:
    """After the close who voted next to what was counted is gone, after the end the key of the pseudonyms."""
    directory = Path(tempfile.mkdtemp(prefix="hc-"))
    with Embedded(directory) as server:
        redis = connect(server.url)
        floor = await Floor.build(redis)
        await floor.voters.voter(floor.code, "tools", 1, Settings(), Seat(1))
        salt = str(await redis.get(keys.salt(floor.code))).encode()
        await floor.open("urn")
        for number in range(5):
            await floor.say("urn", str(number), f"u{number}", f"mark{number % 2}", secret=True)
        before = on_disk(directory)
        assert salt in before
        counts = keys.counts(floor.code, "urn", 1).encode()
        # Each vote has left its step from one total to the next; of all of them only the last total stays.
        assert before.count(counts) >= 5
        await floor.acts.close(floor.code, "urn")
        await gone(redis, directory, counts, left=1)
        await floor.acts.end(floor.code)
        await gone(redis, directory, salt)
        assert (await floor.results.counts(floor.code, "urn", 1)) == {"": 5, "mark0": 3, "mark1": 2}
        await floor.recorder.close()
        await redis.aclose()
    shutil.rmtree(directory)
