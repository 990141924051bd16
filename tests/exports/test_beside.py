"""Two languages side by side."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
from docx.oxml.ns import qn
from lxml import html
from openxml_audit import OpenXmlValidator

from server.domain.snapshot import Snapshot
from server.exports import formats
from server.exports.paired import aligned
from tests.exports import world


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
