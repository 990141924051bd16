"""The fixed words of a summary in one language: its headings and the titles of its columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from server.domain.language import Language
from server.domain.messages import message
from server.domain.text import fold


@dataclass(frozen=True, slots=True)
class Words:
    """One attribute per word; the document of a language never depends on the language of the page around it."""

    attendance: str
    by_delegation: str
    delegation: str
    room: str
    remote: str
    total: str
    no_delegation: str
    background: str
    proceedings: str
    closing: str
    discussion: str
    answers: str
    no_theme: str
    overview: str
    agenda_item: str
    poll: str
    question: str
    kind: str
    round: str
    people: str
    theme: str
    answer: str
    support: str
    reference: str
    name: str
    rows: str
    person: str
    part: str
    groups: str
    conclusions: str
    reply: str
    given: str


def unlike(told: Words, titles: Iterable[str], language: Language) -> Words:
    """The words beside agenda items of these titles: no part of the document is called as one of them."""
    taken = {fold(title) for title in titles}
    if fold(told.conclusions) in taken:
        told = replace(told, conclusions=language.say(message("Conclusions of the meeting")))
    if fold(told.closing) in taken:
        told = replace(told, closing=language.say(message("Closing of the meeting")))
    return told


def words(language: Language) -> Words:
    """The words in this language."""
    say = language.say
    return Words(
        attendance=say(message("Attendance")),
        by_delegation=say(message("Attendance by delegation")),
        delegation=say(message("Delegation")),
        room=say(message("In the room")),
        remote=say(message("Online")),
        total=say(message("Total")),
        no_delegation=say(message("Without a delegation")),
        background=say(message("Background")),
        proceedings=say(message("Proceedings")),
        closing=say(message("Closing")),
        discussion=say(message("Questions for discussion:")),
        answers=say(message("Answers")),
        no_theme=say(message("Without a theme")),
        overview=say(message("Overview")),
        agenda_item=say(message("Agenda item")),
        poll=say(message("Poll")),
        question=say(message("Question")),
        kind=say(message("Kind")),
        round=say(message("Round")),
        people=say(message("People")),
        theme=say(message("Theme")),
        answer=say(message("Answer")),
        support=say(message("Support")),
        reference=say(message("Reference")),
        name=say(message("Name")),
        rows=say(message("Answer by answer")),
        person=say(message("Person")),
        part=say(message("Part")),
        groups=say(message("Groups")),
        conclusions=say(message("Conclusions")),
        reply=say(message("Answer given:")),
        given=say(message("Answer given")),
    )
