"""The key of a workshop's digests: of the codes of its badges, of the words on its wall, of marks of addresses."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from redis.asyncio import Redis

from server.store import keys, reading

# The field of the hash of badges that holds it.
FIELD = ""


async def key_of(redis: Redis, code: str) -> bytes:
    """The key, made when it is first needed. It goes into archives, so that badges last."""
    known = await reading.field(redis, keys.badges(code), FIELD)
    if not known:
        await redis.hsetnx(keys.badges(code), FIELD, secrets.token_hex(32))
        known = await reading.field(redis, keys.badges(code), FIELD)
    return bytes.fromhex(known or "")


def keyed(key: bytes, text: str) -> str:
    """What is kept of a text."""
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
