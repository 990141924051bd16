"""A small workshop for the tests of the store, with two kinds that know just enough to be counted."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, cast
from zoneinfo import ZoneInfo

from redis.asyncio import Redis

from server.domain.counts import Counts
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, AnyKind, Definition, Gathered, Tally, Written
from server.domain.language import Language, same
from server.domain.messages import Message, message
from server.domain.reader import Reader
from server.domain.seat import Attendance
from server.domain.table import Table
from server.domain.workshop import AgendaItem, Ballot, Delegation, Poll, Settings, Workshop
from server.store import keys
from server.store.acts import Acts
from server.store.archive import verify
from server.store.log import Entry
from server.store.recorder import Recorder, Submission
from server.store.results import Results
from server.store.seats import Seats
from server.store.stored import payload_of
from server.store.upvotes import Upvotes
from server.store.voters import Voters
from server.store.workshops import Workshops


class Marks(Facts):
    """Marks of any name; each is counted once."""

    name: ClassVar[str] = "marks"
    label: ClassVar[Message] = message("Marks")

    def parse(self, raw: Reader) -> Definition:
        return Definition()

    def accept(self, definition: Definition, raw: Mapping[str, Sequence[str]]) -> Answer:
        return Answer({name: tuple(values) for name, values in raw.items()})

    def counts(self, definition: Definition, answer: Answer) -> Counts:
        return dict.fromkeys(answer.all("mark"), 1)

    def tally(self, definition: Definition, gathered: Gathered) -> Tally:
        return Tally(gathered.people)

    def figure(self, definition: Definition, tally: Tally, language: Language) -> Figure:
        return Figure()

    def table(self, definition: Definition, tally: Tally, language: Language) -> Table:
        return Table((), (), (), "")

    def compare(self, definition: Definition, tallies: Sequence[tuple[str, Tally]], language: Language) -> Figure:
        return Figure()

    def form(self, definition: Definition, language: Language) -> Mapping[str, Any]:
        return {}

    def rule(self, definition: Definition) -> Message:
        return message("Mark what you like.")


class Remarks(Marks):
    """Texts, each shown by itself."""

    name: ClassVar[str] = "remarks"
    lists: ClassVar[bool] = True

    def counts(self, definition: Definition, answer: Answer) -> Counts:
        return {}

    def written(self, definition: Definition, answer: Answer) -> Sequence[Written]:
        return [Written(text) for text in answer.all("text")]


# The id of some entry.
ENTRY = "0123456789ab"

KINDS: dict[str, AnyKind] = {"marks": Marks(), "remarks": Remarks()}

DEFINITION: dict[str, Any] = {
    "title": "Course",
    "date": "2024-02-15",
    "polls": {
        "tools": {},
        "voice": {"kind": "remarks", "moderation": "before"},
        "each": {"by": "delegation"},
        "roll": {"ballot": "recorded"},
        "urn": {"ballot": "secret"},
    },
}


def text_of(**changes: Any) -> str:
    """The canonical text of the sample, with some keys changed."""
    return json.dumps(DEFINITION | changes)


def parse(text: str, kinds: Mapping[str, AnyKind]) -> Workshop:
    """The workshop in such a text."""
    raw = json.loads(text)
    polls = [
        Poll(
            name,
            one.get("kind", "marks"),
            same(one.get("prompt", name)),
            Definition(),
            Settings(
                ballot=Ballot(one.get("ballot", "anonymous")),
                by=one.get("by", "seat"),
                moderation=one.get("moderation", "after"),
            ),
        )
        for name, one in raw["polls"].items()
    ]
    return Workshop(
        same(raw["title"]),
        ("en", "es"),
        date.fromisoformat(raw["date"]),
        ZoneInfo("UTC"),
        delegations=(
            Delegation("CL", same("Chile"), groups=("south",)),
            Delegation("CA", same("Canada"), groups=("north",)),
            Delegation("BB", same("Barbados")),
        ),
        agenda=(AgendaItem("first", same("First"), polls=polls),),
    )


@dataclass(frozen=True)
class Floor:
    """Everything of the store, on one client, and one workshop in it."""

    redis: Redis
    workshops: Workshops
    seats: Seats
    voters: Voters
    acts: Acts
    results: Results
    recorder: Recorder
    upvotes: Upvotes
    code: str

    @classmethod
    async def build(cls, redis: Redis) -> Floor:
        """A floor whose workshop was just created."""
        workshops = Workshops(redis, KINDS, parse=parse)
        created = await workshops.create(text_of(), parse(text_of(), KINDS))
        seats = Seats(redis, workshops)
        return cls(
            redis,
            workshops,
            seats,
            Voters(redis),
            Acts(redis),
            Results(redis, workshops, seats),
            Recorder(redis),
            Upvotes(redis),
            created.code,
        )

    async def open(self, poll: str, *, countdown: int | None = None) -> int:
        """Open a poll; returns its round."""
        state = await self.acts.open(self.code, poll, item="first", countdown=countdown, shown=True, by="chair")
        return state.of(poll).round

    async def sit(self, delegation: str = "", attendance: Attendance = Attendance.ROOM) -> int:
        """Take a seat; returns its number."""
        seat, _ = await self.seats.admit(self.code, delegation=delegation, attendance=attendance, language="en")
        return seat.number

    def submission(self, poll: str, voter: str, id: str, *values: str, round: int = 1, **more: Any) -> Submission:  # noqa: A002 - the contract's words
        """An answer to a poll of the sample: marks, or remarks for the poll `voice`; none take it back."""
        field = "text" if poll == "voice" else "mark"
        counts = {} if poll == "voice" else dict.fromkeys(values, 1)
        payload = payload_of({field: values} if values else {})
        segments: tuple[str, ...] = more.pop("segments", ("attendance:room", "delegation:CL"))
        return Submission(self.code, poll, round, voter, id, counts, segments, payload, **more)

    async def say(self, poll: str, voter: str, id: str, *values: str, **more: Any) -> str:  # noqa: A002 - the same
        """Submit an answer; returns what became of it."""
        return (await self.recorder.submit(self.submission(poll, voter, id, *values, **more))).status


async def log_of(floor: Floor) -> list[Entry]:
    """The log of the workshop."""
    found = cast("list[tuple[str, dict[str, str]]]", await floor.redis.xrange(keys.log(floor.code)))
    return [Entry(name, fields["entry"], fields["link"]) for name, fields in found]


def differences(data: bytes) -> list[str]:
    """What `verify` says of an archive of the sample."""
    return verify(data, KINDS, parse=parse)
