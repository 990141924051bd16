"""Clerk's entries: answers that were not sent by a phone. Hands that were raised, paper, a voice on the call.

An entry is kept as ordinary answers, one for each person, so that everything that counts answers counts them too. They
are told from others by a segment of their own (`clerk:hands`) and by the names of their voters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from server.domain.counts import PEOPLE, Counts
from server.domain.kind import Hands
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.segments import CLERK, segment

VOTER = "c:"
"""Before the id of an entry, in the names of its voters; `.` and a number follow."""
ANSWER = "clerk"
"""Before the rest of an answer's id; a phone's ids are hexadecimal and cannot begin so."""
MOST = 10_000  # people in one entry: a plenary that raises its hands
LONGEST_REMARK = 300  # characters


class How(StrEnum):
    """How the answers came to the clerk."""

    HANDS = "hands"
    PAPER = "paper"
    VOICE = "voice"


WORDS: Mapping[How, Message] = {
    How.HANDS: message("raised hands"),
    How.PAPER: message("on paper"),
    How.VOICE: message("by voice"),
}
LABELS: Mapping[How, Message] = {
    How.HANDS: message("Raised hands"),
    How.PAPER: message("On paper"),
    How.VOICE: message("By voice"),
}
# Where people are who answer so.
WHERE: Mapping[How, str] = {How.HANDS: "room", How.PAPER: "room", How.VOICE: "remote"}


@dataclass(frozen=True, slots=True)
class ClerkEntry:
    """One entry as it stands. `at` in milliseconds, `by` the id of a grant, `people` how many it speaks for.

    `delegation` is "" for totals; `said` are the answers with how many people gave each. `version` is the revision
    of the act that wrote it: a correction names the one that it corrects. `replaced` says that a phone of the
    delegation has answered since, so that the entry no longer counts.
    """

    id: str
    how: How
    remark: str
    by: str
    at: int
    version: int
    people: int
    delegation: str = ""
    said: Sequence[tuple[Mapping[str, Sequence[str]], int]] = field(default_factory=tuple)
    replaced: bool = False


def is_clerk(voter: str, answer: str) -> bool:
    """Whether an answer was entered by the clerk, by the name of its voter or its own id."""
    return voter.startswith(VOTER) or answer.startswith(ANSWER)


def by_way(segments: Mapping[str, Counts]) -> Mapping[How, int]:
    """How many people's answers were entered, by how they came; only what is there."""
    found = {how: segments.get(segment(CLERK, how), {}).get(PEOPLE, 0) for how in How}
    return {how: n for how, n in found.items() if n > 0}


def marked(entered: Mapping[How, int], language: Language) -> str:
    """The sentence that stands wherever a result appears; "" where nothing was entered."""
    total = sum(entered.values())
    if not total:
        return ""
    ways = language.listing([language.say(WORDS[how]) for how in entered])
    if len(entered) > 1:
        ways = language.listing(
            [language.say(message("%(n)s %(how)s", n=language.number(n), how=WORDS[how])) for how, n in entered.items()]
        )
    return language.say(
        plural("%(count)s entered by the clerk: %(ways)s.", "%(count)s entered by the clerk: %(ways)s.", total,
               count=language.number(total), ways=ways)
    )  # fmt: skip


def raised(
    hands: Sequence[Hands], counted: Mapping[str, Mapping[str, int]], people: int = 0
) -> tuple[tuple[Mapping[str, Sequence[str]], int], ...]:
    """The answers of a room that raised its hands: each person has raised one for each question, or several.

    Hands are dealt out one option after the other to one person after the other, so that nobody gets the same option
    twice. `people` is 0 where each person has one hand for each question.
    """
    total = people or max((sum(values.values()) for values in counted.values()), default=0)
    persons: list[dict[str, list[str]]] = [{} for _ in range(total)]
    for question in hands:
        place = 0
        for value, _ in question.values:
            for _ in range(counted.get(question.field, {}).get(value, 0)):
                persons[place % total].setdefault(question.field, []).append(value)
                place += 1
    grouped: dict[tuple[tuple[str, tuple[str, ...]], ...], int] = {}
    for person in persons:
        key = tuple((name, tuple(values)) for name, values in person.items())
        grouped[key] = grouped.get(key, 0) + 1
    return tuple((dict(key), n) for key, n in grouped.items())
