"""The workshop as it is at one moment, read once and seen by every role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from server.domain.door import Entering
from server.domain.earlier import Earlier
from server.domain.gathering import gather_round
from server.domain.kind import AnyKind, Gathered, Tally
from server.domain.moderation import Decisions
from server.domain.seat import Hall
from server.domain.snapshot import RoundData
from server.domain.state import Phase, PollState, State
from server.domain.survey import survey_item, survey_phase, survey_polls
from server.domain.workshop import Poll, Workshop
from server.store.surveys import Page


@dataclass(frozen=True)
class Present:
    """`current` and `previous` are the last two rounds of the poll on stage, `answers` the people per poll.

    Where a survey is on stage, `current` has the people who answered all of it, with their segments, and no counts.

    `background` are the rounds of the polls that run beside it, by poll, in agenda order.
    `quoted` is the last round of another poll that a slide on stage shows, None where its result may not be seen yet.
    """

    code: str
    workshop: Workshop
    kinds: Mapping[str, AnyKind]
    state: State
    hall: Hall
    now: int
    current: RoundData | None = None
    previous: RoundData | None = None
    answers: Mapping[str, int] = field(default_factory=dict)
    quoted: RoundData | None = None
    background: Mapping[str, RoundData] = field(default_factory=dict)
    earlier: Earlier | None = None  # the workshop that this one is compared with
    entering: Entering = field(default_factory=Entering)
    decided: Mapping[tuple[str, int], Decisions] = field(default_factory=dict)  # about each page of the survey on stage

    @property
    def poll(self) -> Poll | None:
        """The poll on stage."""
        return self.workshop.polls.get(self.state.poll)

    @property
    def at(self) -> PollState:
        """Where the poll on stage stands."""
        return self.state.of(self.state.poll)

    @property
    def kind(self) -> AnyKind:
        """The kind of the poll on stage.

        Raises:
            KeyError: when there is no poll on stage.
        """
        return self.kinds[self.poll.kind if self.poll else ""]

    @cached_property
    def gathered(self) -> Gathered:
        """What the room said to the poll on stage, as the moderators let it be seen."""
        return self.gather(self.current)

    @cached_property
    def tally(self) -> Tally | None:
        """The result of the poll on stage; None without one, or before its first round."""
        if self.poll is None or self.current is None or not self.kind.answered:
            return None
        tally: Tally = self.kind.tally(self.poll.definition, self.gathered)
        return tally

    def gather(self, data: RoundData | None) -> Gathered:
        """One round of the poll on stage, as the moderators let it be seen."""
        return gather_round(self.workshop, self.kind, data, self.hall)

    @cached_property
    def survey(self) -> Sequence[Page]:
        """The pages of the survey on stage; none where there is no survey."""
        return pages_of(self.workshop, self.kinds, self.state, self.state.survey)

    @cached_property
    def surveying(self) -> bool:
        """Whether the survey on stage is open."""
        return survey_phase(self.state, [page.poll for page in self.survey]) is Phase.OPEN

    @property
    def deadline(self) -> int | None:
        """When what is on stage closes by itself, in milliseconds since 1970; None where it does not."""
        if self.surveying:
            return next((at for page in self.survey if (at := self.state.of(page.poll.id).deadline)), None)
        return self.at.deadline if self.open else None

    @cached_property
    def beside(self) -> Mapping[str, Gathered]:
        """What the room said so far to the polls that run beside the stage, as the moderators let it be seen."""
        polls = self.workshop.polls
        return {
            poll: gather_round(self.workshop, self.kinds[polls[poll].kind], data, self.hall)
            for poll, data in self.background.items()
        }

    def decisions(self, poll: Poll, round_: int) -> Decisions:
        """What moderators decided about a round, where it is among what has been read."""
        read = (self.current, self.background.get(poll.id))
        known = next((data.decisions for data in read if data and (data.poll, data.round) == (poll.id, round_)), None)
        return known or self.decided.get((poll.id, round_)) or Decisions(first=poll.settings.moderation == "before")

    @property
    def apart(self) -> bool:
        """Whether what observers answer to the poll on stage is tallied apart."""
        return self.poll is not None and self.kind.apart(self.poll.definition)

    @property
    def open(self) -> bool:
        return self.at.phase is Phase.OPEN

    def answered(self, segment: str) -> int:
        """People of a segment who answered the poll on stage."""
        counts: Mapping[str, int] = self.current.segments.get(segment, {}) if self.current else {}
        return counts.get("", 0)


def pages_of(workshop: Workshop, kinds: Mapping[str, AnyKind], state: State, item_id: str) -> Sequence[Page]:
    """The polls of a survey with their last rounds; none where there is no such item."""
    item = survey_item(workshop, item_id)
    return [Page(poll, state.of(poll.id).round) for poll in survey_polls(item, kinds)] if item else []


def scene(present: Present) -> str:
    """What phones show: waiting, poll, beside, closed, result, slide, survey, surveyed or end.

    An unopened poll is never shown. `surveyed` is a survey that is closed, `beside` a poll on stage that people answer
    at its own place, at any time.
    """
    if present.state.ended is not None:
        return "end"
    if present.survey:
        return "survey" if present.surveying else "surveyed"
    if present.poll is None or present.at.phase is Phase.DRAFT:
        return "waiting"
    if not present.kind.answered:
        return "slide" if present.open else "waiting"
    if present.open:
        return "beside" if present.kind.background else "poll"
    return "result" if present.at.shown else "closed"


def changed(before: State, after: State) -> bool:
    """Whether something besides the number of answers changed: an act, not an answer."""
    return told(before, after) or (before.wall, before.last) != (after.wall, after.last)


def told(before: State, after: State) -> bool:
    """Whether phones have to hear of it: what is chosen for the wall alone is none of their business."""
    return _acts(before) != _acts(after)


def reopened(before: State, after: State) -> bool:
    """Whether the poll on stage goes on in the round in which it was closed."""
    was, at = before.of(after.poll), after.of(after.poll)
    return (was.phase, at.phase) == (Phase.CLOSED, Phase.OPEN) and was.round == at.round


def _acts(state: State) -> tuple[Any, ...]:
    return (state.item, state.poll, state.survey, state.begun, state.ended, state.door, state.polls, state.rehearsal)


def opened_at(present: Present, poll: str, round_: int) -> int:
    """When a round was opened, in milliseconds; 0 where that is not known here."""
    times = present.state.of(poll).times.get(round_)
    return times.opened or 0 if times else 0
