"""What staff write, in every document and language."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace

import docx
import openpyxl
import pytest

from server.domain.kind import Entry
from server.domain.language import same
from server.domain.passages import revision
from server.domain.snapshot import RoundData, Snapshot
from server.domain.workshop import Poll
from server.exports import formats
from server.exports.parts import LinkPart, Summary
from server.exports.summary import gather
from server.kinds.questions import QuestionsDefinition
from tests.exports import world
from tests.exports.asking import polls

NOTES: Mapping[str, str] = {
    "heading@en": "Summary of the course",
    "attendance@en": "All were there.\n\nSome came twice.",
    "quorum@en": "-",
    "background@es": "Antecedentes nuevos.",
    "conclusions@es": "Se tomó nota.",
    "closing@en": "The Chair thanked everybody.",
    "links:recording@en": "Sound, first part https://example.org/1.mp3\nhttps://example.org/2.mp3\nno address",
    "item:polls@en": "Saint Vincent asked for training.\n\nIt was agreed.",
    "links:opening@es": "Discurso https://example.org/discurso",
    "poll:obstacle@en": "Money again.",
    f"speaker:introduction.{revision('Manuel Muñiz')}@en": "slides https://example.org/slides.pdf",
    "caption:obstacle.2@en": "After the debate",
    "chart:obstacle": "doughnut",
    "chart:format": "none",
    "out:item:democracy": "1",
    "out:poll:technologies": "1",
    "opened": "10:01",
}


def told(course: Snapshot, notes: Mapping[str, str] = NOTES, language: str = "en") -> Summary:
    return gather(replace(course, notes=notes), world.KINDS, world.LANGUAGES[language])


def test_a_text_takes_the_place_of_the_prepared_one(course: Snapshot) -> None:
    """Whatever the agenda or the numbers would have said; a dash says nothing at all."""
    summary = told(course)
    assert summary.heading == "Summary of the course"
    assert summary.attendance.sentences == ("All were there.", "Some came twice.")
    assert summary.attendance.quorum == ""
    assert summary.closing == ("The Chair thanked everybody.",)
    items = {item.id: item for item in summary.items}
    assert items["polls"].notes == ("Saint Vincent asked for training.", "It was agreed.")
    assert items["introduction"].speakers[0].links == (LinkPart("slides", "https://example.org/slides.pdf"),)
    assert items["opening"].speakers[0].links == ()
    recordings = next(group for group in summary.links if group.kind == "recording")
    assert [(one.title, one.url) for one in recordings.links] == [
        ("Sound, first part", "https://example.org/1.mp3"),
        ("https://example.org/2.mp3", "https://example.org/2.mp3"),
        ("no address", ""),
    ]


def test_the_clock_can_be_put_right(course: Snapshot) -> None:
    """The time of the opening as the secretariat noted it; everything that says it follows."""
    summary = told(course, {"opened": "10:01", "adjourned": "13:05"})
    assert {fact.name: fact.text for fact in summary.facts}["opened"] == "10:01"
    assert summary.adjournment == "The meeting was adjourned at 13:05."
    assert summary.begun is not None
    assert summary.begun.isoformat() == "2024-02-15T10:01:00-05:00"
    assert summary.passages["opened"].prepared == "10:03"


def test_what_was_not_written_in_a_language_is_marked(course: Snapshot) -> None:
    """A text that exists in Spanish alone stands in the English document with its mark; a prepared one goes before."""
    summary = told(course)
    assert summary.conclusions == ("[Original: Spanish] Se tomó nota.",)
    assert summary.passages["conclusions"].original == "Spanish"
    assert summary.background[0].startswith("At the request of the Chair")
    assert summary.passages["background"].others == ("es",)
    assert told(course, language="es").conclusions == ("Se tomó nota.",)
    only = replace(course.workshop, closing=replace(course.workshop.closing, texts={"es": "Gracias."}))
    assert told(replace(course, workshop=only), {}).closing == ("[Original: Spanish] Gracias.",)


def test_a_note_of_before_languages_is_kept(course: Snapshot) -> None:
    """It stands below the prepared notes until somebody writes anew."""
    notes = {"item:polls": "An old note."}
    assert {item.id: item for item in told(course, notes).items}["polls"].notes[-1] == "An old note."


def test_what_is_left_out_is_in_no_part(course: Snapshot) -> None:
    """Items and polls go, the numbers of polls close up, and the page knows where they were."""
    summary = told(course)
    assert [item.id for item in summary.items] == ["opening", "introduction", "polls", "conclusions"]
    assert [(poll.number, poll.id) for _, poll in summary.polls][:2] == [(1, "obstacle"), (2, "services")]
    assert [(one.sort, one.id, one.before) for one in summary.left_out] == [
        ("poll", "technologies", "obstacle"),
        ("item", "democracy", "conclusions"),
    ]


def test_charts_are_drawn_as_chosen(course: Snapshot) -> None:
    """A ring where the parts make a whole; the table alone; the kind's own where the choice does not fit."""
    drawn = polls(told(course))
    assert drawn["obstacle"].styles == ("bar", "column", "doughnut", "none")
    assert [one.chart.kind for one in drawn["obstacle"].rounds if one.chart] == ["doughnut", "doughnut"]
    assert drawn["format"].rounds[0].chart is None
    assert drawn["format"].rounds[0].grids
    assert drawn["obstacle"].comparison is not None
    assert drawn["obstacle"].comparison.chart is not None
    assert drawn["services"].styles == ()
    wrong = polls(told(course, {"chart:technologies": "doughnut"}))["technologies"]
    assert wrong.style == wrong.styles[0]


