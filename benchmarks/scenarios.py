"""What is measured. Every scenario has fresh servers, and says what came out."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import uvloop

from benchmarks import kinds
from benchmarks.hall import OPTIONS, Hall, bare, hemicycle, resident
from benchmarks.outcome import Outcome
from benchmarks.phones import ANSWERED, Phone, Phones, answer, percentile
from server.rehearsal.browser import Browser

SOCKETS = 1_000
TURNS = 7  # of the echo and of the answers; the middle ratio counts
WARM_UP = 0.5  # seconds
MEASURED = 2.0  # seconds
INSTANT = 500
ROUNDS = 5
CROWD = 5_000
PER_SECOND = 1_000
PATIENCE = 60.0  # seconds


def throughput() -> Outcome:
    """Durable answers a second, against echoes a second of the bare application with the same client.

    Both servers run, and take turns of a few seconds, so that what else this machine does disturbs both alike.
    """
    with bare() as (url, _), hemicycle(SOCKETS) as hall:
        turns = uvloop.run(_turns(url, hall))
    echoes, answers = (statistics.median(column) for column in zip(*turns, strict=True))
    ratios = [answer / echo for echo, answer in turns]
    listed = ", ".join(f"{one:.2f}" for one in ratios)
    return Outcome(
        statistics.median(ratios),
        f"{answers:,.0f} answers/s, {echoes:,.0f} echoes/s; ratios of {TURNS} turns: {listed}",
    )


async def _turns(url: str, hall: Hall) -> list[tuple[float, float]]:
    """Echoes and answers a second, turn by turn."""
    echoing, answering, numbers = Phones(), Phones(), count(1)
    await hall.moderator.poll("durable", "open")
    await echoing.connect(url, [""] * SOCKETS, "http://127.0.0.1")
    await answering.connect(hall.live, hall.cookies, hall.url)
    turns = []
    for _ in range(TURNS):
        echoes = await _closed_loop(echoing, numbers, b"ans")
        turns.append((echoes, await _closed_loop(answering, numbers, b"ack")))
    results = await hall.moderator.results()
    people = next(line["people"] for line in results["polls"] if line["poll"] == "durable")
    assert people == SOCKETS, f"{people} of {SOCKETS} are stored"
    await echoing.close()
    await answering.close()
    return turns


async def _closed_loop(phones: Phones, numbers: Iterator[int], reply: bytes) -> float:
    """Exchanges a second, each phone sending the next message when it has the reply to the last."""
    done, waiting, running = 0, len(phones.all), True
    quiet = asyncio.Event()

    def send(phone: Phone) -> None:
        number = next(numbers)
        phone.say(answer("durable", 1, number, OPTIONS[number % 4]))

    def heard(phone: Phone, payload: Any) -> None:
        nonlocal done, waiting
        kind = bytes(payload[9:12])
        if kind != reply:
            assert kind == b"sta", bytes(payload)
            return
        done += 1
        if running:
            send(phone)
        else:
            waiting -= 1
            if not waiting:
                quiet.set()

    phones.heard = heard
    for phone in phones.all:
        send(phone)
    await asyncio.sleep(WARM_UP)
    before, since = done, time.perf_counter()
    await asyncio.sleep(MEASURED)
    rate = (done - before) / (time.perf_counter() - since)
    running = False
    await asyncio.wait_for(quiet.wait(), PATIENCE)
    return rate


def instant() -> Outcome:
    """Five hundred phones answer at the same instant, again and again; the middle of the rounds counts."""
    with hemicycle(INSTANT) as hall:
        numbers = count(1)
        rounds = uvloop.run(_instant(hall, "instant", lambda: answer("instant", 1, n := next(numbers), OPTIONS[n % 4])))
    worst = [percentile(latencies, 0.95) for latencies in rounds]
    every = [latency for latencies in rounds for latency in latencies]
    details = f"p50 {percentile(every, 0.5):.0f} ms, longest {max(every):.0f} ms; p95 by round: " + ", ".join(
        f"{one:.0f}" for one in worst
    )
    return Outcome(statistics.median(worst), details)


def heavy() -> dict[str, Outcome]:
    """The same with the kinds whose answers add most."""
    found: dict[str, Outcome] = {}
    with hemicycle(INSTANT) as hall:
        for poll, (what, make) in kinds.HEAVY.items():
            rounds = uvloop.run(_instant(hall, poll, kinds.frames(poll, make)))
            uvloop.run(_closed(hall, poll))
            every = [latency for latencies in rounds for latency in latencies]
            worst = [percentile(latencies, 0.95) for latencies in rounds]
            details = f"{what}; p50 {percentile(every, 0.5):.0f} ms, longest {max(every):.0f} ms"
            found[poll] = Outcome(statistics.median(worst), details)
    return found


async def _closed(hall: Hall, poll: str) -> None:
    await hall.moderator.poll(poll, "close")


async def _instant(hall: Hall, poll: str, frame: Callable[[], bytes]) -> list[list[float]]:
    phones, wall, rounds = Phones(), Phones(), []
    await hall.moderator.poll(poll, "open")
    await phones.connect(hall.live, hall.cookies, hall.url)
    await wall.connect(hall.wall, [await wall_cookie(hall)], hall.url)
    for _ in range(ROUNDS):
        latencies: list[float] = []
        settled = asyncio.Event()

        def heard(
            phone: Phone, payload: Any, latencies: list[float] = latencies, done: asyncio.Event = settled
        ) -> None:
            if bytes(payload[9:12]) == b"ack":
                latencies.append(1000 * (time.perf_counter() - phone.sent))
                if len(latencies) == INSTANT:
                    done.set()

        phones.heard = heard
        for phone in phones.all:
            phone.say(frame())
        await asyncio.wait_for(settled.wait(), PATIENCE)
        rounds.append(latencies)
        await asyncio.sleep(0.5)
    results = await hall.moderator.results()
    people = next(line["people"] for line in results["polls"] if line["poll"] == poll)
    assert people == INSTANT, f"{people} of {INSTANT} are stored"
    await phones.close()
    await wall.close()
    return rounds


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
    wall = await _steady(hall, phones)
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


async def _steady(hall: Hall, phones: Phones) -> Outcome:
    """A thousand answers a second, each by another phone: how long until the wall counts it."""
    wall = Phones()
    await hall.moderator.poll("steady", "open")
    sent: list[float] = []
    shown: list[tuple[float, int]] = []
    acknowledged: list[float] = []
    complete = asyncio.Event()

    def on_wall(phone: Phone, payload: Any) -> None:
        if found := ANSWERED.search(bytes(payload)):
            number = int("".join(filter(str.isdigit, found[1].decode())))
            shown.append((time.perf_counter(), number))
            if number == CROWD:
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
        phone.say(answer("steady", 1, number + 1, OPTIONS[number % 4]))
        sent.append(phone.sent)
    offered = CROWD / (time.perf_counter() - start)
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


async def wall_cookie(hall: Hall) -> str:
    """The projector's cookie, had as its operator has it: through the link."""
    browser = Browser(hall.url)
    await browser.get(f"/enter/{hall.tokens['projector']}")
    return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
