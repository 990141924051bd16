"""Voters: under which name an answer is kept."""

# ruff: noqa: A002 - a round is called round, in arguments too.

from __future__ import annotations

import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import blake2b

from redis.asyncio import Redis

from server.domain.seat import Seat
from server.domain.workshop import Ballot, Settings
from server.store import keys
from server.store.forgetting import rewrite
from server.store.scripts import Script

_SALT = Script("salt")
# Nine bytes make twelve characters without padding; among a million voters two meet with a chance of 1 in 10 billion.
SIZE = 9
# Seconds for which a process remembers a salt, and so the longest it can join seats to answers after the end.
MEMORY = 30.0


class Voters:
    """Names of voters.

    One answer per delegation: `d:` and its id. Anonymous: a keyed pseudonym of the seat, another in each poll and
    round. Recorded, open and secret ballots: the seat's number.
    """

    def __init__(self, redis: Redis, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._redis = redis
        self._clock = clock
        self._salts: dict[str, tuple[bytes, float]] = {}

    async def voter(self, code: str, poll: str, round: int, settings: Settings, seat: Seat) -> str:
        """The name under which this seat's answer is kept.

        After the end of the workshop an anonymous seat gets a name that fits no answer.
        """
        if settings.by == "delegation" and seat.delegation:
            return f"d:{seat.delegation}"
        if settings.ballot is not Ballot.ANONYMOUS:
            return str(seat.number)
        salt, until = self._salts.get(code, (b"", 0.0))
        if self._clock() >= until:
            salt = await self._salt(code)
        digest = blake2b(f"{poll}|{round}|{seat.number}".encode(), digest_size=SIZE, key=salt).digest()
        return urlsafe_b64encode(digest).decode()

    async def forget(self, code: str) -> None:
        """Drop the key of the pseudonyms for good. `Acts.end` has done so already."""
        self._salts.pop(code, None)
        if await self._redis.unlink(keys.salt(code)):
            await rewrite(self._redis)

    def renew(self, code: str) -> None:
        """The workshop has begun anew, with another key; what this process remembers of the old one is void."""
        self._salts.pop(code, None)

    async def _salt(self, code: str) -> bytes:
        stored = await _SALT(self._redis, [keys.state(code), keys.salt(code)], [secrets.token_hex(16)])
        if not stored:
            self._salts.pop(code, None)
            return secrets.token_bytes(16)
        salt = bytes.fromhex(stored)
        self._salts[code] = (salt, self._clock() + MEMORY)
        return salt
