"""Files while the meeting runs: twelve polls that ten thousand people answered, and the course of the example."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import uvloop

from benchmarks.hall import admitted
from benchmarks.outcome import Outcome
from benchmarks.phones import Phone, Phones, percentile
from server import running
from server.commands.hosted import hosted
from server.commands.opened import socket_url
from server.domain.seat import Attendance, Seat, segments
from server.domain.workshop import Workshop
from server.exports.formats import FORMATS, possible
from server.files import EXAMPLES
from server.kinds import BY_NAME
from server.rehearsal import browser
from server.rehearsal.moderator import Moderator
from server.running import Serving
from server.store import stored
from server.store.connection import connect
from server.store.recorder import Recorder
from server.store.submission import Submission
from server.store.workshops import Workshops

# A file that takes longer than a browser of the rehearsal waits is still to be measured.
browser.PATIENCE = 120.0
PEOPLE, AT_THE_COURSE = 10_000, 300
PROBE = 0.01  # seconds between two looks at how long the live loop makes a phone wait
PHONES = 50  # that look in turn
AT_ONCE = 2_000  # answers that wait for the store together
FIVE = ["a", "b", "c", "d", "e"]
OPTIONS = "[" + ", ".join(f"{{id: {one}, text: The option with the letter {one}}}" for one in FIVE) + "]"
AGENDA = f"""
hemicycle: 1
title: A plenary
languages: [en, es, fr, pt]
date: 2026-01-02
timezone: America/New_York
admission: delegation
roster: oas
agenda:
  - id: only
    title: The only item
    polls:
      - {{id: first, kind: choice, prompt: Which of these comes first?, options: {OPTIONS}}}
      - {{id: second, kind: choice, prompt: Which of these comes second?, options: {OPTIONS}, chart: donut}}
      - {{id: several, kind: choice, prompt: Which of these matter?, options: {OPTIONS}, select: {{min: 1, max: 3}}}}
      - {{id: motion, kind: vote, prompt: The motion is adopted., ballot: open}}
      - {{id: words, kind: words, prompt: Which words say it best?, entries: 3}}
      - {{id: texts, kind: text, prompt: What should change?}}
      - {{id: agreement, kind: scale, prompt: How far do you agree?, statements: {OPTIONS}, steps: {{from: 1, to: 5}}}}
      - {{id: order, kind: ranking, prompt: In which order?, options: {OPTIONS}}}
      - {{id: budget, kind: points, prompt: How would you share it?, options: {OPTIONS}}}
      - {{id: plane, kind: grid, prompt: Where do they stand?, items: {OPTIONS},
         x: {{label: Effort}}, y: {{label: Benefit}}}}
      - {{id: estimate, kind: number, prompt: How many?, min: 0, max: 1000}}
      - {{id: last, kind: choice, prompt: Which of these comes last?, options: {OPTIONS}, other: true}}
