"""The worker that writes files: it has limits, and one that does not come to an end is replaced."""

from __future__ import annotations

import asyncio
import os
import resource
import time

import pytest

from server.web import exporting
from server.web.exporting import Exporter


def limits() -> tuple[int, int]:
    """Runs in the worker: its memory and its niceness."""
    return resource.getrlimit(resource.RLIMIT_AS)[0], os.nice(0)


def endless() -> None:
    """Runs in the worker, and does not come to an end."""
    while True:
        time.sleep(1)


def greedy() -> int:
    """Runs in the worker, and wants more memory than any file."""
    return len(bytearray(8 * 2**30))


async def test_the_worker_has_limits() -> None:
    """Memory that ends, and less of a claim to the processors than answers have."""
    exporter = Exporter()
    try:
        memory, nice = await exporter.made(limits)
        assert memory == exporting.MEMORY
        assert nice >= exporting.NICE
        with pytest.raises(MemoryError):
            await exporter.made(greedy)
        assert (await exporter.made(limits))[0] == memory
    finally:
        exporter.close()


async def test_one_that_hangs_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits is told, who waits behind it gets a new worker."""
    exporter = Exporter()
    try:
        await exporter.made(limits)
        monkeypatch.setattr(exporting, "PATIENCE", 0.2)
        with pytest.raises(TimeoutError):
            await exporter.made(endless)
        monkeypatch.setattr(exporting, "PATIENCE", 60)
        async with asyncio.timeout(60):
            assert await exporter.made(limits)
    finally:
        exporter.close()
