"""Outcomes of votes: how they are said, drawn and put into rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from server.domain.figure import Figure
from server.domain.kind import Electorate, Tally
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.table import Column, Table
from server.kinds.draw.ground import nothing
from server.kinds.draw.measure import COUNTS
from server.kinds.draw.outcome import Count, outcome
from server.kinds.draw.shift import Group, shift
from server.kinds.majority import Majority, rule

FOR, AGAINST, ABSTAIN = "for", "against", "abstain"
ROWS = (message("For"), message("Against"), message("Abstained"), message("Did not vote"))
NO_VOTES = message("No votes yet.")
# The word in large letters.
WORDS: Mapping[str, Message] = {
    "adopted": message("Adopted"),
    "rejected": message("Rejected"),
    "tied": message("Tied: rejected"),
    "no quorum": message("No quorum"),
}


@dataclass(frozen=True, slots=True)
class VoteTally(Tally):
    """The votes, who was `present` (those who voted among them), and `needed` votes for, out of `of`."""

    votes: Mapping[str, int] = field(default_factory=dict)
    present: int = 0
    needed: int = 1
    of: int = 0
    electorate: Electorate = field(default_factory=Electorate)

    @property
    def silent(self) -> int:
        """Present, and neither a vote nor an abstention."""
        return self.present - self.people

    @property
    def outcome(self) -> str:
        """adopted, rejected, tied or no quorum."""
        if not self.electorate.quorate:
            return "no quorum"
        if self.votes[FOR] >= self.needed:
            return "adopted"
        return "tied" if self.votes[FOR] == self.votes[AGAINST] > 0 else "rejected"


def figure(tally: VoteTally, majority: Majority, language: Language) -> Figure:
    """The word, the counts, and what made it so."""
    if not tally.people:
        return nothing(language, NO_VOTES)
    forms = ("for", "against", "abstained", "absent")
    counts = [
        Count(label, language.number(n), form) for (label, n), form in zip(_rows(tally, language), forms, strict=True)
    ]
    word = language.say(WORDS[tally.outcome])
    said = [_needed(tally, majority, language), _quorum(tally, language)]
    return outcome(word, counts, said, _sentence(tally, majority, language))


def table(tally: VoteTally, majority: Majority, language: Language) -> Table:
    """For, against, abstained, and who was present and silent."""
    return Table(
        [language.say(title) for title in (message("Vote"), message("Votes"))],
        [Column.LABEL, Column.COUNT],
        _rows(tally, language),
        # The outcome is what a vote has to say, on phones and in the summary as well.
        _sentence(tally, majority, language) if tally.people else language.say(NO_VOTES),
        "bar",
        (1,),
    )


def compare(tallies: Sequence[tuple[str, VoteTally]], language: Language) -> Figure:
    """How the numbers of votes moved, or how those of the room and of those online differ."""
    labels = [language.say(label) for label in ROWS[:-1]]
    groups = [Group(name, tally.people, list(tally.votes.values())) for name, tally in tallies]
    return shift(labels, groups, language, COUNTS)


def _rows(tally: VoteTally, language: Language) -> list[tuple[str, int]]:
    numbers = (*tally.votes.values(), tally.silent)
    return [(language.say(label), n) for label, n in zip(ROWS, numbers, strict=True)]


def _needed(tally: VoteTally, majority: Majority, language: Language) -> str:
    """What was needed, in general and in numbers."""
    said = language.say(rule(majority))
    if not tally.of:
        return said
    numbers = message(
        "That is %(needed)s of %(of)s.", needed=language.number(tally.needed), of=language.number(tally.of)
    )
    return f"{said} {language.say(numbers)}"


def _quorum(tally: VoteTally, language: Language) -> str:
    """Whether enough delegations were there, "" where the workshop has no rule for it."""
    who = tally.electorate
    if not who.quorum:
        return ""
    values = {"here": language.number(who.here), "quorum": language.number(who.quorum)}
    if who.quorate:
        said = message("There was a quorum: %(here)s delegations present, %(quorum)s needed.", **values)
    else:
        said = message("There was no quorum: %(here)s delegations present, %(quorum)s needed.", **values)
    return language.say(said)


def _sentence(tally: VoteTally, majority: Majority, language: Language) -> str:
    """The outcome as the chair announces it, and what was needed."""
    abstained = tally.votes[ABSTAIN]
    values = {
        "yes": language.number(tally.votes[FOR]),
        "no": language.number(tally.votes[AGAINST]),
        "abstentions": plural("%(n)s abstention", "%(n)s abstentions", abstained, n=language.number(abstained)),
    }
    match tally.outcome:
        case "adopted":
            said = message("Adopted: %(yes)s for, %(no)s against, %(abstentions)s.", **values)
        case "tied":
            said = message("Tied and therefore rejected: %(yes)s for, %(no)s against, %(abstentions)s.", **values)
        case "no quorum":
            said = message("No decision: %(yes)s for, %(no)s against, %(abstentions)s.", **values)
        case _:
            said = message("Rejected: %(yes)s for, %(no)s against, %(abstentions)s.", **values)
    sentences = [language.say(said)]
    if tally.electorate.quorum:
        quorate = tally.electorate.quorate
        sentences.append(language.say(message("There was a quorum.") if quorate else message("There was no quorum.")))
    return " ".join([*sentences, _needed(tally, majority, language)])
