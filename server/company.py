"""The company of a rehearsal: simulated delegates in a process of their own, watched by the worker that sent them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import secrets
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from dataclasses import asdict, replace

from redis.asyncio import Redis
from redis.exceptions import RedisError

from server.domain.seat import Attendance
from server.domain.workshop import Workshop
from server.live.stopping import stop
from server.rehearsal.crowd import Offer, people
from server.rehearsal.ledger import Person
from server.store import keys, reading
from server.store.seats import Seats
from server.web.services import Standing

AT_ONCE = 40  # seats that are taken at the same moment
THINKING = 8.0  # seconds, the longest thought before an answer
STALE = 10  # seconds after which a report is no longer believed: its worker was killed
KEPT = 24 * 3600  # seconds for which the store keeps a report
PATIENCE = 5.0  # seconds that a process gets to leave


class Company:
    """The simulated delegates of all workshops that this worker sent in; every worker can say how they are doing."""

    def __init__(self, redis: Redis, seats: Seats) -> None:
        self._redis = redis
        self._seats = seats
        self._watching: dict[str, asyncio.Task[None]] = {}

    async def fill(self, code: str, workshop: Workshop, base: str, many: int) -> None:
        """Send so many simulated delegates in, to the server at `base`. Their seats are marked as simulated.

        Raises:
            Refusal, Conflict: when the store gives no seats.
        """
        # Pseudo-random: nothing of it is secret, and another rehearsal draws other people.
        draw = random.Random(secrets.randbits(32))  # noqa: S311
        offer = Offer([one.id for one in workshop.delegations], workshop.languages, workshop.ask_name != "never")
        invited: list[dict[str, object]] = []
        crowd = people(offer, many, draw)
        for start in range(0, len(crowd), AT_ONCE):
            seated = await asyncio.gather(*(self._seat(code, one) for one in crowd[start : start + AT_ONCE]))
            invited += [{"person": asdict(person), "token": token} for person, token in seated]
        asked = {
            "base": base, "code": code, "seed": draw.randrange(10_000), "thinking": THINKING, "persons": invited,
        }  # fmt: skip
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "server.rehearsal.hired", stdin=PIPE, stdout=PIPE, stderr=DEVNULL
        )
        assert process.stdin is not None
        process.stdin.write(json.dumps(asked).encode() + b"\n")
        await process.stdin.drain()
        await self._say(code, {"many": many, "here": 0})
        if code in self._watching:
            await stop(self._watching[code])
        self._watching[code] = asyncio.create_task(self._watch(code, process, many), name=f"rehearsal {code}")

    async def leave(self, code: str) -> None:
        """Send them home, whichever worker they came through."""
        await self._redis.unlink(keys.company(code))
        if code in self._watching:
            await stop(self._watching.pop(code))

    async def standing(self, code: str) -> Standing | None:
        """How they are doing; None where nobody was sent in, or nobody is left."""
        found = await reading.fields(self._redis, keys.company(code))
        if not found:
            return None
        now, _ = await self._time()
        numbers = {name: float(value) for name, value in found.items()}
        if now - numbers["at"] > STALE:
            return Standing(int(numbers["many"]), lost=True)
        many, here, sent, kept, refused = (
            int(numbers.get(name, 0)) for name in ("many", "here", "sent", "acknowledged", "refused")
        )
        return Standing(many, here, sent, kept, refused, numbers.get("p50", 0.0), numbers.get("p95", 0.0))

    async def close(self) -> None:
        """This worker stops; so do the delegates that it watches."""
        await asyncio.gather(*(stop(task) for task in self._watching.values()))
        self._watching.clear()

    async def _seat(self, code: str, person: Person) -> tuple[Person, str]:
        seat, token = await self._seats.admit(
            code, delegation=person.delegation, attendance=Attendance(person.attendance), language=person.language,
            name=person.name, simulated=True,
        )  # fmt: skip
        return replace(person, number=seat.number), token

    async def _watch(self, code: str, process: Process, many: int) -> None:
        """Pass on what the process says, until it ends or is no longer wanted."""
        assert process.stdout is not None
        try:
            while line := await process.stdout.readline():
                with contextlib.suppress(RedisError):  # The store is away; the next report says it again.
                    if not await self._redis.exists(keys.company(code)):
                        break
                    await self._say(code, {"many": many, **json.loads(line)})
        finally:
            await _end(process)

    async def _say(self, code: str, told: dict[str, float]) -> None:
        at, _ = await self._time()
        fields = {name: str(value) for name, value in {**told, "at": at}.items()}
        await self._redis.hset(keys.company(code), mapping=fields)  # type: ignore[arg-type]
        await self._redis.expire(keys.company(code), KEPT)

    async def _time(self) -> Sequence[int]:
        found: Sequence[int] = await self._redis.time()
        return found


async def _end(process: Process) -> None:
    """Its input ends, and it leaves; one that does not is killed."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        async with asyncio.timeout(PATIENCE):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
