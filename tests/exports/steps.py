"""A kind of poll for tests: statements that are agreed with in steps, drawn in whichever way is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from server.domain.counts import Counts
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, Definition, Gathered, Tally
from server.domain.language import Language
from server.domain.messages import Message, message
from server.domain.reader import Reader
from server.domain.table import Cell, Column, Table


@dataclass(frozen=True, slots=True)
class StepsDefinition(Definition):
    """Statements by id, the number of steps, and the chart of the table."""

    statements: Mapping[str, str]
    steps: int = 5
    chart: str = "stacked100"


@dataclass(frozen=True, slots=True)
class StepsTally(Tally):
    """Counts by statement and step."""

    counts: Mapping[str, Sequence[int]] = field(default_factory=dict)


class Steps(Facts):
    """Keeps the protocol of kinds with as little as possible."""

    name: ClassVar[str] = "steps"
    label: ClassVar[Message] = message("Steps")

    def parse(self, raw: Reader) -> StepsDefinition:
        return StepsDefinition({})

    def accept(self, definition: StepsDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        return Answer({name: tuple(values) for name, values in raw.items()})

    def counts(self, definition: StepsDefinition, answer: Answer) -> Counts:
        return {f"{name}={value}": 1 for name, values in answer.fields.items() for value in values}

    def tally(self, definition: StepsDefinition, gathered: Gathered) -> StepsTally:
        steps = range(1, definition.steps + 1)
        return StepsTally(
            gathered.people,
            {name: [gathered.counts.get(f"{name}={step}", 0) for step in steps] for name in definition.statements},
        )

    def figure(self, definition: StepsDefinition, tally: StepsTally, language: Language) -> Figure:
        return Figure()

    def table(self, definition: StepsDefinition, tally: StepsTally, language: Language) -> Table:
        rows: list[Sequence[Cell]] = []
        for name, counts in tally.counts.items():
            total = sum(counts)
            mean = sum(step * n for step, n in enumerate(counts, 1)) / total if total else None
            rows.append([definition.statements[name], *counts, mean])
        steps = [str(step) for step in range(1, definition.steps + 1)]
        return Table(
            ["Statement", *steps, "Mean"],
            [Column.LABEL, *[Column.COUNT] * definition.steps, Column.NUMBER],
            rows,
            f"Answers of {tally.people} people.",
            chart=definition.chart,
            series=range(1, definition.steps + 1),
        )

    def compare(
        self, definition: StepsDefinition, tallies: Sequence[tuple[str, StepsTally]], language: Language
    ) -> Figure:
        return Figure()

    def form(self, definition: StepsDefinition, language: Language) -> Mapping[str, Any]:
        return {}

    def rule(self, definition: StepsDefinition) -> Message:
        return message("Mark one step for each statement.")
