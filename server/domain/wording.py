"""Wording is frozen at the first answer: a round keeps the words in which it was asked, an edit is for the next."""

from __future__ import annotations

from dataclasses import replace

from server.domain.state import State
from server.domain.workshop import Poll, Workshop


def as_asked(workshop: Workshop, state: State) -> Workshop:
    """The workshop with every poll in the words of its last round, where it was edited since; else the same value.

    This is what the room is shown: results stand under the question that was answered.
    """
    kept = {
        poll: asked for (poll, round_), asked in workshop.asked.items() if state.of(poll).round == round_
    }  # fmt: skip
    if not kept:
        return workshop
    agenda = tuple(
        replace(item, polls=tuple(kept.get(poll.id, poll) for poll in item.polls)) if item.polls else item
        for item in workshop.agenda
    )
    return replace(workshop, agenda=agenda)


def reworded(one: Poll, other: Poll) -> bool:
    """Whether a poll asks another thing than it did: its words, what it offers, or what becomes of an answer."""
    return _asks(one) != _asks(other)


def comparable(one: Poll, other: Poll) -> bool:
    """Whether the results of two wordings can stand beside one another: they offer the same."""
    return (one.kind, one.definition) == (other.kind, other.definition)


def _asks(poll: Poll) -> tuple[object, ...]:
    return (poll.kind, poll.prompt, poll.definition, poll.settings.ballot, poll.settings.by)
