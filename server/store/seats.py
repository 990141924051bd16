"""Seats: who may answer in a workshop, and who is here."""

from __future__ import annotations

import json
import secrets
from collections import OrderedDict
from collections.abc import Iterable
from itertools import islice, takewhile
from typing import Any

from redis.asyncio import Redis

from server.domain import slots
from server.domain.door import Door, Entering
from server.domain.errors import Conflict, Refusal
from server.domain.messages import message
from server.domain.seat import Attendance, Hall, Presence, Seat
from server.domain.workshop import Admission, Workshop
from server.store import keys, reading
from server.store.access import digest
from server.store.doors import MINUTE, Doors
from server.store.scripts import Script
from server.store.workshops import Workshops

# A phone says that it is there every 20 s or so; one that missed two of those has gone.
PRESENT = 45_000  # milliseconds
# Workshops whose seats a process keeps at hand.
MOST_HALLS = 64
# Seats in one call; Lua cannot take many thousand arguments apart.
MOST_SEEN = 1_000

_ADMIT, _RESEAT, _SEEN, _HALL = Script("admit"), Script("reseat"), Script("seen"), Script("hall")
LOCKED = message("The door is closed just now: nobody new can take a seat. Please ask the secretariat.")
_NO_WORKSHOP = message("There is no workshop with this code.")


class Seats:
    """Gives seats and knows who is present."""

    def __init__(self, redis: Redis, workshops: Workshops) -> None:
        self._redis = redis
        self._workshops = workshops
        self._rows: OrderedDict[str, _Rows] = OrderedDict()
        self._doors = Doors(redis)

    async def admit(
        self,
        code: str,
        *,
        delegation: str = "",
        attendance: Attendance,
        language: str,
        name: str = "",
        simulated: bool = False,
        passing: Door = Door.AGENDA,
    ) -> tuple[Seat, str]:
        """A new seat and the token for its cookie, of which the store keeps only a digest.

        Args:
            passing: how far the door was open when this person was found fit to pass it.

        Raises:
            Refusal: for a delegation that is not on the roster, or none where one is needed; and where the door has
                been narrowed meanwhile.
            Conflict: when there is no such workshop, or nobody may come in.
        """
        workshop = await self._workshops.get(code)
        if workshop is None:
            raise Conflict(_NO_WORKSHOP)
        if delegation and workshop.delegation(delegation) is None:
            raise Refusal("delegation", message("This delegation is not on the roster."))
        if not delegation and workshop.admission is Admission.DELEGATION:
            raise Refusal("delegation", message("Choose your delegation."))
        profile: dict[str, Any] = {"delegation": delegation, "attendance": str(attendance), "language": language}
        if name:
            profile["name"] = name
        if simulated:
            profile["simulated"] = True
        token = secrets.token_hex(16)
        reply = await _ADMIT(
            self._redis,
            [
                keys.state(code),
                keys.seats(code),
                keys.seat_changes(code),
                keys.seat_tokens(code),
                keys.presence(code),
            ],
            [digest(token), json.dumps(profile, ensure_ascii=False, separators=(",", ":")), str(passing)],
        )
        match reply[0]:
            case "unknown":
                raise Conflict(_NO_WORKSHOP)
            case Door.LOCKED:
                raise Conflict(LOCKED)
            case Door.WORD:
                raise Refusal("word", message("Please type the word on the screen of the hall."))
            case Door.BADGE:
                raise Refusal("badge", message("Just now only badges are admitted. Please use yours."))
        return decode(int(reply[0]), reply[1]), token

    async def by_token(self, code: str, token: str) -> Seat | None:
        """The seat of a cookie, None for a token that fits none."""
        number = await reading.field(self._redis, keys.seat_tokens(code), digest(token))
        # A number below nought is a seat that has gone to another device; minus nought one that was taken back.
        return await self.get(code, int(number)) if number and not number.startswith("-") else None

    async def taken_back(self, code: str, token: str) -> bool:
        """Whether this is the cookie of a seat that was taken back because nobody had answered from it."""
        return bool(token) and await reading.field(self._redis, keys.seat_tokens(code), digest(token)) == "-0"

    async def get(self, code: str, number: int) -> Seat | None:
        stored = await reading.field(self._redis, keys.seats(code), str(number))
        return decode(number, stored) if stored else None

    async def update(
        self, code: str, number: int, *, language: str | None = None, attendance: Attendance | None = None
    ) -> Seat:
        """Change where a person is or what they read. Answers that were given stay in their segments.

        Raises:
            Conflict: when there is no such seat.
        """
        changes: list[str] = []
        if language is not None:
            changes += ["language", language]
        if attendance is not None:
            changes += ["attendance", str(attendance)]
        stored = await _RESEAT(self._redis, [keys.seats(code), keys.seat_changes(code)], [number, *changes])
        if stored == "unknown":
            raise Conflict(message("There is no such seat."))
        return decode(number, stored)

    async def seen(self, code: str, numbers: Iterable[int]) -> None:
        """Note that these seats are here now; those that do not exist are passed over."""
        rest = iter(numbers)
        while some := list(islice(rest, MOST_SEEN)):
            own = (keys.state, keys.presence, keys.attended, keys.seats)
            await _SEEN(self._redis, [key(code) for key in own], [slots.SLOT, *some])

    async def hall(self, code: str, workshop: Workshop | None = None) -> Hall:
        """Who is here: a row for each delegation in the order of the roster, then one for seats without any.

        Args:
            workshop: the definition, from whoever has just read it.
        """
        workshop = workshop or await self._workshops.get(code)
        if workshop is None:
            return Hall()
        rows, present = await self._look(code)
        return rows.hall([one.id for one in workshop.delegations], present)

    async def entering(self, code: str, door: Door, now: int) -> Entering:
        """How people come in at a time in milliseconds."""
        return await self._doors.entering(code, door, self.joined_since(code, now - MINUTE), now)

    async def here(self, code: str) -> frozenset[int]:
        """The numbers of the seats that are present."""
        _, present = await self._look(code)
        return frozenset(present)

    def joined_since(self, code: str, moment: int) -> int:
        """Seats that were taken since a time in milliseconds, as far as the last look at the hall knows."""
        rows = self._rows.get(code)
        if rows is None:
            return 0
        # Seats are numbered in the order of arrival, so that only the last ones are looked at.
        last = (rows.seats[number] for number in sorted(rows.seats, reverse=True))
        return sum(1 for _ in takewhile(lambda seat: seat.joined >= moment, last))

    def touched(self, code: str) -> frozenset[int]:
        """The seats that changed since this was asked last: they may have gone to another device."""
        rows = self._rows.get(code)
        if rows is None or not rows.touched:
            return frozenset()
        touched, rows.touched = frozenset(rows.touched), set()
        return touched

    async def everyone(self, code: str) -> list[Seat]:
        """All seats in the order of arrival."""
        rows, _ = await self._look(code)
        return [seat for _, seat in sorted(rows.seats.items())]

    async def _look(self, code: str) -> tuple[_Rows, list[int]]:
        known = self._rows.get(code)
        asked = known.rev if known else 0
        rev, changed, present = await _HALL(
            self._redis, [keys.seats(code), keys.seat_changes(code), keys.presence(code)], [asked, PRESENT]
        )
        if rev < asked:
            # Fewer changes than we know of: this workshop was deleted, and perhaps restored.
            self._rows.pop(code, None)
            return await self._look(code)
        rows = self._rows.setdefault(code, _Rows())
        # Another look may have overtaken this one; then these changes are old.
        if rows.rev == asked or rows.rev < rev:
            for number, stored in zip(changed[::2], changed[1::2], strict=True):
                if stored:
                    rows.take(decode(int(number), stored))
                else:
                    rows.leave(int(number))
            rows.rev = rev
        self._rows.move_to_end(code)
        while len(self._rows) > MOST_HALLS:
            self._rows.popitem(last=False)
        return rows, [int(number) for number in present]


