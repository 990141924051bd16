"""Upvotes: delegates support what others wrote."""

# ruff: noqa: A002 - a round is called round, in arguments too.

from __future__ import annotations

import re
from collections.abc import Sequence

from redis.asyncio import Redis

from server.domain.errors import Conflict
from server.domain.messages import message
from server.store import keys
from server.store.flusher import GATE
from server.store.scripts import Script
from server.store.stored import RS

_UPVOTE = Script("upvote")
# What server.store.entries makes.
_ENTRY = re.compile("[0-9a-f]{12}")


class Upvotes:
    """Counts each voter once for each entry."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def set(self, code: str, poll: str, round: int, voter: str, entry: str, on: bool) -> int:
        """Support an entry or take the support back; the caller has checked that the voter may see it.

        Returns:
            How many support it now.

        Raises:
            Conflict: when the workshop has ended, or there is no such round or entry.
        """
        if not _ENTRY.fullmatch(entry):
            raise Conflict(message("There is no such entry."))
        reply: int | str = await _UPVOTE(
            self._redis,
            [
                keys.state(code),
                keys.log(code),
                keys.upvotes(code, poll, round),
                keys.upvoters(code, poll, round),
            ],
            [code, keys.BELL, GATE, poll, round, voter, entry, int(on)],
        )
        if isinstance(reply, int):
            return reply
        raise Conflict(
            {
                "unknown": message("There is no workshop with this code."),
                "ended": message("This workshop has ended."),
                "moved": message("This poll has no such round."),
            }[reply]
        )

    async def mine(self, code: str, poll: str, round: int, voter: str, entries: Sequence[str]) -> frozenset[str]:
        """Which of these entries the voter supports."""
        if not entries:
            return frozenset()
        supporters = [f"{entry}{RS}{voter}" for entry in entries]
        found: Sequence[int] = await self._redis.smismember(keys.upvoters(code, poll, round), supporters)
        return frozenset(entry for entry, is_in in zip(entries, found, strict=True) if is_in)
