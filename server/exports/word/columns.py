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
SHORT_LABEL, LONG_LABEL = 8, 60
# Of a table with more rows than this the columns would not fit beside each other either.
MOST_TURNED = 6


def widths(grid: Grid, full: int) -> list[int]:
    """The width of each column in twips, which add up to `full`: numbers alike where there is room, labels the rest."""
    labels = [place for place, column in enumerate(grid.columns) if column is Column.LABEL]
    numbers = [place for place in range(len(grid.columns)) if place not in labels]
    usual = min(NUMBER, full * 6 // 10 // max(len(numbers), 1)) if fits(grid, full) else 0
    found = [max(usual, _need(grid, place)) if place in numbers else 0 for place in range(len(grid.columns))]
    if sum(found) + LEAST_LABEL * len(labels) > full:
        found = [_need(grid, place) if place in numbers else 0 for place in range(len(grid.columns))]
    rest = max(full - sum(found), LEAST_LABEL * len(labels))
    wanted = {place: _wanted(grid, place) for place in labels}
    for place in labels:
        found[place] = rest * wanted[place] // sum(wanted.values())
    if sum(found) > full:
        found = [width * full // sum(found) for width in found]
    found[labels[0] if labels else -1] += full - sum(found)
    return found


def fits(grid: Grid, full: int) -> bool:
    """Whether all its numbers and the words of its titles stand beside each other unbroken."""
    numbers = [place for place, column in enumerate(grid.columns) if column is not Column.LABEL]
    return sum(_need(grid, place) for place in numbers) + LEAST_LABEL <= full


def turns(grid: Grid, full: int) -> bool:
    """Whether a grid is very wide, and can be read with its rows as columns."""
    return not fits(grid, full) and _can_turn(grid)


def _can_turn(grid: Grid) -> bool:
    return 0 < len(grid.texts) <= MOST_TURNED and grid.columns.count(Column.LABEL) == 1


def turned(grid: Grid, full: int, *, anyway: bool = False) -> Grid:
    """The grid itself, or with its rows as columns where it `turns`, or where it can and is to be turned `anyway`."""
    if not turns(grid, full) and not (anyway and _can_turn(grid)):
        return grid
    rows = tuple((title, *(row[place] for row in grid.texts)) for place, title in enumerate(grid.titles) if place)
    columns = (Column.LABEL, *[Column.NUMBER] * len(grid.texts))
    # What the labels have in common no longer stands below this title.
    return Grid(("", *grid.labels), columns, rows, rows)


def _need(grid: Grid, place: int) -> int:
    """What a column of numbers needs in twips: the longest word of its title, the longest of its texts."""
    words = [word for word in grid.titles[place].split() if len(word) > 1]
    return max(LEAST_NUMBER, MARGIN + LETTER * max(_longest(words), _longest([row[place] for row in grid.texts])))


def _wanted(grid: Grid, place: int) -> int:
    """What a column of labels has to hold, in letters; the shortest still gets some room."""
    return min(max(_longest([row[place] for row in (grid.titles, *grid.texts)]), SHORT_LABEL), LONG_LABEL)


def _longest(texts: Sequence[str]) -> int:
    return max(map(len, texts), default=0)
