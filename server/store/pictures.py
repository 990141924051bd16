"""Pictures of workshops as the store keeps them: one hash each, texts because the client reads nothing else."""

from __future__ import annotations

import base64
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import cast

from redis.asyncio import Redis

from server.domain.picture import Picture, type_of
from server.store import keys, reading

# Bytes of pictures that a process keeps at hand: when a poll opens, every phone asks for the same ones.
ROOM = 32 * 2**20


class Pictures:
    """Reads pictures; those asked for last stay at hand, and are read anew once the workshop was edited."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._known: OrderedDict[tuple[str, str], tuple[str, Picture]] = OrderedDict()

    async def get(self, code: str, name: str) -> Picture | None:
        """A picture, None where the workshop has none with this name."""
        version = await reading.field(self._redis, keys.workshop(code), "version")
        known = self._known.pop((code, name), None)
        if version is None:
            return None
        if known is None or known[0] != version:
            text = await reading.field(self._redis, keys.pictures(code), name)
            if text is None:
                return None
            known = version, _decoded(text)
        self._known[code, name] = known
        while sum(len(one.data) for _, one in self._known.values()) > ROOM:
            self._known.popitem(last=False)
        return known[1]

    async def names(self, code: str) -> list[str]:
        """The names of all pictures of a workshop, in order."""
        return await given(self._redis, code)

    async def add(self, code: str, name: str, one: Picture) -> None:
        """Keep a picture under a name that none has yet."""
        await put(self._redis, code, {name: one})


async def put(redis: Redis, code: str, pictures: Mapping[str, Picture]) -> None:
    """Keep pictures of a workshop; those with the same names are replaced."""
    for name, one in pictures.items():
        await redis.hset(keys.pictures(code), name, encoded(one.data))


async def keep_only(redis: Redis, code: str, names: Sequence[str]) -> None:
    """Forget the pictures that a workshop no longer shows."""
    if others := sorted(set(await given(redis, code)) - set(names)):
        await redis.hdel(keys.pictures(code), *others)


async def given(redis: Redis, code: str) -> list[str]:
    """The names of the pictures that a workshop has, in order."""
    return sorted(cast("list[str]", await redis.hkeys(keys.pictures(code))))


async def everything(redis: Redis, code: str) -> dict[str, bytes]:
    """Every picture of a workshop by its name, one read at a time: together they can be large."""
    found: dict[str, bytes] = {}
    for name in await given(redis, code):
        if text := await reading.field(redis, keys.pictures(code), name):
            found[name] = base64.b64decode(text)
    return found


def encoded(data: bytes) -> str:
    """A picture as the store keeps it."""
    return base64.b64encode(data).decode()


def _decoded(text: str) -> Picture:
    data = base64.b64decode(text)
    return Picture(data, type_of(data))
