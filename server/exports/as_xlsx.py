"""Excel: an overview, a sheet for each poll with its table and charts, and a sheet of what people wrote.

Texts are written as texts and numbers as numbers, so that nothing anybody wrote becomes a formula or a link.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from typing import Any

import xlsxwriter

from server.domain.table import Cell, Column
from server.exports import texts
from server.exports.answer_rows import persons
from server.exports.chart_xml import INK, QUIET
from server.exports.drawingml import BOOK_OPTIONS, NUMBER_FORMATS
from server.exports.parts import Comparison, PollPart, Round, Summary
from server.exports.quantities import Quantity, numbered
from server.exports.sheet import Sheet, lay_out, unlike
from server.exports.sheet_chart import Cells, insert
from server.exports.sheet_sizes import height, highest
from server.exports.sheet_sizes import widths as columns_of

LONGEST = 32_767  # characters in a cell; XlsxWriter would cut what is beyond without a word
_LONGEST_NAME = 31
MOST_ROWS = 1_048_575  # below the titles; a sheet has no more
_A4 = 9  # the number of the paper
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\s]+")
_LONGEST_LINK = 255  # characters of a text that is a link
_OVERVIEW = (34, 80, 18, 10, 10)  # widths of its columns, in characters
_ATTENDANCE = (44, 14, 14, 14)
_TEXTS = (7, 40, 8, 24, 90, 10, 60, 40)
# Beside a table that is wider than this, in characters, charts would make a printed page too small to read.
_WIDEST = 118
Rows = Iterable[Sequence[Cell | Quantity]]


def write(summary: Summary) -> bytes:
    """The workbook."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, BOOK_OPTIONS)
    at = summary.at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": summary.heading[:255], "author": "", "created": at})
    writer = _Writer(book, summary)
    sheets = {poll.id: _sheet_name(poll, at) for at, (_, poll) in enumerate(summary.polls)}
    writer.overview(sheets)
    writer.attendance()
    for _, poll in summary.polls:
        writer.poll(poll, sheets[poll.id])
    writer.entries()
    for _, poll in summary.polls:
        writer.answers(poll)
    writer.groupings()
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
        self.base = base = {"valign": "top", "font_color": f"#{INK}"}
        head = {**base, "bold": True, "text_wrap": True, "bottom": 1, "valign": "bottom"}
        self.title = book.add_format({**base, "bold": True, "font_size": 14})
        self.bold = book.add_format({**base, "bold": True, "text_wrap": True})
        self.quiet = book.add_format({**base, "font_color": f"#{QUIET}"})
        self.note = book.add_format({**base, "font_color": f"#{QUIET}", "text_wrap": True})
        self.text = book.add_format({**base, "text_wrap": True})
        self.head = book.add_format(head)
        self.after = book.add_format({**base, "text_wrap": True, "indent": 2})
        self.head_after = book.add_format({**head, "indent": 2})
        self.head_number = book.add_format({**head, "align": "right"})
        self.link = book.add_format({**base, "underline": 1, "text_wrap": True})
        self.round = book.add_format({**base, "align": "left"})
        self.numbers = {
            column: book.add_format({**base, "num_format": number}) for column, number in NUMBER_FORMATS.items()
        }
        self.measures: dict[str, Any] = {}

    def sheet(self, name: str) -> Any:
        """A sheet that prints on A4, as wide as the page."""
        sheet = self.book.add_worksheet(_named(name))
        sheet.hide_gridlines(2)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def string(self, sheet: Any, row: int, column: int, text: str, form: Any = None) -> None:
        """A text; one that is too long for a cell ends in an ellipsis."""
        sheet.write_string(row, column, _cell(text), form or self.text)

    def spread(self, sheet: Any, row: int, text: str, form: Any, columns: int, width: int) -> None:
        """A text over several columns, in a row that is high enough; `width` in characters."""
        sheet.merge_range(row, 0, row, columns - 1, "", form)
        self.string(sheet, row, 0, text, form)
        sheet.set_row(row, height(text, width))

    def measure(self, number: str) -> Any:
        """The format of a measure, which has its unit and its decimals."""
        if number not in self.measures:
            self.measures[number] = self.book.add_format({**self.base, "num_format": number})
        return self.measures[number]

    def cell(self, sheet: Any, row: int, at: int, cell: Cell | Quantity, column: Column) -> None:
        if isinstance(cell, str):
            self.string(sheet, row, at, cell)
        elif isinstance(cell, Quantity):
            sheet.write_number(row, at, cell.value, self.measure(cell.format))
        elif at == 0 and cell is not None:
            # What a line begins with is a name and no amount.
            sheet.write_number(row, at, cell, self.round)
        elif cell is not None:
            whole = column is Column.NUMBER and isinstance(cell, int)
            sheet.write_number(row, at, cell, self.numbers[Column.COUNT if whole else column])

    def table(
        self,
        sheet: Any,
        top: int,
        titles: Sequence[str],
        columns: Sequence[Column],
        rows: Rows,
        widths: Sequence[int] = (),
    ) -> None:
        """Titles and rows, from one row of the sheet on; in columns of these `widths` the rows are high enough."""
        for at, title in enumerate(titles):
            label = columns[at] is Column.LABEL
            right = self.head_after if _after_number(columns, at) else self.head_number
            self.string(
                sheet, top, at, title, self.head if at == 0 or (label and right is not self.head_after) else right
            )
        if widths:
            sheet.set_row(top, highest(titles, widths))
        for place, row in enumerate(rows, top + 1):
            for at, cell in enumerate(row):
                if isinstance(cell, str) and _after_number(columns, at):
                    self.string(sheet, place, at, cell, self.after)
                else:
                    self.cell(sheet, place, at, cell, columns[at])
            if widths:
                sheet.set_row(place, highest(row, widths))

    def overview(self, sheets: Mapping[str, str]) -> None:
        """What the meeting was, and the polls with links to their sheets."""
        summary, words = self.summary, self.words
        sheet = self.sheet(words.overview)
        for at, width in enumerate(_OVERVIEW):
            sheet.set_column(at, at, width)
        self.string(sheet, 0, 0, summary.heading, self.title)
        row = 1
        if summary.state:
            self.string(sheet, row, 0, summary.state, self.quiet)
            row += 1
        row += 1
        reference = [(words.reference, summary.reference)] if summary.reference else []
        for label, text in (*reference, *((fact.label, fact.text) for fact in summary.facts)):
            self.string(sheet, row, 0, label, self.quiet)
            self.string(sheet, row, 1, text)
            sheet.set_row(row, height(text, _OVERVIEW[1]))
            row += 1
        self._polls(sheet, row + 1, sheets)

    def _polls(self, sheet: Any, top: int, sheets: Mapping[str, str]) -> None:
        """The list of polls, a line for each round."""
        words = self.words
        columns = (Column.LABEL, Column.LABEL, Column.LABEL, Column.COUNT, Column.COUNT)
        titles = (words.agenda_item, words.question, words.kind, words.round, words.people)
        self.table(sheet, top, titles, columns, ())
        row = top + 1
        for item, poll in self.summary.polls:
            for one in poll.rounds or (None,):
                self.string(sheet, row, 0, item.title)
                question = f"{poll.number}. {poll.prompt}"[:_LONGEST_LINK]
                sheet.write_url(row, 1, f"internal:'{sheets[poll.id]}'!A1", self.link, question)
                sheet.set_row(row, max(height(question, _OVERVIEW[1]), height(item.title, _OVERVIEW[0])))
                self.string(sheet, row, 2, poll.label)
                if one:
                    self.cell(sheet, row, 3, one.number, Column.COUNT)
                    self.cell(sheet, row, 4, one.people, Column.COUNT)
                else:
                    self.string(sheet, row, 3, poll.absent, self.quiet)
                row += 1

    def attendance(self) -> None:
        """Who took part, by delegation."""
        attendance = self.summary.attendance
        sheet = self.sheet(self.words.attendance)
        for at, width in enumerate(_ATTENDANCE):
            sheet.set_column(at, at, width)
        row = 0
        for sentence in filter(None, (*attendance.sentences, attendance.quorum)):
            self.spread(sheet, row, sentence, self.text, len(_ATTENDANCE), sum(_ATTENDANCE))
            row += 1
        if grid := attendance.grid:
            self.table(sheet, row + 1, grid.titles, grid.columns, grid.rows, _ATTENDANCE)

    def poll(self, poll: PollPart, name: str) -> None:
        """The question and its rules, the rounds in one table, the charts beside it, the comparison below."""
        sheet = self.sheet(name)
        laid = lay_out(poll.rounds, self.words)
        further = [grid for one in poll.rounds for grid in one.further]
        widths = columns_of(laid, [*(one.grid for one in poll.comparisons), *further])
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        rules = " ".join(line for line in (f"{poll.label}.", *poll.settings, poll.foreign) if line)
        # Nothing is left out of these tables, so the note on what documents leave out is not said here.
        told = [(one.when, one.answered, replace(one, grid_note="").remarks, *one.moderation) for one in poll.rounds]
        notes = [" ".join(lines) for lines in told] or [poll.absent]
        notes += [*(one.caption for one in poll.rounds if one.caption), *poll.comment]
        self.spread(sheet, 0, f"{poll.number}. {poll.prompt}", self.bold, len(widths), sum(widths) - 6)
        for row, note in enumerate((rules, *notes), 1):
            self.spread(sheet, row, note, self.note, len(widths), sum(widths))
        if laid is None:
            return
        top = 3 + len(notes)
        self.table(sheet, top, laid.titles, laid.columns, laid.rows, widths)
        sheet.autofilter(top, 0, top + len(laid.rows), len(laid.titles) - 1)
        sheet.freeze_panes(top + 1, 0)
        below = top + len(laid.rows) + 2
        compared = [below]
        for comparison in poll.comparisons:
            compared.append(compared[-1] + len(comparison.grid.rows) + 3)
        after = compared[-1] + sum(len(grid.rows) + 2 for grid in further)
        row, column = (top, len(widths) + 1) if sum(widths) <= _WIDEST else (after, 1)
        for one in poll.rounds:
            if one.chart and one.number in laid.spans:
                row = insert(self.book, sheet, one.chart, (row, column), _places(one, laid, top))
        for comparison, at in zip(poll.comparisons, compared, strict=False):
            row = self._comparison(sheet, comparison, at, (row, column), widths)
        below = compared[-1]
        for grid in further:
            measured = numbered(grid, self.summary.language)
            # Labels stand below labels: the first column has room for the number of a round.
            columns, rows = (Column.LABEL, *measured.columns), [(None, *row) for row in measured.rows]
            self.table(sheet, below, ("", *measured.titles), columns, rows, widths)
            below += len(grid.rows) + 2

    def _comparison(
        self, sheet: Any, comparison: Comparison, top: int, corner: tuple[int, int], widths: Sequence[int]
    ) -> int:
        """Results side by side below the table; labels stand below labels, so the first column is empty."""
        grid, chart = comparison.grid, comparison.chart
        self.string(sheet, top, 1, comparison.heading, self.bold)
        sheet.set_row(top, height(comparison.heading, widths[1]))
        titles, columns = ("", *grid.titles), (Column.LABEL, *grid.columns)
        self.table(sheet, top + 1, titles, columns, [(None, *line) for line in grid.rows], widths)
        if chart is None:
            return corner[0]
        return insert(
            self.book, sheet, chart, corner, Cells(top + 1, top + 2, 1, [place + 1 for place in chart.places])
        )

    def entries(self) -> None:
        """Every text that people wrote and that may be seen, with its poll, round and theme; its author where told."""
        words = self.words
        sheet = self.sheet(words.answers)
        laid = texts.lay_out(self.summary)
        titles = [words.poll, words.question, *laid.titles]
        columns = [Column.COUNT, Column.LABEL, *laid.columns]
        rows = [(poll.number, poll.prompt, *cells) for poll, _, cells in laid.rows]
        self.table(sheet, 0, titles, columns, rows, _TEXTS)
        for at, width in enumerate(_TEXTS[: len(titles)]):
            sheet.set_column(at, at, width)
        sheet.autofilter(0, 0, max(len(rows), 1), len(titles) - 1)
        sheet.freeze_panes(1, 0)

    def answers(self, poll: PollPart) -> None:
        """A line for each person of a poll, with names where the ballot has them; no sheet where it is secret."""
        words = self.words
        found = [(one.number, one.rows) for one in poll.rounds if one.rows]
        if not found:
            return
        sheet = self.sheet(f"{poll.number} {words.rows}")
        laid = persons(found)
        titles = [words.round, words.person, *([words.delegation, words.name] if laid.named else []), *laid.parts]
        titles = [title or words.answer for title in titles]
        columns = [Column.COUNT, Column.COUNT, *[Column.LABEL] * (len(titles) - 2)]
        self.table(sheet, 0, unlike(titles), columns, ())
        row = 0
        for line in laid.lines:
            if row == MOST_ROWS:
                break
            row += 1
            # A hundred thousand cells: as plain as can be.
            for at, cell in enumerate(line):
                if isinstance(cell, str):
                    if cell:
                        sheet.write_string(row, at, _cell(cell))
                elif cell is not None:
                    sheet.write_number(row, at, cell, self.round if at < 2 else None)
        for at in range(len(titles)):
            sheet.set_column(at, at, 9 if at < 2 else 28)
        sheet.autofilter(0, 0, max(row, 1), len(titles) - 1)
        sheet.freeze_panes(1, 2)

    def groupings(self) -> None:
        """Results by group, language and earlier answer, one below the other; no sheet where there are none."""
        found = [(poll, one, told) for _, poll in self.summary.polls for one in poll.rounds for told in one.groupings]
        if not found:
            return
        sheet = self.sheet(self.words.groups)
        widths = [44, *[13] * (max(len(told.grid.titles) if told.grid else 1 for *_, told in found) - 1)]
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        row = 0
        for poll, one, told in found:
            self.string(sheet, row, 0, f"{poll.number}. {poll.prompt} · {one.name} · {told.title}", self.bold)
            sheet.set_row(row, height(f"{poll.number}. {poll.prompt} · {one.name} · {told.title}", widths[0]))
            row += 1
            if told.grid:
                self.table(sheet, row, told.grid.titles, told.grid.columns, told.grid.rows, widths)
                row += 1 + len(told.grid.rows)
            if told.line:
                self.string(sheet, row, 0, told.line, self.note)
                row += 1
            row += 1


def _after_number(columns: Sequence[Column], at: int) -> bool:
    """Whether a text stands beside a number, which ends where the text would begin."""
    return at > 1 and columns[at] is Column.LABEL and columns[at - 1] is not Column.LABEL


def _cell(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _named(word: str) -> str:
    return _FORBIDDEN.sub(" ", word)[:_LONGEST_NAME].strip()


def _places(one: Round, laid: Sheet, top: int) -> Cells:
    """Where the data of a round's chart stand."""
    assert one.chart is not None
    shift = len(laid.titles) - len(one.table.titles)
    return Cells(top, top + 1 + laid.spans[one.number][0], 1, [at + shift for at in one.chart.places])
