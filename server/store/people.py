"""The list of people who are expected, kept under numbers; it changes in one act, or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from server.domain.errors import Conflict
from server.domain.messages import message
from server.domain.people import FIELDS, Person, Plan
from server.store import keys, reading
from server.store.acting import LOOKS, Acting
from server.store.scripts import Script

_REGISTER = Script("register")
# The field of the hash that holds the list's own revision and the last number that was given.
_HEAD = ""
MOVED = message("Somebody else has just changed the list. Look at it and try again.")


class Listed(NamedTuple):
    """The list at one moment. `rev` counts its changes, `last` is the last number that was given."""

    people: Sequence[Person]
    rev: int = 0
    last: int = 0


class People(Acting):
    """Reads and changes the list. `by` says who, for the log; no name is ever written into the log."""

    async def listed(self, code: str) -> Listed:
        """Everybody, in the order in which they came onto the list."""
        stored = await reading.fields(self._redis, keys.people(code))
        rev, last = stored.pop(_HEAD, "0 0").split(" ")
        people = [decode(id_, text) for id_, text in sorted(stored.items(), key=lambda pair: int(pair[0]))]
        return Listed(people, int(rev), int(last))

    async def get(self, code: str, id_: str) -> Person | None:
        """One person; None where the number is nobody's."""
        stored = await reading.field(self._redis, keys.people(code), id_) if id_ else None
        return decode(id_, stored) if stored else None

    async def count(self, code: str) -> int:
        """How many are on the list."""
        return max(0, int(await self._redis.hlen(keys.people(code))) - 1)

    async def apply(
        self, code: str, plan: Plan, seen: Listed, *, remove: bool = False, by: str = ""
    ) -> Sequence[Person]:
        """Write what a plan says, whole or not at all; whoever is missing is taken off where `remove` says so.

        Returns:
            Who is new, with their numbers.

        Raises:
            Conflict: when the list has changed since it was seen.
        """
        added = [replace(one, id=str(seen.last + n)) for n, one in enumerate(plan.added, 1)]
        gone = [one.id for one in plan.missing] if remove else []
        await self._write(code, seen.rev, added, [one.after for one in plan.changed], gone, by)
        return added

    async def add(self, code: str, person: Person, *, by: str = "") -> Person:
        """One more person, who came to the door.

        Raises:
            Conflict: when the list changes all the time, or there is no such workshop.
        """
        for _ in range(LOOKS):
            seen = await self.listed(code)
            fresh = replace(person, id=str(seen.last + 1))
            try:
                await self._write(code, seen.rev, [fresh], [], [], by)
            except Conflict as conflict:
                if conflict.reason != MOVED:
                    raise
                continue
            return fresh
        raise Conflict(MOVED)

    async def forget_addresses(self, code: str, *, by: str = "") -> int:
        """Take everybody's e-mail address off the list; how many there were.

        Raises:
            Conflict: when the list has changed meanwhile.
        """
        seen = await self.listed(code)
        had = [replace(one, email="") for one in seen.people if one.email]
        if had:
            await self._write(code, seen.rev, [], had, [], by)
        return len(had)

    async def _write(
        self, code: str, rev: int, added: Sequence[Person], changed: Sequence[Person], gone: Sequence[str], by: str
    ) -> None:
        written = [part for one in (*added, *changed) for part in (one.id, encode(one))]
        said = f"{len(added)} {len(changed)} {len(gone)}"
        more = [key(code) for key in (keys.people, keys.badges, keys.badge_codes, keys.seat_tokens)]
        more += [keys.seats(code), keys.seat_changes(code)]
        arguments: Iterable[str | int] = (rev, said, len(written) // 2, *written, *gone)
        await self.act(_REGISTER, code, by, *arguments, more=more, refused={"moved": MOVED})


def encode(person: Person) -> str:
    """What is kept of a person: what is known, and nothing else."""
    known = {name: getattr(person, name) for name in FIELDS if getattr(person, name)}
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))


def decode(id_: str, text: str) -> Person:
    """A person from what is kept."""
    return Person(id_, **json.loads(text))