@pytest.mark.parametrize("format_", ["docx", "pptx", "xlsx", "html", "interactive"])
def test_the_table_alone_has_no_chart_at_all(course: Snapshot, format_: str) -> None:
    """Neither of a round nor of the rounds compared, and the numbers of both are there."""
    rounds = [one for one in course.rounds if one.poll == "obstacle"]
    here = replace(course, notes={"chart:obstacle": "none"}, rounds=rounds)
    comparison = polls(told(here, here.notes))["obstacle"].comparison
    assert comparison is not None
    assert comparison.chart is None
    assert not comparison.picture
    data = formats.write(format_, here, world.KINDS, world.LANGUAGES, "en")
    if format_ in ("html", "interactive"):
        assert b'class="paper-chart"' not in data
        assert comparison.heading.encode() in data
        return
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [name for name in package.namelist() if "/charts/" in name]
        if format_ != "xlsx":
            texts = [package.read(name) for name in package.namelist() if name.endswith(".xml")]
            assert any(b"Change in points" in text for text in texts)


def test_no_two_parts_have_one_name(course: Snapshot) -> None:
    """Where the agenda has its own conclusions or closing, those of the meeting say so."""
    item = replace(course.workshop.agenda[0], title=same("CONCLUSIONS"))
    here = replace(course, workshop=replace(course.workshop, agenda=(item, *course.workshop.agenda[1:])))
    summary = gather(here, world.KINDS, world.ENGLISH)
    assert (summary.words.conclusions, summary.words.closing) == ("Conclusions of the meeting", "Closing")
    item = replace(item, title=same("Closing"))
    here = replace(course, workshop=replace(course.workshop, agenda=(item,)))
    words = gather(here, world.KINDS, world.ENGLISH).words
    assert (words.conclusions, words.closing) == ("Conclusions", "Closing of the meeting")


def test_the_page_knows_what_may_be_written(course: Snapshot) -> None:
    """Every place with its text, what stands there by itself, and the revision to write over."""
    passages = told(course).passages
    assert passages["closing"].revision == revision("The Chair thanked everybody.")
    assert passages["closing"].prepared.startswith("The CAJP took note")
    assert {"heading", "presiding", "opened", "adjourned", "conclusions", "adjournment"} <= passages.keys()
    assert {
        "links:recording",
        "links:further",
        "item:opening",
        "poll:services",
        "caption:obstacle.1",
    } <= passages.keys()


@pytest.mark.parametrize("format_", ["docx", "html", "md", "json"])
def test_every_document_has_what_was_written(course: Snapshot, format_: str) -> None:
    """Heading, notes, captions, comments, conclusions; and nothing that was left out."""
    data = formats.write(format_, replace(course, notes=NOTES), world.KINDS, world.LANGUAGES, "en")
    text = read(data, format_)
    for part in ("Summary of the course", "Saint Vincent asked for training.", "After the debate", "Money again.",
                 "The Chair thanked everybody.", "Se tomó nota."):  # fmt: skip
        assert part in text, part
    assert "List the technologies" not in text
    assert "How do emerging technologies impact democracy?" not in text


def test_answers_given_stand_below_their_questions(course: Snapshot) -> None:
    """What was said in the room, in each document."""
    asked = Poll("floor", "questions", same("Questions from the floor"), QuestionsDefinition())
    entry = Entry("0123456789ab", "Who pays?", world.at("11:41"), 3)
    items = [replace(course.workshop.agenda[0], polls=(asked,))]
    data = RoundData("floor", 1, world.at("11:40"), world.at("11:50"), {"": 1}, entries=[entry], people=1)
    notes = {"answer:floor.1.0123456789ab@en": "The fund pays.\n\nFor two years."}
    here = replace(course, workshop=replace(course.workshop, agenda=items), rounds=[data], notes=notes)
    assert next(polls(told(here, notes))["floor"].rounds[0].entries).answer == ("The fund pays.", "For two years.")
    for format_ in ("docx", "html", "md", "json"):
        text = read(formats.write(format_, here, world.KINDS, world.LANGUAGES, "en"), format_)
        assert text.index("Who pays?") < text.index("The fund pays.") < text.index("For two years."), format_
    book = openpyxl.load_workbook(io.BytesIO(formats.write("xlsx", here, world.KINDS, world.LANGUAGES, "en")))
    sheet = book["Answers"]
    assert [[cell.value for cell in row][4:] for row in sheet.iter_rows()] == [
        ["Answer", "Support", "Answer given"],
        ["Who pays?", 3, "The fund pays.\n\nFor two years."],
    ]
    table = formats.write("csv", here, world.KINDS, world.LANGUAGES, "en").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(row["segment"], row["field"], row["label"], row["count"]) for row in rows] == [
        ("all", "Support", "Who pays?", "3"),
        ("all", "", "Who pays?", "1"),
        ("reply", "Who pays?", "The fund pays.\n\nFor two years.", "1"),
    ]


def read(data: bytes, format_: str) -> str:
    """The text of a file."""
    if format_ == "docx":
        return "\n".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)
    return json.dumps(json.loads(data), ensure_ascii=False) if format_ == "json" else data.decode()
