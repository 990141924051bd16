"""Scale: how far people agree with one or several statements, on two to eleven steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from server.domain.agenda_keys import Key
from server.domain.counts import Counts
from server.domain.errors import Refusal
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, Definition, Gathered, Hands, Tally
from server.domain.language import Language, LanguageMap
from server.domain.messages import Message, message
from server.domain.poll_keys import ENTRY_ID
from server.domain.reader import Reader
from server.domain.table import Table
from server.kinds import sent
from server.kinds.measures import measures
from server.kinds.options import LONGEST, Option, foreign
from server.kinds.ratings import Ends, Rating, compare, figure, table

MOST_STATEMENTS = 20
LEAST_STEPS, MOST_STEPS = 2, 11
FARTHEST = 100  # the greatest number of a step
LONGEST_END = 60  # characters of the words at an end
SKIP = "skip"
FIELD = "s."


@dataclass(frozen=True, slots=True)
class ScaleDefinition(Definition):
    """`steps` are the numbers to choose from; `low` and `high` say what the first and the last of them mean."""

    statements: tuple[Option, ...]
    steps: range = range(1, 6)
    low: LanguageMap = field(default_factory=LanguageMap)
    high: LanguageMap = field(default_factory=LanguageMap)
    skip: bool = False


@dataclass(frozen=True, slots=True)
class ScaleTally(Tally):
    """What each statement got, in the order of the file."""

    ratings: Sequence[Rating] = ()


class Scale(Facts):
    """Statements on a scale."""

    name: ClassVar[str] = "scale"
    label: ClassVar[Message] = message("Scale")
    about: ClassVar[Message | None] = message("People rate statements, from one end to the other.")
    keys: ClassVar[Sequence[Key]] = (
        Key(
            "statements",
            message("Statements"),
            "list",
            keys=(Key("text", message("Statement"), "words", required=True), ENTRY_ID),
            add=message("Add a statement"),
        ),
        Key(
            "ends",
            message("What the ends mean"),
            "part",
            keys=(Key("low", message("First step"), "words"), Key("high", message("Last step"), "words")),
        ),
        Key(
            "steps",
            message("Steps"),
            "part",
            keys=(
                Key("from", message("From"), "number", otherwise="1"),
                Key("to", message("To"), "number", otherwise="5"),
            ),
        ),
        Key("skip", message("A statement may be passed"), "flag"),
    )
    begin: ClassVar[Mapping[str, Any]] = {"statements": [{"id": "a"}]}

    def parse(self, raw: Reader) -> ScaleDefinition:
        ends = raw.part("ends")
        low = high = LanguageMap()
        if ends:
            low, high = (ends.words(end, required=True, longest=LONGEST_END) for end in ("low", "high"))
            ends.finish()
        return ScaleDefinition(_statements(raw), _steps(raw), low, high, raw.flag("skip"))

    def accept(self, definition: ScaleDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        names = [FIELD + statement.id for statement in definition.statements]
        values = sent.fields(raw, names)
        allowed = [*map(str, definition.steps), *([SKIP] if definition.skip else [])]
        for place, name in enumerate(names, start=1):
            value = sent.single(name, values[name])
            if not value:
                raise Refusal(name, _missing(definition, place))
            if value not in allowed:
                low, high = definition.steps[0], definition.steps[-1]
                raise Refusal(name, message("Please choose a number from %(low)s to %(high)s.", low=low, high=high))
        return Answer({name: values[name] for name in names})

    def counts(self, definition: ScaleDefinition, answer: Answer) -> Counts:
        return {f"{name.removeprefix(FIELD)}={value}": 1 for name, values in answer.fields.items() for value in values}

    def tally(self, definition: ScaleDefinition, gathered: Gathered) -> ScaleTally:
        ratings = []
        for statement in definition.statements:
            chosen = [gathered.counts.get(f"{statement.id}={step}", 0) for step in definition.steps]
            passed = gathered.counts.get(f"{statement.id}={SKIP}", 0) if definition.skip else 0
            steps = [Decimal(step) for step in definition.steps]
            given = [(step, n) for step, n in zip(steps, chosen, strict=True) if n]
            ratings.append(Rating(chosen, passed, measures(given)))
        return ScaleTally(gathered.people, ratings)

    def figure(self, definition: ScaleDefinition, tally: ScaleTally, language: Language) -> Figure:
        return figure(_labels(definition, language), tally.ratings, _ends(definition, language), language)

    def table(self, definition: ScaleDefinition, tally: ScaleTally, language: Language) -> Table:
        ends = _ends(definition, language)
        return table(_labels(definition, language), tally.ratings, tally.people, ends, language)

    def compare(
        self, definition: ScaleDefinition, tallies: Sequence[tuple[str, ScaleTally]], language: Language
    ) -> Figure:
        groups = [(name, tally.people, tally.ratings) for name, tally in tallies]
        return compare(_labels(definition, language), groups, _ends(definition, language), language)

    def form(self, definition: ScaleDefinition, language: Language) -> Mapping[str, Any]:
        return {
            "options": [
                {
                    "id": statement.id,
                    "text": statement.text.pick(language.code),
                    "foreign": foreign(statement.text, language),
                }
                for statement in definition.statements
            ],
            "steps": [_step(step, definition, language) for step in definition.steps],
            "ends": _meanings(definition, language),
            "skip": definition.skip,
            "pass": language.say(message("No view")),
        }

    def hands(self, form: Mapping[str, Any]) -> Sequence[Hands]:
        steps = [(str(step["value"]), str(step["text"])) for step in form["steps"]]
        if form["skip"]:
            steps.append((SKIP, str(form["pass"])))
        return [Hands(FIELD + str(one["id"]), str(one["text"]), steps) for one in form["options"]]

    def rule(self, definition: ScaleDefinition) -> Message:
        low, high = definition.steps[0], definition.steps[-1]
        if len(definition.statements) == 1:
            said = message("Choose a number from %(low)s to %(high)s.", low=low, high=high)
        else:
            said = message("Choose a number from %(low)s to %(high)s for each statement.", low=low, high=high)
        return message("%(rule)s You may pass.", rule=said) if definition.skip else said


def _statements(raw: Reader) -> tuple[Option, ...]:
    found: list[Option] = []
    for part in raw.parts("statements"):
        statement = Option(part.identifier(), part.words("text", required=True, longest=LONGEST))
        part.finish()
        if statement.id and statement.id in {one.id for one in found}:
            part.fault("id", message("The id “%(id)s” is used twice.", id=statement.id))
        found.append(statement)
    listed = raw.value("statements")
    if listed is None:
        raw.fault("statements", message("This is missing."))
    elif isinstance(listed, list) and not 1 <= len(listed) <= MOST_STATEMENTS:
        raw.fault("statements", message("There must be from 1 to %(most)s statements.", most=MOST_STATEMENTS))
    return tuple(found)


def _steps(raw: Reader) -> range:
    part = raw.part("steps")
    if part is None:
        return range(1, 6)
    low = part.integer("from", 1, -FARTHEST, FARTHEST)
    high = part.integer("to", low + 4, -FARTHEST, FARTHEST)
    part.finish()
    if not LEAST_STEPS <= high - low + 1 <= MOST_STEPS:
        part.fault(None, message("There must be from %(least)s to %(most)s steps.", least=LEAST_STEPS, most=MOST_STEPS))
        return range(1, 6)
    return range(low, high + 1)


def _missing(definition: ScaleDefinition, place: int) -> Message:
    if len(definition.statements) == 1:
        return message("Please choose a number.")
    wanted = message("Please choose a number, or pass it.") if definition.skip else message("Please choose a number.")
    # Statements have no numbers on the page; one that lacks an answer is found by its words.
    return message("“%(label)s”: %(reason)s", label=definition.statements[place - 1].text, reason=wanted)


def _step(step: int, definition: ScaleDefinition, language: Language) -> Mapping[str, str]:
    """A step of the form; at the ends what it means is spoken as well."""
    text = language.number(step)
    ends = {definition.steps[0]: definition.low, definition.steps[-1]: definition.high}
    word = ends.get(step, LanguageMap()).pick(language.code)
    spoken = language.say(message("%(step)s, %(meaning)s", step=text, meaning=word)) if word else ""
    return {"value": str(step), "text": text, "spoken": spoken}


def _meanings(definition: ScaleDefinition, language: Language) -> list[str]:
    """What the ends mean, for those who see the form."""
    ends = ((definition.steps[0], definition.low), (definition.steps[-1], definition.high))
    return [
        language.say(message("%(step)s: %(meaning)s", step=language.number(step), meaning=word.pick(language.code)))
        for step, word in ends
        if word
    ]


def _labels(definition: ScaleDefinition, language: Language) -> list[str]:
    return [statement.text.pick(language.code) for statement in definition.statements]


def _ends(definition: ScaleDefinition, language: Language) -> Ends:
    low, high = definition.low.pick(language.code), definition.high.pick(language.code)
    return Ends(definition.steps, low, high, definition.skip, definition.delegations)
