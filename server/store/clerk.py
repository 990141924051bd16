"""The clerk's entries in the store: answers that came by raised hands, on paper or by voice.

Each person of an entry is one ordinary answer, so that counting, recounting, archives and exports know nothing new. The
voters of an entry have names of their own; where each delegation answers as one, the entry is the delegation's answer,
and nobody counts twice.
"""

# ruff: noqa: A002 - a round is called round, in arguments too.

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from redis.asyncio import Redis

from server.domain.clerk import ANSWER, LONGEST_REMARK, MOST, VOTER, WHERE, ClerkEntry, How
from server.domain.counts import PEOPLE, Counts, add, subtract
from server.domain.errors import Refusal
from server.domain.kind import Answer, AnyKind
from server.domain.messages import message
from server.domain.segments import ATTENDANCE, CLERK, of_delegation, segment
from server.domain.state import State
from server.domain.text import one_line
from server.domain.weighing import weighed
from server.domain.workshop import Ballot, Poll, Workshop
from server.store import keys, reading, stored
from server.store.acting import MOVED, Acting
from server.store.scripts import Script
from server.store.stored import RS, US, WITHDRAWN, pack, payload_of

Said = Sequence[tuple[Mapping[str, Sequence[str]], int]]

_CLERK = Script("clerk")
_REFUSED = {
    "moved": message("This poll has no such round."),
    "reworded": MOVED,
    "edited": message("Somebody else has just changed this entry. Look at it and try again."),
    "entered": message("There is an entry for this delegation already. Please correct that one."),
    "answered": message("This delegation has answered by phone. Your entry can be put in the place of that answer."),
}  # fmt: skip


class Clerk(Acting):
    """Enters, corrects and takes back; every act is in the log with who and when."""

    def __init__(self, redis: Redis) -> None:
        super().__init__(redis)

    async def enter(
        self,
        code: str,
        workshop: Workshop,
        kind: AnyKind,
        poll: Poll,
        round: int,
        said: Said,
        *,
        how: How,
        remark: str = "",
        delegation: str = "",
        by: str = "",
        corrects: ClerkEntry | None = None,
        confirmed: bool = False,
        opened: int = 0,
    ) -> tuple[str, State]:
        """Enter answers, each with how many people gave it, or put them in the place of an earlier entry.

        Args:
            poll: as this round asked it.
            delegation: whose answers they are; "" for totals.
            confirmed: they may replace what a phone of the delegation answered, where each delegation answers as one.
            opened: when the round was opened whose question `poll` is, in milliseconds; 0 for whichever it is now.

        Returns:
            The id of the entry, and the state after it.

        Raises:
            Refusal: with the field and the reason, when the kind does not accept an answer.
            Conflict: when somebody else was first, or the delegation has answered.
        """
        one_each = poll.settings.by == "delegation"
        secret = poll.settings.ballot is Ballot.SECRET
        _check(workshop, poll, delegation, remark)
        answers = _accepted(kind, poll, said)
        if one_each and delegation and sum(n for _, n in answers) > 1:
            raise Refusal("clerk.people", message("A delegation that answers as one has one answer."))
        entry = corrects.id if corrects else secrets.token_hex(4)
        own = _segments(workshop, how, delegation)
        parts = () if secret else own
        nonce = secrets.token_hex(4)
        written: list[str] = []
        voters: list[str] = []
        gained: dict[str, int] = {}
        for answer, times in answers:
            counts = weighed(workshop, kind, poll.definition, kind.counts(poll.definition, answer), own)
            gained = add(gained, *[{PEOPLE: 1, **counts}] * times)
            payload = stored.SECRET if secret else payload_of(answer.fields)
            for _ in range(times):
                voter = f"d:{delegation}" if one_each and delegation else f"{VOTER}{entry}.{len(voters) + 1}"
                voters.append(voter)
                name = f"{ANSWER}{entry}{nonce}{len(voters):x}"
                written += [voter, name, "" if secret else pack(counts), US.join(parts), payload]
        if corrects:
            written += _taken_back(corrects, poll, set(voters), nonce)
            gained = subtract(gained, _gains(kind, poll, corrects)) if secret else gained
        text = _text(how, remark, delegation, len(voters), [(one.fields, n) for one, n in answers])
        state = await self._send(
            code, poll, round, entry, corrects, text, gained if secret else {}, written, by, confirmed, opened
        )
        return entry, state

    async def withdraw(
        self, code: str, kind: AnyKind, poll: Poll, round: int, entry: ClerkEntry, *, by: str = ""
    ) -> State:
        """Take an entry back.

        Raises:
            Conflict: when somebody else was first.
        """
        secret = poll.settings.ballot is Ballot.SECRET
        written = [] if entry.replaced else _taken_back(entry, poll, set(), secrets.token_hex(4))
        less = subtract({}, _gains(kind, poll, entry)) if secret else {}
        return await self._send(code, poll, round, entry.id, entry, "", less, written, by, confirmed=False)

    async def entries(self, code: str, poll: Poll, round: int) -> list[ClerkEntry]:
        """The entries of a round, oldest first."""
        found, answers = await reading.all_fields(
            self._redis, [keys.clerk(code, poll.id, round), keys.answers(code, poll.id, round)]
        )
        return sorted((decode(name, text, answers) for name, text in found.items()), key=lambda one: (one.at, one.id))

    async def _send(
        self, code: str, poll: Poll, round: int, entry: str, corrects: ClerkEntry | None, text: str,
        gained: Counts, written: Sequence[str], by: str, confirmed: bool, opened: int = 0,
    ) -> State:  # fmt: skip
        secret = poll.settings.ballot is Ballot.SECRET
        state = await self.act(
            _CLERK, code, by, poll.id, round, entry, corrects.version if corrects else "", text, int(secret),
            int(confirmed), US.join(f"{field}={n}" for field, n in gained.items()), opened or "", *written,
            more=[key(code, poll.id, round) for key in (keys.answers, keys.counts, keys.segments, keys.clerk)],
            refused=_REFUSED,
        )  # fmt: skip
        if secret:
            await self.forget_order(code, [(poll.id, round)])
        return state


