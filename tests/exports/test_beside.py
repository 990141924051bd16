"""Two languages side by side."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import docx
from docx.oxml.ns import qn
from lxml import html
from openxml_audit import OpenXmlValidator

from server.domain.language import Language
from server.domain.snapshot import Snapshot
from server.domain.table import Column
from server.exports import as_docx, formats, grid
from server.exports.grid import Grid
from server.exports.paired import aligned
from server.exports.paired import page as beside
from server.exports.parts import Summary
from tests.exports import world
from tests.exports.altered import altered


def written(course: Snapshot, format_: str) -> bytes:
    return formats.write(format_, course, world.KINDS, world.LANGUAGES, "es+en")


def test_parts_stand_beside_their_like() -> None:
    """What one side lacks leaves its place empty; what was exchanged stands beside each other."""
    assert list(aligned("abd", "abcd", str)) == [("a", "a"), ("b", "b"), (None, "c"), ("d", "d")]
    assert list(aligned("axc", "ayyc", str)) == [("a", "a"), ("x", "y"), (None, "y"), ("c", "c")]


def test_word_has_a_row_for_each_part(course: Snapshot) -> None:
    """Headings, texts, tables and charts of both languages, each in its column, on a wide page."""
    document = docx.Document(io.BytesIO(written(course, "docx")))
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    rows = document.tables[0].rows
    cells = [[cell.text for cell in (row.cells[0], row.cells[2])] for row in rows]
    assert ["10:00–10:15 Inauguración", "10:00–10:15 Inauguration"] in cells
    assert any(left.startswith("La CAJP tomó nota") and right.startswith("The CAJP took note") for left, right in cells)
    drawn = [[len(cell._tc.findall(f".//{qn('w:drawing')}")) for cell in (row.cells[0], row.cells[2])] for row in rows]
    assert sum(left for left, _ in drawn) == sum(right for _, right in drawn) > 4
    assert all(left == right for left, right in drawn)


def test_a_table_is_turned_in_both_languages_or_in_none(summary: Summary, resumen: Summary) -> None:
    """The words of one language are longer than those of the other, and the two stand beside each other."""

    def table(language: Language, *steps: str) -> Grid:
        columns = [Column.LABEL, *[Column.COUNT] * len(steps)]
        return grid.make(["Day", *steps], columns, [["The day", *range(len(steps))]], language)

    short = altered(summary, "agreement", grids=(table(world.ENGLISH, "1", "2", "3", "4", "5"),))
    steps = [f"{step} (Completamente)" for step in range(5)]
    long = altered(resumen, "agreement", grids=(table(world.LANGUAGES["es"], *steps),))
    for first, second in ((short, long), (long, short)):
        document = docx.Document(io.BytesIO(as_docx.write(replace(first, beside=second))))
        found = [
            [cell.tables[0].cell(1, 0).text for cell in (row.cells[0], row.cells[2])]
            for row in document.tables[0].rows
            if any("The day" in "".join(table._tbl.itertext()) for table in row.cells[0].tables)
        ]
        assert found == [["1", "0 (Completamente)"] if first is short else ["0 (Completamente)", "1"]]


def test_word_in_two_languages_is_valid(course: Snapshot, tmp_path: Path) -> None:
    """By the rules of the Open XML SDK."""
    path = tmp_path / "two.docx"
    path.write_bytes(written(course, "docx"))
    assert OpenXmlValidator().validate(str(path)).errors == []


def test_the_second_language_of_word_is_named(course: Snapshot) -> None:
    """A screen reader and a dictionary know which is which; footnotes keep their numbers apart."""
    document = docx.Document(io.BytesIO(written(course, "docx")))
    languages = {one.get(qn("w:val")) for one in document.element.body.iter(qn("w:lang"))}
    assert "en-US" in languages
    marks = [one.get(qn("w:id")) for one in document.element.body.iter(qn("w:footnoteReference"))]
    assert marks == ["1", "2"]


def test_a_page_has_a_column_for_each_language(course: Snapshot) -> None:
    """Names stay unique, and every reference leads somewhere."""
    text = written(course, "html").decode()
    page = html.document_fromstring(text)
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(names)
    sides = page.xpath("//div[@class='pair-side']/@lang")
    assert sides[::2].count("es") == sides[1::2].count("en") == len(sides) / 2
    assert len(re.findall("viewBox=", text)) == text.count("<svg")


def test_who_spoke_stays_with_the_first_poll() -> None:
    """In two columns as in one; before notes, names need nothing to follow on their page."""
    item = (
        '<section class="paper-item" id="i"><h3>Item</h3><ul class="paper-speakers"><li>Ana Paz</li></ul>{}</section>'
    )
    poll = '<section class="paper-poll" id="p"><h4>1. Which?</h4></section>'
    languages = (world.LANGUAGES["es"], world.ENGLISH)
    for inner, leads in ((poll, True), (f'<p class="paper-text">Note</p>{poll}', False)):
        text = item.format(inner)
        row = next(
            row
            for row in html.fromstring(f"<div>{beside(text, text, languages)}</div>")
            if row.find(".//ul") is not None
        )
        assert ("pair--lead" in row.get("class")) is leads


def test_headings_stand_in_one_row(course: Snapshot) -> None:
    """Of every part, item and poll."""
    page = html.document_fromstring(written(course, "html").decode())
    for pair in page.find_class("pair--heading"):
        tags = [[one.tag for one in side] for side in pair]
        assert tags[0] == tags[1] != []


def test_markdown_and_data_know_both(course: Snapshot) -> None:
    """Markdown has each part in one language and then in the other; files of numbers are in the first."""
    text = written(course, "md").decode()
    places = [text.index(part) for part in ("Inauguración", "Inauguration", "Introducción a la", "Introduction to")]
    assert places == sorted(places)
    assert "[^1]: Los" in text
    assert "[^2]: Summaries" in text
    assert written(course, "csv") == formats.write("csv", course, world.KINDS, world.LANGUAGES, "es")
