"""The servers under measurement: Hemicycle with a workshop and seats, and the bare echo."""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from benchmarks import kinds
from server import running
from server.commands.hosted import hosted
from server.commands.opened import socket_url
from server.domain.seat import Attendance
from server.kinds import BY_NAME
from server.rehearsal.browser import Browser
from server.rehearsal.moderator import Moderator
from server.store.connection import connect
from server.store.seats import Seats
from server.store.workshops import Workshops

POLLS = ("durable", "instant", "opened", "steady")
OPTIONS = "abcd"
LANGUAGES = ("es", "en", "fr", "pt")
AGENDA = (
    """
hemicycle: 1
title: A plenary
languages: [es, en, fr, pt]
date: 2026-01-02
timezone: America/New_York
admission: delegation
roster: oas
agenda:
  - id: only
    title: The only item
    polls:
"""
    + "".join(
        f"""
      - id: {poll}
        kind: choice
        prompt: Which of these should the Organization take up first, in the opinion of your delegation?
        options:
          - {{id: a, text: Cooperation in digital government}}
          - {{id: b, text: A common strategy for cyber security}}
          - {{id: c, text: Training of diplomats}}
          - {{id: d, text: Access for small missions}}
"""
        for poll in POLLS
    )
    + kinds.POLLS
)


@dataclass(frozen=True, slots=True)
class Hall:
    """A running server with one workshop. `cookies` are those of its seats."""

    url: str
    code: str
    pid: int
    data: Path
    tokens: dict[str, str]
    cookies: list[str]

    @property
    def live(self) -> str:
        return f"{self.url.replace('http', 'ws')}/{self.code}/live"

    @property
    def wall(self) -> str:
        return f"{self.url.replace('http', 'ws')}/workshops/{self.code}/projector/live"

    @property
    def moderator(self) -> Moderator:
        return Moderator(self.url, self.code, self.tokens["moderator"])


@contextlib.contextmanager
def hemicycle(seats: int) -> Iterator[Hall]:
    """One process with the embedded store, as `hemicycle serve` starts it, and so many seats that are taken."""
    with tempfile.TemporaryDirectory(prefix="hemicycle-bench-") as folder:
        data, file = Path(folder, "data"), Path(folder, "agenda.yaml")
        data.mkdir()
        file.write_text(AGENDA)
        (file.parent / kinds.PICTURE).write_bytes(_picture())
        with hosted(data, "--no-example", "--load", str(file)) as serving:
            code, tokens = running.newest_links(data)
            cookies = asyncio.run(admitted(data, code, seats))
            yield Hall(serving.url, code, serving.pid, data, dict(tokens), cookies)


async def admitted(data: Path, code: str, many: int) -> list[str]:
    """Cookies of so many new seats, spread over delegations, room and languages."""
    redis = connect(socket_url(data))
    try:
        workshops = Workshops(redis, BY_NAME)
        workshop = await workshops.get(code)
        assert workshop is not None
        seats = Seats(redis, workshops)
        delegations = [one.id for one in workshop.delegations]
        door = asyncio.Semaphore(64)

        async def one(number: int) -> str:
            async with door:
                _, token = await seats.admit(
                    code,
                    delegation=delegations[number % len(delegations)],
                    attendance=Attendance.REMOTE if number % 2 else Attendance.ROOM,
                    language=LANGUAGES[number // 2 % len(LANGUAGES)],
                    simulated=True,
                )
            return f"seat={token}"

        return list(await asyncio.gather(*map(one, range(many))))
    finally:
        await redis.aclose()


@contextlib.contextmanager
def bare() -> Iterator[tuple[str, int]]:
    """The echo: its address and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.bare", str(port)])
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield f"ws://127.0.0.1:{port}/", process.pid
    finally:
        process.terminate()
        process.wait()


async def wall_cookie(hall: Hall) -> str:
    """The projector's cookie, had as its operator has it: through the link."""
    browser = Browser(hall.url)
    await browser.get(f"/enter/{hall.tokens['projector']}")
    return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())


def _picture() -> bytes:
    """What pins are set on."""
    file = io.BytesIO()
    Image.linear_gradient("L").resize((1200, 800)).save(file, "PNG")
    return file.getvalue()


def resident(pid: int) -> int:
    """Bytes of memory that a process holds."""
    if Path("/proc").is_dir():
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    listed = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(listed.stdout) * 1024
