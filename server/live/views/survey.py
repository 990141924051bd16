"""A survey on phones, on the wall and on the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from server.domain.language import EVERY, Language
from server.domain.survey import first_missing, survey_item, survey_phase
from server.live.present import Present, pages_of
from server.live.receipts import recorded
from server.live.views.pages import StageView
from server.live.views.parts import clock, poll_view, rate
from server.live.views.poll_values import Receipt
from server.live.views.survey_values import SurveyPage, SurveyView
from server.store.results import Own


def survey_view(
    present: Present, item_id: str, language: Language, page: int = 0, answered: Sequence[bool] = ()
) -> SurveyView | None:
    """The survey of an agenda item; None where it has none. `answered` says which pages one person has answered."""
    item = survey_item(present.workshop, item_id)
    pages = pages_of(present.workshop, present.kinds, present.state, item_id)
    if item is None or not pages:
        return None
    lines = [
        SurveyPage(
            number=place,
            poll=one.poll.id,
            prompt=one.poll.prompt.pick(language.code),
            foreign=_foreign(one.poll.prompt.language_for(language.code), language),
            kind_label=language.say(present.kinds[one.poll.kind].label),
            answered=place <= len(answered) and answered[place - 1],
            people=present.answers.get(one.poll.id, 0),
            rate=rate(present.answers.get(one.poll.id, 0), present.hall.people).percent,
        )
        for place, one in enumerate(pages, 1)
    ]
    deadline = next((at for one in pages if (at := present.state.of(one.poll.id).deadline)), None)
    return SurveyView(
        item=item.id,
        title=item.title.pick(language.code),
        phase=survey_phase(present.state, [one.poll for one in pages]),
        pages=lines,
        now=present.now,
        deadline=deadline,
        closes=clock(present, language, deadline) if deadline else "",
        countdown=item.countdown,
        page=min(max(page, 1), len(lines) + 1),
        answered=sum(answered),
    )


def survey_stage(
    present: Present, view: StageView, language: Language, page: int = 0, owns: Sequence[Own | None] | None = None
) -> StageView:
    """The stage with a page of the open survey; `owns` are the answers of one person, None for everybody.

    Page 0 is where the person left off: the first question without an answer.
    """
    answered = [own is not None for own in owns or ()]
    if not page:
        page = first_missing(present.survey, answered) if owns else 1
    survey = survey_view(present, present.state.survey, language, page, answered)
    assert survey is not None
    view = replace(view, key=f"survey.{survey.item}.{present.survey[0].round}.{survey.page}", survey=survey)
    if survey.page > len(survey.pages):
        return view
    shown = present.survey[survey.page - 1]
    poll = replace(
        poll_view(present, shown.poll, language),
        number=survey.page,
        total=len(survey.pages),
        countdown=survey.countdown,
    )
    own = owns[survey.page - 1] if owns else None
    if own is None:
        return replace(view, poll=poll)
    text = language.say(recorded(present, shown.poll, shown.round, own))
    return replace(view, poll=poll, own=dict(own.answer.fields), receipt=Receipt("recorded", text))


def _foreign(code: str, language: Language) -> str:
    return "" if code in (language.code, EVERY) else code
