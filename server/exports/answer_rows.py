"""Answer by answer, for spreadsheets: a row for each thing that a person said, with names where the ballot has them.

Of an anonymous ballot the rows are in the order of what they say and not of when they came, and people are counted
anew in every round, so that nothing joins an answer to a seat or to another answer. A secret ballot has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from server.domain.phrasing import Phrasing
from server.domain.snapshot import Said
from server.domain.table import Cell

_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,9})?")


class AnswerRow(NamedTuple):
    """`person` counts the answers of a round from 1; `about` is the statement or field, "" where there is only one."""

    person: int
    delegation: str
    name: str
    about: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class AnswerRows:
    """Reads the answers of a round when they are asked for: most files have no use for them."""

    said: Sequence[Said]
    phrasing: Phrasing
    delegation: Callable[[Said], str]

    def __iter__(self) -> Iterator[AnswerRow]:
        person = 0
        lines = [(one, self.phrasing.told(one.answer, one.unseen)) for one in self.said]
        if not any(map(_named, self.said)):
            # They came in the order of their letters, in which 12 is before 9.
            lines.sort(key=lambda line: _order(line[1]))
        for one, told in lines:
            person += any(told.values())
            named = _named(one)
            for about, values in told.items():
                for value in values:
                    who = self.delegation(one) if named else ""
                    yield AnswerRow(person, who, one.name, about, _typed(value))


def _named(one: Said) -> bool:
    return bool(one.delegation or one.name or one.clerk)


def _order(told: Mapping[str, Sequence[str]]) -> list[tuple[str, bool, float]]:
    """The numbers that an answer begins with, which are sorted as numbers; from its first text on it stays in place."""
    order: list[tuple[str, bool, float]] = []
    for about, values in told.items():
        for value in map(_typed, values):
            if isinstance(value, str):
                return [*order, (about, True, 0)]
            order.append((about, False, value))
    return order


def _typed(value: str) -> str | int | float:
    """A number as a number."""
    if not _NUMBER.fullmatch(value):
        return value
    return float(value) if "." in value else int(value)


@dataclass(frozen=True, slots=True)
class Persons:
    """A line for each person: round, number, delegation and name where some are `named`, and a cell for each part.

    `parts` are the titles of the parts, "" for the only one.
    """

    named: bool
    parts: tuple[str, ...]
    lines: tuple[Sequence[Cell], ...]


def persons(rounds: Sequence[tuple[int, AnswerRows]]) -> Persons:
    """The answers of several rounds of a poll; what a person chose several of stands in one cell."""
    found: dict[tuple[int, int], dict[str, Cell]] = {}
    who: dict[tuple[int, int], tuple[str, str]] = {}
    parts: dict[str, None] = {}
    for number, rows in rounds:
        for row in rows:
            key = (number, row.person)
            cells = found.setdefault(key, {})
            who[key] = (row.delegation, row.name)
            parts[row.about] = None
            cells[row.about] = f"{cells[row.about]}; {row.value}" if row.about in cells else row.value
    named = any(any(pair) for pair in who.values())
    lines = tuple(
        (*key, *(who[key] if named else ()), *(cells.get(part) for part in parts)) for key, cells in found.items()
    )
    return Persons(named, tuple(parts), lines)
