"""The presentation."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from PIL import Image
from pptx import Presentation

from server import catalogues
from server.domain.kind import Entry
from server.domain.language import Language, same
from server.domain.snapshot import Snapshot
from server.domain.theme import Theme
from server.exports import as_pptx
from server.exports.parts import Summary
from server.exports.slides import saying
from server.exports.summary import gather
from tests.exports import world

C = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}


@pytest.fixture(scope="module")
def data(summary: Summary) -> bytes:
    return as_pptx.write(summary)


@pytest.fixture(scope="module")
def deck(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def titles(deck: Any) -> list[str]:
    return [slide.shapes.title.text for slide in deck.slides]


def charts(deck: Any) -> Iterator[Any]:
    for slide in deck.slides:
        yield from (shape for shape in slide.shapes if shape.has_chart)


def test_it_begins_with_the_title_and_ends_with_thanks(deck: Any) -> None:
    """Between them the numbers, the highlights, and a slide or more for each poll that was put to the room."""
    found = titles(deck)
    assert found[:3] == ["CAJP Course on Digital Diplomacy", "The meeting in numbers", "Highlights"]
    assert found[-1] == "Thank you"
    assert "Does your country have a policy on eGovernment?" not in found
    assert sum(title.startswith("What is the biggest obstacle") for title in found) == 3


def test_every_slide_has_a_title_and_notes(deck: Any) -> None:
    """Who presents it reads the whole result; who hears it is told where they are."""
    for slide in deck.slides:
        assert slide.shapes.title.text
        assert slide.notes_slide.notes_text_frame.text
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    assert any("Insufficient budget: In the room 20, Online 38, People 58, Share 31%" in text for text in notes)


def test_charts_are_native_and_match_their_workbooks(data: bytes, deck: Any) -> None:
    """What is drawn, and what opens when somebody edits the data."""
    found = list(charts(deck))
    assert len(found) >= 6
    for shape in found:
        chart = shape.chart
        sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        assert sheet is not None
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        for place, series in enumerate(chart.plots[0].series, 1):
            assert list(series.values) == pytest.approx([row[place] for row in rows[1:]])
        assert list(chart.plots[0].categories) == [row[0] for row in rows[1:]]


def test_whatever_is_drawn_is_said(deck: Any) -> None:
    """Charts, tables, pictures and groups have alternative texts."""
    for slide in deck.slides:
        for shape in slide.shapes:
            if not shape.has_text_frame:
                assert shape._element.xpath(".//p:cNvPr/@descr")[0]


def test_ids_are_unique_on_every_slide(deck: Any) -> None:
    """Or a program would repair the file."""
    for slide in deck.slides:
        ids = slide._element.xpath(".//p:cNvPr/@id")
        assert len(ids) == len(set(ids))


def test_numbers_are_those_of_the_tallies(deck: Any, summary: Summary) -> None:
    """Of every chart of a round whose rows all have room on one slide."""
    drawn = [tuple(series.values) for shape in charts(deck) for series in shape.chart.plots[0].series]
    for _, poll in summary.polls:
        for one in poll.rounds:
            if one.chart and len(one.chart.categories) <= 7:
                assert all(tuple(map(float, series.values)) in drawn for series in one.chart.series)


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_independent_audit_has_no_findings(course: Snapshot, tmp_path: Path, language: str) -> None:
    """In every language."""
    path = tmp_path / "deck.pptx"
    path.write_bytes(as_pptx.write(gather(course, world.KINDS, world.LANGUAGES[language])))
    result = OpenXmlValidator().validate(path)
    assert result.is_valid, [error.description for error in result.errors]


def test_right_to_left_texts_run_from_the_right(data: bytes) -> None:
    """Each paragraph by its own first letter."""
    package = zipfile.ZipFile(io.BytesIO(data))
    slides = [etree.fromstring(package.read(name)) for name in package.namelist() if re.match(r"ppt/slides/s", name)]
    found = [
        paragraph for slide in slides for paragraph in slide.iter("{*}p") if "جوازات" in "".join(paragraph.itertext())
    ]
    assert found
    assert all(paragraph.find("{*}pPr").get("rtl") == "1" for paragraph in found)


def test_no_text_is_smaller_than_can_be_read(data: bytes) -> None:
    """Fourteen points on a slide are the least that VISUAL rules allow on a wall."""
    package = zipfile.ZipFile(io.BytesIO(data))
    sizes = {
        int(size)
        for name in package.namelist()
        if name.startswith("ppt/slides/slide")
        for size in re.findall(r' sz="(\d+)"', package.read(name).decode())
    }
    assert min(sizes) >= 1350


def test_the_colour_and_the_logo_are_those_of_the_organisation(course: Snapshot) -> None:
    """The colour is the theme's first accent, so that one change reaches every slide and chart."""
    file = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(file, "PNG")
    theme = Theme(same("The organisation"), "logo.png", "#7d1a3a")
    themed = replace(course, workshop=replace(course.workshop, theme=theme), pictures={"logo.png": file.getvalue()})
    data = as_pptx.write(gather(themed, world.KINDS, world.ENGLISH))
    package = zipfile.ZipFile(io.BytesIO(data))
    look = package.read("ppt/theme/theme1.xml").decode()
    assert '<a:accent1><a:srgbClr val="7D1A3A"/></a:accent1>' in look
    first = Presentation(io.BytesIO(data)).slides[0]
    assert "The organisation" in [shape.name for shape in first.shapes]
    assert b'<a:schemeClr val="accent1">' in package.read("ppt/charts/chart1.xml")


def test_what_stands_below_texts_is_whole(course: Snapshot) -> None:
    """How many answered and how many texts have no room; half a sentence on the split says nothing."""
    services = next(one for one in course.rounds if one.poll == "services")
    entries = [Entry(f"{n:x}", f"Answer {n} of a person who has a lot to say on the matter") for n in range(100)]
    long = replace(course, rounds=[replace(services, entries=entries, people=100)])
    for language in catalogues.load().values():
        shown = Presentation(io.BytesIO(as_pptx.write(gather(long, world.KINDS, language))))
        texts = [shape.text_frame.text for slide in shown.slides for shape in slide.shapes if shape.has_text_frame]
        feet = [text for text in texts if "100 " in text and len(text) < 120]
        assert len(feet) > 1
        assert [foot for foot in feet if foot.endswith("…")] == []


def test_a_presentation_in_arabic_is_written(course: Snapshot, tmp_path: Path) -> None:
    """The language is that of every text."""
    path = tmp_path / "arabic.pptx"
    path.write_bytes(as_pptx.write(gather(course, world.KINDS, Language("ar", "العربية"))))
    assert OpenXmlValidator().validate(path).is_valid


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A leads. B follows.", ["A leads.", "B follows."]),
        ("A. Training: 3; B. Peru: 4", ["A. Training: 3; B. Peru: 4"]),
        ("“Yes. No.” leads with 3. Others: 1.", ["“Yes. No.” leads with 3.", "Others: 1."]),
        ("Mean 3.5 of 10. Most: 4.", ["Mean 3.5 of 10.", "Most: 4."]),
        ("", []),
    ],
)
def test_sentences_end_where_sentences_end(text: str, told: list[str]) -> None:
    """Neither within quotation marks nor after a letter that counts."""
    assert saying.sentences(text) == told
