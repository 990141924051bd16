"""Badges: personal codes that give a seat. A code is shown once, when it is made; what is kept is a keyed digest."""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from server.domain import badge
from server.domain.badge import LENGTH, LETTERS, NO_BADGE, Badge
from server.domain.errors import Conflict, Refusal
from server.domain.messages import message
from server.domain.people import Person
from server.domain.seat import Attendance, Seat
from server.store import keys, reading
from server.store.access import digest
from server.store.acting import Acting
from server.store.badge_key import FIELD, key_of, keyed
from server.store.people import decode as decode_person
from server.store.scripts import Script
from server.store.seats import LOCKED
from server.store.seats import decode as decode_seat

_ISSUE, _REVOKE, _CLAIM = Script("issue"), Script("revoke"), Script("claim")
NOT_GOOD = message("This badge is not known, or a newer one has taken its place. Please ask at the desk.")


class Holder(NamedTuple):
    """Whose badge a code is."""

    person: Person
    badge: Badge


class Badges(Acting):
    """Makes, checks, replaces and takes back badges. `by` says who, for the log."""

    async def everyone(self, code: str) -> Mapping[str, Badge]:
        """The badges by the numbers of their people; nobody without one is in it."""
        stored = await reading.fields(self._redis, keys.badges(code))
        return {id_: badge.decode(text) for id_, text in stored.items() if id_ != FIELD}

    async def issue(self, code: str, people: Iterable[str], *, by: str = "") -> Mapping[str, str]:
        """New codes by the numbers of their people. Older codes of theirs are good no more.

        Raises:
            Conflict: when somebody is not on the list any more, or the workshop has ended.
        """
        key = await key_of(self._redis, code)
        made = {id_: "".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for id_ in dict.fromkeys(people)}
        if not made:
            raise Conflict(message("There is nobody to make a badge for."))
        pairs = [part for id_, text in made.items() for part in (id_, keyed(key, text))]
        more = [keys.people(code), keys.badges(code), keys.badge_codes(code)]
        gone = message("Somebody is not on the list any more. Look at it and try again.")
        await self.act(_ISSUE, code, by, *pairs, more=more, refused={"gone": gone})
        return made

    async def revoke(self, code: str, people: Sequence[str], *, by: str = "") -> None:
        """Take badges back, with the seats that they gave; answers that were given stay."""
        more = [key(code) for key in (keys.badges, keys.badge_codes, keys.seat_tokens, keys.seats, keys.seat_changes)]
        await self.act(_REVOKE, code, by, *people, more=more)

    async def holder(self, code: str, typed: str) -> Holder | None:
        """Whose badge this code is; None where it is nobody's."""
        text = badge.read_code(typed)
        if not text:
            return None
        id_ = await reading.field(self._redis, keys.badge_codes(code), keyed(await key_of(self._redis, code), text))
        stored = await reading.field(self._redis, keys.people(code), id_) if id_ else None
        if not id_ or not stored:
            return None
        held = await reading.field(self._redis, keys.badges(code), id_)
        return Holder(decode_person(id_, stored), badge.decode(held) if held else NO_BADGE)

    async def claim(
        self, code: str, typed: str, *, attendance: Attendance, language: str, name: str = ""
    ) -> tuple[Seat, str]:
        """The seat of a badge, and the token for its cookie. The device that had the seat before loses it.

        Raises:
            Refusal: for a badge that is not good.
            Conflict: when nobody may come in just now.
        """
        holder = await self.holder(code, typed)
        if holder is None:
            raise Refusal("badge", NOT_GOOD)
        profile = {"delegation": holder.person.delegation, "attendance": str(attendance), "language": language}
        if said := holder.person.name or name:
            profile["name"] = said
        token = secrets.token_hex(16)
        more = (keys.badges, keys.badge_codes, keys.seat_tokens, keys.seats, keys.seat_changes, keys.presence)
        reply = await _CLAIM(
            self._redis,
            [keys.state(code), keys.log(code), *(key(code) for key in more)],
            [
                code,
                keys.BELL,
                digest(token),
                keyed(await key_of(self._redis, code), badge.read_code(typed)),
                json.dumps(profile, ensure_ascii=False, separators=(",", ":")),
            ],
        )
        match reply[0]:
            case "badge":
                raise Refusal("badge", NOT_GOOD)
            case "locked":
                raise Conflict(LOCKED)
            case "ended":
                raise Conflict(message("This workshop has ended."))
            case "unknown":
                raise Conflict(message("There is no workshop with this code."))
        return decode_seat(int(reply[0]), reply[1]), token

    async def moved(self, code: str, token: str) -> bool:
        """Whether this is the cookie of a device whose seat has gone to another one, or was taken back."""
        number = await reading.field(self._redis, keys.seat_tokens(code), digest(token)) if token else None
        return bool(number and number.startswith("-") and number != "-0")

    async def fitting(self, code: str, codes: Mapping[str, str]) -> Sequence[tuple[Person, str]]:
        """Those of these codes, by the numbers of their people, that are good: what a sheet may be printed from."""
        key = await key_of(self._redis, code)
        held = await self.everyone(code)
        found: list[tuple[Person, str]] = []
        for id_, text in codes.items():
            known, good = held.get(id_), badge.read_code(text)
            if known is None or not good or not hmac.compare_digest(known.digest, keyed(key, good)):
                continue
            stored = await reading.field(self._redis, keys.people(code), id_)
            if stored:
                found.append((decode_person(id_, stored), good))
        return found
