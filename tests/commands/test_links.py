"""Addresses that people are given."""

from __future__ import annotations

import ipaddress

import pytest

from server.commands.links import base_url, local_url, qr, role_links
from server.config import Config


@pytest.mark.parametrize(
    ("config", "base", "local"),
    [
        (Config(), "http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        (Config(host="::1", port=80), "http://[::1]:80", "http://[::1]:80"),
        (Config(public_url="https://vote.example.org"), "https://vote.example.org", "http://127.0.0.1:8000"),
    ],
)
def test_addresses(config: Config, base: str, local: str) -> None:
    """People get the public address, this machine the nearest one."""
    assert (base_url(config), local_url(config)) == (base, local)


def test_a_server_for_the_whole_network_names_this_machine() -> None:
    """Nobody can open 0.0.0.0 on a phone."""
    host = base_url(Config(host="0.0.0.0")).removeprefix("http://").removesuffix(":8000")
    assert not ipaddress.ip_address(host).is_unspecified


def test_role_links() -> None:
    """A link for each role that has a token, and the address to join."""
    links = role_links("http://h", "482173", {"staff": "t"})
    assert links == {"staff": "http://h/enter/t", "join": "http://h/482173"}


def test_the_code_fits_a_small_terminal() -> None:
    """Forty columns and twenty-four lines hold it."""
    lines = qr("http://192.168.100.100:8000/482173").splitlines()
    assert len(lines) <= 20
    assert max(map(len, lines)) <= 40
