"""What is different about a cluster: which shard a workshop lives on, and where to listen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from redis.asyncio import Redis, RedisCluster
from redis.asyncio.client import PubSub

from server.store import keys


def clustered(redis: Redis) -> RedisCluster | None:
    """The client as what it is, where `connect` was given a cluster."""
    client: object = redis
    return client if isinstance(client, RedisCluster) else None


def shard(redis: Redis, code: str) -> str:
    """The name of the shard that holds a workshop; "" where there is only one, or it is not known yet."""
    cluster = clustered(redis)
    node = cluster.get_node_from_key(keys.state(code)) if cluster else None
    return node.name if node else ""


@asynccontextmanager
async def subscriber(redis: Redis) -> AsyncIterator[PubSub]:
    """A subscription's connection.

    The nodes of a cluster pass every message on, so any one of them will do: a plain connection to a node chosen
    afresh each time, because the cluster's own subscriptions stay with a node that has died.
    """
    cluster = clustered(redis)
    if cluster is None:
        async with redis.pubsub() as pubsub:
            yield pubsub
        return
    await cluster.initialize()
    node = cluster.get_random_node()
    options = {name: value for name, value in node.connection_kwargs.items() if name not in ("host", "port")}
    async with Redis(host=node.host, port=int(node.port), **options) as client, client.pubsub() as pubsub:
        yield pubsub
