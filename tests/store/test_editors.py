"""Who has the editor open."""

from __future__ import annotations

from redis.asyncio import Redis

from server.store import keys
from server.store.editors import HERE, Editors

CODE = "482173"


async def test_each_hears_of_the_others(redis: Redis) -> None:
    """With their pages, until they have not been seen for a while."""
    editors = Editors(redis)
    assert await editors.seen(CODE, "a", "meeting", 1_000) == {}
    assert await editors.seen(CODE, "b", "agenda/one", 2_000) == {"a": "meeting"}
    assert await editors.seen(CODE, "a", "", 1_500 + HERE) == {"b": "agenda/one"}
    assert await editors.seen(CODE, "a", "", 2_001 + HERE) == {}
    assert await redis.hkeys(keys.editors(CODE)) == ["a"]
    assert await redis.ttl(keys.editors(CODE)) > 0
