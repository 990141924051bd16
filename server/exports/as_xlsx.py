"""Excel: an overview, a sheet for each poll with its table and charts, and a sheet of what people wrote.

Texts are written as texts and numbers as numbers, so that nothing anybody wrote becomes a formula or a link.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC
from typing import Any

import xlsxwriter

from server.domain.table import Cell, Column
from server.exports.drawingml import BOOK_OPTIONS, INK, NUMBER_FORMATS, QUIET
from server.exports.parts import PollPart, Round, Summary
from server.exports.sheet import Sheet, lay_out
from server.exports.sheet_chart import insert

LONGEST = 32_767  # characters in a cell; XlsxWriter would cut what is beyond without a word
_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\s]+")
# Where the table of a poll begins: the question, the rules and the times stand above it.
_HEAD = 5


def write(summary: Summary) -> bytes:
    """The workbook."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, BOOK_OPTIONS)
    at = summary.at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": summary.heading[:255], "author": "", "created": at})
    writer = _Writer(book, summary)
    sheets = {poll.id: _sheet_name(poll, at) for at, (_, poll) in enumerate(summary.polls)}
    writer.overview(sheets)
    for _, poll in summary.polls:
        writer.poll(poll, sheets[poll.id])
    writer.entries()
    book.close()
    return file.getvalue()


def _sheet_name(poll: PollPart, at: int) -> str:
    """The number makes the name unlike all others, whatever is cut off."""
    return _FORBIDDEN.sub(" ", f"{poll.number} {poll.id}")[:_LONGEST_NAME].strip() or str(at + 1)


