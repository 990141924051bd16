"""What phones show. Everything in here may be read by every delegate."""

from __future__ import annotations

from dataclasses import replace

from server.domain.kind import Answer
from server.domain.language import Language
from server.domain.messages import Message, message
from server.domain.schedule import local
from server.domain.workshop import Poll, Workshop
from server.live.parts_view import hall_view, now_and_next, poll_view, result_view
from server.live.present import Present, scene
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
    )


def personal(view: StageView, own: Answer | None, receipt: Receipt) -> StageView:
    """The same stage for one person, with what that person answered."""
    return replace(view, own=dict(own.fields) if own else {}, receipt=receipt)


def recorded(workshop: Workshop, poll: Poll, at: int, *, held: bool) -> Message:
    """The sentence of an acknowledgement; `at` is when it was stored, in milliseconds."""
    when = local(workshop, at)
    stored = message("Recorded at %(time)s.", time=clock(when.hour, when.minute))
    if held:
        return message("%(recorded)s It will be shown once a moderator has read it.", recorded=stored)
    if poll.settings.change:
        return message("%(recorded)s You can change it until the poll closes.", recorded=stored)
    return stored


def clock(hour: int, minute: int) -> Message:
    """The time of day as a part of another sentence."""
    return message("%(hour)s:%(minute)s", hour=str(hour), minute=f"{minute:02}")
