"""Throughput: each phone sends its next message when it has the reply to the last."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable
from typing import Any

from benchmarks.hall import Hall
from benchmarks.outcome import Outcome
from benchmarks.phones import Phone, Phones

SOCKETS = 1_000
WARM_UP = 0.5  # seconds
MEASURED = 2.0  # seconds
PATIENCE = 60.0  # seconds


async def exchanges(url: str, hall: Hall, poll: str, frame: Callable[[], bytes], turns: int) -> Outcome:
    """Durable answers to an open poll ÷ echoes of the very same frames, as the middle of the turns' ratios.

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
    echoes, answers = (statistics.median(column) for column in zip(*measured, strict=True))
    ratios = [answer / echo for echo, answer in measured]
    listed = ", ".join(f"{one:.2f}" for one in ratios)
    return Outcome(
        statistics.median(ratios),
        f"{answers:,.0f} answers/s, {echoes:,.0f} echoes/s; ratios of {turns} turns: {listed}",
    )


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
