"""What is to be said of a draft: whether the room has it, and what an edit does to a poll that people have answered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from server.domain.language import Language
from server.domain.messages import message, plural
from server.domain.state import Phase, State
from server.domain.wording import reworded
from server.domain.workshop import Workshop
from server.live.editor.values import Notice
from server.store.drafts import Standing


def of_draft(standing: Standing, language: Language) -> Iterator[Notice]:
    """Whether the room has what is on the page."""
    n = len(standing.faults)
    if standing.workshop is None:
        text = plural(
            "Kept, but not in the room yet: %(n)s thing is to be mended. The room keeps what it has.",
            "Kept, but not in the room yet: %(n)s things are to be mended. The room keeps what it has.",
            n,
        )
        yield Notice("waiting", language.say(text))
    elif standing.held:
        yield Notice("held", language.say(message("Kept, but not in the room yet. %(why)s", why=standing.held)))


def of_poll(
    poll: str,
    workshop: Workshop,
    state: State,
    answered: Collection[str],
    people: Mapping[str, int],
    language: Language,
) -> Iterator[Notice]:
    """Whether an edit is a new round, said before it and after it. `workshop` is what the room has."""
    at = state.of(poll)
    if at.phase is Phase.OPEN and (poll not in answered or (at.round > 1 and not people.get(poll))):
        text = message(
            "This poll is open, and nobody has answered it yet. What you change here waits until you put it before the "
            "room; then everybody reads the new words at once. With the first answer they are frozen."
        )
        yield Notice("waiting", language.say(text))
        return
    if at.phase is Phase.OPEN:
        text = message(
            "This poll is open, so the room keeps its words. What you change here is kept and waits: close the poll on "
            "the desk, put the change before the room here, and open the poll again. The new words are asked in a new "
            "round."
        )
        yield Notice("waiting", language.say(text))
        return
    then, now = workshop.asked.get((poll, at.round)), workshop.polls.get(poll)
    if then is not None and now is not None and reworded(then, now):
        text = message(
            "Round %(next)s will ask the new wording. Round %(round)s keeps its own, also in the summary: “%(prompt)s”",
            next=at.round + 1,
            round=at.round,
            prompt=then.prompt.pick(language.code),
        )
        yield Notice("recorded", language.say(text))
    elif poll in answered:
        text = plural(
            "%(n)s person has answered this wording, so it is frozen. What you change here is asked in a new round; "
            "this one keeps its words and its result.",
            "%(n)s people have answered this wording, so it is frozen. What you change here is asked in a new round; "
            "this one keeps its words and its result.",
            people.get(poll, 0),
        )
        yield Notice("frozen", language.say(text))
