"""A workshop in a real store."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from tests.store.sample import Floor


@pytest.fixture
async def floor(redis: Redis) -> AsyncIterator[Floor]:
    """Everything of the store, and one workshop in it."""
    floor = await Floor.build(redis)
    yield floor
    await floor.recorder.close()
