"""The secrets of an installation: the administrator's password and the key that signs cookies."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable

from redis.asyncio import Redis

from server.store import keys, reading

# 32 MB and some 60 ms for each guess.
_COST, _BLOCK, _PARALLEL, _MEMORY = 2**15, 8, 1, 64 * 2**20
# Without i, l, o, 0 and 1, which people mistake for each other; 16 of them are 78 bits.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 16


class Secrets:
    """Makes, keeps and checks them."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def cookie_key(self) -> bytes:
        """The key that signs cookies, the same in all processes."""
        await self._redis.hsetnx(keys.SECRETS, "cookies", secrets.token_hex(32))
        return bytes.fromhex(await reading.field(self._redis, keys.SECRETS, "cookies") or "")

    async def password(self, given: str = "") -> str:
        """Keep the administrator's password: the given one, else the one that was kept before, else a new one.

        Returns:
            A new password, which is shown once; "" where none was made.
        """
        stored = await reading.field(self._redis, keys.SECRETS, "administrator")
        if given:
            if not stored or not fits(given, stored):
                await self._redis.hset(keys.SECRETS, "administrator", stretched(given))
            return ""
        if stored:
            return ""
        made = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(_LENGTH // 4))
        # Of two processes that make one at the same time, the slower one made none.
        return made if await self._redis.hsetnx(keys.SECRETS, "administrator", stretched(made)) else ""

    async def check(self) -> Callable[[str], bool]:
        """A function that tells the password; it takes some 60 ms, so it is called in a thread."""
        stored = await reading.field(self._redis, keys.SECRETS, "administrator") or ""

        def fits_now(password: str) -> bool:
            return bool(stored) and fits(password, stored)

        return fits_now


async def cookie_key(redis: Redis) -> bytes:
    """The key that signs cookies."""
    return await Secrets(redis).cookie_key()


async def password_check(redis: Redis, given: str = "") -> Callable[[str], bool]:
    """A function that tells the administrator's password, for a thread; `given` is the configured one, if any."""
    own = Secrets(redis)
    if given:
        await own.password(given)
    return await own.check()


def session_key(key: bytes, given: str) -> bytes:
    """The key that signs the administrator's sessions: with another configured password those of the old one end."""
    return hmac.new(key, f"administrator:{given}".encode(), hashlib.sha256).digest()


def stretched(password: str) -> str:
    """What is stored in place of a password: salt and scrypt digest."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}${_digest(password, salt).hex()}"


def fits(password: str, stored: str) -> bool:
    """Whether this is the password."""
    salt, _, digest = stored.partition("$")
    return hmac.compare_digest(_digest(password, bytes.fromhex(salt)), bytes.fromhex(digest))


def _digest(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=_MEMORY)
