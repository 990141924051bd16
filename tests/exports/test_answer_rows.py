"""Answer by answer."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from server.domain.kind import Answer
from server.domain.snapshot import Said, Snapshot
from server.domain.workshop import Ballot
from server.exports import formats
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


def test_the_archive_has_them_as_one_table(course: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a file of their own."""
    monkeypatch.setattr(libraries, "missing", lambda: ("Pango",))  # The PDF takes its time, and is not looked at.
    data = formats.write("zip", nameless(course), world.KINDS, world.LANGUAGES, "en")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        rows = list(csv.reader(io.StringIO(package.read("answers.csv").decode("utf-8-sig"))))
    assert rows[1] == ["obstacle", "1", "1", "", "", "", "Legal framework"]
