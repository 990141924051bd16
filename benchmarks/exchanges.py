"""Throughput: each phone sends its next message when it has the reply to the last."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.hall import Hall
from benchmarks.outcome import Outcome
from benchmarks.phones import Phone, Phones

SOCKETS = 1_000
WARM_UP = 0.5  # seconds
MEASURED = 2.0  # seconds
PATIENCE = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Exchanges:
    """Exchanges a second, turn by turn: with the bare application, and with ours."""

    echoes: Sequence[float]
    answers: Sequence[float]

    def ratio(self) -> Outcome:
        """Answers ÷ echoes, the middle of the turns."""
        return Outcome(
            statistics.median(self._ratios), f"{self._rates}; ratios of {len(self.answers)} turns: {self._listed}"
        )

    def rate(self) -> Outcome:
        """Answers a second, the middle of the turns."""
        return Outcome(statistics.median(self.answers), f"{self._rates}; ratios: {self._listed}")

    @property
    def _ratios(self) -> list[float]:
        return [answer / echo for answer, echo in zip(self.answers, self.echoes, strict=True)]

    @property
    def _listed(self) -> str:
        return ", ".join(f"{one:.2f}" for one in self._ratios)

    @property
    def _rates(self) -> str:
        return f"{statistics.median(self.answers):,.0f} answers/s, {statistics.median(self.echoes):,.0f} echoes/s"


async def exchanges(url: str, hall: Hall, poll: str, frame: Callable[[], bytes], turns: int) -> Exchanges:
    """Durable answers to an open poll, and echoes of the very same frames.

    Both servers run, and take turns of a few seconds, so that what else this machine does disturbs both alike.
    """
    echoing, answering = Phones(), Phones()
    await echoing.connect(url, [""] * SOCKETS, "http://127.0.0.1")
    await answering.connect(hall.live, hall.cookies[:SOCKETS], hall.url)
    measured = []
    for _ in range(turns):
        echoes = await _closed_loop(echoing, frame, b"ans")
        measured.append((echoes, await _closed_loop(answering, frame, b"ack")))
    results = await hall.moderator.results()
    people = next(line["people"] for line in results["polls"] if line["poll"] == poll)
    assert people == SOCKETS, f"{people} of {SOCKETS} are stored"
    await echoing.close()
    await answering.close()
    return Exchanges([echoes for echoes, _ in measured], [answers for _, answers in measured])


async def _closed_loop(phones: Phones, frame: Callable[[], bytes], reply: bytes) -> float:
    """Exchanges a second."""
    done, waiting, running = 0, len(phones.all), True
    quiet = asyncio.Event()

    def heard(phone: Phone, payload: Any) -> None:
        nonlocal done, waiting
        kind = bytes(payload[9:12])
        if kind != reply:
            assert kind == b"sta", bytes(payload)
            return
        done += 1
        if running:
            phone.say(frame())
        else:
            waiting -= 1
            if not waiting:
                quiet.set()

    phones.heard = heard
    for phone in phones.all:
        phone.say(frame())
    await asyncio.sleep(WARM_UP)
    before, since = done, time.perf_counter()
    await asyncio.sleep(MEASURED)
    rate = (done - before) / (time.perf_counter() - since)
    running = False
    await asyncio.wait_for(quiet.wait(), PATIENCE)
    return rate
