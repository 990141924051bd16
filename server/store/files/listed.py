"""Files with lists of people: Excel workbooks and CSV as other programs write them, read into rows of plain texts.

A file comes from anywhere. It is told by its first bytes, never by its name; every bound is checked before memory is
spent; and whatever is not a plain list of texts is refused with a sentence.
"""

from __future__ import annotations

import csv
import io

from server.domain.columns import Row
from server.domain.errors import Refusal
from server.domain.messages import Message, message
from server.domain.text import one_line
from server.store.files.workbook import first_sheet

LARGEST_FILE = 10 * 2**20  # bytes; twenty thousand people with a page of answers each
MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST_CELL = 300  # characters that are kept of a cell: answers to long questions are none of ours
LARGEST_TEXT = 6_000_000  # characters of all cells together

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"\x1f\x8b", b"\x7fELF", b"MZ")
_SAMPLE = 20_000  # characters from which the separator is told
_SEPARATORS = ",;\t|"


def read_rows(data: bytes) -> tuple[Row, ...]:
    """The rows of a file, without those that are empty.

    Raises:
        Refusal: with the reason, for a file that is no list.
    """
    if len(data) > LARGEST_FILE:
        raise refused(message("This file is larger than %(n)s MB.", n=LARGEST_FILE // 2**20))
    if not data.strip():
        raise refused(message("This file is empty."))
    if data.startswith(_OLD_EXCEL):
        raise refused(
            message("This is an old or a protected Excel file. Save it as .xlsx without a password, or as CSV.")
        )
    if data.startswith(_ZIP):
        return _bounded(first_sheet(data, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS))
    if data.startswith(_OTHERS):
        raise refused(message("This is neither an Excel workbook (.xlsx) nor a CSV file."))
    return _bounded(_csv(_decoded(data)))


def refused(reason: Message) -> Refusal:
    """A refusal of the file."""
    return Refusal("file", reason)


def _decoded(data: bytes) -> str:
    """The text of a CSV file: UTF-8 with or without its mark, UTF-16 with it, else the code page of Windows."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if marked else ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise refused(message("This is neither an Excel workbook (.xlsx) nor a CSV file."))


def _separator(text: str) -> str:
    """The sign that stands between the cells: the one that most lines have, and have alike often."""
    lines = [line for line in text[:_SAMPLE].splitlines()[:50] if line.strip()]

    def merit(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        usual = max(set(counts), key=counts.count) if counts else 0
        return sum(1 for n in counts if n), usual

    first = text.splitlines()[0].strip().lower() if text else ""
    if first.startswith("sep=") and len(first) == len("sep=") + 1:  # Excel's own way of saying it
        return first[-1]
    return max(_SEPARATORS, key=merit)


def _csv(text: str) -> list[Row]:
    csv.field_size_limit(LARGEST_FILE)
    separator = _separator(text)
    rows: list[Row] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ahead = 1
        for cells in reader:
            line, ahead = ahead, reader.line_num + 1
            if len(rows) >= MOST_ROWS:
                raise too_many()
            if len(cells) > MOST_COLUMNS:
                raise refused(message("A list has at most %(n)s columns.", n=MOST_COLUMNS))
            if any(map(str.strip, cells)) and not (line == 1 and "".join(cells).lower().startswith("sep=")):
                rows.append(Row(line, tuple(cells)))
    except csv.Error as problem:
        raise refused(message("This CSV file cannot be read near line %(line)s.", line=ahead)) from problem
    return rows


def too_many() -> Refusal:
    """A refusal of a file that is too long."""
    return refused(message("A list has at most %(n)s rows.", n=f"{MOST_ROWS:,}"))


def _bounded(rows: list[Row]) -> tuple[Row, ...]:
    """The rows with their cells on one line each and cut to length."""
    kept: list[Row] = []
    size = 0
    for row in rows:
        cells = tuple(one_line(cell[: 4 * LONGEST_CELL])[:LONGEST_CELL] for cell in row.cells)
        size += sum(map(len, cells))
        if size > LARGEST_TEXT:
            raise refused(message("There is more text in this file than any list of people has."))
        if any(cells):
            kept.append(Row(row.line, cells))
    if not kept:
        raise refused(message("This file is empty."))
    return tuple(kept)
