"""The address of a store, looked at before anything connects to it; it may hold a password, which nobody is shown."""

from __future__ import annotations

from urllib.parse import urlsplit

SCHEMES = ("unix", "redis", "rediss", "redis+cluster", "rediss+cluster")


def lacks(url: str) -> str:
    """What an address must be that this one is not; "" where nothing is wrong with it."""
    scheme, mark, _ = url.partition("://")
    if not mark or scheme not in SCHEMES:
        return f"an address that begins with one of {', '.join(f'{one}://' for one in SCHEMES)}"
    try:
        parts = urlsplit(url)
        if scheme == "unix":
            return "" if parts.path.strip("/") else "an address with the path of a socket: unix:///run/valkey.sock"
        # A password with signs in it that mean something in addresses would be taken for a port or a path.
        wrong = parts.port == 0 or not (parts.path.strip("/") or "0").isdecimal()
    except ValueError:  # A port that is none, or brackets that are never closed.
        wrong = True
    like = f"{scheme}://HOST:6379 or {scheme}://HOST:6379/0"
    return f"an address like {like}, with a port from 1 to 65535" if wrong else ""


def shown(url: str) -> str:
    """The address as it may stand in a sentence: whatever may hold a password is left out."""
    if not {"@", "?"} & set(url):
        return url
    scheme = url.partition("://")[0]
    return f"{scheme}://…" if scheme in SCHEMES else "…"
