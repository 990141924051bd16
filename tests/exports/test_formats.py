"""All formats together: the same numbers in each, whatever people write."""

from __future__ import annotations

import csv
import io
import json
import pickle
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from server import catalogues
from server.domain.kind import Entry
from server.domain.language import Language, LanguageMap, same
from server.domain.snapshot import Snapshot
from server.domain.workshop import Link, Person, Poll
from server.exports.formats import FORMATS, possible, write
from server.exports.words import Words, words
from server.kinds.choice import ChoiceDefinition
from server.kinds.options import Option
from server.kinds.text import TextDefinition
from tests.exports import pdf_text, world
from tests.exports.steps import StepsDefinition

LABELS = ("Sí, =1+1", "No | <b>", "مع", "人 🙂", "*five* _six_")
Numbers = list[tuple[str, ...]]


CATALOGUES = catalogues.load()
# The words of a result by which its table is found: the titles of its labels and of its shares.
Titles = tuple[str, str]


def written(name: str, snapshot: Snapshot, language: str = "en") -> bytes:
    return write(name, snapshot, world.KINDS, CATALOGUES, language)


def small(course: Snapshot, answers: Sequence[Sequence[tuple[int, bool]]]) -> Snapshot:
    """The course with one poll; each round is a list of choices, each made in the room or not."""
    options = tuple(Option(f"o{n}", same(label)) for n, label in enumerate(LABELS))
    poll = Poll("p", "choice", same("Which?"), ChoiceDefinition(options))
    items = (replace(course.workshop.agenda[0], polls=(poll,)),)
    workshop = replace(course.workshop, agenda=items)
    rounds = []
    for number, made in enumerate(answers, 1):
        data = world.play(workshop, poll, number, [], ("11:00", "11:01"))
        totals: dict[str, dict[str, int]] = {"attendance:room": {}, "attendance:remote": {}}
        counts: dict[str, int] = {}
        for option, room in made:
            for place in (counts, totals["attendance:room" if room else "attendance:remote"]):
                for field in ("", f"o{option}"):
                    place[field] = place.get(field, 0) + 1
        segments = {name: found for name, found in totals.items() if found}
        rounds.append(replace(data, counts=counts, segments=segments, people=len(made)))
    return replace(course, workshop=workshop, rounds=rounds)


def expected(answers: Sequence[Sequence[tuple[int, bool]]]) -> dict[int, Numbers]:
    """Per round the rows that every format must say: label, room, online (where they may be told), people, share."""
    found: dict[int, Numbers] = {}
    for number, made in enumerate(answers, 1):
        if not made:
            continue
        rooms, remotes = sum(room for _, room in made), sum(not room for _, room in made)
        rows: Numbers = []
        for at, label in enumerate(LABELS):
            room, remote = made.count((at, True)), made.count((at, False))
            share = f"{round(100 * (room + remote) / len(made))}%"
            split = (str(room), str(remote)) if min(rooms, remotes) >= 5 else ()
            rows.append((label, *split, str(room + remote), share))
        found[number] = rows
    return found


def from_json(data: bytes) -> dict[int, Numbers]:
    found: dict[int, Numbers] = {}
    for one in json.loads(data)["agenda"][0]["polls"][0]["rounds"]:
        rows: Numbers = []
        groups = one["attendance"]["tables"] if one["attendance"] else {}
        for at, (label, count, share) in enumerate(one["table"]["rows"]):
            assert one["counts"].get(f"o{at}", 0) == count
            parts = [str(groups[name]["rows"][at][1]) for name in ("room", "remote") if groups]
            rows.append((label, *parts, str(count), f"{round(100 * share)}%"))
        if one["people"]:
            found[one["round"]] = rows
    return found


def from_csv(data: bytes) -> dict[int, Numbers]:
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    found: dict[int, Numbers] = {}
    for number in sorted({int(row["round"]) for row in rows}):
        own = [row for row in rows if int(row["round"]) == number]
        whole = [row for row in own if row["segment"] == "all"]
        parts = {
            (row["segment"], row["label"]): row["count"] for row in own if row["segment"].startswith("attendance:")
        }
        lines: Numbers = []
        for row in whole:
            split = [
                parts[segment, row["label"]]
                for segment in ("attendance:room", "attendance:remote")
                if (segment, row["label"]) in parts
            ]
            lines.append((row["label"], *split, row["count"], f"{round(100 * float(row['share']))}%"))
        if int(own[0]["base"]):
            found[number] = lines
    return found


