"""A slide may quote another poll: whether its result may be seen yet, and how it is shown."""

from __future__ import annotations

from server.domain.gathering import gather_round
from server.domain.language import EVERY, Language
from server.domain.messages import message
from server.domain.state import Phase, PollState, State
from server.domain.workshop import Poll, Workshop
from server.kinds.slide import SlideDefinition
from server.live.present import Present
from server.live.views.parts import result_view
from server.live.views.poll_values import QuoteView


def quoted_poll(workshop: Workshop, state: State) -> Poll | None:
    """The poll whose result the slide on stage shows; None without such a slide."""
    slide = workshop.polls.get(state.poll)
    if slide is None or not isinstance(slide.definition, SlideDefinition) or state.of(slide.id).phase is not Phase.OPEN:
        return None
    return workshop.polls.get(slide.definition.results_of)


def may_be_quoted(state: PollState) -> bool:
    """Whether the room may see the result: it is shown, or the poll is over."""
    return state.phase is Phase.CLOSED or (state.phase is Phase.OPEN and state.shown)


def quote_view(present: Present, language: Language) -> QuoteView | None:
    """The result of the other poll, or that it is not open yet; None where the slide quotes nothing."""
    poll = quoted_poll(present.workshop, present.state)
    if poll is None or not present.kinds[poll.kind].answered:
        return None
    prompt, own = poll.prompt.pick(language.code), poll.prompt.language_for(language.code)
    foreign = "" if own in (language.code, EVERY) else own
    if present.quoted is None:
        return QuoteView(prompt, foreign, language.say(message("The result of this poll is not open yet.")))
    kind = present.kinds[poll.kind]
    tally = kind.tally(poll.definition, gather_round(present.workshop, kind, present.quoted, present.hall))
    shown = result_view(kind, poll.definition, tally, language, present.quoted)
    absent = "" if shown.people else language.say(message("Nobody has answered yet."))
    return QuoteView(prompt, foreign, absent, shown, kind.figure(poll.definition, tally, language))
