"""The attendance list and the certificates: right numbers, only given names, sound files in every language."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import outloud
import pytest
from docx import Document
from openxml_audit import OpenXmlValidator

from server import catalogues
from server.domain import slots
from server.domain.seat import Attendance, Seat
from server.domain.snapshot import Snapshot
from server.exports.people import certificates, files, listing
from server.exports.people.listing import Listing
from server.exports.template import example, sandbox, shape
from tests.exports import world

LANGUAGES = catalogues.load()
BEGUN, ENDED = world.at("10:03"), world.at("13:01")
MEETING = slots.span(BEGUN, ENDED)


def seat(number: int, delegation: str, name: str, attendance: Attendance = Attendance.ROOM, agent: str = "") -> Seat:
    return Seat(number, delegation, attendance, "es", name, BEGUN - 60_000, agent=agent)


SEATS = [
    seat(1, "CL", "Ana Pérez"),
    seat(2, "CL", ""),
    seat(3, "BR", "=SUM(A1) João", Attendance.REMOTE),
    seat(4, "", "مريم حداد"),
    seat(5, "CL", "ana perez"),
    seat(6, "AR", "", agent="CL"),
    seat(7, "PE", "王小明 🎓"),
]
HALF = frozenset(MEETING[: len(MEETING) // 2])
TIMES = {
    1: HALF,
    2: frozenset(MEETING),
    3: frozenset(MEETING),
    4: frozenset(MEETING[-3:]),
    5: frozenset(MEETING) - HALF,
    6: frozenset(MEETING),
    7: frozenset(MEETING[:-12]),
}


def listed(course: Snapshot, language: str = "en") -> Listing:
    return listing.gather(replace(course, seats=SEATS), TIMES, LANGUAGES[language])


def test_delegations_by_the_hour(course: Snapshot) -> None:
    """In roster order, proxies not counted twice; the hours are those of the clock on the wall."""
    told = listed(course)
    assert told.hours == ("10:00", "11:00", "12:00", "13:00")[: len(told.hours)]
    assert [(one.id, one.room, one.remote, one.unnamed) for one in told.delegations] == [
        ("BR", 0, 1, 0),
        ("CL", 3, 0, 1),
        ("PE", 1, 0, 0),
        ("", 1, 0, 0),
    ]
    assert [one.hours[2] for one in told.delegations] == [1, 2, 0, 1]
    assert told.by_hour.texts[-1][:4] == ("Total", "5", "1", "6")


def test_who_came_twice_is_one_person(course: Snapshot) -> None:
    """A name of one delegation is one person, whatever device it came with; the times are joined."""
    told = {one.name: one for one in listed(course).people}
    assert set(told) == {"Ana Pérez", "=SUM(A1) João", "مريم حداد", "王小明 🎓"}
    assert told["Ana Pérez"].share == 1
    assert (told["Ana Pérez"].arrived, told["Ana Pérez"].left) == ("10:05", "13:00")
    assert told["مريم حداد"].arrived == "12:45"


def test_the_share_decides(course: Snapshot) -> None:
    """At the bound is enough."""
    told = listed(course)
    share = next(one.share for one in told.people if one.name.startswith("王"))
    assert len(told.enough(share)) == 3
    assert len(told.enough(share + 0.001)) == 2
    assert len(told.enough(0)) == 4


def test_before_and_during_the_meeting(course: Snapshot) -> None:
    """It says that it is not final; nobody has left who is here yet."""
    state = replace(course.state, ended=None)
    now = replace(course, seats=SEATS, state=state, at=world.at("12:30"))
    told = listing.gather(now, {1: frozenset(slots.span(BEGUN, world.at("12:30")))}, LANGUAGES["en"])
    assert told.state == "State at 12:30: the meeting is still in progress."
    assert told.people[1].left == ""
    before = replace(now, state=replace(state, begun=None), seats=[])
    assert "has not begun" in listing.gather(before, {}, LANGUAGES["en"]).state


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_files_are_sound(course: Snapshot, tmp_path: Path, language: str) -> None:
    """Valid for Word, Excel and PDF/UA; a name is never a formula."""
    told = listed(course, language)
    for name in ("docx", "xlsx"):
        path = tmp_path / f"list.{name}"
        path.write_bytes(files.write(name, told))
        assert OpenXmlValidator().validate(path).is_valid
    cells = [cell for sheet in openpyxl.load_workbook(tmp_path / "list.xlsx") for row in sheet for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    path = tmp_path / "list.pdf"
    path.write_bytes(files.write("pdf", told))
    assert [one.message for one in outloud.check(str(path), layers={"conformance"}).findings] == []
    rows = list(csv.DictReader(io.StringIO(files.write("csv", told).decode("utf-8-sig"))))
    assert {row["name"] for row in rows} == {"", "Ana Pérez", "'=SUM(A1) João", "مريم حداد", "王小明 🎓"}


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_certificates_are_sound(course: Snapshot, tmp_path: Path, language: str) -> None:
    """As Word and as PDF, a page for each, in each language."""
    told = listed(course, language)
    people = told.enough(0.5)
    data = certificates.contexts(told, people)
    assert all(set(one) == set(shape.CERTIFICATE) for one in data)
    path = tmp_path / "certificates.docx"
    made = sandbox.together("certificate", example.certificate(), data, certificates.properties(told))
    path.write_bytes(made)
    assert OpenXmlValidator().validate(path).is_valid
    document = Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert [text for text in texts if text in {one.name for one in people}] == [one.name for one in people]
    assert len(document.sections) == len(people)
    printed = tmp_path / "certificates.pdf"
    printed.write_bytes(certificates.pdf(told, people))
    result = outloud.check(str(printed), layers={"conformance"})
    assert [one.message for one in result.findings if one.rule != "PAG-001"] == []


def test_names_of_files(course: Snapshot) -> None:
    """Letters of every script, and nothing that leads elsewhere."""
    people = [
        replace(one, name=name) for one, name in zip(listed(course).people, ("../../a", "🎓", "Ana", "王"), strict=True)
    ]
    assert [name.partition("-")[2] for name in certificates.names(people)] == [
        "a.docx",
        "certificate.docx",
        "Ana.docx",
        "王.docx",
    ]
