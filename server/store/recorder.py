"""The recorder: answers in, acknowledgements out, everything pending in one round trip.

`submit_nowait` never waits and makes neither future nor task; the outcome reaches its callback once the store has
answered, which with the embedded store means once the answer is on disk.
"""

from __future__ import annotations

import asyncio

from redis.asyncio import Redis

from server.store.cluster import clustered, shard
from server.store.flusher import Flusher
from server.store.sender import sender_of
from server.store.submission import Done, Overloaded, Recorded, Status, Submission

__all__ = ["Done", "Overloaded", "Recorded", "Recorder", "Status", "Submission"]


class Recorder:
    """Sends answers to the store, with one flusher per shard.

    Args:
        delay: seconds in which answers gather before the first flush; while the store works they gather by themselves.
        patience: seconds for which a flush is tried again while the store is away, before its answers fail.
        most_waiting: answers that may wait in each flusher; beyond it `submit` raises Overloaded.
    """

    def __init__(
        self, redis: Redis, *, delay: float = 0.001, patience: float = 20.0, most_waiting: int = 50_000
    ) -> None:
        self._redis = redis
        self._sender = sender_of(redis)
        self._clustered = clustered(redis) is not None
        self._delay, self._patience, self._most_waiting = delay, patience, most_waiting
        self._flushers: dict[int, Flusher] = {}
        self._closed = False

    def submit_nowait(self, submission: Submission, done: Done) -> None:
        """Queue an answer; `done` is called once, later, with what became of it or with StoreAway.

        Raises:
            Overloaded: when too many are waiting, or the recorder is closed. `done` is then never called.
        """
        if self._closed:
            raise Overloaded
        name = shard(self._redis, submission.code) if self._clustered else 0
        flusher = self._flushers.get(name)
        if flusher is None:
            flusher = Flusher(self._sender, delay=self._delay, patience=self._patience, most_waiting=self._most_waiting)
            self._flushers[name] = flusher
        flusher.put(submission, done)

    def submit(self, submission: Submission) -> asyncio.Future[Recorded]:
        """The same with a future.

        Raises:
            Overloaded: when too many are waiting, or the recorder is closed.
        """
        future: asyncio.Future[Recorded] = asyncio.get_running_loop().create_future()

        def done(outcome: Recorded | Exception) -> None:
            if future.done():
                return
            if isinstance(outcome, Exception):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)

        self.submit_nowait(submission, done)
        return future

    @property
    def waiting(self) -> int:
        """Answers that have no outcome yet."""
        return sum(flusher.waiting for flusher in self._flushers.values())

    @property
    def stored(self) -> int:
        """Answers that were stored since the start, new ones and changed ones."""
        return sum(flusher.stored for flusher in self._flushers.values())

    @property
    def away(self) -> bool:
        """Whether the store did not answer the last time."""
        return any(flusher.away for flusher in self._flushers.values())

    @property
    def unreplicated(self) -> bool:
        """Whether a shard of a cluster has no replica, so that its answers are acknowledged without a second copy."""
        return self._sender.unreplicated

    async def replicated(self) -> bool | None:
        """The same, looked at afresh and from the other side; None where one server has the only copy."""
        if not self._clustered:
            return None
        await self._sender.look()
        return not self._sender.unreplicated

    async def close(self) -> None:
        """Refuse new answers and wait until every waiting one has its outcome."""
        self._closed = True
        await asyncio.gather(*(flusher.drain() for flusher in self._flushers.values()))
        await self._sender.close()
