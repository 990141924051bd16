"""Addresses of stores before anything connects to them."""

from __future__ import annotations

import pytest

from server.store.address import lacks, shown


@pytest.mark.parametrize(
    "url",
    [
        "unix:///run/a%20b.sock",
        "unix://me:pass@/run/valkey.sock?db=1",
        "redis://",
        "redis://example.org",
        "redis://example.org/",
        "redis://me:pass@[::1]:7000/2",
        "rediss://example.org:65535?ssl_ca_certs=/ca.pem",
        "redis+cluster://10.0.0.1:7000",
    ],
)
def test_an_address_that_can_be_used(url: str) -> None:
    """Nothing is wrong with it."""
    assert lacks(url) == ""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", "begins with one of unix://"),
        ("foo://x", "begins with one of unix://"),
        ("redis:127.0.0.1", "begins with one of unix://"),
        ("unix://", "path of a socket"),
        ("redis://127.0.0.1:abc", "a port from 1 to 65535"),
        ("redis://127.0.0.1:0", "a port from 1 to 65535"),
        ("redis://127.0.0.1:65536", "a port from 1 to 65535"),
        ("redis://[::1", "a port from 1 to 65535"),
        ("redis://127.0.0.1/first", "redis://HOST:6379/0"),
        ("rediss+cluster://:12/34@example.org", "rediss+cluster://HOST:6379"),
    ],
)
def test_an_address_that_is_none(url: str, expected: str) -> None:
    """What it must be is said."""
    assert expected in lacks(url)


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("redis://127.0.0.1:abc", "redis://127.0.0.1:abc"),
        ("redis://me:secret@127.0.0.1:abc", "redis://…"),
        ("redis://:sec?ret@127.0.0.1", "redis://…"),
        ("redis://127.0.0.1:abc?password=secret", "redis://…"),
        ("me:secret://@127.0.0.1", "…"),
        ("secret@127.0.0.1", "…"),
    ],
)
def test_a_password_is_shown_to_nobody(url: str, text: str) -> None:
    """Not even a part of it, where an address is torn."""
    assert shown(url) == text
