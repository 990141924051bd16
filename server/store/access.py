"""Access: the links of moderators, projectors and staff. Only digests of their tokens are stored."""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import NamedTuple

from redis.asyncio import Redis

from server.domain.text import one_line
from server.store import keys, reading
from server.store.scripts import now

ROLES = ("moderator", "projector", "staff")

# A token is the code and 128 random bits; the code says in which workshop to look.
_TOKEN = re.compile(r"([0-9]{6})-[0-9a-f]{32}")
# As many digits of a digest name a grant; they help nobody to guess its token.
_ID_LENGTH = 16
LONGEST_LABEL = 60  # characters


class Grant(NamedTuple):
    """A right to act in one workshop. `created` in milliseconds since 1970, `label` is whose it is, "" for nobody's."""

    code: str
    role: str
    id: str
    created: int = 0
    label: str = ""


class Access:
    """Gives and checks the tokens of role links."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def issue(self, code: str, role: str, label: str = "") -> str:
        """A new token for this role; it is shown once and can only be checked from then on.

        Raises:
            ValueError: for a role that does not exist.
        """
        if role not in ROLES:
            raise ValueError(f"{role!r} is no role.")
        token = f"{code}-{secrets.token_hex(16)}"
        grant = f"{role} {await now(self._redis, code)} {one_line(label)[:LONGEST_LABEL]}"
        await self._redis.hset(keys.grants(code), digest(token), grant.rstrip())
        return token

    async def find(self, token: str) -> Grant | None:
        """The grant of a token, None for whatever is not one."""
        shape = _TOKEN.fullmatch(token)
        if shape is None:
            return None
        name = digest(token)
        stored = await reading.field(self._redis, keys.grants(shape[1]), name)
        return _grant(shape[1], name, stored) if stored else None

    async def revoke(self, code: str, grant_id: str) -> None:
        """Take a grant back; its links stop working at once."""
        for name in await reading.fields(self._redis, keys.grants(code)):
            if name.startswith(grant_id) and len(grant_id) == _ID_LENGTH:
                await self._redis.hdel(keys.grants(code), name)

    async def grants(self, code: str) -> list[Grant]:
        """All grants of a workshop, oldest first."""
        stored = await reading.fields(self._redis, keys.grants(code))
        return sorted((_grant(code, *pair) for pair in stored.items()), key=lambda one: (one.created, one.id))


def digest(token: str) -> str:
    """What is stored in place of a token. A hash without stretching will do: nobody guesses 128 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def _grant(code: str, name: str, stored: str) -> Grant:
    role, created, label = (*stored.split(" ", 2), "")[:3]
    return Grant(code, role, name[:_ID_LENGTH], int(created), label)
