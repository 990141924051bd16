"""What phones show. Everything in here may be read by every delegate."""

from __future__ import annotations

from dataclasses import replace

from server.domain.kind import Answer
from server.domain.language import Language
from server.live.parts_view import hall_view, now_and_next, poll_view, result_view
from server.live.present import Present, scene
from server.live.quoting import quote_view
from server.live.views import Receipt, StageView


def stage_view(present: Present, language: Language) -> StageView:
    """The stage for everybody who reads this language."""
    which = scene(present)
    now, following = now_and_next(present, language)
    poll = present.poll if which in ("poll", "closed", "result", "slide") else None
    shown = None
    if which == "result" and poll is not None and present.tally is not None:
        shown = result_view(present.kind, poll.definition, present.tally, language)
    return StageView(
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
        quote=quote_view(present, language) if which == "slide" else None,
    )


def personal(view: StageView, own: Answer | None, receipt: Receipt) -> StageView:
    """The same stage for one person, with what that person answered."""
    return replace(view, own=dict(own.fields) if own else {}, receipt=receipt)
