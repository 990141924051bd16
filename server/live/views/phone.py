"""What phones show. Everything in here may be read by every delegate."""

from __future__ import annotations

from dataclasses import replace

from server.domain.kind import Answer
from server.domain.language import Language
from server.domain.messages import message
from server.domain.state import Phase
from server.live.present import Present, scene
from server.live.views.floor import beside, entries, supported
from server.live.views.pages import StageView
from server.live.views.parts import clock, hall_view, now_and_next, poll_view, result_view
from server.live.views.poll_values import Receipt
from server.live.views.quoting import quote_view
from server.live.views.roll import roll_view
from server.live.views.survey import survey_stage, survey_view


def stage_view(present: Present, language: Language, page: int = 0) -> StageView:
    """The stage for everybody who reads this language; of a survey its page."""
    which = scene(present)
    now, following = now_and_next(present, language)
    poll = present.poll if which in ("poll", "beside", "closed", "result", "slide") else None
    if which == "end":
        present = replace(present, hall=present.hall.full)
    shown = None
    if which == "result" and poll is not None and present.tally is not None:
        shown = result_view(present.kind, poll.definition, present.tally, language, present.current)
    view = StageView(
        code=present.code,
        key=f"{which}.{poll.id}.{present.at.round}" if poll else which,
        rev=present.state.rev,
        scene=which,
        title=present.workshop.title.pick(language.code),
        poll=poll_view(present, poll, language) if poll else None,
        result=shown,
        now=now,
        next=following,
        hall=hall_view(present, language, answering=False) if which in ("waiting", "end") else None,
        entries=entries(present, poll, supported(present), language) if which == "poll" and poll else (),
        beside=beside(present, language),
        rehearsal=present.state.rehearsal is not None,
        roll=roll_view(present, language) if which == "poll" else None,
        dropped=_dropped(present, language),
        quote=quote_view(present, language) if which == "slide" else None,
        survey=survey_view(present, present.state.survey, language) if which == "surveyed" else None,
    )
    return survey_stage(present, view, language, page) if which == "survey" else view


def _dropped(present: Present, language: Language) -> str:
    """That the answers to the poll on the desk were deleted: whoever gave one is told."""
    at = present.at.reset
    if at is None or present.state.ended is not None or present.at.phase is not Phase.DRAFT:
        return ""
    told = message("All answers to the last question were deleted at %(time)s.", time=clock(present, language, at))
    return language.say(told)


def personal(view: StageView, own: Answer | None, receipt: Receipt) -> StageView:
    """The same stage for one person, with what that person answered."""
    return replace(view, own=dict(own.fields) if own else {}, receipt=receipt)
