"""CSV: every number of the results, one a line, for spreadsheets and statistics.

Columns: `workshop` (code), `item`, `poll` and `kind` (as in the agenda file), `round`, `segment` (all, attendance:room,
attendance:remote, group: or language: and its name, answer: with an earlier poll and the option, clerk: and hands,
paper or voice), `field` (the title of the column that the number stands in), `label` (the row), `count` (the number),
`share` (from 0 to 1, empty where there is none), `base` (what the share is a share of; without one, the people of the
segment who answered).

Tables that belong to the result besides (measures, means, who leads, an explanation; `further` in the JSON) have
`segment` further. What several of their columns call a row stands in its `label` with points between; a row that is
text alone is a line with an empty `count`, whose `field` is the title of its last column. A measure is its number
alone, without the unit.

What the clerk entered is told as a number of people. Each text that people wrote is a line with an empty `field` and 1
as its `count`; where others support it and no column of the result says so, a second line has `field` Support. The
answer that staff wrote down to a question is the `label` of a line whose `segment` is reply and whose `field` is the
question. Each answer of a recorded or open ballot is a line, too; its `segment` is delegation: and the id, and its
`field` the name of the person, empty where it is not told.

UTF-8 with the mark that spreadsheets look for. A text that a spreadsheet would take for a formula begins with an
apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from server.domain.language import Language
from server.domain.table import Cell, Column
from server.exports.grid import Grid
from server.exports.parts import Summary
from server.exports.quantities import Quantity, numbered

COLUMNS = ("workshop", "item", "poll", "kind", "round", "segment", "field", "label", "count", "share", "base")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
WHOLE, REPLY, FURTHER = "all", "reply", "further"
# What a count divided by its share may lack of a whole number; further off, the share was rounded and tells no base.
_NEARLY = 1e-6


def write(summary: Summary) -> bytes:
    """The table with its header."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows(summary):
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
    return file.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def rows(summary: Summary) -> Iterator[tuple[Cell, ...]]:
    """The lines below the header."""
    for item, poll in summary.polls:
        for one in poll.rounds:
            head = (summary.code, item.id, poll.id, poll.kind, one.number)
            for numbers in _numbers(one.table, one.people):
                yield (*head, WHOLE, *numbers)
            parts = [one.split.groups, *(grouping.groups for grouping in one.groupings)]
            for segment, group in (pair for groups in parts for pair in groups.items()):
                for numbers in _numbers(group.grid, group.people):
                    yield (*head, segment, *numbers)
            for how, people in one.clerk.items():
                yield (*head, f"clerk:{how}", "", "", people, None, one.people)
            for entry in one.entries:
                yield (*head, WHOLE, "", entry.text, 1, None, one.people)
                if entry.upvotes and summary.words.support not in one.table.titles:
                    yield (*head, WHOLE, summary.words.support, entry.text, entry.upvotes, None, one.people)
                if entry.answer:
                    yield (*head, REPLY, entry.text, "\n\n".join(entry.answer), 1, None, one.people)
            for line in one.named.lines if one.named else ():
                yield (*head, f"delegation:{line.delegation}", line.name, line.answer, 1, None, one.people)
            for grid in one.further:
                for numbers in _further(grid, one.people, summary.language):
                    yield (*head, FURTHER, *numbers)


Numbers = tuple[Cell, Cell, Cell, Cell, Cell]


def _numbers(grid: Grid, people: int) -> Iterator[Numbers]:
    """Field, label, count, share and base of every number; a share belongs to the count before it."""
    bases = {at: _bases(grid, at, people) for at, column in enumerate(grid.columns) if column is Column.COUNT}
    for place, row in enumerate(grid.rows):
        for at, column in enumerate(grid.columns):
            if column in (Column.COUNT, Column.NUMBER) and row[at] is not None:
                base = bases[at][place] if at in bases else people
                yield grid.titles[at], row[0], row[at], row[at + 1] if _shared(grid, at) else None, base


def _shared(grid: Grid, at: int) -> bool:
    return at + 1 < len(grid.columns) and grid.columns[at + 1] is Column.SHARE


def _bases(grid: Grid, at: int, people: int) -> list[int]:
    """What each count of a column is a share of, as of all mentions; people where there is no share, or it is nought.

    Where all other rows agree, that holds for a share of nought as well.
    """
    if not _shared(grid, at):
        return [people] * len(grid.rows)
    found = [_whole(row[at], row[at + 1]) for row in grid.rows]
    known = {base for base in found if base}
    usual = known.pop() if len(known) == 1 else people
    return [base or usual for base in found]


def _whole(count: Cell, share: Cell) -> int:
    """The number that the count is this share of, 0 where they do not tell."""
    if not isinstance(count, int) or not isinstance(share, float) or not share:
        return 0
    whole = count / share
    return round(whole) if abs(whole - round(whole)) < _NEARLY else 0


def _further(grid: Grid, people: int, language: Language) -> Iterator[Numbers]:
    """The same of a table besides the result, whose measures are texts with a unit and whose labels may be several."""
    told = numbered(grid, language)
    for row in told.rows:
        label = " · ".join(cell for cell in row if isinstance(cell, str) and cell)
        numbers = [(at, cell) for at, cell in enumerate(row) if cell is not None and not isinstance(cell, str)]
        for at, cell in numbers:
            if told.columns[at] is not Column.SHARE:
                share = row[at + 1] if _shared(grid, at) else None
                value = cell.value if isinstance(cell, Quantity) else cell
                yield told.titles[at], label, value, share if isinstance(share, float) else None, people
        if not numbers:
            yield told.titles[-1], label, None, None, people
