"""Answer by answer."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace

import openpyxl
import pytest

from server.domain.kind import Answer, Entry
from server.domain.moderation import Decisions
from server.domain.snapshot import RoundData, Said, Snapshot
from server.domain.workshop import Ballot
from server.exports import formats
from server.exports.named import NAMING
from server.exports.pdf import libraries
from tests.exports import world
from tests.exports.test_named import SAID, with_ballot

ANSWERS = (Said("", "", Answer({"option": ("law",)})), Said("", "", Answer({"option": ("budget",)})))


def sheets(snapshot: Snapshot) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the sheets with answers, by the title of the sheet."""
    data = formats.write("xlsx", snapshot, world.KINDS, world.LANGUAGES, "en")
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book if sheet.title.endswith("answer")}


def nameless(course: Snapshot, ballot: Ballot = Ballot.ANONYMOUS) -> Snapshot:
    """The course with the answers to one poll at hand."""
    told = with_ballot(course, ballot, ())
    rounds = [replace(one, rows=ANSWERS if one.poll == "obstacle" else ()) for one in told.rounds]
    return replace(told, rounds=rounds)


def test_an_anonymous_answer_has_a_number_and_no_name(course: Snapshot) -> None:
    """And people are counted anew in every round."""
    rows = sheets(nameless(course))["2 Answer by answer"]
    assert rows[0] == ("Round", "Person", "Answer")
    assert rows[1:3] == [(1, 1, "Legal framework"), (1, 2, "Insufficient budget")]
    assert [row[:2] for row in rows[3:]] == [(2, 1), (2, 2)]


def test_anonymous_numbers_are_sorted_as_numbers(course: Snapshot) -> None:
    """They come in the order of their letters; texts stay as they came."""
    said = [Said("", "", Answer({"option": (text,)})) for text in ("12", "29", "9", "law", "budget")]
    told = nameless(course)
    rounds = [replace(one, rows=said if one.poll == "obstacle" else ()) for one in told.rounds]
    rows = sheets(replace(told, rounds=rounds))["2 Answer by answer"]
    assert [row[1:] for row in rows[1:6]] == [
        *((1, 9), (2, 12), (3, 29)),
        *((4, "Legal framework"), (5, "Insufficient budget")),
    ]


def test_an_open_answer_has_delegation_and_name(course: Snapshot) -> None:
    """As in the document."""
    rows = sheets(with_ballot(course, Ballot.OPEN, SAID))["2 Answer by answer"]
    assert rows[0] == ("Round", "Person", "Delegation", "Name", "Answer")
    assert (1, 1, "Peru", "Rosa Quispe", "Lack of trained staff") in rows


@pytest.mark.parametrize("ballot", [Ballot.SECRET])
def test_a_secret_ballot_has_no_rows(course: Snapshot, ballot: Ballot) -> None:
    """Whatever a snapshot may hold."""
    assert sheets(nameless(course, ballot)) == {}


Rows = list[list[str]]


def archived(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, Rows]:
    """The tables of the archive by the names of their files."""
    monkeypatch.setattr(libraries, "missing", lambda: ("Pango",))  # The PDF takes its time, and is not looked at.
    data = formats.write("zip", snapshot, world.KINDS, world.LANGUAGES, "en")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {
            name: list(csv.reader(io.StringIO(package.read(name).decode("utf-8-sig"))))
            for name in package.namelist()
            if name.endswith(".csv")
        }


