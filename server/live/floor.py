"""What one person sees of the floor: the own questions, what the reader supports, the own hand and pace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from server.domain.kind import Entry
from server.domain.language import Language
from server.domain.seat import Seat
from server.domain.workshop import Poll
from server.live.present import Present
from server.live.views.floor import own_entries, pulse_poll, questions_poll, questions_view, supported
from server.live.views.floor_values import QuestionsView
from server.live.views.pages import StageView
from server.store.results import Results
from server.store.upvotes import Upvotes
from server.store.voters import Voters


@dataclass(frozen=True, slots=True)
class Floor:
    """Reads what belongs to one seat."""

    results: Results
    upvotes: Upvotes
    voters: Voters

    async def personal(self, present: Present, view: StageView, seat: Seat) -> StageView:
        """The stage with what the reader supports, and with the own hand and pace at its foot."""
        if view.beside.pulse:
            view = replace(view, beside=replace(view.beside, own=await self._signs(present, seat)))
        some = supported(present)
        if some and present.poll:
            mine = await self._supports(present, present.poll, present.at.round, seat, some)
            view = replace(view, entries=tuple(replace(entry, mine=entry.id in mine) for entry in view.entries))
        return view

    async def _supports(
        self, present: Present, poll: Poll, round_: int, seat: Seat, entries: Sequence[Entry]
    ) -> frozenset[str]:
        voter = await self.voters.voter(present.code, poll.id, round_, poll.settings, seat)
        return await self.upvotes.mine(present.code, poll.id, round_, voter, [entry.id for entry in entries])

    async def _signs(self, present: Present, seat: Seat) -> Mapping[str, Sequence[str]]:
        poll = pulse_poll(present)
        if poll is None:
            return {}
        round_ = present.background[poll.id].round
        voter = await self.voters.voter(present.code, poll.id, round_, poll.settings, seat)
        own = await self.results.own(present.code, poll.id, round_, voter)
        return own.answer.fields if own else {}

    async def questions(self, present: Present, seat: Seat, language: Language) -> QuestionsView:
        """The page of the questions for one person."""
        poll = questions_poll(present)
        view = questions_view(present, language)
        if poll is None or view.poll is None:
            return view
        round_ = present.background[poll.id].round
        voter = await self.voters.voter(present.code, poll.id, round_, poll.settings, seat)
        places = present.kinds[poll.kind].additions(poll.definition)
        names = [f"{voter}.{place}" for place in range(1, places + 1)]
        owns = await self.results.owns(present.code, poll.id, round_, names)
        mine = await self._supports(present, poll, round_, seat, present.beside[poll.id].entries)
        return replace(
            view,
            entries=tuple(replace(entry, mine=entry.id in mine) for entry in view.entries),
            own=own_entries(present, poll, owns, language),
            left=places - len(owns),
        )
