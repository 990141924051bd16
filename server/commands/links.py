"""Addresses that people are given: where to join, and the links of the roles."""

from __future__ import annotations

import io
import ipaddress
import socket
from collections.abc import Mapping

import segno

from server.config import Config

ROLES = ("moderator", "projector", "staff")


def base_url(config: Config) -> str:
    """The address under which people reach the server: the public one, else the machine's own."""
    if config.public_url:
        return config.public_url
    host = config.host
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 - compared, not listened on
        host = own_address()
    return f"http://{bracketed(host)}:{config.port}"


def local_url(config: Config) -> str:
    """The address under which this machine reaches the server."""
    host = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(config.host, config.host)  # noqa: S104
    return f"http://{bracketed(host)}:{config.port}"


def bracketed(host: str) -> str:
    """The host as an address writes it."""
    return f"[{host}]" if ":" in host else host


def own_address() -> str:
    """The address of this machine in the network of its default route; the loopback where there is no network.

    Connecting a datagram socket sends nothing; 192.0.2.1 is an address of documentation that nobody has.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(ipaddress.ip_address(probe.getsockname()[0]))
        except OSError:
            return "127.0.0.1"


def role_links(base: str, code: str, tokens: Mapping[str, str]) -> dict[str, str]:
    """The links by role, and the address to join under `join`."""
    return {**{role: f"{base}/enter/{tokens[role]}" for role in ROLES if role in tokens}, "join": f"{base}/{code}"}


def qr(text: str) -> str:
    """The text as a QR code of half-height blocks, two rows to a line."""
    drawn = io.StringIO()
    segno.make(text, error="l", micro=False).terminal(drawn, compact=True, border=2)
    return drawn.getvalue()
