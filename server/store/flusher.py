"""One flusher per shard: everything pending for all polls of all workshops leaves as one pipeline.

One pipeline is in flight at a time, so batches grow by themselves when the store is slow. Nothing is acknowledged
before its EVALSHA replied. When the connection breaks the outcome is unknown: the same batch is sent again, which is
harmless because every answer has an id.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any, NamedTuple

from redis import exceptions

from server.domain.state import GRACE
from server.store import keys
from server.store.connection import TIMEOUT, StoreAway
from server.store.scripts import Script
from server.store.sender import Command, Sender
from server.store.stored import US, WITHDRAWN, pack
from server.store.submission import Done, Overloaded, Recorded, Submission

log = logging.getLogger(__name__)

# Answers in one call of the script: 256 keep the server busy for about 1.2 ms, 1,000 for 4.6 ms.
MOST_IN_CALL = 256
# A poll that a whole hall answers gets two calls in one flush: they share one sync of the disk, and between them the
# store serves others. More would leave nobody to answer while the store works; one would sync twice as often.
MOST_CALLS_OF_POLL = 2
# Calls in one pipeline; with more busy polls than this, they take turns.
MOST_CALLS = 128
# Milliseconds between two rings of the doorbell while answers pour in.
GATE = 40
# Seconds before a failed flush is tried again: the first time, and at most.
FIRST_PAUSE, LONGEST_PAUSE = 0.02, 1.0

# The store is away, starting, failing over, full or busy: the same call may succeed later.
_PASSING = (
    exceptions.AskError,
    exceptions.ClusterError,
    exceptions.ConnectionError,
    exceptions.OutOfMemoryError,
    exceptions.ReadOnlyError,
    exceptions.RedisClusterException,
    exceptions.TimeoutError,
    exceptions.TryAgainError,
    OSError,
)
# These have no class of their own: a script runs, the disk is full, there are too few replicas.
_PASSING_WORDS = ("BUSY", "MISCONF", "NOREPLICAS")

_RECORD = Script("record")


class _Round(NamedTuple):
    """What one call of the script is about."""

    code: str
    poll: str
    round: int
    change: bool
    secret: bool
    opened: int


_Waiting = tuple[Submission, Done]


class _Call:
    """Answers to one round on their way."""

    __slots__ = ("arguments", "keys", "waiting")

    def __init__(self, round_: _Round, waiting: list[_Waiting]) -> None:
        code, poll, number, change, secret, opened = round_
        self.waiting = waiting
        self.keys = (
            keys.state(code), keys.log(code), keys.answers(code, poll, number), keys.counts(code, poll, number),
            keys.segments(code, poll, number),
        )  # fmt: skip
        arguments = [code, keys.BELL, str(GATE), str(GRACE), poll, str(number), "01"[change], "01"[secret]]
        arguments.append(str(opened or ""))
        for one, _ in waiting:
            arguments += (
                f"{one.voter}@{one.agent}" if one.agent else one.voter,
                one.id,
                "" if one.payload == WITHDRAWN else pack(one.counts),
                # Segments of a few people would tell what each of them said.
                "" if secret else US.join(one.segments),
                one.payload,
            )
        self.arguments = arguments

    def command(self, sha: str = "") -> Command:
        """The command: by the script's digest where one is given, else with its text."""
        script = ("EVALSHA", sha) if sha else ("EVAL", _RECORD.text)
        return Command(self.waiting[0][0].code, (*script, len(self.keys), *self.keys, *self.arguments))


