"""Retention: workshops whose period is over are deleted by the server itself, once an hour it looks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from redis.exceptions import RedisError

from server.domain.errors import HemicycleError
from server.domain.schedule import local
from server.store.deletion import RETENTION, day_of
from server.store.workshops import Workshops

log = logging.getLogger("hemicycle.retention")

FIRST = 30.0  # seconds after the start, when whoever waits for the server has been served
EVERY = 3_600.0  # seconds

Delete = Callable[[str, str], Awaitable[object]]


async def due(workshops: Workshops, now: int) -> list[str]:
    """The codes whose day of deletion has come, on their own calendar. `now` is in milliseconds since 1970."""
    found = []
    for one in await workshops.listing():
        try:
            workshop = await workshops.get(one.code)
        except HemicycleError:
            log.warning("workshop %s: its agenda cannot be read, so nobody knows how long it is kept", one.code)
            continue
        day = day_of(workshop, one) if workshop is not None else None
        if workshop is not None and day is not None and local(workshop, now).date() >= day:
            found.append(one.code)
    return found


async def keep(workshops: Workshops, clock: Callable[[], int], delete: Delete) -> None:
    """Delete what is due, for ever; of several processes one is enough, and two do no harm."""
    await asyncio.sleep(FIRST)
    while True:
        try:
            for code in await due(workshops, clock()):
                await delete_one(code, delete)
        except (RedisError, OSError):
            log.warning("What is due could not be looked up.", exc_info=True)
        await asyncio.sleep(EVERY)


async def delete_one(code: str, delete: Delete) -> None:
    """Delete a workshop that is due; one that is used, or is gone already, is left."""
    try:
        await delete(code, RETENTION)
    except HemicycleError as reason:
        log.warning("workshop %s is due, and stays for now: %s", code, reason)
    else:
        log.warning("workshop %s was deleted: its period is over", code)