async def ways(redis: Redis, code: str, poll: str, round: int) -> dict[How, int]:
    """How many people the entries of a round speak for, by how their answers came."""
    found = await reading.fields(redis, keys.clerk(code, poll, round))
    people: dict[How, int] = {}
    for name, text in found.items():
        entry = decode(name, text, {})
        people[entry.how] = people.get(entry.how, 0) + entry.people
    return people


def decode(entry: str, value: str, answers: Mapping[str, str]) -> ClerkEntry:
    """An entry from its stored text; `answers` tell whether a phone has answered in its place since."""
    version, at, by, text = value.split(RS, 3)
    raw: dict[str, Any] = json.loads(text)
    own = answers.get(f"d:{raw['delegation']}", "") if raw["delegation"] else ""
    return ClerkEntry(
        entry,
        How(raw["how"]),
        raw["remark"],
        by,
        int(at),
        int(version),
        raw["people"],
        raw["delegation"],
        tuple((fields, n) for fields, n in raw["said"]),
        bool(own) and f"{VOTER}{entry}.1" not in answers and not own.startswith(ANSWER + entry),
    )


def _text(how: How, remark: str, delegation: str, people: int, said: Iterable[tuple[Any, int]]) -> str:
    raw = {
        "how": how.value,
        "remark": one_line(remark)[:LONGEST_REMARK],
        "delegation": delegation,
        "people": people,
        "said": [[{name: list(values) for name, values in fields.items()}, n] for fields, n in said],
    }
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":"))


def _check(workshop: Workshop, poll: Poll, delegation: str, remark: str) -> None:
    if delegation and workshop.delegation(delegation) is None:
        raise Refusal("clerk.delegation", message("This delegation is not on the roster."))
    if delegation and poll.settings.ballot is Ballot.SECRET:
        raise Refusal("clerk.delegation", message("Of a secret ballot only totals can be entered."))
    named = delegation or poll.settings.ballot is Ballot.SECRET or not workshop.delegations
    if poll.settings.by == "delegation" and not named:
        reason = message(
            "Each delegation answers as one here: please say whose answer this is, so that none counts twice."
        )
        raise Refusal("clerk.delegation", reason)
    if len(one_line(remark)) > LONGEST_REMARK:
        raise Refusal("clerk.remark", message("A remark has at most %(n)s characters.", n=LONGEST_REMARK))


def _accepted(kind: AnyKind, poll: Poll, said: Said) -> list[tuple[Answer, int]]:
    """The answers as the kind takes them, with how many people gave each."""
    people = sum(n for _, n in said)
    if people < 1:
        raise Refusal("clerk.people", message("Please enter at least one answer."))
    if people > MOST:
        raise Refusal("clerk.people", message("One entry speaks for at most %(n)s people.", n=MOST))
    return [(kind.accept(poll.definition, fields), n) for fields, n in said if n]


def _segments(workshop: Workshop, how: How, delegation: str) -> tuple[str, ...]:
    """Where these answers are counted apart: how they came, where their people are, whose they are."""
    one = workshop.delegation(delegation)
    whose = of_delegation(workshop, one) if one else ()
    return (segment(CLERK, how), segment(ATTENDANCE, WHERE[how]), *whose)


def _taken_back(entry: ClerkEntry, poll: Poll, kept: set[str], nonce: str) -> list[str]:
    """The voters of an earlier version that are not in the new one, each with nothing said."""
    if entry.delegation and poll.settings.by == "delegation":
        old = [f"d:{entry.delegation}"]
    else:
        old = [f"{VOTER}{entry.id}.{place}" for place in range(1, entry.people + 1)]
    written: list[str] = []
    for place, voter in enumerate(one for one in old if one not in kept):
        written += [voter, f"{ANSWER}{entry.id}{nonce}w{place:x}", "", "", WITHDRAWN]
    return written


def _gains(kind: AnyKind, poll: Poll, entry: ClerkEntry) -> dict[str, int]:
    """What an entry adds to the counts."""
    counted: list[Counts] = []
    for fields, n in entry.said:
        answer = kind.accept(poll.definition, fields)
        counted += [{PEOPLE: 1, **kind.counts(poll.definition, answer)}] * n
    return add(*counted)
