"""All formats together: valid in other programs, whatever people write."""

from __future__ import annotations

import csv
import io
import pickle
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from openxml_audit import OpenXmlValidator

from server.domain.kind import Entry
from server.domain.language import Language, same
from server.domain.snapshot import Snapshot
from server.domain.workshop import Link
from server.exports.formats import FORMATS, possible, write
from tests.exports import world
from tests.exports.hostile import hostile
from tests.exports.steps import StepsDefinition
from tests.exports.written import written


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", ["docx", "pptx", "xlsx"])
def test_office_opens_it_without_a_word(course: Snapshot, tmp_path: Path, name: str, language: str) -> None:
    """An independent audit of the file format has no findings."""
    path = tmp_path / f"summary.{name}"
    path.write_bytes(written(name, course, language))
    result = OpenXmlValidator().validate(path)
    assert result.is_valid, [error.description for error in result.errors]


@pytest.mark.parametrize("name", list(FORMATS))
def test_no_text_breaks_a_format(course: Snapshot, tmp_path: Path, name: str) -> None:
    """Whatever is in the texts, the file is written and can be read."""
    data = written(name, hostile(course))
    assert data
    if name in ("docx", "pptx", "xlsx"):
        path = tmp_path / f"hostile.{name}"
        path.write_bytes(data)
        assert OpenXmlValidator().validate(path).is_valid
    elif name in ("html", "interactive", "md", "csv", "json"):
        text = data.decode("utf-8")
        assert not any(sign in text for sign in "\x00\x0b\x1b\u202e\ufffe")


def test_no_cell_becomes_a_formula(course: Snapshot) -> None:
    """In spreadsheets what looks like a formula is a text."""
    snapshot = hostile(course)
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", snapshot)))
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in types
    longest = max(len(str(cell.value)) for cell in book["Answers"]["E"])
    assert longest == 32_767
    rows = csv.reader(io.StringIO(written("csv", snapshot).decode("utf-8-sig")))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)


def test_right_to_left_documents_are_written(course: Snapshot, tmp_path: Path) -> None:
    """In a language that runs from the right, page, tables and paragraphs do too."""
    languages: Mapping[str, Language] = {"ar": Language("ar", "العربية")}
    path = tmp_path / "arabic.docx"
    path.write_bytes(write("docx", course, world.KINDS, languages, "ar"))
    assert OpenXmlValidator().validate(path).is_valid
    with zipfile.ZipFile(path) as package:
        body = package.read("word/document.xml").decode()
    assert "<w:bidiVisual/>" in body
    assert b'dir="rtl"' in write("html", course, world.KINDS, languages, "ar")


def test_two_thousand_texts_are_written_quickly(course: Snapshot) -> None:
    """All of them are in the document; making paragraphs one by one by the name of their style would take seconds."""
    services = next(one for one in course.rounds if one.poll == "services")
    entries = [Entry(f"{n:x}", f"Answer {n} of a person") for n in range(2_000)]
    snapshot = replace(course, rounds=[replace(services, entries=entries, people=2_000)])
    document = Document(io.BytesIO(written("docx", snapshot)))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles.count("Answer") == 2_000


def test_the_archive_holds_every_other_format(course: Snapshot) -> None:
    """Each file is what it would be alone, named by code and language."""
    with zipfile.ZipFile(io.BytesIO(written("zip", course, "es"))) as package:
        assert package.testzip() is None
        names = [one.extension for one in FORMATS.values() if one.name != "zip" and possible(one.name)]
        found = package.namelist()
        assert found[: len(names)] == [f"summary-482173-es.{name}" for name in names]
        polls = [f"polls/{name}.csv" for name in ("01-technologies", "02-obstacle", "03-services", "04-agreement")]
        polls[2:2] = ["polls/02-obstacle-rounds.csv"]
        rest = ["polls/05-format.csv", "texts.csv", "summary.schema.json"]
        assert found[len(names) :] == ["attendance.csv", *polls, *rest]
        assert package.read("polls/02-obstacle.csv").decode().startswith("\ufeffRonda,Respuesta,En la sala,En línea,")
        for name in ("html", "md", "csv", "json"):
            assert package.read(f"summary-482173-es.{name}") == written(name, course, "es")


def test_the_arguments_can_be_sent_to_another_process(course: Snapshot) -> None:
    """A summary is written beside the process that serves the meeting."""
    snapshot, kinds, languages = pickle.loads(pickle.dumps((course, world.KINDS, world.LANGUAGES)))
    assert write("json", snapshot, kinds, languages, "en") == written("json", course)


def test_an_unknown_format_or_language_is_an_error(course: Snapshot) -> None:
    """Callers ask for what FORMATS names."""
    with pytest.raises(KeyError):
        written("odt", course)
    with pytest.raises(KeyError):
        written("json", course, "tlh")


@pytest.mark.parametrize("chart", ["bar", "column", "stacked100", "doughnut", "scatter"])
def test_every_chart_is_valid_in_office(course: Snapshot, tmp_path: Path, chart: str) -> None:
    """Whichever way a table asks to be drawn, with one row of values or several."""
    poll = course.workshop.polls["agreement"]
    definition = poll.definition
    assert isinstance(definition, StepsDefinition)
    item = replace(
        course.workshop.agenda[2],
        links=(Link(same("Recording"), "https://example.org/r"),),
        polls=(replace(poll, definition=replace(definition, chart=chart, steps=2 if chart == "scatter" else 5)),),
    )
    snapshot = replace(course, workshop=replace(course.workshop, agenda=(item,)))
    for name in ("docx", "pptx", "xlsx"):
        path = tmp_path / f"{chart}.{name}"
        path.write_bytes(written(name, snapshot))
        result = OpenXmlValidator().validate(path)
        assert result.is_valid, [error.description for error in result.errors]
    assert b"[Recording](<https://example.org/r>)" in written("md", snapshot)
