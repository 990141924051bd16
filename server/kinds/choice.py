"""Choice: one or several of a list, with room for an answer of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from server.domain.agenda_keys import Key
from server.domain.counts import OBSERVER, Counts, add
from server.domain.errors import Refusal
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, Definition, Gathered, Tally, Written
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.procedure import Procedure
from server.domain.reader import Reader
from server.domain.table import Table
from server.domain.text import fold
from server.kinds import sent
from server.kinds.observing import kept_to_themselves, observed, observers
from server.kinds.options import OPTIONS, TWO, Option, form_options, parse_options
from server.kinds.shares import Shares, compare, figure, table
from server.kinds.spellings import Spelled, counted, spelled

OTHER = "other"
OTHER_TEXT = "other:"
LONGEST_OTHER = 200  # characters
# Beyond this the labels around a donut no longer stand beside their slices.
MOST_SLICES = 8


@dataclass(frozen=True, slots=True)
class ChoiceDefinition(Definition):
    """`least` and `most` are how many may be chosen, the own answer among them."""

    options: tuple[Option, ...]
    least: int = 1
    most: int = 1
    other: bool = False
    shuffle: bool = False
    chart: str = "bars"  # bars | donut | dots
    numbers: str = "shares"  # shares | counts

    @property
    def several(self) -> bool:
        return self.most > 1


@dataclass(frozen=True, slots=True)
class ChoiceTally(Tally):
    """How many chose each option, in the order of the file; `others` are the own answers that may be seen.

    `observers` are the same for those who are tallied apart, and are among no others; `withheld` as in Gathered.
    """

    chosen: Mapping[str, int] = field(default_factory=dict)
    other: int = 0
    others: Sequence[Spelled] = ()
    observers: Mapping[str, int] = field(default_factory=dict)
    withheld: int = 0


class Choice(Facts):
    """One or several of a list."""

    name: ClassVar[str] = "choice"
    label: ClassVar[Message] = message("Choice")
    about: ClassVar[Message | None] = message("People choose one option, or several.")
    keys: ClassVar[Sequence[Key]] = (
        OPTIONS,
        Key(
            "select",
            message("How many may be chosen"),
            "part",
            keys=(
                Key("min", message("At least"), "number", otherwise="1"),
                Key("max", message("At most"), "number", note=message("Both empty: just one.")),
            ),
        ),
        Key("other", message("People may write an answer of their own"), "flag"),
        Key("shuffle", message("Another order on every phone"), "flag"),
        Key(
            "chart",
            message("Drawn as"),
            "word",
            choices=(("bars", message("Bars")), ("donut", message("A donut")), ("dots", message("Dots"))),
            otherwise="bars",
        ),
        Key(
            "numbers",
            message("Shown as"),
            "word",
            choices=(("shares", message("Shares")), ("counts", message("Numbers of people"))),
            otherwise="shares",
        ),
    )
    begin: ClassVar[Mapping[str, Any]] = TWO
    chosen: ClassVar[bool] = True

    def parse(self, raw: Reader) -> ChoiceDefinition:
        other = raw.flag("other")
        options = parse_options(raw, reserved=(OTHER,) if other else ())
        least, most = _select(raw, max(len(options) + other, 1))
        chart = raw.word("chart", ("bars", "donut", "dots"), "bars")
        if chart == "donut" and most > 1:
            raw.fault("chart", message("A donut needs one answer from each person; please use bars or dots."))
        elif chart == "donut" and len(options) + other > MOST_SLICES:
            raw.fault("chart", message("A donut shows at most %(n)s options.", n=MOST_SLICES))
        return ChoiceDefinition(
            options,
            least,
            most,
            other,
            raw.flag("shuffle"),
            chart,
            raw.word("numbers", ("shares", "counts"), "shares"),
            delegations=raw.value("by") == "delegation",
        )

    def apart(self, definition: ChoiceDefinition) -> bool:
        return definition.delegations

    def procedure(self, definition: ChoiceDefinition) -> Procedure:
        return Procedure(members=definition.delegations)

    def accept(self, definition: ChoiceDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        values = sent.fields(raw, ("option", "other") if definition.other else ("option",))
        known = [option.id for option in definition.options]
        marked = [value for value in values["option"] if value]
        written = ""
        if definition.other:
            written = sent.written("other", sent.single("other", values["other"]), LONGEST_OTHER)
            if OTHER in marked and not written:
                raise Refusal("other", message("Please write your own answer, or choose one of the list."))
            known.append(OTHER)
        for value in marked:
            if value not in known:
                raise Refusal(
                    "option", message("“%(option)s” is not one of the options.", option=sent.shortened(value))
                )
        if len(set(marked)) < len(marked):
            raise Refusal("option", message("Each option can be chosen once."))
        chosen = tuple(option.id for option in definition.options if option.id in marked)
        _check_number(definition, len(chosen) + bool(written))
        fields = {"option": chosen, "other": (written,) if written else ()}
        return Answer({name: value for name, value in fields.items() if value})

    def counts(self, definition: ChoiceDefinition, answer: Answer) -> Counts:
        found = dict.fromkeys(answer.all("option"), 1)
        if own := answer.one("other"):
            found |= {OTHER: 1, **counted(OTHER_TEXT, own)}
        return found

    def written(self, definition: ChoiceDefinition, answer: Answer) -> Sequence[Written]:
        return [Written(text, OTHER_TEXT + fold(text)) for text in answer.all("other")]

    def moderated(self, field: str) -> bool:
        return field.startswith(OTHER_TEXT)

    def spellings(self, counts: Counts) -> Mapping[str, str]:
        return {own.field: own.text for own in spelled(counts, OTHER_TEXT)}

    def tally(self, definition: ChoiceDefinition, gathered: Gathered) -> ChoiceTally:
        counts = gathered.counts
        asked = [option.id for option in definition.options] + [OTHER] * definition.other
        return ChoiceTally(
            gathered.people - counts.get(OBSERVER, 0),
            {option.id: counts.get(option.id, 0) for option in definition.options},
            counts.get(OTHER, 0) if definition.other else 0,
            spelled(_by_members(counts), OTHER_TEXT) if definition.other else (),
            {name: n for name in asked if (n := counts.get(OBSERVER + name, 0))},
            gathered.withheld,
        )

    def figure(self, definition: ChoiceDefinition, tally: ChoiceTally, language: Language) -> Figure:
        return figure(_shares(definition, tally, language), language, definition.chart, definition.numbers)

    def table(self, definition: ChoiceDefinition, tally: ChoiceTally, language: Language) -> Table:
        own = [(language.say(message("Other: %(text)s", text=one.text)), one.count) for one in tally.others]
        made = table(_shares(definition, tally, language), language, own, donut=definition.chart == "donut")
        watching = _watching(definition, tally, language)
        said = observed(watching, language) or kept_to_themselves(tally.withheld, language)
        return replace(made, base=f"{made.base} {said}") if said else made

    def further(self, definition: ChoiceDefinition, tally: ChoiceTally, language: Language) -> Sequence[Table]:
        watching = _watching(definition, tally, language)
        if not watching:
            return ()
        return (observers(watching, message("Delegations"), observed(watching, language), language),)

    def compare(
        self, definition: ChoiceDefinition, tallies: Sequence[tuple[str, ChoiceTally]], language: Language
    ) -> Figure:
        return compare([(name, _shares(definition, tally, language)) for name, tally in tallies], language)

    def form(self, definition: ChoiceDefinition, language: Language) -> Mapping[str, Any]:
        return {
            "options": form_options(definition.options, language),
            "several": definition.several,
            "least": definition.least,
            "most": definition.most,
            "other": definition.other,
            "longest": LONGEST_OTHER,
            "shuffle": definition.shuffle,
        }

    def rule(self, definition: ChoiceDefinition) -> Message:
        least, most = definition.least, definition.most
        if most == 1:
            return message("Choose one answer.")
        if least == most:
            return plural("Choose exactly %(n)s answer.", "Choose exactly %(n)s answers.", most)
        if least > 1:
            return message("Choose from %(least)s to %(most)s answers.", least=least, most=most)
        if most == len(definition.options) + definition.other:
            return message("Choose all that apply.")
        return plural("Choose up to %(n)s answer.", "Choose up to %(n)s answers.", most)


def _shares(definition: ChoiceDefinition, tally: ChoiceTally, language: Language) -> Shares:
    rows = [(option.text.pick(language.code), tally.chosen[option.id]) for option in definition.options]
    if definition.other:
        rows.append((language.say(message("Other")), tally.other))
    return Shares(rows, tally.people, definition.several, definition.delegations)


def _by_members(counts: Counts) -> Counts:
    """The counts without what observers wrote, which is also among what everybody wrote."""
    written = {name: n for name, n in counts.items() if name.startswith(OBSERVER + OTHER_TEXT)}
    return add(counts, {name.removeprefix(OBSERVER): -n for name, n in written.items()})


def _watching(definition: ChoiceDefinition, tally: ChoiceTally, language: Language) -> Sequence[tuple[str, int]]:
    """What observers chose, a row for each option; none where no observer answered."""
    if not tally.observers:
        return ()
    return [
        (label, tally.observers.get(name, 0))
        for name, (label, _) in zip([*tally.chosen, OTHER], _shares(definition, tally, language).rows, strict=False)
    ]


def _select(raw: Reader, options: int) -> tuple[int, int]:
    """How many may be chosen: `select: 1`, or a mapping with min and max."""
    value = raw.value("select")
    if value is None or (value == 1 and not isinstance(value, bool)):
        return 1, 1
    if not isinstance(value, Mapping):
        raw.fault("select", message("This must be 1, or min and max."))
        return 1, 1
    part = raw.part("select")
    assert part is not None
    most = part.integer("max", options, 1, options)
    least = part.integer("min", 1, 1, options)
    part.finish()
    if least > most:
        raw.fault("select", message("The least is greater than the most."))
        return 1, most
    return least, most


def _check_number(definition: ChoiceDefinition, n: int) -> None:
    """Whether so many answers may be given.

    Raises:
        Refusal: where they may not.
    """
    if not n:
        raise Refusal("option", message("Please choose an answer."))
    if n > definition.most:
        raise Refusal(
            "option",
            plural(
                "Please choose only %(n)s answer; you chose %(chosen)s.",
                "Please choose at most %(n)s answers; you chose %(chosen)s.",
                definition.most,
                chosen=n,
            ),
        )
    if n < definition.least:
        raise Refusal(
            "option",
            plural(
                "Please choose at least %(n)s answer; you chose %(chosen)s.",
                "Please choose at least %(n)s answers; you chose %(chosen)s.",
                definition.least,
                chosen=n,
            ),
        )
