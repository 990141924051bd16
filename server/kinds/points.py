"""Points: a budget that each person shares among the options, to the last point."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from server.domain.agenda_keys import Key
from server.domain.counts import Counts
from server.domain.errors import Refusal
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, Definition, Gathered, Tally
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.reader import Reader
from server.domain.table import Table
from server.kinds import sent
from server.kinds.budgets import Budgeted, compare, figure, table
from server.kinds.options import OPTIONS, TWO, Option, form_options, parse_options

MOST_OPTIONS = 20
BUDGET, LEAST_BUDGET, MOST_BUDGET = 100, 2, 1_000
FIELD = "points."
# Longer than any number of points; nought may stand before it.
_NUMBER = re.compile(r"[0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class PointsDefinition(Definition):
    """What each person has to share."""

    options: tuple[Option, ...]
    budget: int = BUDGET


@dataclass(frozen=True, slots=True)
class PointsTally(Tally):
    """The points that each option got in all, in the order of the file."""

    totals: Sequence[int] = ()


class Points(Facts):
    """A budget that is shared out."""

    name: ClassVar[str] = "points"
    label: ClassVar[Message] = message("Points")
    about: ClassVar[Message | None] = message("People share points among options.")
    keys: ClassVar[Sequence[Key]] = (
        OPTIONS,
        Key("budget", message("Points to share"), "number", otherwise=str(BUDGET)),
    )
    begin: ClassVar[Mapping[str, Any]] = TWO

    def parse(self, raw: Reader) -> PointsDefinition:
        return PointsDefinition(
            parse_options(raw, most=MOST_OPTIONS), raw.integer("budget", BUDGET, LEAST_BUDGET, MOST_BUDGET)
        )

    def accept(self, definition: PointsDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        names = [FIELD + option.id for option in definition.options]
        values = sent.fields(raw, names)
        given: dict[str, int] = {}
        for name in names:
            value = sent.single(name, values[name])
            if value and not _NUMBER.fullmatch(value):
                raise Refusal(
                    name, message("Please give whole numbers from 0 to %(budget)s.", budget=definition.budget)
                )
            given[name] = int(value or 0)
        _check_sum(definition, sum(given.values()))
        return Answer({name: (str(n),) for name, n in given.items() if n})

    def counts(self, definition: PointsDefinition, answer: Answer) -> Counts:
        return {name.removeprefix(FIELD): int(answer.one(name)) for name in answer.fields}

    def tally(self, definition: PointsDefinition, gathered: Gathered) -> PointsTally:
        return PointsTally(gathered.people, [gathered.counts.get(option.id, 0) for option in definition.options])

    def figure(self, definition: PointsDefinition, tally: PointsTally, language: Language) -> Figure:
        return figure(_budgeted(definition, tally, language), language)

    def table(self, definition: PointsDefinition, tally: PointsTally, language: Language) -> Table:
        return table(_budgeted(definition, tally, language), language)

    def compare(
        self, definition: PointsDefinition, tallies: Sequence[tuple[str, PointsTally]], language: Language
    ) -> Figure:
        return compare([(name, _budgeted(definition, tally, language)) for name, tally in tallies], language)

    def form(self, definition: PointsDefinition, language: Language) -> Mapping[str, Any]:
        return {"options": form_options(definition.options, language), "budget": definition.budget}

    def rule(self, definition: PointsDefinition) -> Message:
        return message("Share exactly %(budget)s points among them.", budget=definition.budget)


def _check_sum(definition: PointsDefinition, given: int) -> None:
    """Whether exactly the budget was shared.

    Raises:
        Refusal: where it was not, with how many points remain or are too many.
    """
    first = FIELD + definition.options[0].id if definition.options else ""
    budget = definition.budget
    if given < budget:
        raise Refusal(
            first,
            plural(
                "Please share all %(budget)s points; %(n)s point remains.",
                "Please share all %(budget)s points; %(n)s points remain.",
                budget - given,
                budget=budget,
            ),
        )
    if given > budget:
        raise Refusal(
            first,
            plural(
                "Please share only %(budget)s points; that is %(n)s point too many.",
                "Please share only %(budget)s points; that is %(n)s points too many.",
                given - budget,
                budget=budget,
            ),
        )


def _budgeted(definition: PointsDefinition, tally: PointsTally, language: Language) -> Budgeted:
    labels = [option.text.pick(language.code) for option in definition.options]
    return Budgeted(labels, tally.totals, tally.people, definition.budget, definition.delegations)
