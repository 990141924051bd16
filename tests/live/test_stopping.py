"""Tasks end when they are told to."""

from __future__ import annotations

import asyncio

import pytest

from server.live.stopping import stop


async def test_a_lost_cancellation_is_said_again() -> None:
    """Something in the task swallows the first one."""
    lost = 0

    async def stubborn() -> None:
        nonlocal lost
        while True:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                lost += 1
                if lost > 1:
                    raise

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    await stop(task)
    assert task.cancelled()
    assert lost == 2


async def test_a_task_that_failed_is_over() -> None:
    """Its error was told where it happened."""

    async def failing() -> None:
        raise ValueError

    task = asyncio.create_task(failing())
    await asyncio.sleep(0)
    await stop(task)
    with pytest.raises(ValueError, match=r"^$"):
        task.result()
