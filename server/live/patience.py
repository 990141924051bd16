"""Waiting for a store that is being started again, as answers in the recorder's queue wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from server.store.connection import TROUBLES

PAUSES = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)  # seconds before each further attempt

T = TypeVar("T")


async def patiently(work: Callable[[], Awaitable[T]]) -> T:
    """What the work comes to, once the store answers; it is begun anew each time.

    Raises:
        RedisError, RedisClusterException, OSError: when the store is still away after the last pause.
    """
    for pause in PAUSES:
        try:
            return await work()
        except TROUBLES:
            await asyncio.sleep(pause)
    return await work()
