"""A workshop that was deleted: whoever still looks at it is sent away."""

from __future__ import annotations

from server.live.line import GO_AWAY
from server.live.room import Room

GONE = 0
"""The revision with which the doorbell says that a workshop was deleted."""


def send_away(room: Room) -> None:
    """Close every line of a room whose workshop is no more."""
    for line in list(room.lines):
        line.transport.close(GO_AWAY)
