"""Workshops: definitions under codes of six digits."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple, cast

from redis.asyncio import Redis

from server.domain.errors import Conflict
from server.domain.kind import AnyKind
from server.domain.messages import message
from server.domain.picture import Picture
from server.domain.state import decode
from server.domain.text import one_line
from server.domain.workshop import Workshop
from server.store import keys, pictures, reading
from server.store.access import ROLES, Access
from server.store.agenda_file import parse_stored
from server.store.scripts import Script

Kinds = Mapping[str, AnyKind]
Parse = Callable[[str, Kinds], Workshop]

# Parsed workshops that a process keeps at hand.
MOST_PARSED = 256

_CREATE, _REPLACE = Script("create"), Script("replace")


class Created(NamedTuple):
    """A new workshop: its code, and the token of each role."""

    code: str
    tokens: dict[str, str]


class Listed(NamedTuple):
    """A workshop in the list. `title` is in its own language; times are in milliseconds since 1970."""

    code: str
    title: str
    date: date
    begun: int | None
    ended: int | None
    created: int


class Workshops:
    """Definitions of workshops, parsed once per version and process."""

    def __init__(self, redis: Redis, kinds: Kinds, *, parse: Parse = parse_stored) -> None:
        self._redis = redis
        self.kinds = kinds
        self._parse = parse
        self._parsed: OrderedDict[str, tuple[str, Workshop]] = OrderedDict()

    async def create(self, text: str, workshop: Workshop, album: Mapping[str, Picture] | None = None) -> Created:
        """Store a definition under a new code. `text` is the canonical text that parses to `workshop`.

        Args:
            album: the pictures that it names.
        """
        code = await self._new_code()
        await pictures.put(self._redis, code, album or {})
        await _CREATE(
            self._redis,
            [keys.state(code), keys.log(code), keys.workshop(code)],
            [code, keys.BELL, text, *_described(workshop)],
        )
        access = Access(self._redis)
        tokens = {role: await access.issue(code, role) for role in ROLES}
        # The list comes last: what stands in it is complete.
        await self._redis.zadd(keys.INDEX, {code: workshop.date.toordinal()})
        return Created(code, tokens)

    async def get(self, code: str) -> Workshop | None:
        """The present definition, None where there is no such workshop."""
        version = await reading.field(self._redis, keys.workshop(code), "version")
        known = self._parsed.get(code)
        if version is None:
            self._parsed.pop(code, None)
            return None
        if known is None or known[0] != version:
            text, version = await reading.some(self._redis, keys.workshop(code), ["text", "version"])
            if text is None or version is None:
                return None
            known = version, self._parse(text, self.kinds)
            self._parsed[code] = known
        self._parsed.move_to_end(code)
        while len(self._parsed) > MOST_PARSED:
            self._parsed.popitem(last=False)
        return known[1]

    async def text(self, code: str) -> str | None:
        """The canonical text of the definition."""
        return await reading.field(self._redis, keys.workshop(code), "text")

    async def listing(self) -> list[Listed]:
        """All workshops, the latest meeting first."""
        codes = cast("list[str]", await self._redis.zrange(keys.INDEX, 0, -1, desc=True))
        pipe = self._redis.pipeline(transaction=False)
        for code in codes:
            pipe.hmget(keys.workshop(code), ["title", "date", "created"])
            pipe.hmget(keys.state(code), ["begun", "ended"])
        replies = await pipe.execute() if codes else []
        found: list[Listed] = []
        for code, (title, day, created), (begun, ended) in zip(codes, replies[::2], replies[1::2], strict=True):
            if created is not None:
                found.append(
                    Listed(
                        code,
                        title,
                        date.fromisoformat(day),
                        int(begun) if begun else None,
                        int(ended) if ended else None,
                        int(created),
                    )
                )
        return sorted(found, key=lambda one: (one.date, one.created), reverse=True)

    async def exists(self, code: str) -> bool:
        return bool(await self._redis.exists(keys.workshop(code)))

    async def replace(
        self, code: str, text: str, workshop: Workshop, album: Mapping[str, Picture] | None = None, *, by: str = ""
    ) -> None:
        """Store a new definition under the same code.

        Args:
            album: pictures that are new, or new under an old name; those that it no longer names are forgotten.

        Raises:
            Conflict: when it would change or remove a poll that people are answering, or there is no such workshop.
        """
        before = await self.get(code)
        after = workshop.polls
        changed = [poll for poll, old in before.polls.items() if after.get(poll) != old] if before else []
        reply = await _REPLACE(
            self._redis,
            [keys.state(code), keys.log(code), keys.workshop(code)],
            [code, keys.BELL, secrets.token_hex(8), one_line(by), text, *_described(workshop), *changed],
        )
        if reply[0] == "unknown":
            raise Conflict(message("There is no workshop with this code."))
        if reply[0] == "open":
            raise Conflict(message("The poll “%(poll)s” is open: close it before you change it.", poll=reply[1]))
        if album:
            await pictures.put(self._redis, code, album)
            # Somebody may have taken an old picture for one of the new version.
            await self._redis.hincrby(keys.workshop(code), "version", 1)
        await pictures.keep_only(self._redis, code, workshop.pictures)
        await self._redis.zadd(keys.INDEX, {code: workshop.date.toordinal()})

    async def delete(self, code: str) -> None:
        """Remove everything of a workshop. Its code is never given to another one."""
        state = decode(await reading.fields(self._redis, keys.state(code)))
        await self._redis.zrem(keys.INDEX, code)
        await self._redis.unlink(*keys.of_workshop(code, keys.rounds(state)))
        self._parsed.pop(code, None)

    async def _new_code(self) -> str:
        """Six digits that nobody had before; the first is no 0, which spreadsheets and people drop."""
        while True:
            code = str(100_000 + secrets.randbelow(900_000))
            if await self._redis.sadd(keys.CODES, code):
                return code


def _described(workshop: Workshop) -> tuple[str, str]:
    """What the list shows without parsing."""
    return one_line(workshop.title.pick(workshop.language)), workshop.date.isoformat()