class Flusher:
    """See the module and `Recorder`."""

    def __init__(self, sender: Sender, *, delay: float, patience: float, most_waiting: int) -> None:
        self._sender = sender
        self._delay, self._patience, self._most_waiting = delay, patience, most_waiting
        self._loop = asyncio.get_running_loop()
        self._pending: dict[_Round, list[_Waiting]] = {}
        self._task: asyncio.Task[None] | None = None
        self._idle = asyncio.Event()
        self._idle.set()
        self._away_since: float | None = None
        self.waiting = 0
        self.stored = 0

    @property
    def away(self) -> bool:
        return self._away_since is not None

    def put(self, submission: Submission, done: Done) -> None:
        """Queue one answer."""
        if not submission.id.isalnum() or not submission.voter:
            raise ValueError("An answer needs an id of letters and digits, and a voter.")
        if self.waiting >= self._most_waiting:
            raise Overloaded
        self.waiting += 1
        if submission.secret and submission.payload == WITHDRAWN:
            # What a secret ballot said is not known, so nothing can be taken back.
            self._loop.call_soon(self._settle, [(submission, done)], [Recorded("final", 0, 0)])
            return
        # A secret ballot is cast once, whatever the poll says about changes.
        round_ = _Round(
            submission.code,
            submission.poll,
            submission.round,
            submission.change and not submission.secret,
            submission.secret,
            submission.opened,
        )
        waiting = self._pending.get(round_)
        if waiting is None:
            self._pending[round_] = [(submission, done)]
        else:
            waiting.append((submission, done))
        if self._idle.is_set():
            self._idle.clear()
            self._loop.call_later(self._delay, self._start)

    async def drain(self) -> None:
        """Wait until nothing is pending."""
        await self._idle.wait()

    def _start(self) -> None:
        self._task = self._loop.create_task(self._run())  # The loop itself holds tasks weakly.

    async def _run(self) -> None:
        while self._pending:
            calls = self._take()
            try:
                await self._flush(calls)
            except Exception:
                # Nobody else would ever hear of it, and the answers of this flush would hang.
                log.exception("A flush of answers failed.")
                for call in calls:
                    self._settle(call.waiting, [StoreAway()] * len(call.waiting))
            if self._pending and max(map(len, self._pending.values())) < MOST_IN_CALL:
                await asyncio.sleep(self._delay)
        self._idle.set()

    def _take(self) -> list[_Call]:
        """The next calls, at most so many; a poll that has more waiting goes to the end of the line."""
        calls: list[_Call] = []
        for round_ in list(self._pending)[:MOST_CALLS]:
            waiting = self._pending.pop(round_)
            most = MOST_IN_CALL * MOST_CALLS_OF_POLL
            calls += [
                _Call(round_, waiting[start : start + MOST_IN_CALL])
                for start in range(0, min(len(waiting), most), MOST_IN_CALL)
            ]
            if len(waiting) > most:
                self._pending[round_] = waiting[most:]
        return calls

    async def _flush(self, calls: list[_Call]) -> None:
        """Send until every call has its reply or patience has run out."""
        pause = FIRST_PAUSE
        while True:
            replies = await self._attempt(calls)
            again: list[_Call] = []
            for call, reply in zip(calls, replies, strict=True):
                if not isinstance(reply, Exception):
                    # The next flush leaves first: the store works on it while these are told.
                    self._loop.call_soon(self._settle, call.waiting, _outcomes(reply))
                    self.stored += reply.count("recorded") + reply.count("changed")
                elif _passing(reply):
                    again.append(call)
                else:
                    log.error("The store refused a batch of answers: %s", reply)
                    self._settle(call.waiting, [StoreAway()] * len(call.waiting))
            if not again:
                self._away_since = None
                return
            now = self._loop.time()
            if self._away_since is None:
                self._away_since = now
                log.warning("The store is away; answers wait.")
            if now - self._away_since > self._patience:
                for call in again:
                    self._settle(call.waiting, [StoreAway()] * len(call.waiting))
                return
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
            calls = again

    async def _attempt(self, calls: list[_Call]) -> list[Any]:
        """One pipeline; for each call its reply or the error."""
        try:
            async with asyncio.timeout(TIMEOUT):
                replies = await self._sender.send([call.command(_RECORD.sha) for call in calls])
                unknown = [place for place, reply in enumerate(replies) if isinstance(reply, exceptions.NoScriptError)]
                if unknown:
                    again = await self._sender.send([calls[place].command() for place in unknown])
                    for place, reply in zip(unknown, again, strict=True):
                        replies[place] = reply
        except (exceptions.RedisError, exceptions.RedisClusterException, OSError) as problem:
            return [problem] * len(calls)
        return replies

    def _settle(self, waiting: list[_Waiting], outcomes: Sequence[Recorded | StoreAway]) -> None:
        self.waiting -= len(waiting)
        for (_, done), outcome in zip(waiting, outcomes, strict=True):
            try:
                done(outcome)
            except Exception:
                log.exception("Nobody took the outcome of an answer.")


def _outcomes(reply: list[Any]) -> list[Recorded]:
    """The reply of the script as one value per answer; equal ones are shared."""
    rev, at, *statuses = reply
    known = {status: Recorded(status, rev, at) for status in set(statuses)}
    return [known[status] for status in statuses]


def _passing(problem: Exception) -> bool:
    return isinstance(problem, _PASSING) or str(problem).startswith(_PASSING_WORDS)
