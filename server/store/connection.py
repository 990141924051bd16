"""Connections to the store: unix sockets, TCP, TLS and clusters behind one type.

What happens while the store is away is said once, here and in `recorder`: every command is tried again three times
within about a second (all scripts are harmless when they run twice), then its error reaches the caller, who turns it
into a polite page. Only the recorder waits longer, because a person has already pressed the button.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import hiredis
from redis.asyncio import BlockingConnectionPool, Redis, RedisCluster
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialWithJitterBackoff
from redis.exceptions import RedisClusterException, RedisError

from server.domain.errors import HemicycleError
from server.domain.messages import Message, message
from server.store.address import lacks

# More connections than a process can keep busy only cost: 32 were faster than 1,000.
MOST_CONNECTIONS = 32
# A cluster's client does not wait for a free connection to a node but fails; so it may have more of them.
MOST_TO_NODE = 512
# Seconds that a command may wait for a free connection before the process counts as overloaded.
LONGEST_WAIT = 10
# Seconds without an answer after which a connection counts as dead.
TIMEOUT = 5.0
# Seconds between looks at an idle TCP connection, which a firewall may have dropped in silence.
HEALTH_CHECK = 15
RETRIES = 3

# What a store that cannot be used raises; an error of the cluster's client is no RedisError.
TROUBLES = (RedisError, RedisClusterException, OSError)


class StoreAway(HemicycleError):
    """The store does not answer; whether the last thing was stored is not known."""

    def __init__(self, reason: Message | None = None) -> None:
        self.reason = reason or message("The store does not answer. Nothing is confirmed until it does.")
        super().__init__(self.reason)

    def __str__(self) -> str:
        return str(self.reason)


def connect(url: str) -> Redis:
    """A client for this address; it connects when it is first used. Close it with `aclose()`.

    Raises:
        ValueError: when the address is none, or has an option that cannot be used.
    """
    if expected := lacks(url):
        raise ValueError(f"The address of the store must be {expected}.")
    try:
        return _client(url)
    except (TypeError, RedisClusterException) as error:  # redis-py passes options on as keyword arguments.
        raise ValueError("The address of the store has an option that cannot be used.") from error


def _client(url: str) -> Redis:
    scheme, _, rest = url.partition("://")
    # Typed loosely, because redis-py passes these on to connections as plain keyword arguments.
    common: dict[str, Any] = {
        "decode_responses": True,
        "socket_timeout": TIMEOUT,
        "socket_connect_timeout": TIMEOUT,
        "retry": Retry(ExponentialWithJitterBackoff(cap=0.5, base=0.02), RETRIES),
        "health_check_interval": 0 if scheme == "unix" else HEALTH_CHECK,
    }
    if scheme.endswith("+cluster"):
        cluster = RedisCluster.from_url(
            f"{scheme.removesuffix('+cluster')}://{rest}", max_connections=MOST_TO_NODE, **common
        )
        # Both classes have the commands that the store uses; only the module cluster looks at the difference.
        return cast("Redis", cluster)
    pool = BlockingConnectionPool.from_url(url, max_connections=MOST_CONNECTIONS, timeout=LONGEST_WAIT, **common)
    plain: type[Any] = pool.connection_class
    pool.connection_class = packed(plain)
    pool.connection_class(**pool.connection_kwargs)  # It does not connect, but refuses what it does not know.
    return Redis.from_pool(pool)


def packed(connection: type[Any]) -> type[Any]:
    """The same connection with hiredis packing its commands; its own packing is a tenth of an answer's cost."""

    class Packed(connection):  # type: ignore[misc]
        def pack_command(self, *args: Any) -> list[bytes]:
            words = (*args[0].encode().split(), *args[1:]) if isinstance(args[0], str) else args
            return [hiredis.pack_command(words)]

        def pack_commands(self, commands: Iterable[Iterable[Any]]) -> list[bytes]:
            return [part for command in commands for part in self.pack_command(*command)]

    Packed.__name__ = connection.__name__
    return Packed
