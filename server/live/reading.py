"""Reads the present of one workshop from the store: the state first, then the counts that it labels."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence

from server.domain.counts import PEOPLE
from server.domain.door import Entering
from server.domain.earlier import Earlier
from server.domain.moderation import Decisions
from server.domain.seat import Hall, Seat
from server.domain.snapshot import RoundData
from server.domain.splits import ways
from server.domain.state import Last, Phase, State
from server.domain.wording import as_asked, comparable
from server.domain.workshop import Workshop
from server.live.present import Present, pages_of
from server.live.views.quoting import may_be_quoted, quoted_poll
from server.store.results import Results
from server.store.seats import Seats
from server.store.surveys import Page, Progress
from server.store.workshops import Workshops


class Reading:
    """Remembers what no longer changes: how many answered the rounds that are over."""

    def __init__(
        self, workshops: Workshops, results: Results, seats: Seats, progress: Progress, clock: Callable[[], int]
    ) -> None:
        self._workshops = workshops
        self._results = results
        self._seats = seats
        self._progress = progress
        self._finished: tuple[object, RoundData | None] = (None, None)
        self._through: tuple[object, dict[int, Seat]] = (None, {})
        self._worded: tuple[Workshop | None, list[tuple[str, int]], Workshop | None] = (None, [], None)
        self._earlier: tuple[Last | None, Earlier | None] = (None, None)
        self._clock = clock
        self._answers: dict[tuple[str, int], int] = {}

    async def read(self, before: Present, state: State) -> Present:
        """The present for a state that was just read; everything else in it is at least as new."""
        # The workshop may have been edited, here or by another process; the store's version tells.
        stored = await self._workshops.get(before.code)
        workshop = self._as_asked(stored, state) or before.workshop
        (current, previous, quoted), (hall, entering) = await asyncio.gather(
            self._on_stage(before, workshop, state, stored), self._in_the_hall(before.code, state, stored)
        )
        background = await self._background(before, workshop, state, current)
        people = await self._people(before.code, state, [current, *background.values()])
        pages = pages_of(workshop, before.kinds, state, state.survey)
        decided: Mapping[tuple[str, int], Decisions] = {}
        if pages and state.ended is None:
            current = await self._surveyed(before.code, pages, people)
            decided = await self._results.decisions(before.code, [(page.poll, page.round) for page in pages])
        return Present(
            before.code,
            workshop,
            before.kinds,
            state,
            hall,
            self._clock(),
            current,
            previous,
            people,
            quoted,
            background,
            await self._earlier_one(before.code, state),
            entering=entering,
            decided=decided,
        )

    async def _on_stage(
        self, before: Present, workshop: Workshop, state: State, stored: Workshop | None
    ) -> list[RoundData | None]:
        """The round on stage, the one before it where both can be compared, and the one that a slide quotes."""
        at = state.of(state.poll)
        wanted: list[tuple[str, int] | None] = [None, None, None]
        if state.poll in workshop.polls and at.round:
            wanted[0] = (state.poll, at.round)
            if at.round > 1 and self._comparable(workshop, state.poll, at.round):
                wanted[1] = (state.poll, at.round - 1)
        other = quoted_poll(workshop, state)
        if other is not None and may_be_quoted(state.of(other.id)):
            wanted[2] = (other.id, state.of(other.id).round)
        # Each waits for the store, which has a hall's answers to write meanwhile; so they wait together.
        return await asyncio.gather(*(self._round(before, workshop, state, one, stored) for one in wanted))

    async def _round(
        self,
        before: Present,
        workshop: Workshop,
        state: State,
        wanted: tuple[str, int] | None,
        stored: Workshop | None,
    ) -> RoundData | None:
        if wanted is None:
            return None
        poll = workshop.polls[wanted[0]]
        kind = before.kinds[poll.kind]
        divided = not kind.scattered or state.of(poll.id).by in ways(workshop, poll, kind)
        return await self._results.round(before.code, *wanted, stored, segments=divided)

    async def _in_the_hall(self, code: str, state: State, stored: Workshop | None) -> tuple[Hall, Entering]:
        """Who is here, and how many come in."""
        hall = await self._seats.hall(code, stored)
        return hall, await self._seats.entering(code, state.door, self._clock())

    async def _earlier_one(self, code: str, state: State) -> Earlier | None:
        """The workshop that this one is compared with: another one only after an act."""
        if self._earlier[0] != state.last or state.last is None:
            self._earlier = (state.last, await self._results.earlier(code))
        return self._earlier[1]

    def _comparable(self, workshop: Workshop, poll: str, round_: int) -> bool:
        """Whether the round before was asked in such words that its result can stand beside this one's."""
        now, then = workshop.poll_in(poll, round_), workshop.poll_in(poll, round_ - 1)
        return now is not None and then is not None and comparable(now, then)

    def _as_asked(self, workshop: Workshop | None, state: State) -> Workshop | None:
        """The workshop as the room was asked; the same value as long as nothing of it changes."""
        if workshop is None or not workshop.asked:
            return workshop
        rounds = [(poll, state.of(poll).round) for poll, _ in workshop.asked]
        if self._worded[0] is not workshop or self._worded[1] != rounds:
            self._worded = (workshop, rounds, as_asked(workshop, state))
        return self._worded[2]

    async def _background(
        self, before: Present, workshop: Workshop, state: State, current: RoundData | None
    ) -> Mapping[str, RoundData]:
        """The rounds of the polls that run beside the stage."""
        found: dict[str, RoundData] = {}
        for poll in workshop.polls.values():
            at = state.of(poll.id)
            if not before.kinds[poll.kind].background or at.phase is not Phase.OPEN:
                continue
            staged = current is not None and current.poll == poll.id
            found[poll.id] = (
                current if current and staged else await self._results.round(before.code, poll.id, at.round)
            )
        return found

    async def _people(self, code: str, state: State, read: Iterable[RoundData | None]) -> Mapping[str, int]:
        """People who answered the last round of each poll; `read` are the rounds that have just been read."""
        fresh = {(data.poll, data.round): data.people for data in read if data}
        people: dict[str, int] = {}
        for poll_id, at in state.polls.items():
            key = (poll_id, at.round)
            known = fresh.get(key, self._answers.get(key))
            if known is None and at.round:
                known = await self._results.people(code, poll_id, at.round)
            if known is not None:
                people[poll_id] = known
                if at.phase is Phase.CLOSED:
                    self._answers[key] = known
                else:
                    self._answers.pop(key, None)  # a close can be taken back
        return people

    async def _surveyed(self, code: str, pages: Sequence[Page], people: Mapping[str, int]) -> RoundData | None:
        """Who has answered all pages of a survey, by segment; looked for again only once more have answered."""
        key = [(page.poll.id, page.round, people.get(page.poll.id, 0)) for page in pages]
        known, data = self._finished
        if known == key:
            return data
        rounds = [(page.poll.id, page.round) for page in pages]
        if self._through[0] != rounds:
            self._through = (rounds, {})
        through = self._through[1]  # whoever has finished stays so
        others = [seat for seat in await self._seats.everyone(code) if seat.number not in through]
        through |= {seat.number: seat for seat in await self._progress.finished(code, pages, others)}
        seats = through.values()
        segments: dict[str, dict[str, int]] = {}
        for seat in seats:
            for name in (f"attendance:{seat.attendance}", f"delegation:{seat.delegation}"):
                own = segments.setdefault(name, {PEOPLE: 0})
                own[PEOPLE] += 1
        data = RoundData("", 0, None, None, {}, segments, people=len(seats))
        self._finished = (key, data)
        return data
