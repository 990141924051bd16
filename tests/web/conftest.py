"""A server with a workshop for every test that asks."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from tests.web.house import House, serving


@pytest.fixture
async def house(redis: Redis, valkey_url: str) -> AsyncIterator[House]:
    """A server over an empty store."""
    async with serving(valkey_url) as own:
        yield own
