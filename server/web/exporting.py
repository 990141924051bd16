"""Files are written by a process of their own, so that no answer waits for a document; one that dies is replaced."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import get_context
from typing import TypeVar

from server import catalogues
from server.domain.language import Language
from server.domain.snapshot import Snapshot
from server.exports import formats, raster
from server.exports.parts import Summary
from server.exports.summary import gather
from server.kinds import BY_NAME
from server.store.connection import connect
from server.store.results import Results
from server.store.seats import Seats
from server.store.workshops import Workshops

# A file is tried once more when the process that wrote it was killed, by the memory limit of a container for instance.
TRIES = 2

# The largest file known, of 12 polls with 10,000 people each, takes 10 s and 400 MB.
PATIENCE = 300  # seconds
MEMORY = 4 * 2**30  # bytes of address space
# A file can wait; an answer cannot.
NICE = 10
# Templates that are tried or filled in at once; each may take most of a processor for seconds.
MOST_CHILDREN = 2

T = TypeVar("T")


class Exporter:
    """One worker process, made when the first file is wanted."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._children = asyncio.Semaphore(MOST_CHILDREN)

    async def write(self, format_: str, snapshot: Snapshot, language: str) -> bytes:
        """The summary as a file.

        Raises:
            BrokenProcessPool: when the worker died at every try.
        """
        return await self._done(_write, format_, snapshot, language)

    async def file(self, format_: str, url: str, code: str, language: str) -> bytes:
        """The summary of a workshop that the worker reads itself: to send a hundred thousand answers would take longer.

        Raises:
            KeyError: when there is no such workshop any more.
            BrokenProcessPool: when the worker died at every try.
        """
        return await self._done(_file, format_, url, code, language)

    async def gather(self, snapshot: Snapshot, language: str) -> Summary:
        """What a page shows of a meeting with very many answers. Its language is to be put back: it stays there.

        Raises:
            BrokenProcessPool: when the worker died at every try.
        """
        return await self._done(_gather, snapshot, language)

    async def picture(self, snapshot: Snapshot, language: str, poll: str, which: str, format_: str) -> bytes:
        """The chart of a poll as SVG or PNG.

        Raises:
            NoPicture: when there is none, or this machine cannot make it.
        """
        return await self._done(_picture, snapshot, language, poll, which, format_)

    async def made(self, work: Callable[..., T], *arguments: object) -> T:
        """What a function makes of its arguments over there; both must be such that they can be sent.

        Raises:
            BrokenProcessPool: when the worker died at every try.
        """
        return await self._done(work, *arguments)

    async def confined(self, work: Callable[..., T], *arguments: object) -> T:
        """What a function of server.exports.template.sandbox makes: it starts a child and waits for it, in a thread."""
        async with self._children:
            return await asyncio.to_thread(work, *arguments)

    async def _done(self, work: Callable[..., T], *arguments: object) -> T:
        for left in reversed(range(TRIES)):
            try:
                loop = asyncio.get_running_loop()
                async with asyncio.timeout(PATIENCE):
                    return await loop.run_in_executor(self._running(), work, *arguments)
            except TimeoutError:
                self._end()
                raise
            except BrokenProcessPool:
                self.close()
                if not left:
                    raise
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Let the worker go; a file that is being written is given up."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _end(self) -> None:
        """A worker that does not come to an end is ended, and whoever waits behind it gets a new one."""
        # The pool has no other way to its process before Python 3.14.
        processes = list(self._pool._processes.values()) if self._pool is not None else []
        for process in processes:
            process.kill()
        self.close()

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Started afresh: a fork of a process with open sockets would hold them open.
            self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_limited)
        return self._pool


def _limited() -> None:
    """The worker's first act: a file that grows without end takes neither the machine's memory nor its processors."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard > MEMORY:
        with contextlib.suppress(ValueError):  # Some systems know no such limit.
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))
    os.nice(NICE)


_LANGUAGES: dict[str, Language] = {}


def _known() -> dict[str, Language]:
    """The catalogues stay with the worker from one file to the next."""
    if not _LANGUAGES:
        _LANGUAGES.update(catalogues.load())
    return _LANGUAGES


def _write(format_: str, snapshot: Snapshot, language: str) -> bytes:
    return formats.write(format_, snapshot, BY_NAME, _known(), language)


def _file(format_: str, url: str, code: str, language: str) -> bytes:
    # Hundreds of thousands of values are made, none in a circle: to look for circles takes a third of the time.
    gc.disable()
    try:
        return _write(format_, asyncio.run(_read(url, code, format_)), language)
    finally:
        gc.enable()


async def _read(url: str, code: str, format_: str) -> Snapshot:
    redis = connect(url)
    try:
        workshops = Workshops(redis, BY_NAME)
        results = Results(redis, workshops, Seats(redis, workshops))
        return await results.snapshot(code, pictures=True, rows=format_ in formats.ROWS)
    finally:
        await redis.aclose()


def _picture(snapshot: Snapshot, language: str, poll: str, which: str, format_: str) -> bytes:
    return raster.write(gather(snapshot, BY_NAME, _known()[language]), poll, which, format_)


def _gather(snapshot: Snapshot, language: str) -> Summary:
    summary = gather(snapshot, BY_NAME, _known()[language])
    # A catalogue holds a function that cannot be sent.
    return replace(summary, language=Language(language, language))
