"""Pin: places on a picture, and the regions that they are in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from server.domain.agenda_keys import Key
from server.domain.counts import Counts
from server.domain.errors import Refusal
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, Definition, Gathered, Tally
from server.domain.language import Language, LanguageMap
from server.domain.messages import Message, message, plural
from server.domain.poll_keys import ENTRY_ID
from server.domain.reader import Reader
from server.domain.table import Table
from server.domain.text import one_line
from server.kinds import sent
from server.kinds.draw.picture import Marked, pictured
from server.kinds.lattice import Points, cell, coordinate, points
from server.kinds.options import ALT, PICTURE, foreign, picture
from server.kinds.regions import NINTHS, Region, parse_regions, region_of
from server.kinds.shares import Shares, compare, sentence, table

MOST_PINS = 10
STEP = 1  # the lattice of answers, in hundredths of the picture
RIGHT = "right"
IN = "in:"  # before the id of a region; alone, for pins that are in none


@dataclass(frozen=True, slots=True)
class PinDefinition(Definition):
    """A picture, and how many pins each person may put on it."""

    picture: str = ""
    alt: LanguageMap = field(default_factory=LanguageMap)
    pins: int = 1
    regions: tuple[Region, ...] = ()

    @property
    def hides(self) -> bool:
        """Whether the result gives away what should be found."""
        return any(region.right for region in self.regions)


@dataclass(frozen=True, slots=True)
class PinTally(Tally):
    """How many pins are at each point, how many people put one into each region and outside all; who was right."""

    places: Points = field(default_factory=dict)
    regions: Mapping[str, int] = field(default_factory=dict)
    elsewhere: int = 0
    right: int = 0


class Pin(Facts):
    """Places on a picture."""

    name: ClassVar[str] = "pin"
    label: ClassVar[Message] = message("Pins on a picture")
    about: ClassVar[Message | None] = message("People tap on a picture.")
    keys: ClassVar[Sequence[Key]] = (
        replace(PICTURE, more=False, required=True),
        replace(ALT, more=False, required=True),
        Key("pins", message("Pins from each person"), "number", otherwise="1"),
        Key(
            "regions",
            message("Regions"),
            "list",
            keys=(
                Key("label", message("Region"), "words", required=True),
                Key(
                    "shape",
                    message("Shape"),
                    "shape",
                    note=message(
                        'In hundredths of the picture: {"x": 10, "y": 20, "width": 30, "height": 15}, '
                        '{"x": 50, "y": 50, "r": 8} or {"polygon": [[0, 0], [50, 0], [25, 40]]}.'
                    ),
                    required=True,
                ),
                Key("right", message("It is the right one"), "flag"),
                ENTRY_ID,
            ),
            add=message("Add a region"),
        ),
    )

    scattered: ClassVar[bool] = True
    placed: ClassVar[bool] = True

    def parse(self, raw: Reader) -> PinDefinition:
        name, alt = picture(raw)
        if not raw.has("picture"):
            raw.fault("picture", message("This is missing."))
        return PinDefinition(name, alt, raw.integer("pins", 1, 1, MOST_PINS), parse_regions(raw))

    def accept(self, definition: PinDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        values = sent.fields(raw, ("x", "y"))
        xs, ys = ([value.strip() for value in values[name]] for name in ("x", "y"))
        if len(xs) != len(ys):
            raise Refusal("y" if len(ys) < len(xs) else "x", message("Each pin needs a place across and a place down."))
        pins = [pair for pair in zip(xs, ys, strict=True) if any(pair)]
        if not pins:
            raise Refusal("x", message("Please put a pin on the picture."))
        if len(pins) > definition.pins:
            raise Refusal(
                "x",
                plural(
                    "Please put only %(n)s pin; %(sent)s arrived.",
                    "Please put at most %(n)s pins; %(sent)s arrived.",
                    definition.pins,
                    sent=len(pins),
                ),
            )
        for x, y in pins:
            if not (x and y):
                raise Refusal("y" if x else "x", message("Each pin needs a place across and a place down."))
        placed = sorted((coordinate("x", x, STEP), coordinate("y", y, STEP)) for x, y in pins)
        if len(set(placed)) < len(placed):
            raise Refusal("x", message("Please put each pin at a place of its own."))
        return Answer({"x": tuple(str(x) for x, _ in placed), "y": tuple(str(y) for _, y in placed)})

    def counts(self, definition: PinDefinition, answer: Answer) -> Counts:
        found: dict[str, int] = {}
        for x, y in zip(answer.all("x"), answer.all("y"), strict=True):
            point = int(x), int(y)
            region = region_of(definition.regions or NINTHS, point)
            found |= {cell(point): 1, f"{IN}{region.id if region else ''}": 1}
            if region and region.right:
                found[RIGHT] = 1
        return found

    def tally(self, definition: PinDefinition, gathered: Gathered) -> PinTally:
        counts = gathered.counts
        return PinTally(
            gathered.people,
            points(counts),
            {region.id: counts.get(IN + region.id, 0) for region in definition.regions or NINTHS},
            counts.get(IN, 0),
            counts.get(RIGHT, 0),
        )

    def figure(self, definition: PinDefinition, tally: PinTally, language: Language) -> Figure:
        shares = _shares(definition, tally, language)
        marked = [
            Marked(
                region.shape,
                one_line(region.name(language)),
                language.percent(shares.share(tally.regions.get(region.id, 0))),
                region.right,
            )
            for region in definition.regions
        ]
        rest = ""
        if definition.regions and tally.elsewhere:
            share = language.percent(shares.share(tally.elsewhere))
            rest = language.say(message("Elsewhere: %(share)s", share=share))
        said = " ".join(part for part in (sentence(shares, language), _right(definition, tally, language)) if part)
        return pictured(definition.picture, tally.places, marked, rest, said)

    def table(self, definition: PinDefinition, tally: PinTally, language: Language) -> Table:
        found = table(_shares(definition, tally, language), language)
        # Where one region is right its row says how many were; of several, or of several pins, none does.
        told = definition.pins > 1 or sum(region.right for region in definition.regions) > 1
        right = _right(definition, tally, language) if told else ""
        return replace(found, base=f"{found.base} {right}") if right else found

    def compare(self, definition: PinDefinition, tallies: Sequence[tuple[str, PinTally]], language: Language) -> Figure:
        return compare([(name, _shares(definition, tally, language)) for name, tally in tallies], language)

    def form(self, definition: PinDefinition, language: Language) -> Mapping[str, Any]:
        return {
            "picture": definition.picture,
            "alt": definition.alt.pick(language.code),
            "foreign": foreign(definition.alt, language),
            "pins": definition.pins,
        }

    def rule(self, definition: PinDefinition) -> Message:
        return plural("Put a pin on the picture.", "Put up to %(n)s pins on the picture.", definition.pins)


def _shares(definition: PinDefinition, tally: PinTally, language: Language) -> Shares:
    """People by region; `elsewhere` where the regions of the file leave any place for it."""
    rows = [(_named(region, language), tally.regions.get(region.id, 0)) for region in definition.regions or NINTHS]
    if definition.regions:
        rows.append((language.say(message("Elsewhere")), tally.elsewhere))
    return Shares(rows, tally.people, definition.pins > 1, definition.delegations)


def _named(region: Region, language: Language) -> str:
    name = one_line(region.name(language))
    return language.say(message("%(region)s (right)", region=name)) if region.right else name


def _right(definition: PinDefinition, tally: PinTally, language: Language) -> str:
    if not definition.hides or not tally.people:
        return ""
    written = language.number(tally.right)
    if definition.delegations:
        return language.say(
            plural("%(n)s delegation was right.", "%(n)s delegations were right.", tally.right, n=written)
        )
    return language.say(plural("%(n)s person was right.", "%(n)s people were right.", tally.right, n=written))
