"""What is stored of a workshop, in numbers: for the page that lists it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from redis.asyncio import Redis

from server.domain.state import decode
from server.store import keys, reading
from server.store.seats import Seats


@dataclass(frozen=True, slots=True)
class Inventory:
    """Numbers of what is there. `named` are the seats with a person's name, `listed` the people on the list."""

    seats: int
    named: int
    answers: int
    notes: int
    pictures: int
    listed: int
    links: int
    entries: int


async def inventory(redis: Redis, seats: Seats, code: str) -> Inventory:
    """What is stored under this code."""
    state = decode(await reading.fields(redis, keys.state(code)))
    everyone = await seats.everyone(code)
    pipe = redis.pipeline(transaction=False)
    for key in (keys.notes, keys.pictures, keys.people, keys.grants):
        pipe.hlen(key(code))
    pipe.xlen(keys.log(code))
    rounds = keys.rounds(state)
    for poll, number in rounds:
        pipe.hlen(keys.answers(code, poll, number))
    notes, pictures, listed, links, entries, *answers = cast("list[int]", await pipe.execute())
    return Inventory(
        len(everyone), sum(bool(seat.name) for seat in everyone), sum(answers), notes, pictures, max(0, listed - 1),
        links, entries,
    )  # fmt: skip
