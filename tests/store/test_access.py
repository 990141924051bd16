"""Role links."""

from __future__ import annotations

import pytest

from server.store import keys
from server.store.access import ROLES, Access
from tests.store.sample import Floor


async def test_a_token_opens_its_role_in_its_workshop(floor: Floor) -> None:
    """It is stored as a digest only."""
    access = Access(floor.redis)
    token = await access.issue(floor.code, "moderator")
    grant = await access.find(token)
    assert grant is not None
    assert (grant.code, grant.role) == (floor.code, "moderator")
    assert token.partition("-")[2] not in str(await floor.redis.hgetall(keys.grants(floor.code)))
    assert len(token.partition("-")[2]) * 4 == 128


@pytest.mark.parametrize("token", ["", "x", "482173", "482173-" + "0" * 32, "482173-" + "0" * 31 + "\n", "é" * 39])
async def test_anything_else_opens_nothing(floor: Floor, token: str) -> None:
    """Whatever its shape."""
    assert await Access(floor.redis).find(token) is None


async def test_a_grant_that_was_taken_back_opens_nothing(floor: Floor) -> None:
    """The others still do."""
    access = Access(floor.redis)
    token, other = await access.issue(floor.code, "staff"), await access.issue(floor.code, "staff")
    grant = await access.find(token)
    assert grant is not None
    await access.revoke(floor.code, "")
    await access.revoke(floor.code, grant.id)
    assert await access.find(token) is None
    assert await access.find(other) is not None


async def test_each_workshop_begins_with_one_grant_for_each_role(floor: Floor) -> None:
    """And there are no other roles."""
    access = Access(floor.redis)
    assert sorted(grant.role for grant in await access.grants(floor.code)) == sorted(ROLES)
    with pytest.raises(ValueError, match="no role"):
        await access.issue(floor.code, "king")