class _Rows:
    """The seats of one workshop as a process knows them, and how many each delegation has taken."""

    def __init__(self) -> None:
        self.rev = 0
        self.seats: dict[int, Seat] = {}
        self.touched: set[int] = set()
        self._taken: dict[tuple[str, Attendance], int] = {}
        self._first: dict[str, int] = {}

    def take(self, seat: Seat) -> None:
        old = self.seats.get(seat.number)
        if old:
            self.touched.add(seat.number)
            self._taken[old.delegation, old.attendance] -= 1
        self.seats[seat.number] = seat
        place = seat.delegation, seat.attendance
        self._taken[place] = self._taken.get(place, 0) + 1
        self._first[seat.delegation] = min(self._first.get(seat.delegation, seat.joined), seat.joined)

    def leave(self, number: int) -> None:
        """A seat of a rehearsal was wiped, or one was taken back."""
        old = self.seats.pop(number, None)
        if old:
            self.touched.add(number)
            self._taken[old.delegation, old.attendance] -= 1
            joined = [seat.joined for seat in self.seats.values() if seat.delegation == old.delegation]
            self._first.pop(old.delegation)
            if joined:
                self._first[old.delegation] = min(joined)

    def hall(self, roster: list[str], present: list[int]) -> Hall:
        here: dict[tuple[str, Attendance], int] = {}
        for number in present:
            seat = self.seats.get(number)
            if seat:
                place = seat.delegation, seat.attendance
                here[place] = here.get(place, 0) + 1
        listed = set(roster)
        # A seat whose delegation left the roster counts among those without one.
        others = [name for name in self._first if name not in listed]
        rows = [self._row(name, [name], here) for name in roster]
        if others:
            rows.append(self._row("", others, here))
        return Hall(rows)

    def _row(self, delegation: str, names: list[str], here: dict[tuple[str, Attendance], int]) -> Presence:
        def total(counted: dict[tuple[str, Attendance], int], attendance: Attendance) -> int:
            return sum(counted.get((name, attendance), 0) for name in names)

        return Presence(
            delegation,
            total(self._taken, Attendance.ROOM),
            total(self._taken, Attendance.REMOTE),
            total(here, Attendance.ROOM),
            total(here, Attendance.REMOTE),
            min((self._first[name] for name in names if name in self._first), default=0),
        )


def decode(number: int, stored: str) -> Seat:
    """A seat from its stored profile."""
    joined, _, text = stored.partition(" ")
    profile = json.loads(text)
    return Seat(
        number,
        profile["delegation"],
        Attendance(profile["attendance"]),
        profile["language"],
        profile.get("name", ""),
        int(joined),
        profile.get("simulated", False),
    )