class _Writer:
    """Writes the sheets of one summary."""

    def __init__(self, book: Any, summary: Summary) -> None:
        self.book = book
        self.summary = summary
        self.words = summary.words
        base = {"valign": "top", "font_color": f"#{INK}"}
        self.title = book.add_format({**base, "bold": True, "font_size": 14})
        self.bold = book.add_format({**base, "bold": True})
        self.quiet = book.add_format({**base, "font_color": f"#{QUIET}"})
        self.text = book.add_format({**base, "text_wrap": True})
        self.head = book.add_format({**base, "bold": True, "text_wrap": True, "bottom": 1, "valign": "bottom"})
        self.link = book.add_format({**base, "underline": 1})
        self.numbers = {
            column: book.add_format({**base, "num_format": number}) for column, number in NUMBER_FORMATS.items()
        }

    def string(self, sheet: Any, row: int, column: int, text: str, form: Any = None) -> None:
        """A text; one that is too long for a cell ends in an ellipsis."""
        if len(text) > LONGEST:
            text = text[: LONGEST - 1] + "…"
        sheet.write_string(row, column, text, form or self.text)

    def cell(self, sheet: Any, row: int, at: int, cell: Cell, column: Column) -> None:
        if isinstance(cell, str):
            self.string(sheet, row, at, cell)
        elif cell is not None:
            sheet.write_number(row, at, cell, self.numbers[column])

    def table(self, sheet: Any, top: int, titles: Sequence[str], columns: Sequence[Column], rows: Any) -> None:
        """Titles and rows, from one row of the sheet on."""
        for at, title in enumerate(titles):
            self.string(sheet, top, at, title, self.head)
        for place, row in enumerate(rows, top + 1):
            for at, cell in enumerate(row):
                self.cell(sheet, place, at, cell, columns[at])

    def overview(self, sheets: dict[str, str]) -> None:
        """What the meeting was, who was there, and the polls with links to their sheets."""
        summary, words = self.summary, self.words
        sheet = self.book.add_worksheet(_named(words.overview))
        sheet.hide_gridlines(2)
        for at, width in enumerate((34, 60, 18, 12, 12, 12)):
            sheet.set_column(at, at, width)
        self.string(sheet, 0, 0, summary.heading, self.title)
        row = 1
        if summary.state:
            self.string(sheet, row, 0, summary.state, self.bold)
            row += 1
        row += 1
        reference = [(words.reference, summary.reference)] if summary.reference else []
        for label, text in (*reference, *((fact.label, fact.text) for fact in summary.facts)):
            self.string(sheet, row, 0, label, self.quiet)
            self.string(sheet, row, 1, text)
            row += 1
        row = self._polls(sheet, row + 1, sheets)
        for sentence in (*summary.attendance.sentences, summary.attendance.quorum):
            if sentence:
                sheet.merge_range(row, 0, row, 1, "")
                self.string(sheet, row, 0, sentence)
                sheet.set_row(row, 15 * (1 + len(sentence) // 100))
                row += 1
        if grid := summary.attendance.grid:
            self.table(sheet, row + 1, grid.titles, grid.columns, grid.rows)

    def _polls(self, sheet: Any, top: int, sheets: dict[str, str]) -> int:
        """The list of polls; returns the row below it and a gap."""
        words = self.words
        titles = (words.agenda_item, words.question, words.kind, words.round, words.people)
        row = top + 1
        for at, title in enumerate(titles):
            self.string(sheet, top, at, title, self.head)
        for item, poll in self.summary.polls:
            for one in poll.rounds or (None,):
                self.string(sheet, row, 0, item.title)
                question = f"{poll.number}. {poll.prompt}"[:255]
                sheet.write_url(row, 1, f"internal:'{sheets[poll.id]}'!A1", self.link, question)
                self.string(sheet, row, 2, poll.label)
                if one:
                    self.cell(sheet, row, 3, one.number, Column.COUNT)
                    self.cell(sheet, row, 4, one.people, Column.COUNT)
                else:
                    self.string(sheet, row, 3, poll.absent)
                row += 1
        return row + 1

    def poll(self, poll: PollPart, name: str) -> None:
        """The question and its rules, the rounds in one table, the charts beside it, the comparison below."""
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        self.string(sheet, 0, 0, f"{poll.number}. {poll.prompt}", self.bold)
        rules = " ".join(line for line in (f"{poll.label}.", *poll.settings, poll.foreign) if line)
        self.string(sheet, 1, 0, rules, self.quiet)
        notes = [" ".join((one.when, one.answered, one.basis, *one.moderation)) for one in poll.rounds] or [poll.absent]
        for row, note in enumerate(notes, 2):
            self.string(sheet, row, 0, note, self.quiet)
        laid = lay_out(poll.rounds, self.words)
        if laid is None:
            return
        top = max(_HEAD, 2 + len(notes) + 1) - 1
        self._widths(sheet, laid)
        self.table(sheet, top, laid.titles, laid.columns, laid.rows)
        sheet.autofilter(top, 0, top + len(laid.rows), len(laid.titles) - 1)
        sheet.freeze_panes(top + 1, 0)
        beside = len(laid.titles) + 1
        row = top
        for one in poll.rounds:
            if one.chart and one.number in laid.spans:
                row = insert(self.book, sheet, one.chart, (row, beside), _places(one, laid, top))
        if poll.comparison:
            below = max(top + len(laid.rows) + 2, 0)
            self.string(sheet, below, 0, poll.comparison.heading, self.bold)
            grid = poll.comparison.grid
            # The first column is that of the rounds above and stays empty, so that labels stand below labels.
            titles, columns = ("", *grid.titles), (Column.LABEL, *grid.columns)
            self.table(sheet, below + 1, titles, columns, [(None, *line) for line in grid.rows])
            chart = poll.comparison.chart
            shared = [at + 1 for at, column in enumerate(grid.columns) if column is chart.column]
            insert(self.book, sheet, chart, (row, beside), (below + 2, 1, shared[: len(chart.series)]))

    def _widths(self, sheet: Any, laid: Sheet) -> None:
        longest = max((len(str(row[1])) for row in laid.rows), default=10)
        sheet.set_column(0, 0, 9)
        sheet.set_column(1, 1, min(max(longest, 18), 60))
        sheet.set_column(2, len(laid.titles) - 1, 13)

    def entries(self) -> None:
        """Every text that people wrote and that may be seen, with its poll, round and theme."""
        words = self.words
        sheet = self.book.add_worksheet(_named(words.answers))
        titles = (words.poll, words.question, words.round, words.theme, words.answer, words.support)
        columns = (Column.COUNT, Column.LABEL, Column.COUNT, Column.LABEL, Column.LABEL, Column.COUNT)
        rows = [
            (poll.number, poll.prompt, one.number, theme.name, entry.text, entry.upvotes)
            for _, poll in self.summary.polls
            for one in poll.rounds
            for theme in one.themes
            for entry in theme.entries
        ]
        self.table(sheet, 0, titles, columns, rows)
        for at, width in enumerate((7, 40, 8, 24, 90, 10)):
            sheet.set_column(at, at, width)
        sheet.autofilter(0, 0, max(len(rows), 1), len(titles) - 1)
        sheet.freeze_panes(1, 0)


def _named(word: str) -> str:
    return _FORBIDDEN.sub(" ", word)[:_LONGEST_NAME].strip()


def _places(one: Round, laid: Sheet, top: int) -> tuple[int, int, list[int]]:
    """Where the data of a round's chart stand: the first row, the column of labels, the columns of the series."""
    assert one.chart is not None
    shift = len(laid.titles) - len(one.table.titles)
    series = [at + shift for at in one.chart.places]
    return top + 1 + laid.spans[one.number][0], 1, series