def test_the_archive_has_them_as_one_table(course: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a file of their own."""
    rows = archived(nameless(course), monkeypatch)["answers.csv"]
    assert rows[1] == ["obstacle", "1", "1", "", "", "", "Legal framework"]


def written(course: Snapshot, ballot: Ballot) -> Snapshot:
    """The course whose poll of texts has this ballot; the last of four texts is hidden."""
    texts = ("Publish it", "Translate it", "Begin again", "Kept")
    poll = course.workshop.polls["services"]
    other = replace(poll, settings=replace(poll.settings, ballot=ballot))
    ids = [f"{place:012x}" for place in range(len(texts))]
    entries = [Entry(id_, text, world.at("11:41") + at) for at, (id_, text) in enumerate(zip(ids, texts, strict=True))]
    lines = [
        Said("PE", "Rosa Quispe", Answer({"text": texts[:2]}), entries=tuple(ids[:2])),
        Said("CL", "", Answer({"text": texts[2:3]}), entries=tuple(ids[2:3])),
        Said("BR", "Zebediah Quokka", Answer({"text": texts[3:]}), frozenset(texts[3:]), entries=tuple(ids[3:])),
    ]
    data = RoundData(
        poll.id, 1, 1, 2, {"": 3}, entries=entries, decisions=Decisions(hidden=frozenset(ids[3:])), people=3
    )
    bare = [replace(one, delegation="", name="", entries=()) for one in lines]
    data = replace(data, said=lines) if ballot in NAMING else replace(data, rows=bare)
    item = replace(course.workshop.agenda[2], polls=(other,))
    return replace(course, workshop=replace(course.workshop, agenda=[item]), rounds=[data])


def test_texts_are_answers_too(course: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person's texts have one number; those that are hidden are nowhere."""
    told = archived(written(course, Ballot.ANONYMOUS), monkeypatch)
    assert [row[2:] for row in told["answers.csv"][1:]] == [
        ["1", "", "", "", "Publish it"],
        ["1", "", "", "", "Translate it"],
        ["2", "", "", "", "Begin again"],
    ]
    assert [row[:5] for row in told["texts.csv"]] == [
        ["Poll", "Round", "Theme", "Answer", "Support"],
        *(["services", "1", "", text, "0"] for text in ("Begin again", "Publish it", "Translate it")),
    ]


def test_who_wrote_stands_beside_the_text_where_the_ballot_says_so(
    course: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In both tables of the archive, and in the JSON; an author whose text is hidden is not told."""
    snapshot = written(course, Ballot.OPEN)
    told = archived(snapshot, monkeypatch)
    assert [(row[3], row[4], row[6]) for row in told["answers.csv"][1:]] == [
        ("Peru", "Rosa Quispe", "Publish it"),
        ("Peru", "Rosa Quispe", "Translate it"),
        ("Chile", "", "Begin again"),
    ]
    assert [row[-1] for row in told["texts.csv"]] == ["By", "Rosa Quispe, Peru", "Rosa Quispe, Peru", "Chile"]
    data = formats.write("json", snapshot, world.KINDS, world.LANGUAGES, "en")
    entries = json.loads(data)["agenda"][0]["polls"][0]["rounds"][0]["entries"]
    assert [(entry["text"], entry["author"]) for entry in entries] == [
        ("Publish it", {"delegation": "PE", "name": "Rosa Quispe"}),
        ("Translate it", {"delegation": "PE", "name": "Rosa Quispe"}),
        ("Begin again", {"delegation": "CL", "name": ""}),
    ]
    assert b"Quokka" not in data
    assert "Quokka" not in str(told)


@pytest.mark.parametrize("ballot", [Ballot.ANONYMOUS, Ballot.SECRET])
def test_no_other_ballot_has_authors(course: Snapshot, ballot: Ballot) -> None:
    """Whatever a snapshot may hold."""
    snapshot = written(course, Ballot.OPEN)
    item = snapshot.workshop.agenda[0]
    poll = replace(item.polls[0], settings=replace(item.polls[0].settings, ballot=ballot))
    workshop = replace(snapshot.workshop, agenda=[replace(item, polls=(poll,))])
    data = formats.write("json", replace(snapshot, workshop=workshop), world.KINDS, world.LANGUAGES, "en")
    one = json.loads(data)["agenda"][0]["polls"][0]["rounds"][0]
    assert [entry["author"] for entry in one["entries"]] == [None] * 3
    assert b"Quispe" not in data
