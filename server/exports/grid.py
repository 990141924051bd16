"""Tables of the summary: the rows of a result as numbers and as texts, and groups or rounds side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.language import Language
from server.domain.messages import message
from server.domain.table import Cell, Column, Table
from server.domain.text import clean, fold

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Titles, columns and rows as in a kind's table, and `texts`: the cells as the language writes them."""

    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    texts: tuple[tuple[str, ...], ...]

    def first(self, n: int) -> Grid:
        """The same with its first n rows alone."""
        return Grid(self.titles, self.columns, self.rows[:n], self.texts[:n])

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(row[0] for row in self.texts)


def cell_text(cell: Cell, column: Column, language: Language) -> str:
    """A cell as people read it: 1,204; 26%; 3.47; nothing where there is no value."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return clean(cell)
    if column is Column.SHARE:
        return language.percent(cell)
    return language.number(cell, 0 if isinstance(cell, int) or column is Column.COUNT else 2)


def _cleaned(cell: Cell) -> Cell:
    return clean(cell) if isinstance(cell, str) else cell


def make(titles: Sequence[str], columns: Sequence[Column], rows: Sequence[Sequence[Cell]], language: Language) -> Grid:
    """A grid with its texts; whatever no file can carry is taken out of the cells."""
    return Grid(
        tuple(map(clean, titles)),
        tuple(columns),
        tuple(tuple(map(_cleaned, row)) for row in rows),
        tuple(tuple(cell_text(cell, columns[at], language) for at, cell in enumerate(row)) for row in rows),
    )


def of(table: Table, language: Language) -> Grid:
    """A kind's table as a grid."""
    return make(table.titles, table.columns, table.rows, language)


def measure(table: Table) -> int | None:
    """The one column in which two groups can be told apart: the only count, else the first number; None without one."""
    counts = [at for at, column in enumerate(table.columns) if column is Column.COUNT]
    if len(counts) == 1:
        return counts[0]
    numbers = [at for at, column in enumerate(table.columns) if column is Column.NUMBER]
    return numbers[0] if numbers else None


def _keys(table: Table) -> list[str]:
    """What rows of two tables are matched by: the label as spellings of it meet, where that still tells rows apart."""
    folded = [fold(str(row[0])) for row in table.rows]
    return folded if len(set(folded)) == len(folded) else [str(row[0]) for row in table.rows]


def _aligned(first: Table, others: Sequence[Table]) -> list[tuple[Cell, list[Sequence[Cell] | None]]]:
    """Every label with its row in each of the others: in the order of the first table, then those it does not have."""
    labels = [row[0] for row in first.rows]
    if all([row[0] for row in other.rows] == labels for other in others):
        return [(label, [other.rows[place] for other in others]) for place, label in enumerate(labels)]
    found = [dict(zip(_keys(other), other.rows, strict=True)) for other in others]
    known: dict[str, Cell] = {}
    for table in (first, *others):
        for key, row in zip(_keys(table), table.rows, strict=True):
            known.setdefault(key, row[0])
    return [(label, [rows.get(key) for rows in found]) for key, label in known.items()]


def beside(table: Table, groups: Mapping[str, Table], language: Language, *, complete: bool = False) -> Grid | None:
    """Groups beside the whole in the column that `measure` names, between the label and the rest; None without one.

    Counts stand within the whole table. Of a table with many counts only the number that sums them up is shown. A row
    that a group does not have is 0 there. `complete` says that everybody is in one of the groups: a row that they do
    not add up to (numbers in classes of their own, signs that nobody in particular gave) stays empty, and where most
    rows do, the groups cannot stand beside the whole.
    """
    at = measure(table)
    if at is None:
        return None
    counts = table.columns[at] is Column.COUNT
    nought: Cell = 0 if counts else None
    rest = list(range(1, len(table.columns))) if counts else [at]
    rows: list[list[Cell]] = []
    empty = 0
    for whole, (_, parts) in zip(table.rows, _aligned(table, list(groups.values())), strict=False):
        cells: list[Cell] = [row[at] if row else nought for row in parts]
        if complete and counts and sum(int(cell or 0) for cell in cells) != whole[at]:
            cells = [None] * len(cells)
            empty += 1
        rows.append([whole[0], *cells, *(whole[place] for place in rest)])
    if 2 * empty > len(rows):
        return None
    names = list(groups)
    if not counts:
        names = [
            language.say(message("%(column)s (%(group)s)", column=table.titles[at], group=name)) for name in groups
        ]
    titles = [table.titles[0], *names, *(table.titles[place] for place in rest)]
    columns = [table.columns[0], *[table.columns[at]] * len(groups), *(table.columns[place] for place in rest)]
    return make(titles, columns, rows, language)


def compared(tables: Mapping[str, Table], language: Language) -> Grid | None:
    """Rounds side by side: the count and the share of each and, between the first and the last, the change in points.

    Rows stand in the order of the last round, and after them those that only earlier rounds have. None where there are
    no two rounds or the table has no column to compare.
    """
    last = list(tables.values())[-1]
    at = measure(last)
    if at is None or len(tables) < 2:
        return None
    share = next((place for place, column in enumerate(last.columns) if column is Column.SHARE), None)
    nought: Cell = 0 if last.columns[at] is Column.COUNT else None
    titles, columns = [last.titles[0]], [Column.LABEL]
    for name in tables:
        titles.append(name)
        columns.append(last.columns[at])
        if share is not None:
            titles.append(language.say(message("%(round)s, share", round=name)))
            columns.append(Column.SHARE)
    rows: list[list[Cell]] = []
    for label, found in _aligned(last, list(tables.values())):
        line: list[Cell] = [label]
        for row in found:
            line.append(row[at] if row else nought)
            if share is not None:
                line.append(row[share] if row else 0.0)
        rows.append(line)
    plain = make(titles, columns, rows, language)
    return plain if share is None else _with_change(plain, language)


def _points(share: float, language: Language) -> str:
    """A difference of shares in points with its sign: +6, −4, 0."""
    points = round(100 * share)
    sign = "+" if points > 0 else "\N{MINUS SIGN}" if points < 0 else ""
    return f"{sign}{language.number(abs(points))}"


def _with_change(plain: Grid, language: Language) -> Grid:
    """The grid of rounds with the change from the first share to the last, in points."""
    places = shares(plain)
    changes = [float(row[places[-1]] or 0) - float(row[places[0]] or 0) for row in plain.rows]
    return Grid(
        (*plain.titles, language.say(message("Change in points"))),
        (*plain.columns, Column.NUMBER),
        tuple((*row, round(100 * change)) for row, change in zip(plain.rows, changes, strict=True)),
        tuple((*row, _points(change, language)) for row, change in zip(plain.texts, changes, strict=True)),
    )


def shares(grid: Grid) -> list[int]:
    """The places of the columns of shares."""
    return [at for at, column in enumerate(grid.columns) if column is Column.SHARE]
