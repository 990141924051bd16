"""Making the disk forget: the append-only file keeps what was deleted until it is rewritten."""

from __future__ import annotations

import asyncio
import logging

from redis.asyncio import Redis
from redis.exceptions import RedisClusterException, RedisError

from server.store.cluster import clustered

log = logging.getLogger(__name__)

# A rewrite that runs already began before the deletion and does not do; it is over within a second or two.
ATTEMPTS = 20
PAUSE = 0.25  # seconds


async def rewrite(redis: Redis) -> None:
    """Ask the store to rewrite its append-only file now.

    An external store may not allow this to us, or be busy with it for long; its own schedule then has to do.
    """
    cluster = clustered(redis)
    for attempt in range(ATTEMPTS):
        try:
            if cluster is None:
                await redis.bgrewriteaof()
            else:
                for node in cluster.get_nodes():
                    await node.execute_command("BGREWRITEAOF")
        except (RedisError, RedisClusterException, OSError) as problem:
            if "in progress" in str(problem) and attempt < ATTEMPTS - 1:
                await asyncio.sleep(PAUSE)
                continue
            log.warning("The store keeps its old append-only file for now: %s", problem)
        return
