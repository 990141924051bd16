"""What is measured. Every scenario has fresh servers, and says what came out."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

import uvloop

from benchmarks import kinds
from benchmarks.exchanges import SOCKETS, Exchanges, exchanges
from benchmarks.hall import OPTIONS, Hall, bare, hemicycle, resident
from benchmarks.instants import INSTANT, instants
from benchmarks.outcome import Outcome
from benchmarks.phones import Phone, Phones, answer, percentile
from benchmarks.storm import storm
from benchmarks.stream import stream

TURNS = 7  # of the echo and of the answers; the middle ratio counts
TURNS_OF_KIND = 3
STORMS = 3  # the middle ratio counts
CROWD = 5_000
CROWD_OF_KIND = 2_000
PATIENCE = 60.0  # seconds


def throughput() -> Outcome:
    """Durable answers a second, against echoes a second of the bare application with the same client."""
    with bare() as (url, _), hemicycle(SOCKETS) as hall:
        return uvloop.run(_throughput(url, hall)).ratio()


async def _throughput(url: str, hall: Hall) -> Exchanges:
    await hall.moderator.poll("durable", "open")
    return await exchanges(url, hall, "durable", choices("durable"), TURNS)


def instant() -> Outcome:
    """Five hundred phones answer at the same instant."""
    with hemicycle(INSTANT) as hall:
        return uvloop.run(_instant(hall))


async def _instant(hall: Hall) -> Outcome:
    await hall.moderator.poll("instant", "open")
    return await instants(hall, "instant", choices("instant"))


def heavy() -> dict[str, Outcome]:
    """The same three measures with the kinds whose answers add most: receipts, throughput, and the way to the wall."""
    found: dict[str, Outcome] = {}
    with bare() as (url, _), hemicycle(CROWD_OF_KIND) as hall:
        for poll, (_, make) in kinds.HEAVY.items():
            found |= uvloop.run(_heavy(url, hall, poll, partial(kinds.frames, poll, make)))
    return found


async def _heavy(url: str, hall: Hall, poll: str, frames: Callable[[int], Callable[[], bytes]]) -> dict[str, Outcome]:
    found: dict[str, Outcome] = {}
    await hall.moderator.poll(poll, "open")
    found[poll] = await instants(hall, poll, frames(1))
    await _again(hall, poll)
    found[f"{poll} throughput"] = (await exchanges(url, hall, poll, frames(2), TURNS_OF_KIND)).rate()
    await _again(hall, poll)
    phones = Phones()
    await phones.connect(hall.live, hall.cookies, hall.url)
    found[f"{poll} wall"] = await stream(hall, phones, frames(3))
    await phones.close()
    await hall.moderator.poll(poll, "close")
    return found


async def _again(hall: Hall, poll: str) -> None:
    await hall.moderator.poll(poll, "close")
    await hall.moderator.poll(poll, "next-round")


def choices(poll: str) -> Callable[[], bytes]:
    """Makes one answer to a choice after the other."""
    numbers = count(1)

    def frame() -> bytes:
        number = next(numbers)
        return answer(poll, 1, number, OPTIONS[number % 4])

    return frame


def reconnecting() -> Outcome:
    """Five thousand phones come back at the same instant, to us and to the bare application."""
    frames = [answer("steady", 1, number + 1, OPTIONS[number % 4]) for number in range(CROWD)]
    with bare() as (url, _), hemicycle(CROWD) as hall:
        return uvloop.run(_reconnecting(url, hall, frames))


async def _reconnecting(url: str, hall: Hall, frames: list[bytes]) -> Outcome:
    await hall.moderator.poll("steady", "open")
    # The first time the answers are new; then they are those that the store has already.
    await storm(hall.live, hall.url, hall.cookies, frames, b"ack")
    ours, theirs = [], []
    for _ in range(STORMS):
        theirs.append(await storm(url, hall.url, [""] * CROWD, frames, b"ans"))
        ours.append(await storm(hall.live, hall.url, hall.cookies, frames, b"ack"))
    results = await hall.moderator.results()
    people = next(line["people"] for line in results["polls"] if line["poll"] == "steady")
    assert people == CROWD, f"{people} of {CROWD} are stored"
    ratios = [one[-1] / other[-1] for one, other in zip(ours, theirs, strict=True)]
    last, half = (statistics.median(percentile(one, share) for one in ours) for share in (1, 0.5))
    return Outcome(
        statistics.median(ratios),
        f"the last after {last:.1f} s, half of them after {half:.1f} s; bare"
        f" {statistics.median(one[-1] for one in theirs):.1f} s; ratios: {', '.join(f'{one:.2f}' for one in ratios)};"
        f" {people:,} answers are stored",
    )


@dataclass(frozen=True, slots=True)
class Crowd:
    """What is measured with the whole crowd connected: three rows from one hall."""

    opened: Outcome
    wall: Outcome
    memory: Outcome


def crowd() -> Crowd:
    """Five thousand phones: their memory, a poll that opens, and a thousand answers a second."""
    with bare() as (url, pid):
        echo = uvloop.run(_memory(url, pid))
    with hemicycle(CROWD) as hall:
        return uvloop.run(_crowd(hall, echo))


async def _memory(url: str, pid: int) -> float:
    """Bytes per connection of the bare application."""
    phones, before = Phones(), resident(pid)
    await phones.connect(url, [""] * CROWD, "http://127.0.0.1")
    await asyncio.sleep(1)
    held = (resident(pid) - before) / CROWD
    await phones.close()
    return held


async def _crowd(hall: Hall, echo: float) -> Crowd:
    phones = Phones()
    # A first phone, so that what the first visitor needs is not counted as everybody's.
    await phones.connect(hall.live, hall.cookies[:1], hall.url)
    before, since = resident(hall.pid), time.perf_counter()
    await phones.connect(hall.live, hall.cookies[1:], hall.url)
    took = time.perf_counter() - since
    await asyncio.sleep(2)
    held = (resident(hall.pid) - before) / (CROWD - 1)
    memory = Outcome(
        held / echo,
        f"{held / 1024:.1f} KB, bare {echo / 1024:.1f} KB; {CROWD:,} phones connected in {took:.0f} s",
    )
    opened = await _opened(hall, phones)
    await hall.moderator.poll("steady", "open")
    wall = await stream(hall, phones, choices("steady"))
    await phones.close()
    return Crowd(opened, wall, memory)


async def _opened(hall: Hall, phones: Phones) -> Outcome:
    """From the moderator's act to the moment when the last phone has the poll."""
    times: list[float] = []
    for poll in ("opened", "instant", "durable"):
        got: list[float] = []
        complete = asyncio.Event()
        mark = f'name=\\"poll\\" value=\\"{poll}\\"'.encode()

        def heard(
            phone: Phone, payload: Any, got: list[float] = got, mark: bytes = mark, done: asyncio.Event = complete
        ) -> None:
            if mark in bytes(payload):
                got.append(time.perf_counter())
                if len(got) == CROWD:
                    done.set()

        phones.heard = heard
        since = time.perf_counter()
        await hall.moderator.poll(poll, "open")
        await asyncio.wait_for(complete.wait(), PATIENCE)
        times.append(max(got) - since)
        await hall.moderator.poll(poll, "close")
        await asyncio.sleep(1)
    listed = ", ".join(f"{one:.2f}" for one in times)
    return Outcome(statistics.median(times), f"three polls: {listed} s")
