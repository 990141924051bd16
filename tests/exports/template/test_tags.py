"""What is wrong with a template is said by tag and place, all at once."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator

from server.domain.clerk import How
from server.domain.earlier import Earlier, EarlierRound
from server.domain.kind import Entry
from server.domain.language import same
from server.domain.mandate import Mandate
from server.domain.snapshot import RoundData, Snapshot
from server.domain.workshop import Poll
from server.exports.summary import gather
from server.exports.template import child, context, engine, example, sandbox, shape
from server.exports.template.trouble import TemplateRefused
from server.files import ROOT
from server.kinds.questions import QuestionsDefinition
from server.kinds.vote import VoteDefinition
from tests.exports import world
from tests.exports.template.paper import packed, written

PAGES = ("word-template.md", "attendance-and-certificates.md")


@pytest.fixture(scope="module")
def plain() -> dict[str, Any]:
    return context.of(gather(world.snapshot(), world.KINDS, world.ENGLISH))


def said(template: bytes, plain: dict[str, Any]) -> list[str]:
    """What is wrong, as the child finds it; these templates are harmless, and need no process of their own."""
    job = {
        "work": "check",
        "sort": "summary",
        "template": base64.b64encode(template),
        "data": [plain],
        "properties": {},
    }
    with pytest.raises(engine.Refused) as found:
        child._work(job)
    return str(TemplateRefused(found.value.troubles)).split("\n")


def test_every_unknown_tag_is_told_with_its_place(plain: dict[str, Any]) -> None:
    """In the text, in a cell, at the head and the foot of the page, and within loops that have not run."""
    template = written(
        "{{ titel }}",
        "Fine: {{ title }}",
        "{%p for item in agenda %}",
        "{{ item.titel }} {{ item.title }}",
        "{%p for poll in item.polls %}",
        "{{ poll.prompt }} {{ poll.chrat }}",
        "{%p endfor %}",
        "{%p endfor %}",
        cells=("{{ place }}", "{{ plaec }}"),
        header="{{ refrence }}",
        footer="{{ loop }} {{ code }} {{ dtae }}",
    )
    assert said(template, plain) == [
        "Text, paragraph 1: There is no tag “titel”. {{ titel }}",
        "Text, paragraph 4: There is no tag “item.titel”. {{ item.titel }}",
        "Text, paragraph 6: There is no tag “poll.chrat”. {{ poll.chrat }}",
        "Text, table 1, row 1, column 2: There is no tag “plaec”. {{ plaec }}",
        "Header, paragraph 1: There is no tag “refrence”. {{ refrence }}",
        "Footer, paragraph 1: There is no tag “dtae”. {{ dtae }}",
    ]


def test_the_words_around_a_tag_are_told(plain: dict[str, Any]) -> None:
    """So that it is found by looking."""
    with pytest.raises(TemplateRefused) as found:
        sandbox.check("summary", written("Held in {{ plaec }} on {{ date }}"), plain)
    assert str(found.value) == "Text, paragraph 1: There is no tag “plaec”. {{ plaec }}"
    assert found.value.troubles[0].place.text == "Held in {{ plaec }} on {{ date }}"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("{%p for item in agenda %}", "{{ item.title }}"),
            "Text, paragraph 1: This “{%p for item in agenda %}” is never",
        ),
        (("{{ title }}", "{%p endfor %}"), "Text, paragraph 2: “endfor” ends something that was not begun."),
        (("a", "{{ title"), "Text, paragraph 2: This tag is not closed in its paragraph: “{{ title”."),
        (("{% for in agenda %}",), "Text, paragraph 1: The tag cannot be read: "),
        (("{%p for a in title %}", "{%p endfor %}"), "Text, paragraph 1: “title” is no list"),
        (("{{ attendance.table }}",), "Text, paragraph 1: “attendance.table” is a whole table: write it as {{p … }}"),
        (("{{p title }}",), "Text, paragraph 1: “title” is no whole paragraph: write it as {{ … }}"),
        (("{{ 1 / 0 }}",), "Text, paragraph 1: The tag cannot be filled in: division by zero. {{ 1 / 0 }}"),
        (("a", "{{ agenda[99].title }}"), "Text, paragraph 2: The tag cannot be filled in: "),
        (("{{ title|nope }}",), "Text, paragraph 1: The tag cannot be filled in: No filter named 'nope'."),
        (("Dear reader",), "The document has no tag at all."),
    ],
)
def test_what_is_broken_is_told_with_its_place(lines: tuple[str, ...], expected: str, plain: dict[str, Any]) -> None:
    """Loops without an end, ends without a loop, tags that are half there."""
    found = said(written(*lines), plain)
    assert found[0].startswith(expected), found


def test_tags_that_word_cut_into_pieces_are_whole(plain: dict[str, Any]) -> None:
    """Word cuts a text where it was corrected, and writes round quotation marks."""
    document, out = Document(), io.BytesIO()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ ti", "tle", " }", "} {% if code == “482173” %}yes{% endif %}"):
        paragraph.add_run(piece)
    document.save(out)
    made = Document(io.BytesIO(sandbox.fill("summary", out.getvalue(), plain, {})))
    assert made.paragraphs[0].text == "CAJP Course on Digital Diplomacy yes"


def test_the_data_are_what_the_list_of_tags_says(plain: dict[str, Any]) -> None:
    """Every tag that is listed is there, and every one that is there is listed."""

    def compare(shape_: shape.Shape, value: Any, path: str) -> None:
        if isinstance(shape_, dict):
            assert isinstance(value, dict), path
            assert set(shape_) == set(value), path
            for name, part in shape_.items():
                compare(part, value[name], f"{path}.{name}")
        elif isinstance(shape_, list):
            assert isinstance(value, list), path
            for one in value:
                compare(shape_[0], one, f"{path}[]")
        elif shape_ in (shape.BLOCK, shape.CHART):
            assert value == "" or next(iter(value)).startswith("$"), path
        elif shape_ is not shape.ANY and "$link" not in str(value):
            assert isinstance(value, (str, int)), path

    compare(dict(shape.SUMMARY), plain, "")


def test_the_shipped_examples_are_sound(course: Snapshot, tmp_path: Path) -> None:
    """In both languages of the course, with native charts, valid for Word."""
    for language in world.LANGUAGES.values():
        summary = gather(course, world.KINDS, language)
        made = sandbox.fill("summary", example.summary(), context.of(summary), context.properties(summary))
        path = tmp_path / "made.docx"
        path.write_bytes(made)
        result = OpenXmlValidator().validate(path)
        assert [error.description for error in result.errors] == []
        document = Document(io.BytesIO(made))
        texts = [paragraph.text for paragraph in document.paragraphs]
        assert summary.heading in texts
        assert not any("{{" in text or "{%" in text for text in texts)
        charts = [part for part in document.part.package.iter_parts() if "/charts/" in part.partname]
        assert len(charts) == 6
        assert document.core_properties.title == summary.heading
    assert packed(example.certificate())


def test_a_template_has_everything_that_staff_wrote(course: Snapshot) -> None:
    """Answers given, comments, conclusions, closing; proxies, what the clerk entered, outcomes and both comparisons."""
    voted = Poll("motion", "vote", same("Shall it be adopted?"), VoteDefinition())
    asked = Poll("floor", "questions", same("Questions from the floor"), QuestionsDefinition())
    obstacle = course.workshop.polls["obstacle"]
    workshop = replace(course.workshop, agenda=(replace(course.workshop.agenda[0], polls=(voted, asked, obstacle)),))
    votes = RoundData("motion", 1, world.at("11:30"), world.at("11:31"), {"": 9, "for": 6, "against": 3}, people=9)
    entry = Entry("0123456789ab", "Who pays?", world.at("11:41"), 3)
    questions = RoundData("floor", 1, world.at("11:40"), world.at("11:50"), {"": 1}, entries=[entry], people=1)
    then = EarlierRound(1, 100, {"": 100, "budget": 70, "staff": 30})
    first, second = (one.id for one in workshop.delegations[:2])
    here = replace(
        course,
        workshop=workshop,
        rounds=[replace(votes, clerk={How.HANDS: 2}), questions, *course.rounds_of("obstacle")],
        state=replace(course.state, mandates={1: Mandate(1, "proxy", 0, first, second, world.at("10:05"), "grant")}),
        earlier=Earlier("111111", replace(course.workshop, date=date(2023, 2, 16)), {"obstacle": then}),
        notes={
            "answer:floor.1.0123456789ab@en": "The fund pays.",
            "poll:obstacle@en": "Money again.",
            "conclusions@en": "It was agreed.",
            "closing@en": "The Chair thanked everybody.",
        },
    )
    summary = gather(here, world.KINDS, world.ENGLISH)
    template = written(
        *("{{ attendance.rights[0] }}", "{{ conclusions[0] }}", "{{ closing[0] }}", "{{ earlier }}"),
        "{%p for poll in polls %}",
        "{{ poll.id }}: {{ poll.outcome }} {{ poll.reasons|join(' ') }} {{ poll.entered }} {{ poll.comment|join }}",
        "{%p for one in poll.comparisons %}",
        *("{{ one.heading }} {{ one.note }}", "{{ one.chart }}", "{%p endfor %}"),
        "{%p for entry in poll.entries %}",
        *("{{ entry.text }} {{ entry.upvotes }} {{ entry.answer|join }}", "{%p endfor %}", "{%p endfor %}"),
    )
    made = Document(io.BytesIO(sandbox.fill("summary", template, context.of(summary), {})))
    lines = [" ".join(paragraph.text.split()) for paragraph in made.paragraphs if paragraph.text]
    names = [one.name.pick("en") for one in workshop.delegations[:2]]
    assert lines[:3] == [
        f"{names[0]} gave its proxy to {names[1]} at 10:05, at the desk.",
        "It was agreed.",
        "The Chair thanked everybody.",
    ]
    assert "February 16, 2023" in lines[3]
    assert lines[4] == (
        "motion: Adopted More than half of the votes for or against is needed. That is 5 of 9. "
        "There was a quorum: 24 delegations present, 11 needed. 2 entered by the clerk: raised hands."
    )
    assert lines[5:] == [
        *("floor:", "Who pays? 3 The fund pays.", "obstacle: Money again."),
        "Round 1 and Round 2 compared",
        "2023 and 2024 compared 2023: 100 answers; 2024: 179.",
    ]
    charts = [part for part in made.part.package.iter_parts() if "/charts/" in part.partname]
    assert len(charts) == 2
    assert sandbox.fill("summary", example.summary(), context.of(summary), {})


def test_every_tag_is_in_the_documentation() -> None:
    """By its name, on the page of templates or on that of certificates."""
    pages = "".join((ROOT / "docs" / "how-to" / name).read_text() for name in PAGES)
    told = set(re.findall(r"`\{?\{?p? ?([a-z_.]+)", pages))
    told |= {name for names in re.findall(r"`([a-z_]+)`", pages) for name in names.split(".")}
    shapes = (shape.SUMMARY, shape.CERTIFICATE, shape.POLL, shape.ROUND, shape.ITEM, shape.ENTRY, shape.ROW, shape.LINK)
    for one in shapes:
        assert isinstance(one, Mapping)
        assert set(one) <= told | {"words"}
