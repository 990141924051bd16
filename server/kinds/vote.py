"""Vote: for, against or abstention, with the majority that is needed, the quorum, and the outcome in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from server.domain.agenda_keys import Key
from server.domain.counts import Counts
from server.domain.errors import Refusal
from server.domain.figure import Figure
from server.domain.kind import Answer, Definition, Facts, Gathered, Written
from server.domain.language import Language
from server.domain.messages import Message, message
from server.domain.reader import Reader
from server.domain.table import Table
from server.kinds import sent
from server.kinds.majority import MEMBERS, PRESENT, Majority, parse_majority, rule
from server.kinds.outcomes import ABSTAIN, AGAINST, FOR, VoteTally, compare, figure, table

OPTIONS: Mapping[str, Message] = {
    FOR: message("For"),
    AGAINST: message("Against"),
    ABSTAIN: message("Abstain"),
}


@dataclass(frozen=True, slots=True)
class VoteDefinition(Definition):
    """The majority that is needed; `delegations`: those who vote are delegations, not people."""

    majority: Majority = field(default_factory=Majority)
    delegations: bool = False


class Vote(Facts):
    """For, against or abstention."""

    name: ClassVar[str] = "vote"
    label: ClassVar[Message] = message("Vote")
    about: ClassVar[Message | None] = message("For, against or abstain, with the majority that is needed.")
    keys: ClassVar[Sequence[Key]] = (
        Key(
            "majority",
            message("Majority"),
            "word",
            choices=(
                ("simple", message("More than half of the votes")),
                ("two_thirds", message("Two thirds of the votes")),
                ("absolute", message("More than half of the members")),
            ),
            otherwise="simple",
        ),
        Key(
            "majority",
            message("Another majority"),
            "part",
            keys=(
                Key("share", message("Share"), note=message("A fraction: 3/5.")),
                Key(
                    "base",
                    message("Of"),
                    "word",
                    choices=(
                        ("voting", message("the votes for and against")),
                        ("present", message("those present")),
                        ("members", message("the members")),
                    ),
                    otherwise="voting",
                ),
            ),
            more=True,
        ),
    )
    chosen: ClassVar[bool] = True
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
        return figure(tally, definition.majority, language)

    def table(self, definition: VoteDefinition, tally: VoteTally, language: Language) -> Table:
        return table(tally, definition.majority, language)

    def compare(
        self, definition: VoteDefinition, tallies: Sequence[tuple[str, VoteTally]], language: Language
    ) -> Figure:
        return compare(tallies, language)

    def form(self, definition: VoteDefinition, language: Language) -> Mapping[str, Any]:
        return {"options": [{"id": option, "text": language.say(label)} for option, label in OPTIONS.items()]}

    def rule(self, definition: VoteDefinition) -> Message:
        return message("Vote for or against, or abstain. %(majority)s", majority=rule(definition.majority))
