"""Reactions of one process: added up, and told to the store once a second, however many hands clap."""

from __future__ import annotations

import asyncio
import logging
import math
from collections import Counter

from redis.exceptions import RedisError

from server.store.reactions import Reactions

log = logging.getLogger("hemicycle.reacting")

EVERY = 1.0  # seconds between two flushes, and between two reactions of one seat


class Reacting:
    """Takes reactions; who sent one is remembered for a second, so that nobody drums."""

    def __init__(self, reactions: Reactions) -> None:
        self._reactions = reactions
        self._last: dict[tuple[str, int], float] = {}
        self._waiting: dict[tuple[str, str, int], Counter[str]] = {}

    def take(self, code: str, poll: str, round_: int, seat: int, name: str, now: float) -> bool:
        """Count a reaction; False where the seat's last one is less than a second old.

        `now` is in seconds on a clock that only goes forward.
        """
        if now < self._last.get((code, seat), float("-inf")) + EVERY:
            return False
        self._last[code, seat] = now
        self._waiting.setdefault((code, poll, round_), Counter())[name] += 1
        return True

    async def run(self) -> None:
        """Flush for ever."""
        while True:
            await asyncio.sleep(EVERY)
            await self.flush(asyncio.get_running_loop().time())

    async def close(self) -> None:
        """Tell the store what is left, before the process ends."""
        await self.flush(math.inf)

    async def flush(self, now: float) -> None:
        """Tell the store; what it did not take because it is away is told at the next time."""
        self._last = {seat: at for seat, at in self._last.items() if now < at + EVERY}
        waiting, self._waiting = self._waiting, {}
        for (code, poll, round_), counts in waiting.items():
            try:
                await self._reactions.add(code, poll, round_, counts)
            except RedisError:
                log.warning("workshop %s: reactions could not be stored yet", code)
                self._waiting.setdefault((code, poll, round_), Counter()).update(counts)
