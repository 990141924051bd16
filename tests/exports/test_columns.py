"""Columns in Word are as wide as what they hold."""

from __future__ import annotations

from collections.abc import Sequence

from server.domain.language import ENGLISH
from server.domain.table import Cell, Column
from server.exports import grid
from server.exports.word.columns import LEAST_LABEL, NUMBER, turned, widths

FULL = 9070


def table(titles: Sequence[str], labels: int, rows: Sequence[Sequence[Cell]]) -> grid.Grid:
    """A grid whose first columns are labels and whose others are counts."""
    columns = [Column.LABEL if place < labels else Column.COUNT for place in range(len(titles))]
    return grid.make(titles, columns, rows, ENGLISH)


def test_few_numbers_stand_alike_at_the_right() -> None:
    """The label has the rest."""
    assert widths(table(["Answer", "Room", "Online", "People"], 1, [["Yes", 1, 2, 3]]), FULL) == [
        FULL - 3 * NUMBER,
        NUMBER,
        NUMBER,
        NUMBER,
    ]


def test_texts_share_what_there_is_by_what_they_hold() -> None:
    """A long answer gets more than a short name, and nothing is lost."""
    found = widths(table(["Delegation", "Name", "Answer"], 3, [["Peru", "Ana Paz", "A long answer " * 9]]), FULL)
    assert sum(found) == FULL
    assert found[2] > 3 * found[1]
    assert min(found) > 700


def test_what_is_too_wide_is_turned() -> None:
    """Eleven steps of one statement stand below each other; four statements on three steps do not."""
    steps = [f"{step} (of ten)" for step in range(11)]
    wide = table(["Statement", *steps, "Mean", "Median"], 1, [["This day", *range(13)]])
    found = turned(wide, FULL)
    assert found.titles == ("", "This day")
    assert found.texts[0] == ("0 (of ten)", "0")
    assert len(found.texts) == 13
    narrow = table(["Statement", "1", "2", "3"], 1, [["One", 1, 2, 3]])
    assert turned(narrow, FULL) is narrow


def test_very_many_columns_still_fit_the_page() -> None:
    """However narrow they get."""
    wide = table(["Statement", *map(str, range(40))], 1, [["One", *range(40)]] * 9)
    found = widths(turned(wide, FULL), FULL)
    assert sum(found) == FULL
    assert min(found) > 0
    assert LEAST_LABEL > found[0] > 0
