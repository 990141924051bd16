"""The files of tables within a zip: attendance, the results of each poll alone, what people wrote, answer by answer.

The results of a poll are rows as they stand in the document: a column for the round, the labels, the room and online
where they may be told, and the numbers. Each table that belongs to the result besides (measures, means, who leads, an
explanation) is a file of its own beside it, with a column for the round before its own; a measure is its number alone.
So is the comparison of its rounds, or with an earlier workshop, whose numbers stand nowhere else.

What people wrote, and answer by answer, have the columns of the sheets in Excel, with the poll as in the agenda file.
Answer by answer has a line for each part of an answer: the words of one person are lines with the same number.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from server.domain.table import Cell
from server.exports import texts
from server.exports.as_csv import safe
from server.exports.parts import PollPart, Summary
from server.exports.quantities import Quantity, numbered
from server.exports.sheet import lay_out, unlike


def files(summary: Summary) -> Iterator[tuple[str, bytes]]:
    """The names and contents of the files, in agenda order."""
    if grid := summary.attendance.grid:
        yield "attendance.csv", written([grid.titles, *grid.rows])
    for _, poll in summary.polls:
        if rows := _poll(poll, summary):
            yield f"polls/{poll.number:02}-{poll.id}.csv", written(rows)
        for place, rows in enumerate(_further(poll, summary), 1):
            yield f"polls/{poll.number:02}-{poll.id}-further-{place}.csv", written(rows)
        for name, compared in (("rounds", poll.comparison), ("earlier", poll.earlier)):
            if compared:
                rows = [compared.grid.titles, *compared.grid.rows]
                yield f"polls/{poll.number:02}-{poll.id}-{name}.csv", written(rows)
    words = summary.words
    laid = texts.lay_out(summary)
    if laid.rows:
        yield "texts.csv", written([(words.poll, *laid.titles), *((poll.id, *cells) for poll, _, cells in laid.rows)])
    answers = list(_answers(summary))
    if answers:
        titles = (words.poll, words.round, words.person, words.delegation, words.name, words.part, words.answer)
        yield "answers.csv", written([titles, *answers])


def _poll(poll: PollPart, summary: Summary) -> list[Sequence[Cell]]:
    laid = lay_out(poll.rounds, summary.words)
    return [laid.titles, *laid.rows] if laid else []


def _further(poll: PollPart, summary: Summary) -> list[list[Sequence[Cell]]]:
    """The further tables of all rounds, those with the same columns one below the other."""
    found: dict[tuple[str, ...], list[Sequence[Cell]]] = {}
    for one in poll.rounds:
        for grid in one.further:
            rows = found.setdefault(grid.titles, [unlike([summary.words.round, *grid.titles])])
            rows += [
                [one.number, *(cell.value if isinstance(cell, Quantity) else cell for cell in row)]
                for row in numbered(grid, summary.language).rows
            ]
    return list(found.values())


def _answers(summary: Summary) -> Iterator[Sequence[Cell]]:
    for _, poll in summary.polls:
        for one in poll.rounds:
            for row in one.rows or ():
                yield (poll.id, one.number, *row)


def written(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Rows as CSV in UTF-8 with the mark that spreadsheets look for; no text is a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    for row in rows:
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
    return file.getvalue().encode("utf-8-sig")