"""
Draw = random.Random


def _answers(draw: Draw) -> Mapping[str, Callable[[], Mapping[str, list[str]]]]:
    """How somebody answers each kind of poll of the two workshops."""

    def shares() -> list[int]:
        cuts = sorted(draw.sample(range(101), len(FIVE) - 1))
        return [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]

    def weighted() -> str:
        return draw.choices(FIVE, (5, 4, 3, 2, 1))[0]

    return {
        "choice": lambda: {"option": [weighted()]},
        "vote": lambda: {"option": [draw.choice(["for", "for", "against", "abstain"])]},
        "words": lambda: {"word": [f"word {int(draw.paretovariate(0.8)) % 3_000}" for _ in range(3)]},
        "text": lambda: {"text": [f"A change that somebody wrote down, number {draw.randrange(4_000)}."]},
        "scale": lambda: {f"s.{one}": [str(draw.randint(1, 5))] for one in FIVE},
        "ranking": lambda: {
            f"rank.{one}": [str(place)] for place, one in enumerate(draw.sample(FIVE, len(FIVE)), start=1)
        },
        "points": lambda: {f"points.{one}": [str(n)] for one, n in zip(FIVE, shares(), strict=True)},
        "grid": lambda: {f"{axis}.{one}": [str(draw.randrange(101))] for one in FIVE for axis in "xy"},
        "number": lambda: {"value": [str(draw.randrange(1001))]},
    }


def exports() -> dict[str, Outcome]:
    """The slowest format and what it costs the phones; the files of the course."""
    return {**_plenary(), **_course()}


@contextlib.contextmanager
def _served(file: Path) -> Iterator[tuple[Serving, Path, str, Moderator]]:
    with tempfile.TemporaryDirectory(prefix="hemicycle-bench-") as folder:
        data = Path(folder)
        with hosted(data, "--no-example", "--load", str(file)) as serving:
            code, tokens = running.newest_links(data)
            yield serving, data, code, Moderator(serving.url, code, tokens["moderator"])


def _plenary() -> dict[str, Outcome]:
    with tempfile.TemporaryDirectory(prefix="hemicycle-bench-") as folder:
        file = Path(folder, "agenda.yaml")
        file.write_text(AGENDA)
        with _served(file) as (serving, data, code, moderator):
            uvloop.run(_fill(data, code, moderator, PEOPLE))
            cookies = asyncio.run(admitted(data, code, PHONES))
            return uvloop.run(_measured(serving, code, cookies, moderator))


async def _fill(data: Path, code: str, moderator: Moderator, people: int) -> None:
    """Every poll is opened, answered by everybody, and closed."""
    redis = connect(socket_url(data))
    recorder = Recorder(redis)
    try:
        workshop = await Workshops(redis, BY_NAME).get(code)
        assert workshop is not None
        draw = Draw(1)
        for poll in workshop.polls.values():
            if poll.kind not in (known := _answers(draw)):
                continue
            await moderator.poll(poll.id, "open")
            for start in range(0, people, AT_ONCE):
                waiting = [
                    recorder.submit(_submission(code, workshop, poll.id, number, known[poll.kind]()))
                    for number in range(start, min(start + AT_ONCE, people))
                ]
                outcomes = await asyncio.gather(*waiting)
                assert all(one.status == "recorded" for one in outcomes), outcomes[0]
            await moderator.poll(poll.id, "close")
    finally:
        await recorder.close()
        await redis.aclose()


def _submission(
    code: str, workshop: Workshop, poll_id: str, number: int, fields: Mapping[str, list[str]]
) -> Submission:
    poll = workshop.polls[poll_id]
    kind = BY_NAME[poll.kind]
    accepted = kind.accept(poll.definition, fields)
    delegation = workshop.delegations[number % len(workshop.delegations)].id if workshop.delegations else ""
    attendance = Attendance.REMOTE if number % 2 else Attendance.ROOM
    seat = Seat(number + 1, delegation, attendance, workshop.languages[number % len(workshop.languages)])
    return Submission(
        code, poll_id, 1, str(number + 1), f"{poll_id}{number:x}".encode().hex()[-24:].zfill(24),
        kind.counts(poll.definition, accepted), segments(workshop, seat), stored.payload_of(accepted.fields),
    )  # fmt: skip


async def _measured(serving: Serving, code: str, cookies: list[str], moderator: Moderator) -> dict[str, Outcome]:
    """Each format, while a phone asks again and again whether somebody is there."""
    phones = Phones()
    await phones.connect(f"{serving.url.replace('http', 'ws')}/{code}/live", cookies, serving.url)
    delays: list[float] = []

    def heard(phone: Phone, payload: Any) -> None:
        if b"pong" in bytes(payload[:24]):
            delays.append(1000 * (time.perf_counter() - phone.sent))
            phone.sent = 0.0

    phones.heard = heard
    took: dict[str, float] = {}
    # The worker is started for the first file of all, which staff do not wait for at the end of a meeting.
    await moderator.download("md", "en")
    probe = asyncio.create_task(_probe(phones.all))
    sizes = {}
    for name in FORMATS:
        if possible(name):
            since = time.perf_counter()
            sizes[name] = len(await moderator.download(name, "en"))
            took[name] = time.perf_counter() - since
    probe.cancel()
    await phones.close()
    told = ", ".join(f"{name} {seconds:.1f} s ({sizes[name] / 1e6:.1f} MB)" for name, seconds in took.items())
    details = f"p50 {percentile(delays, 0.5):.1f} ms, longest {max(delays):.0f} ms; {len(delays):,} looks"
    return {
        "exports": Outcome(max(seconds for name, seconds in took.items() if name != "zip"), told),
        "exports delay": Outcome(percentile(delays, 0.99), details),
    }


async def _probe(phones: Sequence[Phone]) -> None:
    """A ping of one phone after the other; none comes so often that the server would make it wait."""
    ping = json.dumps({"type": "ping"}).encode()
    for phone in cycle(phones):
        if not phone.sent:
            phone.say(ping)
        await asyncio.sleep(PROBE)


def _course() -> dict[str, Outcome]:
    with _served(EXAMPLES / "course-2024.yaml") as (_, data, code, moderator):
        return uvloop.run(_of_the_course(data, code, moderator))


async def _of_the_course(data: Path, code: str, moderator: Moderator) -> dict[str, Outcome]:
    await _fill(data, code, moderator, AT_THE_COURSE)
    found = {}
    since = time.perf_counter()
    await moderator.download("pptx", "es")
    first = time.perf_counter() - since
    for name in ("docx", "pptx"):
        times = []
        for language in ("es", "en", "fr", "pt"):
            since = time.perf_counter()
            size = len(await moderator.download(name, language))
            times.append(time.perf_counter() - since)
        told = f"four languages: {', '.join(f'{one:.2f}' for one in times)} s; {size / 1000:.0f} KB"
        if name == "pptx":
            told += f"; the first file, with the start of the process that writes: {first:.1f} s"
        found[f"course {name}"] = Outcome(max(times), told)
    return found
