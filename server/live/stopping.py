"""Tasks that end when they are told to."""

from __future__ import annotations

import asyncio

AGAIN = 0.2  # seconds until a task that goes on is told again


async def stop(task: asyncio.Task[None]) -> None:
    """Cancel a task and wait for its end.

    Before Python 3.12 `asyncio.wait_for`, which the client of the store uses too, loses a cancellation that comes with
    the result; a task in a loop would then go on for ever, and the server would never stop.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=AGAIN)
    if not task.cancelled():
        task.exception()
