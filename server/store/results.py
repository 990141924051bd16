"""Results: where a workshop stands and what the room said, read for pages and exports."""

# ruff: noqa: A002 - a round is called round, in arguments too.

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from redis.asyncio import Redis

from server.domain import moderation
from server.domain.clerk import by_way
from server.domain.counts import PEOPLE, REACTION, Counts, by_segment
from server.domain.earlier import Earlier
from server.domain.kind import Answer, AnyKind, Entry
from server.domain.moderation import Decisions
from server.domain.observers import withheld
from server.domain.passages import EARLIER
from server.domain.seat import Seat
from server.domain.snapshot import RoundData, Snapshot
from server.domain.state import RoundTimes, State, decode
from server.domain.word_lists import WordList, word_list
from server.domain.workshop import Ballot, Poll, Workshop
from server.store import clerk, counted, earlier, keys, ledger, reading, stored
from server.store.entries import Entries
from server.store.ledger import Ledger
from server.store.said import NAMED, nameless, said
from server.store.scores import scores, shows
from server.store.scripts import now
from server.store.seats import Seats
from server.store.workshops import Workshops


class Own(NamedTuple):
    """A voter's own answer; without fields for a secret ballot. `at` in milliseconds since 1970."""

    id: str
    answer: Answer
    at: int


class Row(NamedTuple):
    """One answer as it is stored; without fields for a secret ballot."""

    voter: str
    answer: Answer
    segments: tuple[str, ...]
    at: int


