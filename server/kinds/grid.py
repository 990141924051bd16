"""Grid: items placed on two axes, every answer seen and the mean of each item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from server.domain.agenda_keys import Key
from server.domain.counts import Counts
from server.domain.errors import Refusal
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, Definition, Gathered, Tally
from server.domain.language import Language, LanguageMap
from server.domain.messages import Message, message
from server.domain.poll_keys import ENTRY_ID
from server.domain.reader import Reader
from server.domain.table import Table
from server.domain.text import one_line
from server.kinds import sent
from server.kinds.draw.axes import Axis
from server.kinds.lattice import Point, Points, cell, coordinate, points
from server.kinds.options import LONGEST, Option, form_options
from server.kinds.places import LETTERS, STEP, Places, compare, figure, table

MOST_ITEMS = 12
LONGEST_END = 80  # characters at the end of an axis
AT = "@"  # between an item and its point; no id has it

AXIS = (
    Key("low", message("Low end"), "words"),
    Key("high", message("High end"), "words"),
    Key("label", message("What is measured"), "words"),
)


@dataclass(frozen=True, slots=True)
class AxisDefinition:
    """The words at both ends of an axis, and what it means."""

    low: LanguageMap = field(default_factory=LanguageMap)
    high: LanguageMap = field(default_factory=LanguageMap)
    label: LanguageMap = field(default_factory=LanguageMap)


@dataclass(frozen=True, slots=True)
class GridDefinition(Definition):
    """Items and axes; with `skip` an item may be left out."""

    items: tuple[Option, ...]
    x: AxisDefinition
    y: AxisDefinition
    skip: bool = False


@dataclass(frozen=True, slots=True)
class GridTally(Tally):
    """How many people placed each item at each point of the lattice."""

    items: Mapping[str, Points] = field(default_factory=dict)


class Grid(Facts):
    """Items on two axes."""

    name: ClassVar[str] = "grid"
    label: ClassVar[Message] = message("Grid")
    about: ClassVar[Message | None] = message("People place items between two pairs of ends.")
    keys: ClassVar[Sequence[Key]] = (
        Key(
            "items",
            message("Items"),
            "list",
            keys=(Key("text", message("Item"), "words", required=True), ENTRY_ID),
            add=message("Add an item to place"),
        ),
        Key("x", message("Across"), "part", keys=AXIS),
        Key("y", message("Up"), "part", keys=AXIS),
        Key("skip", message("Items may be left out"), "flag"),
    )
    begin: ClassVar[Mapping[str, Any]] = {"items": [{"id": "a"}]}

    scattered: ClassVar[bool] = True
    placed: ClassVar[bool] = True

    def parse(self, raw: Reader) -> GridDefinition:
        return GridDefinition(_items(raw), _axis(raw, "x"), _axis(raw, "y"), raw.flag("skip"))

    def accept(self, definition: GridDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        names = [f"{axis}.{item.id}" for item in definition.items for axis in "xy"]
        values = {name: sent.single(name, given).strip() for name, given in sent.fields(raw, names).items()}
        fields: dict[str, tuple[str, ...]] = {}
        for item in definition.items:
            pair = f"x.{item.id}", f"y.{item.id}"
            missing = [name for name in pair if not values[name]]
            if len(missing) == 2 and definition.skip:
                continue
            if missing:
                reason = message("Please give both places of this item, from 0 to 100.")
                if len(definition.items) > 1:
                    reason = message("“%(label)s”: %(reason)s", label=item.text, reason=reason)
                raise Refusal(missing[0], reason)
            fields |= {name: (str(coordinate(name, values[name], STEP)),) for name in pair}
        if not fields:
            raise Refusal(names[0], message("Please place at least one item."))
        return Answer(fields)

    def counts(self, definition: GridDefinition, answer: Answer) -> Counts:
        return {
            f"{item.id}{AT}{cell(_point(answer, item.id))}": 1
            for item in definition.items
            if answer.one(f"x.{item.id}")
        }

    def tally(self, definition: GridDefinition, gathered: Gathered) -> GridTally:
        return GridTally(gathered.people, {item.id: points(gathered.counts, item.id + AT) for item in definition.items})

    def figure(self, definition: GridDefinition, tally: GridTally, language: Language) -> Figure:
        return figure(_places(definition, tally, language), language)

    def table(self, definition: GridDefinition, tally: GridTally, language: Language) -> Table:
        return table(_places(definition, tally, language), language)

    def compare(
        self, definition: GridDefinition, tallies: Sequence[tuple[str, GridTally]], language: Language
    ) -> Figure:
        return compare([(name, _places(definition, tally, language)) for name, tally in tallies], language)

    def form(self, definition: GridDefinition, language: Language) -> Mapping[str, Any]:
        axes = {name: _named(axis, language) for name, axis in (("x", definition.x), ("y", definition.y))}
        return {
            "options": [
                {**option, "letter": letter}
                for letter, option in zip(LETTERS, form_options(definition.items, language), strict=False)
            ],
            "skip": definition.skip,
            **{name: {"name": axis.name, "low": axis.low, "high": axis.high} for name, axis in axes.items()},
        }

    def rule(self, definition: GridDefinition) -> Message:
        if definition.skip:
            return message("Place the items on both axes, from 0 to 100. You may leave items out.")
        return message("Place each item on both axes, from 0 to 100.")


def _items(raw: Reader) -> tuple[Option, ...]:
    found: list[Option] = []
    for part in raw.parts("items"):
        item = Option(part.identifier(), part.words("text", required=True, longest=LONGEST))
        part.finish()
        if item.id and item.id in {one.id for one in found}:
            part.fault("id", message("The id “%(id)s” is used twice.", id=item.id))
        found.append(item)
    if not raw.has("items"):
        raw.fault("items", message("This is missing."))
    elif isinstance(raw.value("items"), list) and not 1 <= len(raw.value("items")) <= MOST_ITEMS:
        raw.fault("items", message("There must be from 1 to %(most)s items.", most=MOST_ITEMS))
    return tuple(found)


def _axis(raw: Reader, key: str) -> AxisDefinition:
    part = raw.part(key)
    if part is None:
        if not raw.has(key):
            raw.fault(key, message("This is missing."))
        return AxisDefinition()
    axis = AxisDefinition(*(part.words(name, longest=LONGEST_END) for name in ("low", "high", "label")))
    part.finish()
    if not axis.label and not (axis.low and axis.high):
        part.fault(None, message("An axis needs a label, or words for both of its ends."))
    return axis


def _named(axis: AxisDefinition, language: Language) -> Axis:
    """The axis in this language: its name is its label, or what it goes from and to."""
    low, high, label = (one_line(words.pick(language.code)) for words in (axis.low, axis.high, axis.label))
    name = label or language.say(message("%(low)s to %(high)s", low=low, high=high))
    if label and high:
        high = language.say(message("%(label)s: %(end)s", label=label, end=high))
    return Axis(name, low, high or label)


def _places(definition: GridDefinition, tally: GridTally, language: Language) -> Places:
    return Places(
        [(item.text.pick(language.code), tally.items.get(item.id, {})) for item in definition.items],
        tally.people,
        _named(definition.x, language),
        _named(definition.y, language),
        definition.skip,
        definition.delegations,
    )


def _point(answer: Answer, item: str) -> Point:
    return int(answer.one(f"x.{item}")), int(answer.one(f"y.{item}"))
