"""What is laid over a picture of the meeting, in a webcast or a shared screen: parts of the wall on a clear ground."""

from __future__ import annotations

from collections.abc import Mapping

PARTS = ("lower", "chart", "code")
PREFIX = "overlay."


def reads(part: str) -> str:
    """What the line of such a page reads, "" for a part that does not exist."""
    return f"{PREFIX}{part}" if part in PARTS else ""


# The template of a wall by what its line reads.
TEMPLATES: Mapping[str, str] = {reads(part): f"stage/overlay/{part}.html" for part in PARTS}
