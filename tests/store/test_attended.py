"""When people were here: noted with the heartbeat, once in five minutes and no oftener."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import cast

import pytest
from redis.asyncio import Redis

from server.domain.slots import SLOT
from server.kinds import BY_NAME
from server.store import keys
from server.store.attended import Attended
from server.store.files.agenda_file import load
from server.store.seats import Seats
from server.store.workshops import Workshops
from tests.web.house import AGENDA


@pytest.fixture
async def code(redis: Redis) -> str:
    workshop, text = load(AGENDA, BY_NAME)
    return (await Workshops(redis, BY_NAME).create(text, workshop)).code


async def present(redis: Redis) -> int:
    """The slot that the store's clock shows."""
    seconds, _ = await redis.time()
    return seconds * 1000 // SLOT


@pytest.mark.parametrize(
    ("kept", "ago", "expected"),
    [
        (None, 1, "{now}"),
        ("{then}", 1, "{then}-{now}"),
        ("3-5 {then}", 1, "3-5 {then}-{now}"),
        ("{before}-{then}", 1, "{before}-{now}"),
        ("{before}", 2, "{before} {now}"),
        ("3-5", 9, "3-5 {now}"),
    ],
)
async def test_a_slot_is_added_to_the_runs(redis: Redis, code: str, kept: str | None, ago: int, expected: str) -> None:
    """One that follows the last lengthens its run, any other begins one."""
    seats = Seats(redis, Workshops(redis, BY_NAME))
    now = await present(redis)
    numbers = {"now": now, "then": now - 1, "before": now - 2}
    await redis.zadd(keys.presence(code), {"1": (now - ago) * SLOT + 1})
    if kept:
        await redis.hset(keys.attended(code), "1", kept.format(**numbers))
    await seats.seen(code, [1])
    assert await cast("Awaitable[str]", redis.hget(keys.attended(code), "1")) == expected.format(**numbers)
    await seats.seen(code, [1])
    assert await cast("Awaitable[str]", redis.hget(keys.attended(code), "1")) == expected.format(**numbers)


async def test_many_seats_at_once(redis: Redis, code: str) -> None:
    """Each has its own, and all are read at once."""
    now = await present(redis)
    await redis.hset(keys.seats(code), mapping={str(number): "0 {}" for number in range(1, 2_501)})
    await Seats(redis, Workshops(redis, BY_NAME)).seen(code, range(1, 2_601))
    times = await Attended(redis).times(code)
    assert len(times) == 2_500
    assert set(times.values()) <= {frozenset({now}), frozenset({now + 1})}


async def test_nothing_is_noted_of_what_is_not_there(redis: Redis) -> None:
    """A phone that is still open when its workshop was deleted leaves nothing behind."""
    await Seats(redis, Workshops(redis, BY_NAME)).seen("123456", [1])
    assert not await redis.exists(keys.attended("123456"))
