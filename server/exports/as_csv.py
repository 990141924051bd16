"""CSV: every number of the results, one a line, for spreadsheets and statistics.

Columns: `workshop` (code), `item`, `poll` and `kind` (as in the agenda file), `round`, `segment` (all, attendance:room,
attendance:remote, group: or language: and its name, answer: with an earlier poll and the option, clerk: and hands,
paper or voice), `field` (the title of the column that the number stands in), `label` (the row), `count` (the number),
`share` (from 0 to 1, empty where there is none), `base` (people of the segment who answered).

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

from server.domain.table import Cell, Column
from server.exports.grid import Grid
from server.exports.parts import Summary

COLUMNS = ("workshop", "item", "poll", "kind", "round", "segment", "field", "label", "count", "share", "base")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
WHOLE, REPLY = "all", "reply"


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
            for numbers in _numbers(one.table):
                yield (*head, WHOLE, *numbers, one.people)
            parts = [one.split.groups, *(grouping.groups for grouping in one.groupings)]
            for segment, group in (pair for groups in parts for pair in groups.items()):
                for numbers in _numbers(group.grid):
                    yield (*head, segment, *numbers, group.people)
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


def _numbers(grid: Grid) -> Iterator[tuple[Cell, Cell, Cell, Cell]]:
    """Field, label, count and share of every number; a share belongs to the count before it."""
    for row in grid.rows:
        for at, column in enumerate(grid.columns):
            if column in (Column.COUNT, Column.NUMBER) and row[at] is not None:
                shared = at + 1 < len(row) and grid.columns[at + 1] is Column.SHARE
                yield grid.titles[at], row[0], row[at], row[at + 1] if shared else None