class Results:
    """Reads states, counts and answers. A revision is always read before the counts it labels."""

    def __init__(self, redis: Redis, workshops: Workshops, seats: Seats) -> None:
        self._redis = redis
        self._workshops = workshops
        self._seats = seats
        self._entries = Entries()

    async def state(self, code: str) -> State:
        """Where the workshop stands; revision 0 where there is none."""
        return decode(await reading.fields(self._redis, keys.state(code)))

    async def round(
        self, code: str, poll: str, round: int, workshop: Workshop | None = None, *, segments: bool = True
    ) -> RoundData:
        """One round with its decisions; entries only for kinds that list them.

        What a few observers answered is not in it, so that nothing that is made from it can tell.

        Args:
            workshop: the definition as it is stored, from whoever has just read it.
            segments: whether the counts of segments are wanted, and not only their people.
        """
        workshop = workshop or await self._workshops.get(code)
        asked = workshop.poll_in(poll, round) if workshop else None
        names = [
            keys.state(code), keys.counts(code, poll, round), keys.reactions(code, poll, round),
            keys.moderation(code, poll, round), *([keys.segments(code, poll, round)] if segments else []),
        ]  # fmt: skip
        if asked is not None and self._workshops.kinds[asked.kind].lists:
            names += [keys.answers(code, poll, round), keys.upvotes(code, poll, round)]
        state, totals, reacted, decided, *more = await reading.all_fields(self._redis, names)
        stand, listed = decode(state), more[segments:]
        counts = counted.together(totals, more[0] if segments else {})
        data = _counted(poll, round, stand, counts, reacted)
        if workshop is None or asked is None:
            return data
        kinds = self._workshops.kinds
        kind = kinds[asked.kind]
        if listed:
            upvotes = {entry: int(n) for entry, n in listed[1].items()}
            data = replace(data, entries=self._entries.of((code, poll, round), kind, asked, listed[0], upvotes))
        if asked.settings.ballot is Ballot.SECRET:
            # It is not counted in parts, so that its counts do not say how answers came.
            data = replace(data, clerk=await clerk.ways(self._redis, code, poll, round))
        caught = _caught(word_list(workshop.holding_words(poll)), kind, data.counts, data.entries)
        first = asked.settings.moderation == "before"
        data = replace(data, decisions=moderation.decode(decided, first=first, listed=caught))
        data = withheld(workshop, asked, kind, data)
        if not shows(asked, kind):
            return data
        seats = {seat.number: seat for seat in await self._seats.everyone(code)}
        return replace(data, scores=await scores(self._redis, code, workshop, kinds, stand, poll, seats))

    async def decisions(self, code: str, rounds: Sequence[tuple[Poll, int]]) -> dict[tuple[str, int], Decisions]:
        """What moderators decided about each of these rounds; what word lists hold back is not among it."""
        names = [keys.moderation(code, poll.id, number) for poll, number in rounds]
        found = await reading.all_fields(self._redis, names) if names else []
        return {
            (poll.id, number): moderation.decode(decided, first=poll.settings.moderation == "before")
            for (poll, number), decided in zip(rounds, found, strict=True)
        }

    async def counts(self, code: str, poll: str, round: int) -> dict[str, int]:
        """The counts as they are stored: totals, segments and people."""
        names = [keys.counts(code, poll, round), keys.segments(code, poll, round)]
        return counted.together(*await reading.all_fields(self._redis, names))

    async def people(self, code: str, poll: str, round: int) -> int:
        """How many people answered."""
        return int(await reading.field(self._redis, keys.counts(code, poll, round), PEOPLE) or 0)

    async def own(self, code: str, poll: str, round: int, voter: str) -> Own | None:
        """What this voter said last; None where nothing was said, or it was taken back."""
        return _own(await reading.field(self._redis, keys.answers(code, poll, round), voter))

    async def owns(self, code: str, poll: str, round: int, voters: Sequence[str]) -> list[Own]:
        """What was said under these names of one voter, in their order; nothing of a secret ballot."""
        return [own for own in await self.each(code, poll, round, voters) if own is not None]

    async def each(self, code: str, poll: str, round: int, voters: Sequence[str]) -> list[Own | None]:
        """What each of these voters said last, as `own` has it."""
        found = await reading.some(self._redis, keys.answers(code, poll, round), voters) if voters else []
        return [_own(value) for value in found]

    async def delegations(self, code: str, poll: str, round: int) -> dict[str, Own]:
        """The answers of a poll in which each delegation answers as one: delegation → its answer."""
        found = await reading.fields(self._redis, keys.answers(code, poll, round))
        one_each = {voter[2:]: stored.decode(value) for voter, value in found.items() if voter.startswith("d:")}
        return {name: Own(one.id, stored.answer_of(one.payload), one.at) for name, one in one_each.items()}

    async def rows(self, code: str, poll: str, round: int) -> list[Row]:
        """Every answer that stands, oldest first."""
        found = await reading.fields(self._redis, keys.answers(code, poll, round))
        rows = [
            Row(voter, stored.answer_of(one.payload), one.segments, one.at)
            for voter, one in ((voter, stored.decode(value)) for voter, value in found.items())
            if not one.withdrawn
        ]
        return sorted(rows, key=lambda row: (row.at, row.voter))

    async def notes(self, code: str) -> Mapping[str, str]:
        """The texts of the staff."""
        return await reading.fields(self._redis, keys.notes(code))

    async def earlier(self, code: str) -> Earlier | None:
        """The workshop that this one is compared with; None where none was chosen."""
        return await earlier.chosen(self._redis, code, self._workshops.kinds)

    async def ledger(self, code: str) -> Ledger:
        """Every act of moderators and staff.

        Raises:
            KeyError: when there is no such workshop.
        """
        workshop = await self._workshops.get(code)
        if workshop is None:
            raise KeyError(code)
        return await ledger.read(self._redis, code, workshop, self._workshops.kinds)

    async def snapshot(self, code: str, *, pictures: bool = False, rows: bool = False) -> Snapshot:
        """The whole workshop. Answers that arrive while it is read may be in it; its revision is older than they are.

        Args:
            pictures: whether the pictures that people put pins on are wanted, for a file.
            rows: whether the answers are wanted one by one, without who gave them where the ballot is anonymous.

        Raises:
            KeyError: when there is no such workshop.
        """
        workshop = await self._workshops.get(code)
        if workshop is None:
            raise KeyError(code)
        at = await now(self._redis, code)
        state = await self.state(code)
        seats = await self._seats.everyone(code)
        rounds = [
            await self._named(code, asked, await self.round(code, poll.id, number), seats, rows)
            for poll in workshop.polls.values()
            for number in range(1, state.of(poll.id).round + 1)
            if (asked := workshop.poll_in(poll.id, number)) is not None
        ]
        return Snapshot(
            code,
            workshop,
            state,
            await self._seats.hall(code),
            rounds,
            seats,
            notes := await self.notes(code),
            at,
            earlier.parse(notes.get(EARLIER, ""), self._workshops.kinds),
            await self._pictures(code, workshop) if pictures else {},
        )

    async def _pictures(self, code: str, workshop: Workshop) -> dict[str, bytes]:
        """The pictures on which answers were placed, and the logo."""
        names = {str(getattr(poll.definition, "picture", "")) for poll in workshop.polls.values()}
        names |= {workshop.theme.logo} if workshop.theme else set()
        found = {name: await reading.field(self._redis, keys.pictures(code), name) for name in names - {""}}
        return {name: base64.b64decode(text) for name, text in found.items() if text}

    async def _named(self, code: str, poll: Poll, data: RoundData, seats: Sequence[Seat], rows: bool) -> RoundData:
        """The round with who answered what, where the ballot joins the two, else with what was answered."""
        if poll.settings.ballot not in NAMED and (poll.settings.ballot is Ballot.SECRET or not rows):
            return data
        answers = await reading.fields(self._redis, keys.answers(code, poll.id, data.round))
        kind = self._workshops.kinds[poll.kind]
        if poll.settings.ballot not in NAMED:
            return replace(data, rows=nameless(poll, kind, data, answers))
        return replace(data, said=said(poll, kind, data, answers, seats))


def _own(value: str | None) -> Own | None:
    if value is None:
        return None
    one = stored.decode(value)
    return None if one.withdrawn else Own(one.id, stored.answer_of(one.payload), one.at)


def _counted(poll: str, round: int, state: State, counts: Counts, reacted: Mapping[str, str]) -> RoundData:
    """What the store has of a round whatever its kind: its times and its counts, those of reactions among them."""
    times = state.of(poll).times.get(round, RoundTimes())
    segments = by_segment(counts)
    entered = by_way(segments)
    total = segments.pop("") | {REACTION + name: int(n) for name, n in reacted.items()}
    return RoundData(
        poll,
        round,
        times.opened,
        times.closed,
        total,
        segments,
        people=total.get("", 0),
        present=times.present,
        clerk=entered,
        opening=times.opening,
        early=times.early,
        reason=times.reason,
    )


def _caught(words: WordList, kind: AnyKind, counts: Counts, entries: Sequence[Entry]) -> frozenset[str]:
    """What people wrote with one of these words in it."""
    if not words:
        return frozenset()
    counted = {field for field, text in kind.spellings(counts).items() if words.catches(text)}
    return frozenset(counted | {entry.id for entry in entries if words.catches(entry.text)})
