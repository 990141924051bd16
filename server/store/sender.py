"""Sending answers to where they are kept: one server, or the right primaries of a cluster, with a second copy each.

In a cluster an acknowledgement waits until a replica has the answer too (WAIT 1 on the same connection). A shard that
has no replica, as after a failover to its only one, goes on without and says so: `unreplicated`. A replica that comes
back copies everything, so that `look` finds whether this is over.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple, Protocol

from redis import exceptions
from redis.asyncio import Redis, RedisCluster

from server.store import keys
from server.store.cluster import clustered, node_client

log = logging.getLogger(__name__)

# Milliseconds for a replica to have the answers; it usually takes one.
REPLICA_TIMEOUT = 1_000
# Seconds for the shards to say whether they have replicas.
LONGEST_LOOK = 1.0
# Milliseconds for which the fence stays; nobody reads it.
FENCE_LIFE = 60_000
# After these, somebody else may have the slot.
_MOVED = (
    exceptions.AskError,
    exceptions.ClusterError,
    exceptions.ConnectionError,
    exceptions.ReadOnlyError,
    exceptions.TimeoutError,
    OSError,
)

Address = tuple[str, int]


class Command(NamedTuple):
    """A command about one workshop."""

    code: str
    words: tuple[str | int, ...]


class Sender(Protocol):
    """How commands get to the store. Each reply is a value or an exception."""

    @property
    def unreplicated(self) -> bool:
        """Whether answers are acknowledged without the second copy that they should have."""
        ...

    async def send(self, commands: Sequence[Command]) -> list[Any]:
        """Send all at once, in this order for each workshop.

        Raises:
            RedisError, OSError: when the connection breaks; what was done is then not known.
        """
        ...

    async def look(self) -> None:
        """See whether what was unreplicated still is."""
        ...

    async def close(self) -> None:
        """Close what was opened here."""
        ...


def sender_of(redis: Redis) -> Sender:
    """The way to send for this client."""
    cluster = clustered(redis)
    return Direct(redis) if cluster is None else Replicated(cluster)


class Direct:
    """One server: one pipeline."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self.unreplicated = False

    async def send(self, commands: Sequence[Command]) -> list[Any]:
        pipe = self._redis.pipeline(transaction=False)
        for command in commands:
            pipe.execute_command(*command.words)
        return await pipe.execute(raise_on_error=False)

    async def look(self) -> None:
        return

    async def close(self) -> None:
        return


class Replicated:
    """A cluster: one pipeline for each primary, each with a fence and a wait at its end.

    The pipelines go over plain connections, because WAIT speaks of the connection that wrote, and because the
    cluster's own pipelines stand still for seconds while it looks for a new primary.
    """

    def __init__(self, cluster: RedisCluster) -> None:
        self._cluster = cluster
        self._clients: dict[Address, Redis] = {}
        self._alone: set[Address] = set()

    @property
    def unreplicated(self) -> bool:
        return bool(self._alone)

    async def send(self, commands: Sequence[Command]) -> list[Any]:
        await self._cluster.initialize()
        replies: list[Any] = [None] * len(commands)
        places: dict[Address, list[int]] = {}
        for place, command in enumerate(commands):
            try:
                node = self._cluster.get_node_from_key(keys.state(command.code))
            except exceptions.RedisClusterException as problem:
                replies[place] = exceptions.ConnectionError(str(problem))
                continue
            if node is None:
                replies[place] = exceptions.ConnectionError("This slot has no primary.")
            else:
                places.setdefault((node.host, int(node.port)), []).append(place)
        outcomes = await asyncio.gather(
            *(self._to(address, [commands[place] for place in some]) for address, some in places.items())
        )
        for some, outcome in zip(places.values(), outcomes, strict=True):
            for place, reply in zip(some, outcome, strict=True):
                replies[place] = reply
        if any(isinstance(reply, _MOVED) for reply in replies):
            # Slots have moved, or a primary has died: look who has them now, before the caller tries again.
            with suppress(exceptions.RedisError, exceptions.RedisClusterException, OSError):
                await self._cluster.nodes_manager.initialize()
        return replies

    async def look(self) -> None:
        if not self._alone:
            return
        # Shards may have new primaries since, so that all of them are looked at.
        primaries = {(node.host, int(node.port)) for node in self._cluster.get_primaries()}
        self._alone &= primaries
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_LOOK):
                await asyncio.gather(*map(self._look_at, primaries))

    async def close(self) -> None:
        for client in self._clients.values():
            await client.aclose()
        self._clients.clear()

    async def _to(self, address: Address, commands: Sequence[Command]) -> list[Any]:
        client = self._client(address)
        pipe = client.pipeline(transaction=False)
        for command in commands:
            pipe.execute_command(*command.words)
        # An answer that is sent again writes nothing, and there would be nothing to wait for: the fence is written.
        pipe.set(keys.fence(commands[0].code), "", px=FENCE_LIFE)
        # Where there was no replica the last time, it is only asked for.
        pipe.execute_command("WAIT", 1, 1 if address in self._alone else REPLICA_TIMEOUT)
        try:
            *replies, _, copies = await pipe.execute(raise_on_error=False)
            if isinstance(copies, int) and copies > 0:
                self._alone.discard(address)
                return replies
            if await _has_replica(client):
                self._alone.discard(address)
                return [exceptions.TimeoutError("No replica has the answers yet.")] * len(commands)
        except (exceptions.RedisError, OSError) as problem:
            return [problem] * len(commands)
        if address not in self._alone:
            self._alone.add(address)
            log.warning("The shard %s:%s has no replica; answers are acknowledged without a second copy.", *address)
        return replies

    async def _look_at(self, address: Address) -> None:
        with suppress(exceptions.RedisError, OSError):  # A shard that cannot be asked stays as it was.
            if await _has_copy(self._client(address)):
                self._alone.discard(address)
            else:
                self._alone.add(address)

    def _client(self, address: Address) -> Redis:
        client = self._clients.get(address)
        if client is None:
            client = self._clients[address] = node_client(self._cluster, address)
        return client


async def _has_copy(client: Redis) -> bool:
    """Whether a replica has everything, and not just begun to copy."""
    info = await client.info("replication")
    replicas = [value for name, value in info.items() if name.startswith("slave") and isinstance(value, dict)]
    return any(replica.get("state") == "online" for replica in replicas)


async def _has_replica(client: Redis) -> bool:
    info = await client.info("replication")
    return bool(int(info.get("connected_slaves", 0)))
