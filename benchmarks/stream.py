"""A thousand answers a second, each by another phone: how long until the wall counts it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from benchmarks.hall import Hall, wall_cookie
from benchmarks.outcome import Outcome
from benchmarks.phones import ANSWERED, Phone, Phones, percentile

PER_SECOND = 1_000
PATIENCE = 60.0  # seconds


async def stream(hall: Hall, phones: Phones, frame: Callable[[], bytes]) -> Outcome:
    """From the sending of an answer to the frame that counts it on the wall, p95 in ms. Each phone answers once."""
    wall, everybody = Phones(), len(phones.all)
    sent: list[float] = []
    shown: list[tuple[float, int]] = []
    acknowledged: list[float] = []
    complete = asyncio.Event()

    def on_wall(phone: Phone, payload: Any) -> None:
        if found := ANSWERED.search(bytes(payload)):
            number = int("".join(filter(str.isdigit, found[1].decode())))
            shown.append((time.perf_counter(), number))
            if number == everybody:
                complete.set()

    def on_phone(phone: Phone, payload: Any) -> None:
        if bytes(payload[9:12]) == b"ack":
            acknowledged.append(1000 * (time.perf_counter() - phone.sent))

    wall.heard, phones.heard = on_wall, on_phone
    await wall.connect(hall.wall, [await wall_cookie(hall)], hall.url)
    start = time.perf_counter()
    for number, phone in enumerate(phones.all):
        if (ahead := start + number / PER_SECOND - time.perf_counter()) > 0:
            await asyncio.sleep(ahead)
        phone.say(frame())
        sent.append(phone.sent)
    offered = everybody / (time.perf_counter() - start)
    await asyncio.wait_for(complete.wait(), PATIENCE)
    await wall.close()
    latencies, frames = [], iter(shown)
    at, counted = next(frames)
    for number, moment in enumerate(sent, start=1):
        while counted < number:
            at, counted = next(frames)
        latencies.append(1000 * (at - moment))
    return Outcome(
        percentile(latencies, 0.95),
        f"p50 {percentile(latencies, 0.5):.0f} ms, longest {max(latencies):.0f} ms; {offered:,.0f} answers/s offered,"
        f" {len(shown)} frames; receipts p95 {percentile(acknowledged, 0.95):.0f} ms",
    )
