"""The door as the desk sees it: how far it is open, how many come in and from how many places, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.door import Door
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.workshop import Admission
from server.live.present import Present
from server.live.views.poll_values import Act

_STATES: dict[Door, Message] = {
    Door.WORD: message("Whoever comes in types the word on the screen."),
    Door.BADGE: message("Only badges are admitted."),
    Door.LOCKED: message("The door is closed: nobody new can take a seat."),
}
_ADMISSIONS: dict[Admission, Message] = {
    Admission.OPEN: message("Open: everybody with the code can take a seat."),
    Admission.DELEGATION: message("Open: whoever has the code and names a delegation can take a seat."),
    Admission.BADGE: message("Only badges are admitted, as the agenda says."),
}
_LABELS: dict[Door, Message] = {
    Door.LOCKED: message("Close the door"),
    Door.WORD: message("Ask for the word on the screen"),
    Door.BADGE: message("Badges only"),
    Door.AGENDA: message("Open the door again"),
}


@dataclass(frozen=True, slots=True)
class DoorView:
    """`word` is on the wall now, "" for none; `warning` is a sentence where more come in than a hall does.

    `again` says that badges were used on more than one device, "" where none was. `takes_back`: seats that came in
    through the open door can be taken back.
    """

    state: str
    sentence: str
    word: str
    joins: str
    again: str
    warning: str
    acts: Sequence[Act]
    takes_back: bool = False


def door_view(present: Present, language: Language) -> DoorView:
    """The door in one language."""
    entering, workshop = present.entering, present.workshop
    sentence = _STATES.get(entering.door) or _ADMISSIONS[workshop.admission]
    offered = [Door.LOCKED, Door.WORD, Door.BADGE]
    if workshop.admission is Admission.BADGE:
        # Badges carry their own proof; a word would add nothing.
        offered = [Door.LOCKED]
    acts = [_act(present, language, how) for how in offered if how is not entering.door]
    if entering.door is not Door.AGENDA:
        acts.insert(0, _act(present, language, Door.AGENDA))
    ended = present.state.ended is not None
    return DoorView(
        str(entering.door) or "agenda",
        language.say(sentence),
        entering.word,
        _joins(present, language),
        _again(present, language),
        _warning(present, language),
        [] if ended else acts,
        not ended and workshop.admission is not Admission.BADGE,
    )


def _act(present: Present, language: Language, how: Door) -> Act:
    fields = {"door": str(how), "seen": str(present.state.door)}
    return Act(language.say(_LABELS[how]), f"/workshops/{present.code}/door", fields=fields)


def _joins(present: Present, language: Language) -> str:
    came = present.entering.arrivals
    if not came.seats:
        return ""
    seats = plural(
        "%(seats)s seat was taken in the last minute", "%(seats)s seats were taken in the last minute", came.seats,
        seats=language.number(came.seats),
    )  # fmt: skip
    if not came.addresses:
        return language.say(message("%(what)s.", what=seats))
    places = plural(
        "from about %(places)s network address", "from about %(places)s network addresses", came.addresses,
        places=language.number(came.addresses),
    )  # fmt: skip
    return language.say(message("%(what)s, %(where)s.", what=seats, where=places))


def _again(present: Present, language: Language) -> str:
    n = present.state.again
    if not n:
        return ""
    return language.say(
        plural("A badge was used on another device.", "Badges were used on other devices %(n)s times.", n)
    )


def _warning(present: Present, language: Language) -> str:
    if not present.entering.crowded:
        return ""
    expected = present.entering.expected
    if expected:
        sentence = plural(
            "These are more than the list of %(n)s person lets expect. If they are not your audience, close the door or"
            " ask for the word: whoever is inside stays.",
            "These are more than the list of %(n)s people lets expect. If they are not your audience, close the door or"
            " ask for the word: whoever is inside stays.",
            expected,
        )
    else:
        sentence = message(
            "These are more than a hall brings by itself. If they are not your audience, close the door or ask for the"
            " word: whoever is inside stays."
        )
    return language.say(sentence)
