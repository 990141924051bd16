"""What `serve` prints: where to join, the links of the roles, and the administrator's page."""

from __future__ import annotations

from typing import Any

from server.commands.links import qr, role_links
from server.commands.welcome import Found

ADMINISTRATOR = "administrator"


def greet(base: str, found: Found) -> str:
    """The greeting. The password is in it only when it was made just now: it is stored nowhere in readable form."""
    lines = [""]
    if found.code:
        links = role_links(base, found.code, found.tokens or {})
        join = links.pop("join")
        lines += [found.title, "", qr(join), f"  {'join':<14} {join}   (code {found.code})"]
        lines += [f"  {role:<14} {link}" for role, link in links.items()]
    else:
        lines += [
            "No workshop is running or to come: create one on the administrator’s page, or with `hemicycle load FILE`.",
            "",
        ]
    lines.append(f"  {ADMINISTRATOR:<14} {base}/workshops")
    if found.password:
        lines.append(f"  {'password':<14} {found.password}   (shown this once)")
    lines += ["", "Hemicycle is running. Ctrl+C stops it.", ""]
    return "\n".join(lines)


def plain(base: str, found: Found) -> dict[str, Any]:
    """The same for programs."""
    return {
        "url": base,
        "code": found.code,
        "links": role_links(base, found.code, found.tokens or {}) if found.code else {},
        "tokens": dict(found.tokens or {}),
        "administrator": f"{base}/workshops",
        "password": found.password,
    }
