"""Numbers that stand in a table as a language writes them, with their unit: as numbers again, for spreadsheets.

Measures of a poll are written for people to read, as 19.9 states or 1 204,5; a spreadsheet wants the number itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.language import Language
from server.domain.table import Cell, Column
from server.exports.grid import Grid

# What a measure and its unit have between them.
_SPACE = "\N{NO-BREAK SPACE}"
# A spreadsheet takes no format that is longer than 255; no unit comes near.
_LONGEST_UNIT = 100


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, how many `decimals` of it are written, and its `unit`, "" for none."""

    value: int | float
    decimals: int
    unit: str = ""

    @property
    def format(self) -> str:
        """How a spreadsheet writes it, so that it is read as before."""
        number = f"#,##0.{'0' * self.decimals}" if self.decimals else "#,##0"
        unit = self.unit.replace('"', '"\\""')
        return f'{number}"{_SPACE}{unit}"' if unit else number


@dataclass(frozen=True, slots=True)
class Numbered:
    """A table whose measures are numbers: columns of nothing but labels and measures are columns of numbers."""

    titles: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell | Quantity]]


def numbered(grid: Grid, language: Language) -> Numbered:
    """The table with its measures as numbers; a list of them, or a sentence, stays a text.

    Measures stand in columns of numbers, and in a table that has labels alone, beside the first of these.
    """
    plain = all(column is Column.LABEL for column in grid.columns)
    places = [at for at, column in enumerate(grid.columns) if (plain and at) or column is Column.NUMBER]
    rows: list[list[Cell | Quantity]] = [list(row) for row in grid.rows]
    columns = list(grid.columns)
    for at in places:
        unit = None
        for row in rows:
            cell = row[at]
            found = read(cell, language) if isinstance(cell, str) else None
            if found is None or (found.unit and unit not in (None, found.unit)):
                # What follows the first of several numbers is not the unit of this column.
                continue
            unit = unit or found.unit or None
            row[at] = found
            columns[at] = Column.NUMBER
    return Numbered(grid.titles, columns, rows)


def read(text: str, language: Language) -> Quantity | None:
    """The number that a text says, with its unit; None where the language does not write one so."""
    # Some languages part thousands with the same space that stands before a unit.
    at = len(text)
    while at > 0:
        unit = text[at + 1 :]
        if len(unit) <= _LONGEST_UNIT and (found := _number(text[:at], language)):
            return Quantity(*found, unit)
        at = text.rfind(_SPACE, 0, at)
    return None


def _number(text: str, language: Language) -> tuple[int | float, int] | None:
    """The number and its decimals, where the language would write it in the same way."""
    point, thousands = language.number(0.5, 1)[1:-1], language.number(1000)[1:-3]
    whole, _, part = text.partition(point)
    digits = "".join(sign for sign in whole if sign not in thousands).replace("\N{MINUS SIGN}", "-")
    try:
        value = float(f"{digits}.{part or 0}")
    except ValueError:
        return None
    if language.number(value, len(part)) != text:
        return None
    return (value if part else int(value)), len(part)
