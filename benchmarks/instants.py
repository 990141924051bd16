"""Five hundred phones answer at the same instant, again and again; the middle of the rounds counts."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable
from typing import Any

from benchmarks.hall import Hall, wall_cookie
from benchmarks.outcome import Outcome
from benchmarks.phones import Phone, Phones, percentile

INSTANT = 500
ROUNDS = 5
PATIENCE = 60.0  # seconds


async def instants(hall: Hall, poll: str, frame: Callable[[], bytes]) -> Outcome:
    """From the sending of an answer to an open poll to its receipt, p95 in ms, with the projector open."""
    phones, wall, rounds = Phones(), Phones(), []
    await phones.connect(hall.live, hall.cookies[:INSTANT], hall.url)
    await wall.connect(hall.wall, [await wall_cookie(hall)], hall.url)
    for _ in range(ROUNDS):
        rounds.append(await _together(phones, frame))
        await asyncio.sleep(0.5)
    results = await hall.moderator.results()
    people = next(line["people"] for line in results["polls"] if line["poll"] == poll)
    assert people == INSTANT, f"{people} of {INSTANT} are stored"
    await phones.close()
    await wall.close()
    every = [latency for latencies in rounds for latency in latencies]
    worst = [percentile(latencies, 0.95) for latencies in rounds]
    listed = ", ".join(f"{one:.0f}" for one in worst)
    return Outcome(
        statistics.median(worst),
        f"p50 {percentile(every, 0.5):.0f} ms, longest {max(every):.0f} ms; p95 by round: {listed}",
    )


async def _together(phones: Phones, frame: Callable[[], bytes]) -> list[float]:
    """Every phone sends one answer; how long each waited, in ms."""
    latencies: list[float] = []
    settled = asyncio.Event()

    def heard(phone: Phone, payload: Any) -> None:
        if bytes(payload[9:12]) == b"ack":
            latencies.append(1000 * (time.perf_counter() - phone.sent))
            if len(latencies) == INSTANT:
                settled.set()

    phones.heard = heard
    for phone in phones.all:
        phone.say(frame())
    await asyncio.wait_for(settled.wait(), PATIENCE)
    return latencies
