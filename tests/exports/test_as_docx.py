"""The Word document."""

from __future__ import annotations

import io
import itertools
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from server.exports import as_docx
from server.exports.parts import Speaker, Summary

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
C = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}


@pytest.fixture(scope="module")
def data(summary: Summary) -> bytes:
    return as_docx.write(summary)


@pytest.fixture(scope="module")
def package(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def styles(data: bytes) -> list[tuple[str, str]]:
    return [(p.style.name or "", p.text) for p in Document(io.BytesIO(data)).paragraphs if p.style]


def test_headings_are_real_ones_in_order(data: bytes) -> None:
    """Word's own navigation shows the document."""
    found = [(style, text) for style, text in styles(data) if style.startswith(("Title", "Heading"))]
    assert found[0][0] == "Title"
    assert [text for style, text in found if style == "Heading 1"] == [
        "Attendance",
        "Background",
        "Proceedings",
        "Closing",
        "Attendance by delegation",
    ]
    assert ("Heading 2", "11:35–11:45 Polls") in found
    assert [text[:2] for style, text in found if style == "Heading 3"] == ["1.", "2.", "3.", "4.", "5.", "6."]
    levels = [int(style[-1]) for style, _ in found[1:]]
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


def test_who_spoke_is_told_from_what_they_spoke_about(data: bytes) -> None:
    """Names in bold, topics in points."""
    speaker = next(one for one in Document(io.BytesIO(data)).paragraphs if one.text.startswith("Manuel Muñiz, "))
    assert ("Speaker", speaker.text) in styles(data)
    assert (speaker.runs[0].text, speaker.runs[0].style.name) == ("Manuel Muñiz", "Strong")


def test_the_roll_of_delegations_has_a_page_behind_the_closing(data: bytes) -> None:
    """It is long, and what the meeting did comes first."""
    *_, last = [text for style, text in styles(data) if style == "Heading 1"]
    assert last == "Attendance by delegation"
    heading = next(one for one in Document(io.BytesIO(data)).paragraphs if one.text == last)
    assert heading.paragraph_format.page_break_before


def test_headings_and_captions_stay_with_what_follows(data: bytes) -> None:
    """No heading and no caption is left alone at the foot of a page."""
    document = Document(io.BytesIO(data))
    for name in ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption", "Theme", "List Introduction"):
        assert document.styles[name].paragraph_format.keep_with_next, name


def test_who_spoke_stays_with_the_first_poll(summary: Summary) -> None:
    """Where nothing stands between the two; before topics and notes, names need nothing to follow on their page."""
    item = next(item for item in summary.items if item.polls)
    speaker = Speaker("Ana Paz", "Chair", "Ana Paz, Chair", ())
    led = replace(item, speakers=(speaker,), topics=(), notes=(), discussion=())
    for told, keeps in ((led, True), (replace(led, topics=("The fund",)), False), (replace(led, polls=()), False)):
        made = as_docx.write(replace(summary, items=(told,)))
        line = next(one for one in Document(io.BytesIO(made)).paragraphs if one.text == "Ana Paz, Chair")
        assert bool(line.paragraph_format.keep_with_next) is keeps


def test_header_rows_are_repeated(data: bytes) -> None:
    """And rows are not torn."""
    document = Document(io.BytesIO(data))
    results = [table for table in document.tables if table.style and table.style.name == "Result"]
    assert results
    for table in results:
        assert table.rows[0]._tr.find(".//w:tblHeader", W) is not None
        assert all(row._tr.find(".//w:cantSplit", W) is not None for row in table.rows)


def test_the_footnote_is_a_real_one(package: zipfile.ZipFile) -> None:
    """With its mark in the title, its text in a part of its own, and the rules that Word asks for."""
    body = etree.fromstring(package.read("word/document.xml"))
    marks = body.findall(".//w:footnoteReference", W)
    assert [mark.get(qn("w:id")) for mark in marks] == ["1"]
    notes = etree.fromstring(package.read("word/footnotes.xml"))
    assert [note.get(qn("w:id")) for note in notes] == ["-1", "0", "1"]
    assert "classified by year" in "".join(notes[2].itertext())
    settings = etree.fromstring(package.read("word/settings.xml"))
    assert len(settings.findall("w:footnotePr/w:footnote", W)) == 2


def test_without_footnotes_there_is_no_such_part(summary: Summary) -> None:
    """Most meetings have none."""
    names = zipfile.ZipFile(io.BytesIO(as_docx.write(replace(summary, footnotes=())))).namelist()
    assert "word/footnotes.xml" not in names


def test_every_chart_is_native_and_says_what_it_shows(package: zipfile.ZipFile, summary: Summary) -> None:
    """One chart per round and one per comparison, each with its workbook, its words and an id of its own."""
    charts = [one.chart for _, poll in summary.polls for one in poll.rounds if one.chart]
    compared = [one.chart for _, poll in summary.polls for one in poll.comparisons]
    charts += [chart for chart in compared if chart]
    body = etree.fromstring(package.read("word/document.xml"))
    drawings = body.findall(".//{*}docPr")
    assert sorted(one.get("descr") for one in drawings) == sorted(one.alt for one in charts)
    assert len({one.get("id") for one in drawings}) == len(charts)
    assert sum(name.startswith("word/charts/chart") for name in package.namelist()) == len(charts)


def test_the_numbers_of_a_chart_are_those_of_its_workbook(package: zipfile.ZipFile) -> None:
    """Each chart leads to its own workbook."""
    names = [name for name in package.namelist() if name.startswith("word/charts/chart")]
    for name in names:
        relations = etree.fromstring(package.read(name.replace("charts/", "charts/_rels/") + ".rels"))
        book = relations[0].get("Target").replace("..", "word")
        sheet = openpyxl.load_workbook(io.BytesIO(package.read(book))).active
        assert sheet is not None
        root = etree.fromstring(package.read(name))
        for place, series in enumerate(root.iterfind(".//c:ser", C), 2):
            cached = [float(value.text or "") for value in series.iterfind("c:val//c:v", C)]
            held = [sheet.cell(row, place).value for row in range(2, 2 + len(cached))]
            assert cached == pytest.approx(held)


def test_the_language_is_that_of_the_reader(summary: Summary, resumen: Summary) -> None:
    """The dictionary follows the document, and a wording that is not translated keeps its own."""
    for told, tag in ((summary, "en-US"), (resumen, "es-ES")):
        document = Document(io.BytesIO(as_docx.write(told)))
        lang = document.styles.element.find(".//w:docDefaults//w:lang", W)
        assert lang.get(qn("w:val")) == tag
    english = etree.fromstring(zipfile.ZipFile(io.BytesIO(as_docx.write(summary))).read("word/document.xml"))
    foreign = english.xpath("//w:r[w:rPr/w:lang[@w:val='es-ES']]", namespaces=W)
    assert ["".join(run.itertext())[:12] for run in foreign] == ["¿Qué trámite"]


def test_right_to_left_answers_run_from_the_right(package: zipfile.ZipFile) -> None:
    """The paragraph and the run say so."""
    body = etree.fromstring(package.read("word/document.xml"))
    answers = [p for p in body.iterfind(".//w:p", W) if "جوازات" in "".join(p.itertext())]
    assert len(answers) == 1
    assert answers[0].find("w:pPr/w:bidi", W) is not None
    assert answers[0].find("w:r/w:rPr/w:rtl", W) is not None


def test_links_lead_where_they_say(data: bytes) -> None:
    """And only pages are led to."""
    relations = Document(io.BytesIO(data)).part.rels.values()
    targets = {relation.target_ref for relation in relations if relation.is_external}
    assert "https://example.org/audio.mp3" in targets
    assert all(target.startswith("https://") for target in targets)


def test_margins_hold_reference_title_and_page(data: bytes) -> None:
    """The first page bears the reference alone; every page has its number."""
    section = Document(io.BytesIO(data)).sections[0]
    assert section.first_page_header.paragraphs[0].text == "CP/CAJP-3769/23"
    assert section.header.paragraphs[0].text == "CAJP Course on Digital Diplomacy\tCP/CAJP-3769/23"
    for footer in (section.footer, section.first_page_footer):
        assert "PAGE" in "".join(footer._element.itertext())


def test_the_properties_name_the_document_and_no_program(data: bytes, summary: Summary) -> None:
    """Nothing is left of the template that the document began with."""
    properties = Document(io.BytesIO(data)).core_properties
    assert properties.title == summary.heading
    assert (properties.author, properties.comments) == ("", "")
    assert not any(
        "stylesWithEffects" in name or "thumbnail" in name for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
    )


def test_a_running_meeting_says_so_below_its_title(summary: Summary) -> None:
    """In a style of its own, so that staff can take it out."""
    found = styles(as_docx.write(replace(summary, running=True, state="State at 11:37.")))
    assert ("Meeting State", "State at 11:37.") in found
