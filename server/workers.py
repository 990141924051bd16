"""Several web processes that accept from one listening socket, each restarted when it dies."""

from __future__ import annotations

import logging
import multiprocessing
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import FrameType

from server.config import Config
from server.worker import PATIENCE, work

log = logging.getLogger(__name__)

FIRST_DELAY = 0.1  # seconds before the first restart
LONGEST_DELAY = 10.0  # seconds; a store whose disk is full is tried again at this pace
STEADY = 30.0  # seconds after which a process that ran has proved itself, and its next restart is a first one again


@dataclass(slots=True)
class Backoff:
    """How long to wait before something is started again: longer each time, short again after a steady run."""

    delay: float = 0.0

    def after(self, ran: float) -> float:
        """The seconds to wait, given for how many seconds the last one ran."""
        self.delay = FIRST_DELAY if ran >= STEADY or not self.delay else min(2 * self.delay, LONGEST_DELAY)
        return self.delay


class Workers:
    """One process per slot, until a signal."""

    def __init__(self, config: Config, listener: socket.socket, say: Callable[[], None]) -> None:
        self.config = config
        self.listener = listener
        self._say: Callable[[], None] | None = say
        self._slots = [_Slot() for _ in range(config.workers)]
        self._leaving = False
        self._wake, self._bell = multiprocessing.Pipe(duplex=False)

    def run(self) -> None:
        """Until a signal; then every worker drains, and is killed only if it does not."""
        former = {number: signal.signal(number, self._leave) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            while not self._leaving:
                self._start_due()
                self._watch()
        finally:
            self._stop()
            for number, handler in former.items():
                signal.signal(number, handler)

    def _leave(self, number: int, frame: FrameType | None) -> None:
        self._leaving = True
        self._bell.send_bytes(b"leave")

    def _start_due(self) -> None:
        for slot in self._slots:
            if slot.process is None and time.monotonic() >= slot.due:
                slot.start(self.config, self.listener)

    def _watch(self) -> None:
        """Wait until a worker says something or dies, a start is due, or we are told to leave."""
        waiting = [slot.due - time.monotonic() for slot in self._slots if slot.process is None]
        timeout = max(0.0, min(waiting)) if waiting else None
        news = wait([self._wake, *(source for slot in self._slots for source in slot.sources())], timeout)
        if self._leaving:
            return
        for slot in self._slots:
            if slot.started in news and slot.heard() and self._say:
                self._say()
                self._say = None
            if slot.process is not None and slot.process.sentinel in news:
                code, delay = slot.buried()
                log.error("A web worker has stopped (%s); another is started in %.1f s.", code, delay)

    def _stop(self) -> None:
        processes = [slot.process for slot in self._slots if slot.process is not None]
        for process in processes:
            process.terminate()
        deadline = time.monotonic() + 2 * PATIENCE
        for process in processes:
            process.join(max(0.1, deadline - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()


@dataclass(slots=True)
class _Slot:
    """The place of one worker: the process in it, or the time when the next is due."""

    process: SpawnProcess | None = None
    started: Connection | None = None
    due: float = 0.0
    since: float = 0.0
    backoff: Backoff = field(default_factory=Backoff)

    def start(self, config: Config, listener: socket.socket) -> None:
        receiver, sender = multiprocessing.Pipe(duplex=False)
        # Spawned and not forked: the store's keeper is a thread, and a fork would copy its locks as they happen to be.
        process = multiprocessing.get_context("spawn").Process(target=work, args=(config, listener, sender))
        process.start()
        sender.close()
        self.process, self.started, self.since = process, receiver, time.monotonic()

    def sources(self) -> list[Connection | int]:
        """What becomes ready when the worker has news."""
        sources: list[Connection | int] = []
        if self.started is not None:
            sources.append(self.started)
        if self.process is not None:
            sources.append(self.process.sentinel)
        return sources

    def heard(self) -> bool:
        """Take the worker's only message; False when it died without one."""
        assert self.started is not None
        try:
            self.started.recv_bytes()
        except EOFError:
            return False
        finally:
            self.started.close()
            self.started = None
        return True

    def buried(self) -> tuple[str, float]:
        """What the dead worker ended with, and the seconds until the next."""
        assert self.process is not None
        self.process.join()
        code = self.process.exitcode or 0
        ended = f"signal {-code}" if code < 0 else f"exit code {code}"
        if self.started is not None:
            self.started.close()
            self.started = None
        now = time.monotonic()
        delay = self.backoff.after(now - self.since)
        self.process, self.due = None, now + delay
        return ended, delay
