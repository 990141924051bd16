"""How wide the columns of a table are in Word, and which tables are turned because they would be too wide."""

from __future__ import annotations

from collections.abc import Sequence

from server.domain.table import Column
from server.exports.grid import Grid

LETTER = 105  # twips of a letter of the size in tables, on average
MARGIN = 240  # twips beside the text of a column
LEAST_NUMBER, NUMBER = 500, 1250  # twips of a column of numbers; 1250 is about 2.2 cm
LEAST_LABEL = 2000  # twips of the first column of labels
# A label that is longer than this, in letters, takes several lines rather than more width.
LONG_LABEL = 60
# Of a table with more rows than this the columns would not fit beside each other either.
MOST_TURNED = 6


def widths(grid: Grid, full: int) -> list[int]:
    """The width of each column in twips, which add up to `full`: numbers take what they need, labels the rest."""
    labels = [place for place, column in enumerate(grid.columns) if column is Column.LABEL]
    found = [_number(grid, place) for place in range(len(grid.columns))]
    rest = full - sum(width for place, width in enumerate(found) if place not in labels)
    rest = max(rest, LEAST_LABEL * len(labels))
    wanted = {place: min(_longest([row[place] for row in (grid.titles, *grid.texts)]), LONG_LABEL) for place in labels}
    if len(labels) > 1:
        # A column of short labels is as wide as they are; the others share what is left by what they have to hold.
        scale = rest / sum(max(n, 8) for n in wanted.values())
        for place in labels:
            found[place] = round(scale * max(wanted[place], 8))
    elif labels:
        found[labels[0]] = rest
    total = sum(found)
    if total > full:
        found = [width * full // total for width in found]
    if labels:
        found[labels[0]] += full - sum(found)
    return found


def fits(grid: Grid, full: int) -> bool:
    """Whether all its numbers and the words of its titles stand beside each other unbroken."""
    numbers = [place for place, column in enumerate(grid.columns) if column is not Column.LABEL]
    return sum(_number(grid, place) for place in numbers) + LEAST_LABEL <= full


def turned(grid: Grid, full: int) -> Grid:
    """The grid itself, or with its rows as columns where that lets a very wide one be read."""
    if fits(grid, full) or not grid.texts or len(grid.texts) > MOST_TURNED or grid.columns.count(Column.LABEL) != 1:
        return grid
    rows = tuple((title, *(row[place] for row in grid.texts)) for place, title in enumerate(grid.titles) if place)
    columns = (Column.LABEL, *[Column.NUMBER] * len(grid.texts))
    return Grid((grid.titles[0], *grid.labels), columns, rows, rows)


def _number(grid: Grid, place: int) -> int:
    """What a column of numbers needs: the longest word of its title, the longest of its texts; never more than usual
    where the table is narrow anyway.
    """
    need = MARGIN + LETTER * max(
        max(map(len, grid.titles[place].split()), default=0), _longest([row[place] for row in grid.texts])
    )
    usual = NUMBER if len(grid.columns) <= 5 else LEAST_NUMBER
    return max(usual, need)


def _longest(texts: Sequence[str]) -> int:
    return max(map(len, texts), default=0)
