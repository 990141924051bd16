"""What delegates are told about their own answers: that they are stored, and whether others see them."""

from __future__ import annotations

from dataclasses import replace

from server.domain.messages import Message, message
from server.domain.moderation import Decisions
from server.domain.phrasing import Phrasing
from server.domain.schedule import local
from server.domain.state import Phase
from server.domain.word_lists import word_list
from server.domain.workshop import Ballot, Poll
from server.live.present import Present
from server.store.entries import entry_id
from server.store.results import Own

LONGEST = 300  # characters of an answer that is told again


def recorded(present: Present, poll: Poll, round_: int, own: Own, *, replaced: bool = False) -> Message:
    """The sentence about a stored answer: when that was, and the one thing that its author has to know besides.

    Args:
        replaced: an earlier answer of the same delegation gave way to it.
    """
    stored = message("Recorded.")  # A secret ballot keeps no times.
    if own.at:
        when = local(present.workshop, own.at)
        stored = message("Recorded at %(time)s.", time=clock(when.hour, when.minute))
    more = _shown(present, poll, round_, own) or _changed(present, poll, round_, replaced=replaced)
    return message("%(recorded)s %(more)s", recorded=stored, more=more) if more else stored


def alike(present: Present, poll: Poll, round_: int) -> bool:
    """Whether all who wrote something are told the same: nothing is held or hidden, and no list holds words back."""
    return present.decisions(poll, round_).untouched and not present.workshop.holding_words(poll.id)


def standing(present: Present, poll: Poll, round_: int, own: Own, phrasing: Phrasing) -> Message:
    """The same once the poll is closed, with what was answered; `phrasing` is that of the poll for its reader.

    Of a secret ballot nobody knows it any more, and places on a picture cannot be said.
    """
    told = recorded(present, poll, round_, own)
    if present.kinds[poll.kind].placed:
        return told
    answer = phrasing.joined(phrasing.told(own.answer, frozenset()))
    if not answer:
        return told
    answer = answer if len(answer) <= LONGEST else answer[:LONGEST].rstrip() + "…"
    if poll.settings.by == "delegation":
        return message("%(recorded)s Your delegation’s answer: %(answer)s", recorded=told, answer=answer)
    return message("%(recorded)s Your answer: %(answer)s", recorded=told, answer=answer)


def clock(hour: int, minute: int) -> Message:
    """The time of day as a part of another sentence."""
    return message("%(hour)s:%(minute)s", hour=str(hour), minute=f"{minute:02}")


def written(present: Present, poll: Poll, own: Own) -> list[tuple[str, str]]:
    """What moderators may decide about in an answer: subject and text."""
    texts = present.kinds[poll.kind].written(poll.definition, own.answer)
    return [(one.subject or entry_id(own.id, place), one.text) for place, one in enumerate(texts)]


def _shown(present: Present, poll: Poll, round_: int, own: Own) -> Message | None:
    """Whether others see what was written; None where nothing was, or all of it is seen."""
    texts = written(present, poll, own)
    if not texts:
        return None
    decisions = _decisions(present, poll, round_, texts)
    hidden = [not decisions.seen(subject) and not decisions.held(subject) for subject, _ in texts]
    held = [decisions.held(subject) for subject, _ in texts]
    if all(held):
        return message("It will be shown once a moderator has read it.")
    if all(hidden):
        return message("A moderator decided not to show it.")
    if any(held):
        return message("A part of it will be shown once a moderator has read it.")
    return message("A moderator decided not to show a part of it.") if any(hidden) else None


def _decisions(present: Present, poll: Poll, round_: int, texts: list[tuple[str, str]]) -> Decisions:
    """What was decided about a round, with the word lists applied to an answer that may be newer than the present."""
    known = present.decisions(poll, round_)
    words = word_list(present.workshop.holding_words(poll.id))
    return replace(known, listed=known.listed | {subject for subject, text in texts if words.catches(text)})


def _changed(present: Present, poll: Poll, round_: int, *, replaced: bool) -> Message | None:
    state = present.state.of(poll.id)
    if (state.phase, state.round) != (Phase.OPEN, round_):
        return None
    if present.kinds[poll.kind].additions(poll.definition):
        return None
    if replaced:
        return message("It replaces what your delegation answered before.")
    if not poll.settings.change or poll.settings.ballot is Ballot.SECRET:
        return None
    if poll.settings.by == "delegation":
        return message("It is your delegation’s answer; you and your colleagues can change it until the poll closes.")
    return message("You can change it until the poll closes.")
