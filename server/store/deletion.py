"""Deletion: everything of a workshop is removed, the disk is made to forget, and that can be checked afterwards.

What stays is the code, so that nobody else is given it, and when it was deleted; no title, no name, no text.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, cast

from redis.asyncio import Redis
from redis.exceptions import RedisClusterException, RedisError

from server.domain.errors import Conflict, HemicycleError
from server.domain.messages import message
from server.domain.schedule import local
from server.domain.state import Phase, decode
from server.domain.workshop import Day, Workshop
from server.store import keys, reading
from server.store.forgetting import rewrite
from server.store.scripts import now
from server.store.workshops import Listed, Workshops

# Who deleted, where it was not the administrator.
RETENTION = "retention"
# For so long after the last act or answer no period ends: a meeting may be held later than its agenda says.
QUIET = 24 * 3_600_000  # milliseconds
# What the append-only file says of a workshop; the braces are those of the keys.
_IN_FILE = re.compile(rb"hc:\{([0-9]{6})\}")
_PAUSE = 0.1  # seconds between two looks at a rewrite
_PIECE = 8 * 2**20  # bytes that are read at once
_OVERLAP = 16  # bytes in which a key's name could be cut in two


class StillUsed(HemicycleError):
    """A workshop whose period is over, in which somebody did something a short while ago."""

    def __init__(self) -> None:
        super().__init__("somebody did something in it within a day")


class Deleted(NamedTuple):
    """A workshop that is no more. `at` in milliseconds, `by` is "" for the administrator."""

    code: str
    at: int
    by: str


def day_of(workshop: Workshop, listed: Listed) -> Day | None:
    """The day on which the server deletes a workshop by itself; None where nobody has said."""
    return workshop.deletion(local(workshop, max(listed.created, listed.restored)).date())


async def delete(redis: Redis, workshops: Workshops, code: str, *, by: str = "") -> Deleted:
    """Remove everything of a workshop, and have the append-only file rewritten.

    Raises:
        Conflict: when there is none, or a poll of it is open and somebody wants it deleted.
        StillUsed: when its period is over, and it is used.
    """
    state = decode(await reading.fields(redis, keys.state(code)))
    if not await workshops.exists(code):
        raise Conflict(message("There is no workshop with this code."))
    at = await now(redis, code)
    if by == RETENTION:
        # A poll that was left open is no reason to keep what people were promised would go.
        if await _last_act(redis, code) > at - QUIET:
            raise StillUsed
    elif any(one.phase is Phase.OPEN for one in state.polls.values()):
        raise Conflict(message("A poll of this workshop is open. Close it first."))
    await redis.hset(keys.DELETED, code, f"{at} {by}")
    await workshops.delete(code)
    # What was written in the last moment, and what only an older version knew.
    if left := await leftover(redis, code):
        await redis.unlink(*left)
    await redis.publish(keys.BELL, f"{code} 0")
    await rewrite(redis)
    return Deleted(code, at, by)


async def _last_act(redis: Redis, code: str) -> int:
    """When the last entry of the log was written, in milliseconds."""
    last = cast("list[tuple[str, object]]", await redis.xrevrange(keys.log(code), count=1))
    return int(last[0][0].partition("-")[0]) if last else 0


async def rewritten(redis: Redis, patience: float = 20.0) -> bool:
    """Wait until the append-only file is rewritten; False when that takes longer, in seconds, or cannot be known."""
    try:
        async with asyncio.timeout(patience):
            while (await redis.info("persistence")).get("aof_rewrite_in_progress", 0):  # noqa: ASYNC110
                await asyncio.sleep(_PAUSE)  # The store tells nobody when it is done.
    except (TimeoutError, RedisError, RedisClusterException):
        return False
    return True


async def deleted(redis: Redis) -> list[Deleted]:
    """The workshops that were deleted, the last one first."""
    found = []
    for code, text in (await reading.fields(redis, keys.DELETED)).items():
        at, _, by = text.partition(" ")
        found.append(Deleted(code, int(at), by))
    return sorted(found, key=lambda one: -one.at)


async def leftover(redis: Redis, code: str) -> list[str]:
    """The keys of a workshop that are in the store; none after a deletion."""
    return [str(key) async for key in redis.scan_iter(match=f"hc:{{{code}}}:*", count=1_000)]


async def with_keys(redis: Redis, codes: Iterable[str]) -> set[str]:
    """Those of these codes of which the store holds a key."""
    wanted, found = set(codes), set()
    async for key in redis.scan_iter(match="hc:{*", count=1_000):
        code = str(key)[4:10]
        if code in wanted:
            found.add(code)
    return found


def in_files(directory: Path, codes: Iterable[str]) -> set[str]:
    """Those of these codes that a file below a data directory still names in a key; it blocks."""
    wanted = {code.encode() for code in codes}
    found: set[bytes] = set()
    for path in sorted(directory.rglob("*")):
        if path.is_file() and not path.is_symlink():
            found |= _named(path) & wanted
    return {code.decode() for code in found}


def _named(path: Path) -> set[bytes]:
    found: set[bytes] = set()
    try:
        with path.open("rb") as file:
            rest = b""
            while piece := file.read(_PIECE):
                found.update(_IN_FILE.findall(rest + piece))
                rest = piece[-_OVERLAP:]
    except OSError:  # A file of the store that has just been replaced.
        return set()
    return found
