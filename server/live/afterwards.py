"""Once a poll is closed, each phone is told what its person answered: the form in which it stood is gone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence

from server.domain.language import Language
from server.domain.phrasing import Phrasing
from server.domain.seat import Seat
from server.domain.state import Phase, State
from server.domain.workshop import Poll
from server.live import frames
from server.live.line import Line
from server.live.present import Present, scene
from server.live.receipts import standing
from server.live.rights import exercised
from server.store.results import Results
from server.store.voters import Voters

AT_ONCE = 200  # phones; between them the process does other things


class Afterwards:
    """Tells the phones of one room. A phone of which a later answer is on its way hears of that one alone."""

    def __init__(self, results: Results, voters: Voters, language: Callable[[str], Language]) -> None:
        self._results = results
        self._voters = voters
        self._language = language

    async def tell(self, present: Present, lines: Collection[Line], before: State | None = None) -> None:
        """Say it to these lines, where the poll on stage is closed; with `before` only when it was not so then."""
        poll = present.poll
        if poll is None or scene(present) not in ("closed", "result"):
            return
        if before is not None and _stage(before) == _stage(present.state):
            return
        phrased: dict[str, Phrasing] = {}
        phones = [line for line in lines if line.role == "delegate" and line.reads == "stage"]
        # Whoever has given a right away, or lost one, is not told what was answered with it, here as on the page.
        seated = [(line, line.seat) for line in phones if line.seat and not exercised(present, poll, line.seat)]
        for start in range(0, len(seated), AT_ONCE):
            await self._tell(present, poll, seated[start : start + AT_ONCE], phrased)
            await asyncio.sleep(0)

    async def _tell(
        self, present: Present, poll: Poll, seated: Sequence[tuple[Line, Seat]], phrased: dict[str, Phrasing]
    ) -> None:
        round_ = present.at.round
        voters = [await self._voters.voter(present.code, poll.id, round_, poll.settings, seat) for _, seat in seated]
        owns = await self._results.each(present.code, poll.id, round_, voters)
        for (line, _), own in zip(seated, owns, strict=True):
            newer = own is not None and line.about == (poll.id, round_) and line.answer != own.id
            if own is None or newer:
                continue
            language = self._language(line.language)
            phrasing = phrased.get(language.code)
            if phrasing is None:
                phrasing = phrased[language.code] = Phrasing(present.kind, poll.definition, language)
            text = language.say(standing(present, poll, round_, own, phrasing))
            line.say(frames.encode(frames.told(poll.id, round_, text)))


def _stage(state: State) -> tuple[str, Phase, int]:
    """What is on stage: a poll in a phase of a round. An earlier poll may come back to it."""
    at = state.of(state.poll)
    return state.poll, at.phase, at.round
