"""Surveys: the polls of an agenda item that delegates answer at their own pace, all open at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from server.domain.kind import AnyKind
from server.domain.state import Phase, State
from server.domain.workshop import AgendaItem, Poll, Workshop


def survey_polls(item: AgendaItem, kinds: Mapping[str, AnyKind]) -> Sequence[Poll]:
    """The pages of a survey: the polls that are answered, without those that run beside all others."""
    return [poll for poll in item.polls if kinds[poll.kind].answered and not kinds[poll.kind].background]


def survey_item(workshop: Workshop, item_id: str) -> AgendaItem | None:
    """The item with this id; None where there is none by now."""
    return next((item for item in workshop.agenda if item.id == item_id), None)


def survey_phase(state: State, polls: Sequence[Poll]) -> Phase:
    """Open while one of its polls is, closed once one was, else a draft."""
    phases = {state.of(poll.id).phase for poll in polls}
    return next((phase for phase in (Phase.OPEN, Phase.CLOSED) if phase in phases), Phase.DRAFT)


def first_missing(pages: Sequence[object], answered: Sequence[bool]) -> int:
    """The number of the first page without an answer, from 1; one more than there are where none is missing."""
    return next((place for place, done in enumerate(answered, 1) if not done), len(pages) + 1)
