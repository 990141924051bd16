"""The store as commands reach it: that of a running server, or one that is started for the moment."""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import TypeVar

from redis.asyncio import Redis
from redis.exceptions import MovedError

from server import running
from server.config import Config
from server.domain.errors import HemicycleError
from server.store.connection import TROUBLES, connect
from server.store.embedded import AlreadyOwned, Embedded

T = TypeVar("T")


class Unavailable(HemicycleError):
    """The store cannot be reached, or did not do what was asked."""

    def __init__(self, reason: Exception) -> None:
        said = str(reason).rstrip(".") or type(reason).__name__
        if isinstance(reason, MovedError):
            said = "it is one node of a cluster, whose address begins with redis+cluster:// or rediss+cluster://"
        super().__init__(f"The store cannot be used: {said}.")


# Another command may hold the data directory for a moment; it is waited for this long, in seconds.
PATIENCE = 10.0
PAUSE = 0.1


def in_store(config: Config, work: Callable[[Redis], Awaitable[T]]) -> T:
    """What `work` makes of the store, whether or not a server runs on it.

    Raises:
        AlreadyOwned: when something that is no server holds the data directory for long.
        ServerNotFound: when there is no program for the embedded store.
        Unavailable: when the store does not answer, or refuses.
    """
    with store_url(config) as url:
        return asyncio.run(_connected(url, work))


@contextlib.contextmanager
def store_url(config: Config) -> Iterator[str]:
    """The address of the store while the block runs."""
    if config.redis_url:
        yield config.redis_url
        return
    deadline = time.monotonic() + PATIENCE
    store = Embedded(config.data_dir)
    while True:
        try:
            store.start()
            break
        except AlreadyOwned:
            if running.serving(config.data_dir) and (url := socket_url(config.data_dir)):
                yield url
                return
            if time.monotonic() > deadline:
                raise
            time.sleep(PAUSE)
    try:
        yield store.url
    finally:
        store.stop()


def socket_url(data_dir: Path) -> str:
    """The store's socket as the running server's configuration names it, "" where there is none."""
    try:
        settings = (data_dir / "server.conf").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    found = re.search(r'^unixsocket "(.*)"$', settings, re.MULTILINE)
    return "unix://" + re.sub(r"\\(.)", r"\1", found[1]) if found else ""


@contextlib.asynccontextmanager
async def reached(url: str) -> AsyncIterator[Redis]:
    """A client while the block runs.

    Raises:
        Unavailable: when the store does not answer or refuses, or the address is none.
    """
    try:
        redis = connect(url)
    except ValueError as error:
        raise Unavailable(error) from error
    try:
        yield redis
    except TROUBLES as error:
        if getattr(error, "filename", None):  # It is about a file of ours.
            raise
        raise Unavailable(error) from error
    finally:
        await redis.aclose()


async def _connected(url: str, work: Callable[[Redis], Awaitable[T]]) -> T:
    async with reached(url) as redis:
        return await work(redis)
