"""The administrator's password and the cookie key."""

from __future__ import annotations

from redis.asyncio import Redis

from server.store import keys
from server.store.secrets import Secrets, cookie_key, password_check


async def test_the_cookie_key_is_made_once(redis: Redis) -> None:
    """All processes sign with the same one."""
    first = await cookie_key(redis)
    assert len(first) == 32
    assert await Secrets(redis).cookie_key() == first


async def test_a_password_is_made_once_and_shown_once(redis: Redis) -> None:
    """It is stored stretched."""
    made = await Secrets(redis).password()
    assert len(made) == 19
    assert await Secrets(redis).password() == ""
    check = await password_check(redis)
    assert check(made)
    assert not check(made[:-1])
    assert made not in str(await redis.hgetall(keys.SECRETS))


async def test_a_given_password_takes_the_place_of_the_kept_one(redis: Redis) -> None:
    """From the next start on."""
    made = await Secrets(redis).password()
    assert await Secrets(redis).password("Correct horse") == ""
    check = await password_check(redis, "Correct horse")
    assert check("Correct horse")
    assert not check(made)
    assert (await password_check(redis, "Other"))("Other")


async def test_without_a_password_none_fits(redis: Redis) -> None:
    """Not even the empty one."""
    assert not (await password_check(redis))("")
