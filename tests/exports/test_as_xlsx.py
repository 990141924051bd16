"""The workbook."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from lxml import etree
from openpyxl import Workbook

from server.domain.table import Column
from server.exports import as_xlsx, grid
from server.exports.parts import Author, Split, Summary
from server.exports.sheet import lay_out
from server.exports.sheet_sizes import LINE
from tests.exports import world
from tests.exports.altered import altered, last_round

C = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}


@pytest.fixture(scope="module")
def data(summary: Summary) -> bytes:
    return as_xlsx.write(summary)


@pytest.fixture(scope="module")
def book(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_there_is_a_sheet_for_each_poll(book: Workbook) -> None:
    """Between the overview, the attendance and the answers, numbered as in the document."""
    assert book.sheetnames == [
        *("Overview", "Attendance", "1 technologies", "2 obstacle", "3 services", "4 agreement", "5 format"),
        *("6 challenges", "Answers", "Groups"),
    ]


def test_the_overview_leads_to_the_polls(book: Workbook) -> None:
    """Every question is a link within the book."""
    links = [link.location for row in book["Overview"].iter_rows() for cell in row if (link := cell.hyperlink)]
    assert links == [
        *("'1 technologies'!A1", "'2 obstacle'!A1", "'2 obstacle'!A1", "'3 services'!A1", "'4 agreement'!A1"),
        *("'5 format'!A1", "'6 challenges'!A1"),
    ]


def test_tables_are_frozen_and_can_be_filtered(book: Workbook) -> None:
    """From the header on."""
    for name in ("1 technologies", "2 obstacle", "4 agreement", "Answers"):
        sheet = book[name]
        first, _, last = str(sheet.auto_filter.ref).partition(":")
        header = sheet[first].row
        assert str(sheet.freeze_panes) == f"A{header + 1}"
        assert sheet[last].row > header
        titles = [cell.value for cell in sheet[header] if cell.value]
        assert len(titles) == len(set(titles))


def test_both_rounds_stand_in_one_table(book: Workbook, summary: Summary) -> None:
    """Number by number."""
    sheet = book["2 obstacle"]
    rows = [[cell.value for cell in row][:6] for row in sheet.iter_rows()]
    head = next(at for at, row in enumerate(rows) if row[0] == "Round")
    found = [row for row in rows[head + 1 :] if isinstance(row[0], int)]
    polls = {poll.id: poll for _, poll in summary.polls}
    expected = []
    for one in polls["obstacle"].rounds:
        assert one.split.grid is not None
        expected += [[one.number, *row] for row in one.split.grid.rows]
    for row, values in zip(found, expected, strict=True):
        assert row[:-1] == values[:-1]
        assert row[-1] == pytest.approx(values[-1])


def test_charts_read_the_cells_of_their_round(data: bytes, summary: Summary) -> None:
    """The ranges of every series hold the values of the chart."""
    package = zipfile.ZipFile(io.BytesIO(data))
    book = openpyxl.load_workbook(io.BytesIO(data))
    charts = []
    for _, poll in summary.polls:
        charts += [one.chart for one in poll.rounds if one.chart]
        charts += [one.chart for one in poll.comparisons if one.chart]
    names = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
    assert len(names) == len(charts)
    for number, chart in enumerate(charts, 1):
        root = etree.fromstring(package.read(f"xl/charts/chart{number}.xml"))
        for series, found in zip(chart.series, root.iterfind(".//c:ser", C), strict=True):
            for path, values in (("c:val", series.values), ("c:cat", chart.categories)):
                sheet, _, cells = str(found.findtext(f"{path}//c:f", namespaces=C)).rpartition("!")
                area = book[sheet.strip("'")][cells.replace("$", "")]
                column = area if isinstance(area, tuple) else ((area,),)
                held = [row[0].value for row in column]
                assert held == (list(values) if path == "c:cat" else pytest.approx(list(values)))


def test_one_statement_is_drawn_as_columns(summary: Summary) -> None:
    """As in a document: a column for each step, from the titles of the table and its one row."""
    one = last_round(summary, "agreement")
    assert one.chart is not None
    told = altered(
        summary,
        "agreement",
        table=one.table.first(1),
        split=Split(),
        chart=one.chart.part(0, 1),
    )
    data = as_xlsx.write(told)
    book = openpyxl.load_workbook(io.BytesIO(data))
    root = next(
        found
        for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
        if name.startswith("xl/charts/chart")
        and "4 agreement"
        in (found := etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))).findtext(".//c:val//c:f", "", C)
    )
    assert [one.get("val") for one in root.iterfind(".//c:barDir", C)] == ["col"]
    cells = [
        [
            cell.value
            for cell in book["4 agreement"][
                str(root.findtext(f".//{path}//c:f", "", C)).partition("!")[2].replace("$", "")
            ][0]
        ]
        for path in ("c:cat", "c:val")
    ]
    assert cells == [[series.name for series in one.chart.series], [series.values[0] for series in one.chart.series]]


def test_no_text_is_cut_by_its_row(book: Workbook) -> None:
    """A title of several words breaks between them, and its row is as high as they need."""
    sheet = book["4 agreement"]
    titles = next(row for row in sheet.iter_rows() if row[0].value == "Round")
    longest = max(len(word) for cell in titles for word in str(cell.value).split())
    assert sheet.row_dimensions[titles[0].row].height > LINE
    assert all(sheet.column_dimensions[cell.column_letter].width >= 8 for cell in titles)
    assert longest + 3 <= max(sheet.column_dimensions[cell.column_letter].width for cell in titles)


def test_wide_tables_have_their_charts_below(book: Workbook, summary: Summary) -> None:
    """So that a printed page is not made small by what stands beside it."""

    def corner(name: str) -> tuple[int, int]:
        start = book[name]._charts[0].anchor._from
        return start.row, start.col

    _, beside = corner("2 obstacle")
    below, column = corner("4 agreement")
    rows = [row[0].row for row in book["4 agreement"].iter_rows() if row[0].value == 1]
    assert beside > 5
    assert column == 1
    assert below >= rows[-1]


def test_charts_say_what_they_show(data: bytes, summary: Summary) -> None:
    """The words of every chart are in its drawing."""
    package = zipfile.ZipFile(io.BytesIO(data))
    found = {
        one.get("descr")
        for name in package.namelist()
        if name.startswith("xl/drawings/drawing")
        for one in etree.fromstring(package.read(name)).iter("{*}cNvPr")
    }
    assert {one.chart.alt for _, poll in summary.polls for one in poll.rounds if one.chart} <= found


def test_a_measure_is_a_number_with_its_unit(summary: Summary) -> None:
    """So that it can be counted with; a list of numbers stays a text."""
    rows = [["Mean", "19.9\u00a0h"], ["Most often", "12\u00a0h and 13\u00a0h"]]
    measures = grid.make(["Measure", "Value"], [Column.LABEL] * 2, rows, world.ENGLISH)
    data = as_xlsx.write(altered(summary, "agreement", further=(measures,)))
    sheet = openpyxl.load_workbook(io.BytesIO(data))["4 agreement"]
    # Below the labels of the result, whose column is wide enough for them.
    found = {row[1].value: row[2] for row in sheet.iter_rows() if row[1].value in ("Mean", "Most often")}
    assert found["Mean"].value == 19.9
    assert found["Mean"].number_format == '#,##0.0"\u00a0h"'
    assert found["Most often"].value == "12\u00a0h and 13\u00a0h"


def test_nothing_says_that_rows_are_left_out(summary: Summary) -> None:
    """All of them are here, though a document prints the first ones alone; what holds for shares and groups is said."""
    one = last_round(summary, "obstacle")
    short = altered(summary, "obstacle", grid_note="Of those who lead, the first 10 are shown.")
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx.write(short)))["2 obstacle"]
    texts = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "the first 10" not in texts
    assert one.base in texts
    assert one.split.line in texts


def test_answers_are_in_one_sheet(book: Workbook, summary: Summary) -> None:
    """Every text that may be seen, with its theme."""
    rows = list(book["Answers"].iter_rows(min_row=2, values_only=True))
    entries = [entry.text for _, poll in summary.polls for one in poll.rounds for entry in one.entries]
    assert [row[4] for row in rows] == entries


def test_the_author_of_a_text_stands_beside_it(book: Workbook, summary: Summary) -> None:
    """Where the ballot says so, as in the document; else there is no such column."""
    assert [cell.value for cell in book["Answers"][1]][-1] == "Answer given"
    theme, *others = last_round(summary, "services").themes
    first, *rest = theme.entries
    told = (replace(theme, entries=(replace(first, author=Author("PE", "Ana Paz", "Ana Paz, Peru")), *rest)), *others)
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx.write(altered(summary, "services", themes=told))))["Answers"]
    titles, *rows = sheet.iter_rows(values_only=True)
    assert titles[-2:] == ("Answer given", "By")
    assert {row[4]: row[-1] for row in rows if row[-1]} == {first.text: "Ana Paz, Peru"}


def test_a_round_without_a_split_leaves_its_cells_empty(summary: Summary) -> None:
    """Where only one of two rounds may be told apart by attendance."""
    first, second = next(poll for _, poll in summary.polls if poll.id == "obstacle").rounds
    laid = lay_out([replace(first, split=Split()), second], summary.words)
    assert laid is not None
    assert list(laid.rows[0][2:4]) == [None, None]
    assert None not in laid.rows[laid.spans[2][0]]
    assert lay_out([], summary.words) is None
