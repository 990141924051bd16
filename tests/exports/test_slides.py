"""What stands on the slides, in the typography of their language."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from pptx import Presentation

from server.domain.snapshot import Snapshot
from server.exports import chart
from server.exports.chart import BAR
from server.exports.slides import entries
from server.kinds.number import NumberDefinition
from tests.exports.test_chart import table
from tests.exports.test_saying import asked
from tests.exports.written import CATALOGUES, written


def shapes(data: bytes) -> Iterator[Any]:
    for slide in Presentation(io.BytesIO(data)).slides:
        yield from slide.shapes


def test_a_colon_stands_as_the_language_wants_it(course: Snapshot) -> None:
    """In French there is a space before it: beside a result, in the notes, and in the words of a chart."""
    texts = []
    for slide in Presentation(io.BytesIO(written("pptx", course, "fr"))).slides:
        texts += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        texts.append(slide.notes_slide.notes_text_frame.text)
    said = [text for text in texts if "Dans la salle" in text]
    assert any(re.search(r"Dans la salle\s:\s\d", text) for text in said)
    assert not any(re.search(r"[^\W\d]:\s\d", text) for text in texts)
    made = chart.of(table(BAR, 1), "Title", "", CATALOGUES["fr"])
    assert made is not None
    assert re.search(r"co\s:\s0", made.alt)


def test_a_list_of_names_is_broken_between_words() -> None:
    """A program breaks within a name where it finds no other place; short parts of a note stay on one line."""
    names = "Diego Herrera, El Salvador; Esteban Herrera, Paraguay; Inés Cordero, Uruguay"
    shown = entries.unbroken(f"{names} · Supported by 9 people")
    assert shown == f"{names} · Supported\u00a0by\u00a09\u00a0people"


def test_numbers_stand_to_scale_in_every_chart_that_can_be_edited(course: Snapshot) -> None:
    """On a slide as in a document; the workbook behind it says the same, and a sheet draws its own cells."""
    answers = [{"value": [str(n)]} for n in (9, 12, 12, 14)]
    snapshot = asked(course, "number", NumberDefinition(), answers)
    [drawn] = [one.chart for one in shapes(written("pptx", snapshot)) if one.has_chart]
    assert list(drawn.plots[0].categories) == ["9", "10", "11", "12", "13", "14"]
    assert list(drawn.plots[0].series[0].values) == [1, 0, 0, 2, 0, 1]
    assert 'formatCode="#,##0;;"' in drawn.part.blob.decode()
    book = openpyxl.load_workbook(io.BytesIO(drawn.part.chart_workbook.xlsx_part.blob))["Data"]
    assert [row[1].value for row in book.iter_rows(min_row=2)] == [1, 0, 0, 2, 0, 1]
    package = zipfile.ZipFile(io.BytesIO(written("docx", snapshot)))
    [name] = [name for name in package.namelist() if re.fullmatch(r"word/charts/chart\d+\.xml", name)]
    assert package.read(name).count(b"<c:v>") == 13
    sheet = zipfile.ZipFile(io.BytesIO(written("xlsx", snapshot))).read("xl/charts/chart1.xml").decode()
    [(start, end)] = re.findall(r"<c:cat>.*?\$(\d+):\$[A-Z]+\$(\d+)", sheet)
    assert int(end) - int(start) == 2
