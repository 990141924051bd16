"""Files with lists of people: what other programs write is read, and what is no list is refused with a sentence."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable, Sequence

import pytest
import xlsxwriter

from server.domain.errors import Refusal
from server.files import EXAMPLES
from server.store.files.listed import LARGEST_FILE, MOST_ROWS, read_rows
from server.store.files.workbook import first_sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CELLS = [["Nombre", "País"], ["Íñigo Peña", "Perú"]]


def workbook(lines: Sequence[Sequence[object]], fill: Callable[[xlsxwriter.Workbook], None] | None = None) -> bytes:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"constant_memory": True})
    if fill:
        fill(book)
    sheet = book.add_worksheet()
    for n, line in enumerate(lines):
        sheet.write_row(n, 0, line)
    book.close()
    return written.getvalue()


def parts(sheet: str, *, more: dict[str, str] | None = None) -> bytes:
    """A workbook made by hand, with whatever a stranger may put into it."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/_rels/workbook.xml.rels", '<R><r Id="r1" Target="/xl/worksheets/s.xml"/></R>')
        archive.writestr("xl/workbook.xml", f'<w xmlns="{MAIN}" xmlns:r="{RELATED}"><sheet r:id="r1"/></w>')
        archive.writestr("xl/worksheets/s.xml", sheet)
        for name, text in (more or {}).items():
            archive.writestr(name, text)
    return written.getvalue()


def sheet(inner: str) -> str:
    return f'<w xmlns="{MAIN}"><sheetData>{inner}</sheetData></w>'


