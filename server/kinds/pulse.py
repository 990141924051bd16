"""Pulse: hands, pace and reactions at any moment, as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from server.domain.agenda_keys import Key
from server.domain.counts import REACTION, Counts
from server.domain.errors import Refusal
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, Definition, Gathered, Tally
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.reader import Reader
from server.domain.table import Column, Table
from server.kinds import sent
from server.kinds.draw.bars import Row, bars
from server.kinds.draw.ground import nothing
from server.kinds.draw.naming import called
from server.kinds.draw.reading import Reading, columns
from server.kinds.questions import NO_COUNTDOWN
from server.kinds.respondents import counted

PACES: Mapping[str, Message] = {
    "slower": message("Slower, please"),
    "fine": message("The pace is right"),
    "faster": message("Faster, please"),
}
REACTIONS: Mapping[str, Message] = {
    "agree": message("I agree"),
    "thanks": message("Thank you"),
    "laugh": message("A smile"),
}
HAND = message("Hands raised")
NOTHING = message("Nothing yet. Hands, pace and reactions will appear here.")


@dataclass(frozen=True, slots=True)
class PulseDefinition(Definition):
    """What people can show: a raised hand, how they find the pace, and which reactions."""

    hand: bool = True
    pace: bool = True
    reactions: tuple[str, ...] = tuple(REACTIONS)


@dataclass(frozen=True, slots=True)
class PulseTally(Tally):
    """`people` are those who showed a hand or found something of the pace; the rows are field → how many."""

    rows: Mapping[str, int]

    @property
    def reactions(self) -> int:
        """How many reactions there were, however many people they came from."""
        return sum(n for field, n in self.rows.items() if field.startswith(REACTION))


class Pulse(Facts):
    """Hands, pace and reactions."""

    name: ClassVar[str] = "pulse"
    label: ClassVar[Message] = message("Hands, pace and reactions")
    about: ClassVar[Message | None] = message("Raised hands, the pace and reactions, at any time.")
    keys: ClassVar[Sequence[Key]] = (
        Key("hand", message("People may raise a hand"), "flag", otherwise="yes"),
        Key("pace", message("They may ask to go slower or faster"), "flag", otherwise="yes"),
        Key(
            "reactions",
            message("Reactions"),
            "several",
            choices=tuple(REACTIONS.items()),
            otherwise="\n".join(REACTIONS),
        ),
    )
    background: ClassVar[bool] = True
    # What somebody does at this moment cannot be written down later.
    entered: ClassVar[bool] = False

    def parse(self, raw: Reader) -> PulseDefinition:
        given = raw.value("reactions")
        names = tuple(REACTIONS) if given is None else ()
        if isinstance(given, list):
            names = tuple(dict.fromkeys(str(name) for name in given))
            for place, name in enumerate(given):
                if name not in REACTIONS:
                    word = sent.shortened(name)
                    fault = message("“%(word)s” is not one of: %(words)s.", word=word, words=", ".join(REACTIONS))
                    raw.sink.fault((*raw.path, "reactions", place), fault)
        elif given is not None:
            raw.fault("reactions", message("This must be a list."))
        if raw.value("countdown"):
            raw.fault("countdown", NO_COUNTDOWN)
        if raw.value("ballot") == "secret":
            raw.fault("ballot", message("A hand that is raised is no secret ballot."))
        definition = PulseDefinition(raw.flag("hand", True), raw.flag("pace", True), names)
        if not (definition.hand or definition.pace or names or given):
            raw.fault(None, message("Nothing can be shown here: there is no hand, no pace and no reaction."))
        return definition

    def accept(self, definition: PulseDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        values = sent.fields(raw, ("hand", "pace"))
        fields: dict[str, tuple[str, ...]] = {}
        # A form says "down" in any case, and "up" after it where the box is ticked.
        if set(values["hand"]) - {"up", "down"} or (values["hand"] and not definition.hand):
            raise Refusal("hand", message("A hand is up or down."))
        if values["hand"]:
            fields["hand"] = ("up" if "up" in values["hand"] else "down",)
        pace = sent.single("pace", values["pace"])
        if pace and (pace not in PACES or not definition.pace):
            raise Refusal("pace", message("“%(word)s” is no pace.", word=sent.shortened(pace)))
        if pace:
            fields["pace"] = (pace,)
        if not fields:
            raise Refusal("", message("Please raise your hand, or say how you find the pace."))
        return Answer(fields)

    def counts(self, definition: PulseDefinition, answer: Answer) -> Counts:
        counted = {"hand": 1} if answer.one("hand") == "up" else {}
        return counted | {f"pace:{pace}": 1 for pace in answer.all("pace")}

    def tally(self, definition: PulseDefinition, gathered: Gathered) -> PulseTally:
        rows = {field: gathered.counts.get(field, 0) for field, _ in _rows(definition)}
        return PulseTally(gathered.people, rows, delegations=definition.delegations)

    def figure(self, definition: PulseDefinition, tally: PulseTally, language: Language) -> Figure:
        if not any(tally.rows.values()):
            return nothing(language, NOTHING)
        rows = [
            Row(language.say(label), tally.rows[field], language.number(tally.rows[field]))
            for field, label in _rows(definition)
        ]
        named = "; ".join(language.say(message("%(option)s: %(n)s", option=row.label, n=row.end)) for row in rows)
        return bars(
            rows, language, language.say(message("%(rows)s. %(base)s", rows=named, base=_base(tally, language)))
        )

    def table(self, definition: PulseDefinition, tally: PulseTally, language: Language) -> Table:
        titles = [language.say(message("Sign")), language.say(message("Number"))]
        rows = [(language.say(label), tally.rows[field]) for field, label in _rows(definition)]
        return Table(titles, [Column.LABEL, Column.COUNT], rows, _base(tally, language), "bar", (1,))

    def compare(
        self, definition: PulseDefinition, tallies: Sequence[tuple[str, PulseTally]], language: Language
    ) -> Figure:
        groups = [
            (
                called(name, language),
                [Reading(language.say(label), language.number(tally.rows[field])) for field, label in rows],
            )
            for name, tally in tallies
            for rows in [_rows(definition)]
        ]
        said = [
            language.say(message("%(group)s: %(texts)s", group=called(name, language), texts=_base(tally, language)))
            for name, tally in tallies
        ]  # fmt: skip
        return columns(groups, " ".join(said))

    def form(self, definition: PulseDefinition, language: Language) -> Mapping[str, Any]:
        return {
            "hand": definition.hand,
            "paces": _offered(PACES, language) if definition.pace else [],
            "reactions": _offered({name: REACTIONS[name] for name in definition.reactions}, language),
        }

    def rule(self, definition: PulseDefinition) -> Message:
        return message("At any moment, as often as you like.")


def _rows(definition: PulseDefinition) -> Sequence[tuple[str, Message]]:
    """What can be counted, with its words, in the order of the page."""
    rows = [("hand", HAND)] if definition.hand else []
    rows += [(f"pace:{pace}", label) for pace, label in PACES.items() if definition.pace]
    return rows + [(f"{REACTION}{name}", REACTIONS[name]) for name in definition.reactions]


def _base(tally: PulseTally, language: Language) -> str:
    people = counted(tally.people, language, delegations=tally.delegations)
    if not tally.reactions:
        return language.say(message("%(people)s.", people=people))
    reactions = plural(
        "%(count)s reaction", "%(count)s reactions", tally.reactions, count=language.number(tally.reactions)
    )
    return language.say(message("%(people)s, %(reactions)s.", people=people, reactions=reactions))


def _offered(words: Mapping[str, Message], language: Language) -> list[Mapping[str, str]]:
    return [{"id": name, "text": language.say(label)} for name, label in words.items()]
