"""What tests of several folders share: a real store."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from redis.asyncio import Redis

from server.store.connection import connect
from server.store.embedded import Embedded

# These machines are shared: how long an example takes, and how long it takes to think of one, is never judged.
settings.register_profile(
    "explore", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
# The suite tries the same examples everywhere, so that a change is judged by itself and not by luck; new ones are
# looked for with --hypothesis-profile=explore.
settings.register_profile("suite", settings.get_profile("explore"), derandomize=True)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def valkey_url() -> Iterator[str]:
    """The address of an embedded server that lives as long as the tests."""
    # A folder of pytest's own can be too deep for a unix socket.
    directory = Path(tempfile.mkdtemp(prefix="hc-"))
    with Embedded(directory) as server:
        yield server.url
    shutil.rmtree(directory)


@pytest.fixture
async def redis(valkey_url: str) -> AsyncIterator[Redis]:
    """A client of an empty store."""
    client = connect(valkey_url)
    await client.flushall()
    yield client
    await client.aclose()
