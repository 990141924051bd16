"""Making the disk forget: the append-only file keeps what was deleted until it is rewritten."""

from __future__ import annotations

import logging

from redis.asyncio import Redis
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


async def rewrite(redis: Redis) -> None:
    """Ask the store to rewrite its append-only file now.

    An external store may not allow this to us, or be busy with it already; its own schedule then has to do.
    """
    try:
        await redis.bgrewriteaof()
    except RedisError as problem:
        log.warning("The store keeps its old append-only file for now: %s", problem)
