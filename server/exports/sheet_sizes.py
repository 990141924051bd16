"""How wide the columns of a sheet are and how high its rows: the programs measure no text that they have not drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from server.domain.table import Cell, Column
from server.exports.chart_labels import lines
from server.exports.grid import Grid
from server.exports.quantities import Quantity
from server.exports.sheet import Sheet

LINE = 15  # points of a line
_MOST_LINES = 25
# The unit of a column is the width of a nought; letters are a little narrower on the average.
_LETTERS = 1.12
# Characters: of the round, of labels, of a number or a short text, and what the button of a filter takes of a title.
_ROUND, _LABELS, _OTHERS, _BUTTON = 9, (24, 60), (8, 30), 3


def height(text: str, width: int) -> int:
    """Points of a row in which the text fits in a column of so many characters."""
    return LINE * min(sum(lines(line, max(int(width * _LETTERS), 1)) for line in text.split("\n")), _MOST_LINES)


def highest(cells: Iterable[Cell | Quantity], widths: Sequence[int]) -> int:
    """Points of a row in which every text of these columns fits."""
    return max((height(cell, widths[at]) for at, cell in enumerate(cells) if isinstance(cell, str)), default=LINE)


def widths(laid: Sheet | None, below: Sequence[Grid]) -> list[int]:
    """Characters of each column: the round, the labels, and the others; `below` are tables without the round."""
    if laid is None:
        return [_ROUND, _LABELS[1], 13, 13]
    tables = [(laid.titles, laid.columns, laid.rows)]
    tables += [(("", *one.titles), (Column.LABEL, *one.columns), [("", *row) for row in one.rows]) for one in below]
    least, most = _LABELS
    found = [_ROUND, min(max([least, *(len(str(row[1])) for row in laid.rows)]), most)]
    for at in range(2, max(len(titles) for titles, *_ in tables)):
        needed = [
            _needed(titles[at], columns[at], [row[at] for row in rows])
            for titles, columns, rows in tables
            if at < len(titles)
        ]
        least, most = _OTHERS
        found.append(min(max([least, *needed]), most))
    return found


def _needed(title: str, column: Column, cells: Sequence[Cell]) -> int:
    """The longest word of a title, which is broken between words, and the longest of what stands below it."""
    longest = max(map(len, title.split()), default=0) + _BUTTON
    texts = [len(cell) + 2 for cell in cells if isinstance(cell, str)] if column is Column.LABEL else []
    return max([longest, *texts])