def from_xlsx(data: bytes, told: Words) -> dict[int, Numbers]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[2]
    found: dict[int, Numbers] = {}
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(at for at, row in enumerate(rows) if row[0] == told.round)
    for row in rows[head + 1 :]:
        if row[0] is None:
            break
        cells = [cell for cell in row[1:7] if cell is not None][: 5 if told.remote in rows[head] else 3]
        *counts, share = cells[1:]
        line = (str(cells[0]), *map(str, counts), f"{round(100 * float(str(share)))}%")
        found.setdefault(int(str(row[0])), []).append(line)
    return {number: lines for number, lines in found.items() if any(line[-2] != "0" for line in lines)}


def from_tables(
    tables: Sequence[Sequence[Sequence[str]]], answered: Sequence[int], titles: Titles
) -> dict[int, Numbers]:
    """The tables of results are those that begin with an answer and have no column of change."""
    results = [table for table in tables if (table[0][0], table[0][-1]) == titles]
    return {
        number: [(*row[:-1], _points(row[-1])) for row in table[1:]]
        for number, table in zip(answered, results, strict=True)
    }


def _points(share: str) -> str:
    """A share without the space that most languages set before the sign."""
    return "".join(share.split())


def from_docx(data: bytes, answered: Sequence[int], titles: Titles) -> dict[int, Numbers]:
    document = Document(io.BytesIO(data))
    tables = [[[cell.text for cell in row.cells] for row in t.rows] for t in document.tables]
    return from_tables(tables, answered, titles)


def from_pdf(data: bytes, answered: Sequence[int], titles: Titles) -> dict[int, Numbers]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return from_tables(pdf_text.tables(pdf), answered, titles)


def from_html(data: bytes, answered: Sequence[int], titles: Titles) -> dict[int, Numbers]:
    page = html.fromstring(data.decode())
    tables = [
        [["".join(cell.itertext()).strip() for cell in row.xpath("./th|./td")] for row in table.xpath(".//tr")]
        for table in page.xpath("//table")
    ]
    return from_tables(tables, answered, titles)


def from_charts(data: bytes) -> list[tuple[str, ...]]:
    """The label, the people and the share of every bar of a page whose charts answer the pointer, round by round."""
    page = html.fromstring(data.decode())
    told = json.loads(page.get_element_by_id("charts").text)
    return [
        tuple("".join(text.rsplit("<br>", 1)[1].split()) for text in figure["data"][0]["hovertext"])
        for figure in told
        if len(figure["data"]) == 1
    ]


def from_pptx(data: bytes) -> list[list[tuple[str, int]]]:
    """Label and people of every chart of a single round, in the order of the slides."""
    found = []
    for slide in Presentation(io.BytesIO(data)).slides:
        for shape in slide.shapes:
            if shape.has_chart and len(shape.chart.plots[0].series) == 1:
                plot = shape.chart.plots[0]
                found.append(list(zip(plot.categories, map(int, plot.series[0].values), strict=True)))
    return found


def from_md(data: bytes, answered: Sequence[int], titles: Titles) -> dict[int, Numbers]:
    tables: list[list[list[str]]] = []
    inside = False
    for line in data.decode().splitlines():
        if not line.startswith("| "):
            inside = False
            continue
        if not inside:
            tables.append([])
            inside = True
        cells = line.replace("\\|", "\0")[2:-2].split(" | ")
        plain = [c.replace("\0", "|").replace("\\", "").replace("&lt;", "<").replace("&gt;", ">") for c in cells]
        if not plain[0].startswith(":--"):
            tables[-1].append(plain)
    return from_tables(tables, answered, titles)


choices = st.lists(st.tuples(st.integers(0, len(LABELS) - 1), st.booleans()), max_size=30)


def titles(data: bytes) -> Titles:
    """How a file in JSON calls the labels and the shares of the first result."""
    found = json.loads(data)["agenda"][0]["polls"][0]["rounds"][0]["table"]["titles"]
    return found[0], found[-1]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(choices, min_size=1, max_size=3), language=st.sampled_from(sorted(CATALOGUES)))
