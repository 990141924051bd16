"""What is different about a cluster: which answers go together, which node to ask, where to listen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from redis.asyncio import Redis, RedisCluster
from redis.asyncio.client import PubSub
from redis.asyncio.connection import SSLConnection
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from server.store import keys

# Slots whose answers go together. Neighbours mostly lie on one shard, and a failover changes nothing about it, so the
# answers to one workshop never overtake each other.
SLOTS_TOGETHER = 1_024
# What a plain client of one node takes over from the cluster's.
_SHARED = frozenset(
    {
        "username",
        "password",
        "credential_provider",
        "decode_responses",
        "socket_timeout",
        "socket_connect_timeout",
        "health_check_interval",
    }
)


def clustered(redis: Redis) -> RedisCluster | None:
    """The client as what it is, where `connect` was given a cluster."""
    client: object = redis
    return client if isinstance(client, RedisCluster) else None


def shard(redis: Redis, code: str) -> int:
    """Workshops with the same number send their answers together; all of them where there is only one server."""
    cluster = clustered(redis)
    return cluster.keyslot(keys.state(code)) // SLOTS_TOGETHER if cluster else 0


def node_client(cluster: RedisCluster, address: tuple[str, int]) -> Redis:
    """A plain client of one node, with the cluster's credentials and without any retry of its own."""
    host, port = address
    given = cluster.get_connection_kwargs()
    options: dict[str, Any] = {name: given[name] for name in given if name in _SHARED or name.startswith("ssl_")}
    tls = given["connection_class"] is SSLConnection
    return Redis(host=host, port=port, ssl=tls, retry=Retry(NoBackoff(), 0), **options)


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
    async with node_client(cluster, (node.host, int(node.port))) as client, client.pubsub() as pubsub:
        yield pubsub
