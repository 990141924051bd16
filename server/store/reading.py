"""Reading commands with the types that a decoding client really returns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from redis.asyncio import Redis


async def fields(redis: Redis, key: str) -> dict[str, str]:
    """A whole hash, empty where there is none."""
    return cast("dict[str, str]", await redis.hgetall(key))


async def field(redis: Redis, key: str, name: str) -> str | None:
    """One field of a hash."""
    return cast("str | None", await redis.hget(key, name))


async def some(redis: Redis, key: str, names: Sequence[str]) -> list[str | None]:
    """Several fields of a hash in the order asked for."""
    return cast("list[str | None]", await redis.hmget(key, list(names)))


async def all_fields(redis: Redis, keys: Sequence[str]) -> list[dict[str, str]]:
    """Several whole hashes of one workshop in one round trip, read in this order."""
    pipe = redis.pipeline(transaction=False)
    for key in keys:
        pipe.hgetall(key)
    return cast("list[dict[str, str]]", await pipe.execute())


def pairs(flat: Sequence[str]) -> dict[str, str]:
    """A hash as a script returns it: field, value, field, value."""
    return dict(zip(flat[::2], flat[1::2], strict=True))
