"""Measures that were written for people are numbers again."""

from __future__ import annotations

import pytest

from server import catalogues
from server.domain.language import ENGLISH
from server.domain.table import Column
from server.exports import grid
from server.exports.quantities import Quantity, numbered, read
from server.kinds.decimals import measured

LANGUAGES = catalogues.load()


@pytest.mark.parametrize("unit", ["", "states", "m 2", "\N{EURO SIGN}"])
@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize(("value", "decimals"), [(19.9, 1), (0, 0), (-2.75, 2), (1_234_567, 0), (1204.5, 1), (3.0, 1)])
def test_a_measure_is_read_as_it_was_written(value: float, decimals: int, language: str, unit: str) -> None:
    """In every language, with its decimals and its unit."""
    told = LANGUAGES[language]
    written = measured(told.number(value, decimals), told, unit)
    assert read(written, told) == Quantity(value, decimals, unit)


@pytest.mark.parametrize(
    "text", ["", "12 and 13", "4 numbers equally often", "1,2", "12.", "nan", "1e5", "2024-02-15", "a"]
)
def test_what_is_no_number_alone_stays_a_text(text: str) -> None:
    """Several numbers, sentences, and what the language does not write so."""
    assert read(text, ENGLISH) is None


def test_a_column_has_one_unit() -> None:
    """A list of numbers with their units is none of them; labels stay labels."""
    rows = [["Mean", "19.9\u00a0h"], ["Most often", "12\u00a0h and 13\u00a0h"], ["Right", "4"], ["7", "12\u00a0h"]]
    told = numbered(grid.make(["Measure", "Value"], [Column.LABEL] * 2, rows, ENGLISH), ENGLISH)
    assert list(told.columns) == [Column.LABEL, Column.NUMBER]
    assert [list(row) for row in told.rows] == [
        ["Mean", Quantity(19.9, 1, "h")],
        ["Most often", "12\u00a0h and 13\u00a0h"],
        ["Right", Quantity(4, 0)],
        ["7", Quantity(12, 0, "h")],
    ]
    people = grid.make(["Name", "Delegation", "Points"], [*[Column.LABEL] * 2, Column.COUNT], [["7", "8", 9]], ENGLISH)
    assert [list(row) for row in numbered(people, ENGLISH).rows] == [["7", "8", 9]]
    alone = grid.make(["Explanation"], [Column.LABEL], [["12"]], ENGLISH)
    assert [list(row) for row in numbered(alone, ENGLISH).rows] == [["12"]]


def test_a_spreadsheet_writes_it_as_it_was() -> None:
    """The unit is part of the format, and no sign of it is one of the format."""
    assert Quantity(19.9, 1, "h").format == '#,##0.0"\u00a0h"'
    assert Quantity(4, 0).format == "#,##0"
    assert Quantity(4, 0, 'a"0').format == '#,##0"\u00a0a"\\""0"'
