"""Plays a whole workshop unattended: one moderator and a crowd, from the opening to the adjournment."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.domain.errors import HemicycleError
from server.domain.kind import AnyKind
from server.domain.survey import survey_polls
from server.domain.text import fold
from server.domain.workshop import AgendaItem, Poll, Workshop
from server.rehearsal.crowd import Crowd
from server.rehearsal.delegate import Habits
from server.rehearsal.moderator import Moderator
from server.rehearsal.recount import Stored

PATIENCE = 60.0  # seconds in which every phone must have a poll, and every answer must be settled
# Words that mean the same; whatever of them people wrote is merged by the moderator, as a moderator would.
SAME = (
    ("inteligencia artificial", "IA"),
    ("inteligência artificial", "IA"),
    ("intelligence artificielle", "IA"),
    ("AI", "IA"),
    ("social media", "redes sociales"),
    ("redes sociais", "redes sociales"),
    ("réseaux sociaux", "redes sociales"),
)


class Stuck(HemicycleError):
    """Phones or answers did not arrive in time."""


@dataclass(frozen=True, slots=True)
class Pace:
    """`pause` is how long a result or an agenda item stays on the wall, in seconds."""

    habits: Habits
    pause: float


NORMAL = Pace(Habits(thinking=6.0), pause=2.0)
FAST = Pace(Habits(thinking=0.5), pause=0.0)


@dataclass(slots=True)
class Course:
    """The run of one workshop; `say` hears what is happening."""

    workshop: Workshop
    kinds: Mapping[str, AnyKind]
    moderator: Moderator
    crowd: Crowd
    pace: Pace
    say: Callable[[str], None]
    stored: Stored

    async def play(self) -> None:
        """From beginning to end.

        Raises:
            Refused: when the server does not do an act.
            Stuck: when phones or answers do not arrive.
        """
        await self.moderator.begin()
        again = self._second_round()
        for item in self.workshop.agenda:
            await self.moderator.stage(item.id)
            self.say(f"{_time(item)}{item.title.pick(self.workshop.language)}")
            await asyncio.sleep(self.pace.pause)
            surveyed = await self._survey(item) if item.pace == "delegates" else []
            for poll in item.polls:
                if self.kinds[poll.kind].background:
                    await self._beside(poll)
                    continue
                await self.moderator.stage(item.id, poll.id)
                if poll in surveyed:
                    await self._show(poll, 1)
                    continue
                await self._run(poll, "open")
                if poll is again:
                    await self._run(poll, "next-round")
        await self.moderator.end()
        self.stored.see(await self.moderator.results())

    async def _run(self, poll: Poll, act: str) -> None:
        """One round of one poll, with everything that a moderator does about it."""
        round_ = await self.moderator.poll(poll.id, act)
        kind = self.kinds[poll.kind]
        if kind.answered:
            if not await self.crowd.seen(poll.id, round_, PATIENCE):
                raise Stuck(f"Poll {poll.id} did not reach every phone within {PATIENCE:.0f} s.")
            if not await self.crowd.settle(PATIENCE):
                raise Stuck(f"Poll {poll.id}: not every answer was settled within {PATIENCE:.0f} s.")
        else:
            await asyncio.sleep(self.pace.pause)
        await self.moderator.poll(poll.id, "close")
        if not kind.answered:
            return
        await self._show(poll, round_)

    async def _survey(self, item: AgendaItem) -> Sequence[Poll]:
        """Every poll of an item at the delegates' own pace."""
        polls = survey_polls(item, self.kinds)
        await self.moderator.item(item.id, "open")
        patience = PATIENCE * len(polls)
        if not await self.crowd.through(patience) or not await self.crowd.settle(PATIENCE):
            raise Stuck(f"Survey {item.id}: not everybody came to its end within {patience:.0f} s.")
        await self.moderator.item(item.id, "close")
        return polls

    async def _show(self, poll: Poll, round_: int) -> None:
        """The result of a closed round, moderated."""
        results = await self.moderator.results()
        self.stored.see(results)
        await self._moderate(poll, self.kinds[poll.kind], round_, results)
        await self.moderator.poll(poll.id, "reveal")
        people = self.stored.rounds[poll.id, round_].get("", 0)
        self.say(f"  {poll.id}, round {round_}: {people} answers")
        await asyncio.sleep(self.pace.pause)

    async def _beside(self, poll: Poll) -> None:
        """Open what runs beside the other polls; it stays open to the end, and some ask questions at once."""
        round_ = await self.moderator.poll(poll.id, "open")
        if self.kinds[poll.kind].lists:
            self.crowd.ask(poll.id, round_)
        if not await self.crowd.settle(PATIENCE):
            raise Stuck(f"Poll {poll.id}: not every answer was settled within {PATIENCE:.0f} s.")
        if poll.settings.moderation == "before":
            for sent in self.crowd.ledger.kept.get((poll.id, round_), {}).values():
                await self.moderator.decide(poll.id, round_, "approve", entry_id(sent.id))
        self.say(f"  {poll.id}, round {round_}: open beside the other polls")

    def _second_round(self) -> Poll | None:
        """The first poll whose answers add up, so that a second round has a shift to show."""
        for poll in self.workshop.polls.values():
            kind = self.kinds[poll.kind]
            if kind.answered and not kind.lists and not kind.background:
                return poll
        return None

    async def _moderate(self, poll: Poll, kind: AnyKind, round_: int, results: Mapping[str, Any]) -> None:
        """Merge what means the same; hide the first text, as if it were out of place."""
        counts = next(line["counts"] for line in results["polls"] if line["poll"] == poll.id)
        for one, other in SAME:
            subject, target = fold(one), fold(other)
            if kind.moderated(subject) and subject in counts and target in counts:
                await self.moderator.decide(poll.id, round_, "merge", subject, target)
        kept = self.crowd.ledger.kept.get((poll.id, round_), {})
        if kind.lists and kept:
            await self.moderator.decide(poll.id, round_, "hide", entry_id(kept[min(kept)].id), "Out of order")


def entry_id(answer: str, place: int = 0) -> str:
    """The id of a written text, which follows from the answer that it came with and its place in it."""
    return hashlib.sha256(f"{answer}.{place}".encode()).hexdigest()[:12]


def _time(item: AgendaItem) -> str:
    return f"{item.start:%H:%M}  " if item.start else ""
