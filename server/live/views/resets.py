"""Where the answers to what is on the desk can be deleted: wherever something was asked and is closed."""

from __future__ import annotations

from server.domain.state import Phase
from server.domain.survey import survey_phase
from server.domain.workshop import Poll
from server.live.present import Present, pages_of
from server.live.views.survey_desk import desk_survey


def reset_of(present: Present, poll: Poll) -> str:
    """The address that deletes the answers to a poll, "" while it is open and where nobody was asked."""
    asked = present.kinds[poll.kind].answered and present.state.of(poll.id).phase is Phase.CLOSED
    return f"/workshops/{present.code}/reset?poll={poll.id}" if asked else ""


def reset_here(present: Present) -> str:
    """The same for what is on the desk; the polls of a survey are chosen from there."""
    if present.poll is not None:
        return reset_of(present, present.poll)
    polls = [page.poll for page in pages_of(present.workshop, present.kinds, present.state, desk_survey(present))]
    closed = bool(polls) and survey_phase(present.state, polls) is Phase.CLOSED
    return f"/workshops/{present.code}/reset" if closed else ""
