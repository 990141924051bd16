"""The roll call: in which order delegations are called, and who is called next."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from server.domain.procedure import RollCall
from server.domain.text import fold
from server.domain.workshop import Delegation, Workshop

# Those who did not answer when they were called are called once more.
LAST_TURN = 2


@dataclass(frozen=True, slots=True)
class Roll:
    """Where a roll call stands: with whom it began, who is called, and in which turn; "" before the first call."""

    first: str = ""
    called: str = ""
    turn: int = 1

    def __str__(self) -> str:
        return f"{self.first} {self.called} {self.turn}"


def decode(text: str) -> Roll:
    """The roll from the store's text.

    Raises:
        ValueError: when the text has another form.
    """
    first, called, turn = text.split(" ")
    return Roll(first, called, int(turn))


def order(workshop: Workshop, rule: RollCall, first: str = "") -> Sequence[Delegation]:
    """The members in the alphabetical order of their names in the rule's language, going round from `first`."""
    language = rule.language or workshop.language
    members = [one for one in workshop.delegations if not one.observer]
    members.sort(key=lambda one: _sorted(one.name.pick(language)))
    places = [place for place, one in enumerate(members) if one.id == first]
    start = places[0] if places else 0
    return [*members[start:], *members[:start]]


def following(called: Sequence[Delegation], roll: Roll, answered: Collection[str]) -> Roll | None:
    """The call after this one: whoever has not answered, in the first turn and then once more; None at the end."""
    names = [one.id for one in called]
    place = names.index(roll.called) + 1 if roll.called in names else 0
    for turn in range(roll.turn, LAST_TURN + 1):
        for name in names[place:]:
            if name not in answered:
                return Roll(names[0], name, turn)
        place = 0
    return None


def may_answer(called: Sequence[Delegation], roll: Roll, delegation: str) -> bool:
    """Whether this delegation has been called: a member answers from then on, so that a slow network costs nobody."""
    names = [one.id for one in called]
    if delegation not in names or roll.called not in names:
        return False
    return roll.turn > 1 or names.index(delegation) <= names.index(roll.called)


def _sorted(name: str) -> tuple[str, str]:
    """Letters before accents, so that “Perú” stands where people look for it."""
    return fold(name), unicodedata.normalize("NFC", name)
