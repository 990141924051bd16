"""Reactions: counted for a round and joined with nobody. Who sent one is kept nowhere."""

# ruff: noqa: A002 - a round is called round, in arguments too.

from __future__ import annotations

from collections.abc import Mapping

from redis.asyncio import Redis

from server.store import keys
from server.store.flusher import GATE
from server.store.scripts import Argument, Script

_REACT = Script("react")
# Milliseconds. What was given while a round was open may come after its closing: processes tell it once a second.
LATE = 3_000


class Reactions:
    """Adds reactions up."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def add(self, code: str, poll: str, round: int, counts: Mapping[str, int]) -> bool:
        """Add so many of each name to a round; False where that round is not open, and was not lately."""
        flat: list[Argument] = [part for pair in counts.items() for part in pair]
        reply: str = await _REACT(
            self._redis,
            [keys.state(code), keys.log(code), keys.reactions(code, poll, round)],
            [code, keys.BELL, GATE, poll, round, LATE, *flat],
        )
        return reply == "added"
