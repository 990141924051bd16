"""Addresses of stores."""

from __future__ import annotations

import pytest

from server.store.cluster import clustered, shard
from server.store.connection import MOST_CONNECTIONS, connect


@pytest.mark.parametrize("url", ["", "redis", "http://x", "unix:/x"])
def test_an_unknown_address_is_refused(url: str) -> None:
    """The sentence names the known schemes."""
    with pytest.raises(ValueError, match="that begins with one of unix://, redis://, rediss://"):
        connect(url)


@pytest.mark.parametrize("url", ["redis://x?colour=blue", "redis+cluster://x?colour=blue", "redis+cluster://x/2"])
def test_an_option_that_cannot_be_used_is_refused(url: str) -> None:
    """At once, and not by a traceback when the first command is sent."""
    with pytest.raises(ValueError, match="option that cannot be used"):
        connect(url)


async def test_every_scheme_has_its_connection() -> None:
    """Unix socket, TCP, TLS and cluster; none connects before it is used."""
    unix = connect("unix:///run/a%20b.sock")
    assert unix.connection_pool.connection_kwargs["path"] == "/run/a b.sock"
    assert unix.connection_pool.max_connections == MOST_CONNECTIONS
    tcp = connect("redis://me:secret@example.org:7000/2")
    kwargs = tcp.connection_pool.connection_kwargs
    assert (kwargs["host"], kwargs["port"], kwargs["db"], kwargs["username"]) == ("example.org", 7000, 2, "me")
    assert kwargs["health_check_interval"]
    tls = connect("rediss://example.org?ssl_ca_certs=/ca.pem")
    assert tls.connection_pool.connection_class.__name__ == "SSLConnection"
    cluster = connect("redis+cluster://example.org:7000")
    assert clustered(cluster) is not None
    assert clustered(tcp) is None
    assert 0 <= shard(cluster, "482173") < 16
    assert shard(tcp, "482173") == 0
