"""Vote: for, against or abstention, with the majority that is needed, the quorum, and the outcome in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from server.domain.agenda_keys import Key
from server.domain.counts import Counts
from server.domain.errors import Refusal
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, Definition, Gathered
from server.domain.language import Language
from server.domain.messages import Message, message
from server.domain.procedure import Procedure
from server.domain.reader import Reader
from server.domain.table import Table
from server.domain.verdict import Verdict
from server.kinds import sent
from server.kinds.majority import Majority, parse_majority, rule
from server.kinds.manner import KEYS, Manner, parse_manner
from server.kinds.outcomes import compare, figure, further, table, verdict
from server.kinds.reckoning import ABSTAIN, AGAINST, AGREE, FOR, OBJECT, VoteTally, reckon

OPTIONS: Mapping[str, Message] = {
    FOR: message("For"),
    AGAINST: message("Against"),
    ABSTAIN: message("Abstain"),
}
OBJECTIONS: Mapping[str, Message] = {
    AGREE: message("No objection"),
    OBJECT: message("We object"),
}
STANCES = {FOR: "for", AGAINST: "against", ABSTAIN: "abstained"}
OBJECTING = {AGREE: "for", OBJECT: "against"}


@dataclass(frozen=True, slots=True)
class VoteDefinition(Definition):
    """The majority that is needed, and how it is taken."""

    majority: Majority = field(default_factory=Majority)
    manner: Manner = field(default_factory=Manner)


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
        *KEYS,
    )
    chosen: ClassVar[bool] = True
    divisible: ClassVar[bool] = True
    # An outcome is announced when the vote is closed; before, it would be a canvass.
    hides: ClassVar[bool] = True

    def parse(self, raw: Reader) -> VoteDefinition:
        return VoteDefinition(parse_majority(raw), parse_manner(raw), delegations=raw.value("by") == "delegation")

    def apart(self, definition: VoteDefinition) -> bool:
        return True

    def procedure(self, definition: VoteDefinition) -> Procedure:
        manner = definition.manner
        return Procedure(
            manner.weighted,
            manner.roll_call,
            manner.silence,
            not manner.temperature,
            OBJECTING if manner.silence else STANCES,
            definition.delegations,
        )

    def accept(self, definition: VoteDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        value = sent.single("option", [value for value in sent.fields(raw, ("option",))["option"] if value])
        silence = definition.manner.silence
        if not value:
            asked = (
                message("Please say whether you object.")
                if silence
                else message("Please vote for or against, or abstain.")
            )
            raise Refusal("option", asked)
        if value not in (OBJECTIONS if silence else OPTIONS):
            raise Refusal("option", message("“%(option)s” is not one of the options.", option=sent.shortened(value)))
        return Answer({"option": (value,)})

    def counts(self, definition: VoteDefinition, answer: Answer) -> Counts:
        return dict.fromkeys(answer.all("option"), 1)

    def tally(self, definition: VoteDefinition, gathered: Gathered) -> VoteTally:
        return reckon(gathered, definition.majority, definition.manner, delegations=definition.delegations)

    def figure(self, definition: VoteDefinition, tally: VoteTally, language: Language) -> Figure:
        return figure(tally, definition.majority, language)

    def verdict(self, definition: VoteDefinition, tally: VoteTally, language: Language) -> Verdict | None:
        return verdict(tally, definition.majority, language)

    def table(self, definition: VoteDefinition, tally: VoteTally, language: Language) -> Table:
        return table(tally, definition.majority, language)

    def further(self, definition: VoteDefinition, tally: VoteTally, language: Language) -> Sequence[Table]:
        return further(tally, language)

    def compare(
        self, definition: VoteDefinition, tallies: Sequence[tuple[str, VoteTally]], language: Language
    ) -> Figure:
        return compare(tallies, language)

    def form(self, definition: VoteDefinition, language: Language) -> Mapping[str, Any]:
        manner = definition.manner
        options = OBJECTIONS if manner.silence else OPTIONS
        note = message("An abstention is recorded. Not answering is not an abstention.")
        if manner.silence:
            note = message("Whoever says nothing agrees. An objection can be taken back until the deadline.")
        elif manner.temperature:
            note = message("This is a temperature check: it shows where the room stands and decides nothing.")
        return {
            "options": [{"id": option, "text": language.say(label)} for option, label in options.items()],
            "note": language.say(note),
        }

    def rule(self, definition: VoteDefinition) -> Message:
        manner = definition.manner
        if manner.silence:
            who = message("Members may object.") if not manner.anybody else message("Members and observers may object.")
            return message("Adopted unless a delegation objects before the deadline. %(who)s", who=who)
        if manner.temperature:
            return message("Say where you stand: for or against, or abstain. It is not a decision.")
        needed = rule(definition.majority)
        if manner.weighted:
            return message("Vote for or against, or abstain. Votes are weighed. %(majority)s", majority=needed)
        return message("Vote for or against, or abstain. %(majority)s", majority=needed)