def test_every_format_says_the_same_numbers(
    course: Snapshot, answers: list[list[tuple[int, bool]]], language: str
) -> None:
    """Read back with other programs, each format has the numbers of a recount, and no more than may be told."""
    snapshot = small(course, answers)
    numbers = expected(answers)
    answered = list(numbers)
    data = written("json", snapshot, language)
    named = titles(data)
    assert from_json(data) == numbers
    assert from_csv(written("csv", snapshot, language)) == numbers
    assert from_html(written("html", snapshot, language), answered, named) == numbers
    assert from_html(written("interactive", snapshot, language), answered, named) == numbers
    assert from_md(written("md", snapshot, language), answered, named) == numbers
    assert from_docx(written("docx", snapshot, language), answered, named) == numbers
    bars = [[(row[0], int(row[-2])) for row in rows] for rows in numbers.values()]
    assert from_pptx(written("pptx", snapshot, language)) == bars
    pointed = [tuple(f"{row[-2]}({row[-1]})" for row in rows) for rows in numbers.values()]
    assert from_charts(written("interactive", snapshot, language)) == pointed
    if len({len(line) for lines in numbers.values() for line in lines}) == 1:
        # Where only some rounds have a split, the columns of the others are empty and harder to read back.
        assert from_xlsx(written("xlsx", snapshot, language), words(CATALOGUES[language])) == numbers


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_a_pdf_says_them_too(course: Snapshot, language: str) -> None:
    """Read by its tags, in every language; what runs from the right is there letter by letter as it was set."""
    answers = [[(n * 7 % 5, n % 3 > 0) for n in range(23)], [(n % 4, n % 2 > 0) for n in range(17)], [(0, True)]]
    snapshot, numbers = small(course, answers), expected(answers)
    found = from_pdf(written("pdf", snapshot, language), list(numbers), titles(written("json", snapshot, language)))
    assert found == {
        number: [(label[::-1] if label == "مع" else label, *values) for label, *values in rows]
        for number, rows in numbers.items()
    }


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", ["docx", "pptx", "xlsx"])
def test_office_opens_it_without_a_word(course: Snapshot, tmp_path: Path, name: str, language: str) -> None:
    """An independent audit of the file format has no findings."""
    path = tmp_path / f"summary.{name}"
    path.write_bytes(written(name, course, language))
    result = OpenXmlValidator().validate(path)
    assert result.is_valid, [error.description for error in result.errors]


HOSTILE = (
    "=SUM(A1)",
    "+1",
    "-2+3",
    "@cmd",
    "<script>alert(1)</script>",
    "{{ 7*7 }} {% raise %}",
    "]]><w:p/>",
    "a\x00b\x0bc\x1bd",
    "lone \ud800 surrogate",
    "\ufffe non-character",
    "‮evil\u202c",
    "tab\tand\nline\r\nfeeds",
    "مرحبا (2026) test",
    "👩‍👩‍👧‍👦🇧🇷",
    "x" * 40_000,
    "| pipe \\| `code` [link](javascript:x) # head",
    "' \" & ;",
    "",
)


def hostile(course: Snapshot) -> Snapshot:
    """The course with the worst of texts in every place that people fill in."""
    worst = " ".join(text for text in HOSTILE if len(text) < 100)
    texts = LanguageMap({"en": worst})
    people = (
        Person(worst, texts, (Link(texts, "https://example.org/?q=<\x00>&" + worst), Link(texts, "data:text/html,x"))),
    )
    poll = Poll("t", "text", texts, TextDefinition())
    options = tuple(Option(f"o{n}", same(text or "empty")) for n, text in enumerate(HOSTILE))
    choice = Poll("c", "choice", texts, ChoiceDefinition(options))
    item = replace(
        course.workshop.agenda[0], title=texts, notes=texts, topics=(texts,), speakers=people, polls=(poll, choice)
    )
    workshop = replace(
        course.workshop,
        title=texts,
        subtitle=texts,
        place=texts,
        reference=worst,
        footnotes=(texts,),
        background=texts,
        closing=texts,
        presiding=people,
        delegations=[replace(one, name=texts) for one in course.workshop.delegations],
        agenda=(item,),
    )
    entries = [Entry(f"e{n}", text, theme="t") for n, text in enumerate(HOSTILE)]
    rounds = [
        replace(world.play(workshop, poll, 1, [], ("11:00", None)), entries=entries, people=len(entries)),
        world.play(workshop, choice, 1, [{"option": [f"o{n % len(options)}"]} for n in range(40)], ("11:00", "11:05")),
    ]
    rounds[0] = replace(
        rounds[0], decisions=replace(rounds[0].decisions, themes={"e0": "t", "e1": "t"}, names={"t": worst})
    )
    return replace(course, workshop=workshop, rounds=rounds, notes={f"item:{item.id}": worst})


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
        assert found[len(names) :] == [*polls, "polls/05-format.csv", "summary.schema.json"]
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
