"""Number: an estimate or an exact answer, what all of them come to, and the true value where there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from server.domain.agenda_keys import Key
from server.domain.counts import Counts, results_only
from server.domain.errors import Refusal
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, Definition, Gathered, Tally
from server.domain.language import Language, LanguageMap
from server.domain.messages import Message, message, plural
from server.domain.reader import Reader
from server.domain.table import Table
from server.kinds import sent
from server.kinds.decimals import MOST_DECIMALS, canonical, read, said, setting
from server.kinds.estimates import Estimates, compare, figure, statistics, table
from server.kinds.measures import Counted, Measures, measures
from server.kinds.options import foreign

LONGEST_UNIT = 40  # characters


@dataclass(frozen=True, slots=True)
class NumberDefinition(Definition):
    """`least` and `most` are the bounds, None for none. Whoever is at most `margin` from the `truth` is right."""

    least: Decimal | None = None
    most: Decimal | None = None
    decimals: int = 0
    unit: LanguageMap = field(default_factory=LanguageMap)
    truth: Decimal | None = None
    margin: Decimal = Decimal()

    @property
    def hides(self) -> bool:
        """Whether the result gives away what should be found."""
        return self.truth is not None

    def right(self, value: Decimal) -> bool:
        return self.truth is not None and abs(value - self.truth) <= self.margin


@dataclass(frozen=True, slots=True)
class NumberTally(Tally):
    """The numbers in order, each with how many people gave it; `right` people were within the margin of the truth."""

    values: Counted = ()
    measures: Measures | None = None
    right: int = 0


class Number(Facts):
    """A number from everybody."""

    name: ClassVar[str] = "number"
    label: ClassVar[Message] = message("Number")
    about: ClassVar[Message | None] = message("People estimate, or give a number.")
    keys: ClassVar[Sequence[Key]] = (
        Key("unit", message("Unit"), "words"),
        Key("min", message("Lowest"), "number"),
        Key("max", message("Highest"), "number"),
        Key("decimals", message("Decimals"), "number", otherwise="0"),
        Key("truth", message("True value"), "number", note=message("Shown with the result.")),
        Key("margin", message("Still right within"), "number"),
    )

    scattered: ClassVar[bool] = True

    def parse(self, raw: Reader) -> NumberDefinition:
        decimals = raw.integer("decimals", 0, 0, MOST_DECIMALS)
        least, most = setting(raw, "min", decimals), setting(raw, "max", decimals)
        truth, margin = setting(raw, "truth", decimals), setting(raw, "margin", decimals)
        if least is not None and most is not None and least >= most:
            raw.fault("max", message("The greatest number must be greater than the least."))
        elif truth is not None and _outside(truth, least, most):
            raw.fault("truth", message("The true value is not between the least and the greatest number."))
        if margin is not None and truth is None:
            raw.fault("margin", message("A margin needs a true value."))
        elif margin is not None and margin < 0:
            raw.fault("margin", message("A margin is 0 or more."))
        unit = raw.words("unit", longest=LONGEST_UNIT)
        return NumberDefinition(least, most, decimals, unit, truth, margin or Decimal())

    def accept(self, definition: NumberDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        text = sent.single("value", sent.fields(raw, ("value",))["value"])
        if not text.strip():
            raise Refusal("value", message("Please write a number."))
        value = read("value", text, definition.decimals)
        if _outside(value, definition.least, definition.most):
            raise Refusal("value", _bounds(definition))
        return Answer({"value": (canonical(value),)})

    def counts(self, definition: NumberDefinition, answer: Answer) -> Counts:
        return {answer.one("value"): 1} if answer.one("value") else {}

    def tally(self, definition: NumberDefinition, gathered: Gathered) -> NumberTally:
        values = sorted((Decimal(text), n) for text, n in results_only(gathered.counts).items())
        right = sum(n for value, n in values if definition.right(value))
        return NumberTally(gathered.people, values, measures(values), right)

    def figure(self, definition: NumberDefinition, tally: NumberTally, language: Language) -> Figure:
        return figure(_estimates(definition, tally, language), language)

    def table(self, definition: NumberDefinition, tally: NumberTally, language: Language) -> Table:
        return table(_estimates(definition, tally, language), language)

    def further(self, definition: NumberDefinition, tally: NumberTally, language: Language) -> Sequence[Table]:
        """Mean, median, modes, spread, and the true value."""
        return [statistics(_estimates(definition, tally, language), language)]

    def compare(
        self, definition: NumberDefinition, tallies: Sequence[tuple[str, NumberTally]], language: Language
    ) -> Figure:
        return compare([(name, _estimates(definition, tally, language)) for name, tally in tallies], language)

    def form(self, definition: NumberDefinition, language: Language) -> Mapping[str, Any]:
        return {
            "unit": definition.unit.pick(language.code),
            "foreign": foreign(definition.unit, language),
            "decimals": definition.decimals,
            "negative": definition.least is None or definition.least < 0,
            "least": "" if definition.least is None else f"{definition.least}",
            "most": "" if definition.most is None else f"{definition.most}",
        }

    def rule(self, definition: NumberDefinition) -> Message:
        least, most, decimals = definition.least, definition.most, definition.decimals
        if not decimals:
            return _whole(least, most)
        allowed = plural("with at most %(n)s decimal", "with at most %(n)s decimals", decimals)
        return _any(least, most, allowed)


def _estimates(definition: NumberDefinition, tally: NumberTally, language: Language) -> Estimates:
    return Estimates(
        tally.values,
        tally.people,
        tally.measures,
        definition.unit.pick(language.code),
        definition.decimals,
        (definition.least, definition.most),
        definition.truth,
        definition.margin,
        tally.right,
        definition.delegations,
    )


def _outside(value: Decimal, least: Decimal | None, most: Decimal | None) -> bool:
    return (least is not None and value < least) or (most is not None and value > most)


def _bounds(definition: NumberDefinition) -> Message:
    """What is asked of a number that is out of bounds."""
    least, most = definition.least, definition.most
    if least is None:
        assert most is not None
        return message("Please write a number of at most %(most)s.", most=said(most))
    if most is None:
        return message("Please write a number of at least %(least)s.", least=said(least))
    return message("Please write a number from %(least)s to %(most)s.", least=said(least), most=said(most))


def _whole(least: Decimal | None, most: Decimal | None) -> Message:
    if least is not None and most is not None:
        return message("Write a whole number from %(least)s to %(most)s.", least=said(least), most=said(most))
    if least is not None:
        return message("Write a whole number of at least %(least)s.", least=said(least))
    if most is not None:
        return message("Write a whole number of at most %(most)s.", most=said(most))
    return message("Write a whole number.")


def _any(least: Decimal | None, most: Decimal | None, decimals: Message) -> Message:
    if least is not None and most is not None:
        return message(
            "Write a number from %(least)s to %(most)s, %(decimals)s.",
            least=said(least),
            most=said(most),
            decimals=decimals,
        )
    if least is not None:
        return message("Write a number of at least %(least)s, %(decimals)s.", least=said(least), decimals=decimals)
    if most is not None:
        return message("Write a number of at most %(most)s, %(decimals)s.", most=said(most), decimals=decimals)
    return message("Write a number, %(decimals)s.", decimals=decimals)