def said(data: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        read_rows(data)
    assert refused.value.field == "file"
    return str(refused.value.reason)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_in_every_coat(encoding: str, separator: str) -> None:
    """With and without marks, with commas, semicolons and tabs."""
    text = "\r\n".join(separator.join(line) for line in CELLS)
    assert [list(row.cells) for row in read_rows(text.encode(encoding))] == CELLS


def test_lines_are_counted_as_an_editor_shows_them() -> None:
    """Empty lines and cells of several lines included; Excel's own first line says the separator and is no row."""
    found = read_rows(b'sep=;\r\nName;Note\r\n\r\n"Ana";"two\nlines"\r\nLuis;\r\n')
    assert [(row.line, row.cells) for row in found] == [
        (2, ("Name", "Note")), (4, ("Ana", "two lines")), (6, ("Luis", "")),
    ]  # fmt: skip


def test_a_workbook() -> None:
    """Texts, numbers, gaps and truths; the first sheet that holds something."""

    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("empty")

    found = read_rows(workbook([["Name", "N", "", "T"], [], ["Íñigo", 7, None, True]], fill))
    assert [(row.line, row.cells) for row in found] == [(1, ("Name", "N", "", "T")), (3, ("Íñigo", "7", "", "1"))]


def test_texts_in_cells_and_texts_that_cells_share() -> None:
    """Inline, with readings that are not read, with errors and with cells that do not say where they are."""
    inner = (
        '<row><c t="inlineStr"><is><t>Na</t><r><t>me</t></r><rPh><t>reading</t></rPh></is></c>'
        '<c t="s"><v>0</v></c></row>'
        '<row r="9"><c r="B9" t="e"><v>#N/A</v></c><c r="C9" t="s"><v>7</v></c><c r="A9" t="str"><v>x</v></c></row>'
    )
    shared = f'<w xmlns="{MAIN}"><si><t>A_x000D_B</t></si></w>'
    found = read_rows(parts(sheet(inner), more={"xl/sharedStrings.xml": shared}))
    assert [(row.line, row.cells) for row in found] == [(1, ("Name", "A B")), (9, ("x", "", ""))]


def test_the_examples_are_lists() -> None:
    """The files that ship, in the shapes of Forms and Zoom."""
    files = sorted(file for file in (EXAMPLES / "registration").iterdir() if file.suffix in (".csv", ".xlsx"))
    assert len(files) == 5
    assert all(len(read_rows(file.read_bytes())) > 5 for file in files)


def test_wrong_files() -> None:
    """Other programs' files, old and protected workbooks, nothing at all."""
    neither = "This is neither an Excel workbook (.xlsx) nor a CSV file."
    for data in (b"%PDF-1.7", b"\x89PNG\r\n", b"a,b\n\x00\x01", b"\x7fELF", b"\xff\xfea"):
        assert said(data) == neither
    assert said(b"  \n ") == said(b",,\n,,") == said(workbook([[]])) == "This file is empty."
    assert "old or a protected" in said(b"\xd0\xcf\x11\xe0" + bytes(100))
    assert said(b"PK\x03\x04nothing") == "This Excel workbook is damaged, or it is none."
    assert said(parts("<w")) == said(parts(sheet("").replace("sheetData", "x") + "<")) != ""
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert said(empty.getvalue()) == "This Excel workbook is damaged, or it is none."


def test_a_workbook_that_was_hurt_on_its_way() -> None:
    """Wherever it is: a sentence, or the rows that are whole."""
    data = workbook([["Name", "Delegation"], *([f"Ana {n}", "CL"] for n in range(200))])
    for place in range(0, len(data), 61):
        torn = bytearray(data)
        torn[place : place + 3] = b"\xff\x07\xff"
        with contextlib.suppress(Refusal):
            read_rows(bytes(torn))


def test_files_that_are_too_large() -> None:
    """Fifty megabytes, a hundred thousand rows, a thousand columns; each is told in bounded time and memory."""
    assert said(b"a" * (LARGEST_FILE + 1)) == "This file is larger than 10 MB."
    assert said(b"Name;x\n" * (MOST_ROWS + 1)) == "A list has at most 20,000 rows."
    assert said(workbook([["Name", n] for n in range(MOST_ROWS + 1)])) == "A list has at most 20,000 rows."
    assert said(b"," * 300) == "A list has at most 200 columns."
    assert said(workbook([["x"] * 300])) == "A list has at most 200 columns."
    long = ("x" * 250 + ",") * 190 + "x\n"
    assert said(long.encode() * 200) == "There is more text in this file than any list of people has."


def test_a_bomb_is_not_unpacked() -> None:
    """A file of some hundred kilobytes that would unpack to hundreds of megabytes."""
    for inner in ("<row/>" * 2**20, "<x>" + f"<!--{'x' * 2**20}-->" * 60 + "</x>"):
        assert said(parts(sheet(inner))) == "This workbook would unpack to more than any list needs."
    many = {f"xl/x{n}": "" for n in range(2_100)}
    assert said(parts(sheet(""), more=many)) == "This workbook would unpack to more than any list needs."


def test_no_entity_is_expanded() -> None:
    """Neither the laughs of a billion nor a file of this machine."""
    laughs = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    inner = '<row><c t="inlineStr"><is><t>Name</t></is></c><c t="inlineStr"><is><t>&b;&f;</t></is></c></row>'
    found = first_sheet(parts(laughs + sheet(inner)), most_rows=10, most_columns=10)
    assert "root:" not in str(found)
    assert "haha" not in str(found)


def test_formulas_are_refused() -> None:
    """What a formula says depends on who opens the file."""

    def fill(book: xlsxwriter.Workbook) -> None:
        found = book.add_worksheet()
        found.write_row(0, 0, ["Name"])
        found.write_formula(1, 0, '=HYPERLINK("http://x.example","Ana")')

    assert said(workbook([], fill)) == "Row 2 holds a formula. Save the list with values only, or as CSV."


def test_an_encrypted_member() -> None:
    """A workbook that is packed with a password."""
    data = bytearray(parts(sheet("")))
    # The flag of encryption in every header of the file.
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 1)
    assert said(bytes(data)) == "This workbook is protected. Save it without a password."
