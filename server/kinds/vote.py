"""Vote: for, against or abstention, with the majority that is needed, the quorum, and the outcome in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from server.domain.counts import Counts
from server.domain.errors import Refusal
from server.domain.figure import Figure
from server.domain.kind import Answer, Definition, Electorate, Facts, Gathered, Tally, Written
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.reader import Reader
from server.domain.table import Column, Table
from server.kinds import sent
from server.kinds.draw.ground import nothing
from server.kinds.draw.measure import COUNTS
from server.kinds.draw.outcome import Count, outcome
from server.kinds.draw.shift import Group, shift
from server.kinds.majority import MEMBERS, PRESENT, Majority, parse_majority, rule

FOR, AGAINST, ABSTAIN = "for", "against", "abstain"
OPTIONS: Mapping[str, Message] = {
    FOR: message("For"),
    AGAINST: message("Against"),
    ABSTAIN: message("Abstain"),
}
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
class VoteDefinition(Definition):
    """The majority that is needed; `delegations`: those who vote are delegations, not people."""

    majority: Majority = field(default_factory=Majority)
    delegations: bool = False


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


class Vote(Facts):
    """For, against or abstention."""

    name: ClassVar[str] = "vote"
    label: ClassVar[Message] = message("Vote")
    # An outcome is announced when the vote is closed; before, it would be a canvass.
    hides: ClassVar[bool] = True

    def parse(self, raw: Reader) -> VoteDefinition:
        return VoteDefinition(parse_majority(raw), raw.value("by") == "delegation")

    def accept(self, definition: VoteDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        value = sent.single("option", [value for value in sent.fields(raw, ("option",))["option"] if value])
        if not value:
            raise Refusal("option", message("Please vote for or against, or abstain."))
        if value not in OPTIONS:
            raise Refusal("option", message("“%(option)s” is not one of the options.", option=sent.shortened(value)))
        return Answer({"option": (value,)})

    def counts(self, definition: VoteDefinition, answer: Answer) -> Counts:
        return dict.fromkeys(answer.all("option"), 1)

    def written(self, definition: VoteDefinition, answer: Answer) -> Sequence[Written]:
        return ()

    def moderated(self, field: str) -> bool:
        return False

    def spellings(self, counts: Counts) -> Mapping[str, str]:
        return {}

    def tally(self, definition: VoteDefinition, gathered: Gathered) -> VoteTally:
        votes = {option: gathered.counts.get(option, 0) for option in OPTIONS}
        who = gathered.electorate
        # Somebody who voted and left was present when it counted.
        present = max(who.here if definition.delegations else who.present, gathered.people)
        base = definition.majority.base
        of = votes[FOR] + votes[AGAINST]
        if base == PRESENT or (base == MEMBERS and not who.members):
            of = present
        elif base == MEMBERS:
            of = who.members
        return VoteTally(gathered.people, votes, present, definition.majority.needed(of), of, who)

    def figure(self, definition: VoteDefinition, tally: VoteTally, language: Language) -> Figure:
        if not tally.people:
            return nothing(language, NO_VOTES)
        counts = [
            Count(label, language.number(n), form)
            for (label, n), form in zip(_rows(tally, language), ("for", "against", "abstained", "absent"), strict=True)
        ]
        word = language.say(WORDS[tally.outcome])
        said = [_needed(definition, tally, language), _quorum(tally, language)]
        return outcome(word, counts, said, _sentence(tally, language))

    def table(self, definition: VoteDefinition, tally: VoteTally, language: Language) -> Table:
        return Table(
            [language.say(title) for title in (message("Vote"), message("Votes"))],
            [Column.LABEL, Column.COUNT],
            _rows(tally, language),
            _needed(definition, tally, language) if tally.people else language.say(NO_VOTES),
            "bar",
            (1,),
        )

    def compare(
        self, definition: VoteDefinition, tallies: Sequence[tuple[str, VoteTally]], language: Language
    ) -> Figure:
        labels = [language.say(label) for label in ROWS[:-1]]
        groups = [Group(name, tally.people, list(tally.votes.values())) for name, tally in tallies]
        return shift(labels, groups, language, COUNTS)

    def form(self, definition: VoteDefinition, language: Language) -> Mapping[str, Any]:
        return {"options": [{"id": option, "text": language.say(label)} for option, label in OPTIONS.items()]}

    def rule(self, definition: VoteDefinition) -> Message:
        return message("Vote for or against, or abstain. %(majority)s", majority=rule(definition.majority))


def _rows(tally: VoteTally, language: Language) -> list[tuple[str, int]]:
    numbers = (*tally.votes.values(), tally.silent)
    return [(language.say(label), n) for label, n in zip(ROWS, numbers, strict=True)]


def _needed(definition: VoteDefinition, tally: VoteTally, language: Language) -> str:
    """What was needed, in general and in numbers."""
    said = language.say(rule(definition.majority))
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


def _sentence(tally: VoteTally, language: Language) -> str:
    """The outcome as the chair announces it."""
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
    return " ".join(sentences)
