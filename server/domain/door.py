"""The door of a workshop: who may take a seat just now, and what looks like more than a hall.

The agenda says how people are admitted. A moderator can narrow that with one act while the meeting runs, and widen it
again; whoever has a seat keeps it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from server.domain.text import fold
from server.domain.workshop import Admission

# A word is on the wall for this long, and the one before is still taken: whoever reads slowly is not turned away.
WORD_LASTS = 60_000  # milliseconds

# Nouns that are written and read alike in Spanish, English, French and Portuguese, or very nearly so.
WORDS = (
    "piano", "radio", "taxi", "tango", "opera", "metro", "kilo", "panda", "koala", "kiwi", "polo", "golf", "jazz",
    "samba", "rumba", "mambo", "bolero", "ballet", "violin", "flora", "fauna", "cacao", "banana", "melon", "limon",
    "coral", "canal", "mineral", "cristal", "portal", "metal", "pedal", "plural", "total", "capital", "hotel", "motor",
    "doctor", "sector", "tutor", "tenor", "vapor", "color", "honor", "humor", "favor", "tropical", "oasis", "delta",
    "plata", "lima", "salsa", "pampa", "papaya", "tapioca", "alpaca", "puma", "jaguar", "condor", "tucan", "colibri",
    "maraca", "marimba", "guitarra",
)  # fmt: skip


class Door(StrEnum):
    """How far the door is open."""

    AGENDA = ""  # as the agenda says
    WORD = "word"  # and whoever comes types the word on the wall
    BADGE = "badge"  # badges only
    LOCKED = "locked"  # nobody takes a new seat


def narrowed(admission: Admission, door: Door) -> Admission:
    """How people are admitted just now."""
    return Admission.BADGE if door is Door.BADGE else admission


def window(now: int) -> int:
    """The number of the word that is on the wall at a time in milliseconds."""
    return now // WORD_LASTS


def word(digest: bytes) -> str:
    """The word that a keyed digest of its window stands for: a noun and three figures, one of 57,600."""
    number = int.from_bytes(digest[:4], "big")
    return f"{WORDS[number % len(WORDS)]} {100 + number // len(WORDS) % 900}"


def is_word(typed: str, now: int, word_of: Callable[[int], str]) -> bool:
    """Whether this is the word on the wall, or the one that was there just before."""
    asked = fold(typed).replace(" ", "").replace("-", "")
    at = window(now)
    return bool(asked) and asked in {word_of(number).replace(" ", "") for number in (at, at - 1)}


# A full hall that is shown the code takes its seats within a few minutes, half of them in the first.
MOST_JOINS = 300  # seats in a minute without a list of people to expect
MANY = 2  # times the people on the list


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Seats taken in the last minute, and the network addresses that they came from, as an estimate."""

    seats: int = 0
    addresses: int = 0


@dataclass(frozen=True, slots=True)
class Entering:
    """How people come in just now: how far the door is open, the word on the wall, who came, how many are expected."""

    door: Door = Door.AGENDA
    word: str = ""
    arrivals: Arrivals = Arrivals()
    expected: int = 0

    @property
    def crowded(self) -> bool:
        """Whether more seats were taken within a minute than a meeting with so many people on its list takes."""
        return self.arrivals.seats > max(MOST_JOINS, MANY * self.expected)
