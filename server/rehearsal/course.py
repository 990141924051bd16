"""Plays a whole workshop unattended: one moderator and a crowd, from the opening to the adjournment."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from server.domain.errors import HemicycleError
from server.domain.kind import AnyKind
from server.domain.survey import survey_polls
from server.domain.text import fold
from server.domain.workshop import AgendaItem, Ballot, Poll, Workshop
from server.rehearsal.crowd import Crowd
from server.rehearsal.delegate import Habits
from server.rehearsal.ledger import Kept
from server.rehearsal.moderator import Moderator
from server.rehearsal.recount import Stored
from server.rehearsal.script import Round, Script
from server.rehearsal.voting import Voting

ANSWERED = 2  # questions from the floor that are answered in the room
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
    script: Script = field(default_factory=Script)
    _beside: list[Poll] = field(default_factory=list)
    _voting: Voting = field(init=False)

    def __post_init__(self) -> None:
        self._voting = Voting(self.workshop, self.kinds, self.moderator, self.crowd, self.script, self._settle)

    async def play(self) -> None:
        """From beginning to end.

        Raises:
            Refused: when the server does not do an act.
            Stuck: when phones or answers do not arrive.
        """
        await self.moderator.begin()
        for item in self.workshop.agenda:
            await self.moderator.stage(item.id)
            self.say(f"{_time(item)}{item.title.pick(self.workshop.language)}")
            await asyncio.sleep(self.pace.pause)
            await self._item(item)
        for poll in self._beside:
            await self._end_beside(poll)
        await self.moderator.end()
        self.stored.see(await self.moderator.results())

    async def _item(self, item: AgendaItem) -> None:
        await self._voting.give_proxies(item.id)
        again = self._second_round()
        surveyed = await self._survey(item) if item.pace == "delegates" else []
        for poll in item.polls:
            if self.kinds[poll.kind].background:
                await self._begin_beside(item, poll)
                continue
            await self.moderator.stage(item.id, poll.id)
            if poll in surveyed:
                await self._show(poll, 1)
                continue
            plans: Sequence[Round | None] = self.script.rounds(poll.id) or [None] * (2 if poll is again else 1)
            for place, plan in enumerate(plans):
                await self._run(poll, "next-round" if place else "open", plan)

    async def _run(self, poll: Poll, act: str, plan: Round | None) -> None:
        """One round of one poll, with everything that a moderator does about it."""
        round_ = await self.moderator.poll(poll.id, act, {"reason": plan.reason} if plan and plan.reason else None)
        kind = self.kinds[poll.kind]
        if not kind.answered:
            await asyncio.sleep(self.pace.pause)
            await self.moderator.poll(poll.id, "close")
            return
        if not await self.crowd.seen(poll.id, round_, PATIENCE):
            raise Stuck(f"Poll {poll.id} did not reach every phone within {PATIENCE:.0f} s.")
        if plan:
            await self._voting.take(poll, round_, plan)
        await self._settle(poll)
        await self.moderator.poll(poll.id, "close")
        await self._show(poll, round_)

    async def _settle(self, poll: Poll) -> None:
        if not await self.crowd.settle(PATIENCE):
            raise Stuck(f"Poll {poll.id}: not every answer was settled within {PATIENCE:.0f} s.")

    async def _begin_beside(self, item: AgendaItem, poll: Poll) -> None:
        """Open what runs beside the other polls. Questions are put on the wall, supported, and two of them answered."""
        round_ = await self.moderator.poll(poll.id, "open")
        self._beside.append(poll)
        arrived = self.crowd.asked if self.kinds[poll.kind].lists else self.crowd.signing
        if not await arrived(PATIENCE):
            raise Stuck(f"Poll {poll.id} did not reach every phone within {PATIENCE:.0f} s.")
        if self.kinds[poll.kind].lists:
            await self.moderator.stage(item.id, poll.id)
            await self._settle(poll)
            await self._moderate(poll, round_, await self.moderator.results())
            self.crowd.support()
            await self._settle(poll)
            for kept in list(self.crowd.ledger.kept.get((poll.id, round_), {}).values())[-ANSWERED:]:
                await self.moderator.decide(poll.id, round_, "screen", entry_id(kept.id))
                await asyncio.sleep(self.pace.pause)
                await self.moderator.decide(poll.id, round_, "answer", entry_id(kept.id))
        self.say(f"  {poll.id}, round {round_}: open beside the other polls")

    async def _end_beside(self, poll: Poll) -> None:
        await self._settle(poll)
        await self.moderator.poll(poll.id, "close")
        self.stored.see(await self.moderator.results())
        self._say_people(poll, self.stored.last[poll.id])

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
        await self._moderate(poll, round_, results)
        await self.moderator.poll(poll.id, "reveal")
        self._say_people(poll, round_)
        await asyncio.sleep(self.pace.pause)

    def _say_people(self, poll: Poll, round_: int) -> None:
        people = self.stored.rounds[poll.id, round_].get("", 0)
        self.say(f"  {poll.id}, round {round_}: {people} answers")

    def _second_round(self) -> Poll | None:
        """The first poll whose answers add up, so that a second round has a shift to show; a script says it itself."""
        if self.script.votes:
            return None
        for poll in (poll for item in self.workshop.agenda if item.pace != "delegates" for poll in item.polls):
            kind = self.kinds[poll.kind]
            if kind.answered and not kind.lists and not kind.background and poll.settings.ballot is not Ballot.SECRET:
                return poll
        return None

    async def _moderate(self, poll: Poll, round_: int, results: Mapping[str, Any]) -> None:
        """Approve what is held, merge what means the same; hide the first text, as if it were out of place."""
        kind = self.kinds[poll.kind]
        kept = self.crowd.ledger.kept.get((poll.id, round_), {})
        if poll.settings.moderation == "none" or not kept:
            return
        if poll.settings.moderation == "before":
            subjects = [subject for one in kept.values() for subject in self._written(poll, one)]
            await self.moderator.decide(poll.id, round_, "approve", subjects)
        counts = next(line["counts"] for line in results["polls"] if line["poll"] == poll.id)
        for one, other in SAME:
            subject, target = fold(one), fold(other)
            if kind.moderated(subject) and subject in counts and target in counts:
                await self.moderator.decide(poll.id, round_, "merge", subject, target)
        if kind.lists:
            await self.moderator.decide(poll.id, round_, "hide", entry_id(kept[min(kept)].id), "Out of order")

    def _written(self, poll: Poll, kept: Kept) -> Sequence[str]:
        """What decisions about the texts of an answer refer to."""
        kind = self.kinds[poll.kind]
        texts = kind.written(poll.definition, kind.accept(poll.definition, kept.fields))
        return [text.subject or entry_id(kept.id, place) for place, text in enumerate(texts)]


def entry_id(answer: str, place: int = 0) -> str:
    """The id of a written text, which follows from the answer that it came with and its place in it."""
    return hashlib.sha256(f"{answer}.{place}".encode()).hexdigest()[:12]


def _time(item: AgendaItem) -> str:
    return f"{item.start:%H:%M}  " if item.start else ""
