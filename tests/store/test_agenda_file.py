"""Agenda files: bytes, rosters, and the canonical text."""

from __future__ import annotations

import json
from datetime import time
from fractions import Fraction
from pathlib import Path

import pytest

from server.domain.errors import Faults
from server.domain.workshop import Admission, Quorum, Workshop
from server.files import EXAMPLES
from server.kinds import BY_NAME
from server.store.files.agenda_file import LARGEST_FILE, SHIPPED, load, load_bytes, parse_stored
from server.store.files.yaml_text import read
from tests.domain.tiny import KINDS

LEAST = """
hemicycle: 1
title: Course
languages: [es, en]
date: 2024-02-15
timezone: America/New_York
agenda:
  - id: opening
    title: {es: Inauguración, en: NO}
"""
ROSTER = """
hemicycle: 1
languages: [en, de]
delegations:
  - {id: NO, name: {en: Norway, de: Norwegen}}
  - {id: SE, name: Sverige, observer: true}
"""


def told(text: str, beside: Path | None = None) -> list[str]:
    """The faults of a file."""
    with pytest.raises(Faults) as error:
        load(text, KINDS, beside=beside)
    return [str(fault) for fault in error.value.faults]


def test_a_file_loads_with_its_canonical_text() -> None:
    """The canonical text is JSON of what the file says, and parses to the same."""
    workshop, canonical = load(LEAST, KINDS)
    assert workshop.agenda[0].title.pick("en") == "NO"
    assert json.loads(canonical)["date"] == "2024-02-15"
    assert parse_stored(canonical, KINDS) == workshop
    assert load(canonical, KINDS) == (workshop, canonical)


def test_faults_have_their_lines() -> None:
    """Those of the agenda, sorted as a reader goes through the file."""
    text = LEAST.replace("title: Course", "titel: Course").replace("id: opening", "id: a b")
    assert told(text) == [
        "line 2, title: This is missing.",
        "line 3, titel: This key is not known here. Did you mean “title”?",
        "line 8, agenda[0].id: An id is made of Latin letters, digits, - and _, at most 40.",
    ]


def test_faults_of_the_text_come_first() -> None:
    """A name that stands twice is told before anything is read."""
    assert told(LEAST + "title: Again\n") == ["line 10, title: This name stands here twice, first in line 3."]


def test_bytes_are_read_as_utf_8() -> None:
    """With or without the mark that some editors put first, and with any line ends."""
    expected = load(LEAST, KINDS)
    for data in (LEAST.encode(), LEAST.encode("utf-8-sig"), LEAST.replace("\n", "\r\n").encode()):
        assert load_bytes(data, KINDS) == expected


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", "título".encode("latin-1"), "título".encode("utf-16")])
def test_what_is_no_text_is_refused_politely(data: bytes) -> None:
    """A picture, or a text in another encoding."""
    with pytest.raises(Faults) as error:
        load_bytes(data, KINDS)
    assert str(error.value) == "file: This file is not text in UTF-8. Save it as YAML or JSON in UTF-8."


def test_large_files_are_refused() -> None:
    """Before they are decoded or parsed; what counts is bytes."""
    reason = f"file: This file is larger than {LARGEST_FILE} bytes."
    with pytest.raises(Faults) as error:
        load_bytes(b"\xff" * (LARGEST_FILE + 1), KINDS)
    assert str(error.value) == reason
    assert told("#" * (LARGEST_FILE + 1)) == [reason]
    assert told("#" + "é" * (LARGEST_FILE // 2)) == [reason]


def test_a_shipped_roster_is_written_into_the_canonical_text() -> None:
    """So that a workshop keeps its delegations when a later version ships others."""
    workshop, canonical = load(LEAST + "roster: oas\nquorum: {share: 1/3}\n", KINDS)
    assert len(workshop.delegations) == 35
    assert workshop.quorum == Quorum(share=Fraction(1, 3))
    assert set(json.loads(canonical)["roster"][8]["name"]) == {"es", "en"}
    assert parse_stored(canonical, KINDS) == workshop


def test_a_roster_beside_the_file(tmp_path: Path) -> None:
    """Its names in the workshop's languages, or in its first where it has none of them."""
    (tmp_path / "nordic.yaml").write_text(ROSTER)
    workshop, canonical = load(LEAST + "roster: nordic.yaml\n", KINDS, beside=tmp_path)
    assert [(one.id, one.name.pick("es"), one.observer) for one in workshop.delegations] == [
        ("NO", "Norway", False),
        ("SE", "Sverige", True),
    ]
    assert parse_stored(canonical, KINDS) == workshop
    text = LEAST.replace("[es, en]", "[fr]").replace("{es: Inauguración, en: NO}", "Ouverture")
    french, canonical = load(text + "roster: nordic.yaml\n", KINDS, beside=tmp_path)
    assert french.delegations[0].name.pick("fr") == "Norway"
    assert parse_stored(canonical, KINDS) == french


@pytest.mark.parametrize(
    "name",
    ["missing.yaml", "oea", "nordic.txt", "sub/nordic.yaml", "../nordic.yaml", "/etc/passwd", "sub.yaml", "..", "''"],
)
def test_rosters_that_are_not_there(tmp_path: Path, name: str) -> None:
    """Only a file of the folder itself, only YAML or JSON, never a folder."""
    (tmp_path / "nordic.txt").write_text(ROSTER)
    (tmp_path / "sub.yaml").mkdir()
    (tmp_path / "nordic.yaml").write_text(ROSTER)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "nordic.yaml").write_text(ROSTER)
    shown = "" if name == "''" else name
    assert told(LEAST + f"roster: {name}\n", tmp_path / "sub") == [f"line 10, roster: There is no roster “{shown}”."]


def test_an_upload_has_nothing_beside_it() -> None:
    """No file of this machine can be named by who uploads."""
    assert told(LEAST + "roster: README.yaml\n") == ["line 10, roster: There is no roster “README.yaml”."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ROSTER.replace("id: SE", "id: NO"), "line 6, delegations[1].id: The id “NO” is used twice."),
        ("a: 1\na: 2", "line 2, a: This name stands here twice, first in line 1."),
        ("[]", "line 1: A roster is a mapping with hemicycle, languages and delegations."),
        ("#" * (LARGEST_FILE + 1), f"file: This file is larger than {LARGEST_FILE} bytes."),
    ],
)
def test_faults_of_a_roster_name_its_file(tmp_path: Path, text: str, expected: str) -> None:
    """Its own lines stand in the sentence, that of the agenda at the front."""
    (tmp_path / "nordic.yaml").write_text(text)
    assert told(LEAST + "roster: nordic.yaml\n", tmp_path) == [f"line 10, roster: In nordic.yaml: {expected}"]


def test_a_roster_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk may say no."""

    def refuse(path: Path) -> bytes:
        raise PermissionError(path)

    (tmp_path / "nordic.yaml").write_text(ROSTER)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert told(LEAST + "roster: nordic.yaml\n", tmp_path) == [
        "line 10, roster: The roster nordic.yaml cannot be read."
    ]


def test_a_file_that_is_no_mapping() -> None:
    """It names no roster either."""
    assert told("- a\n") == ["line 1: An agenda file is a mapping of names to values that begins with “hemicycle: 1”."]


@pytest.fixture(scope="module")
def course() -> Workshop:
    """The course of 15 February 2024."""
    return load_bytes((EXAMPLES / "course-2024.yaml").read_bytes(), BY_NAME)[0]


def test_examples_load_as_they_are() -> None:
    """And parse again from what is stored."""
    files = sorted(EXAMPLES.glob("*.yaml"))
    assert {"course-2024.yaml", "first-poll.yaml"} <= {file.name for file in files}
    for file in files:
        workshop, canonical = load_bytes(file.read_bytes(), BY_NAME, beside=EXAMPLES)
        assert parse_stored(canonical, BY_NAME) == workshop


def test_the_course_is_the_course(course: Workshop) -> None:
    """Six items from ten to one, four polls of ten minutes, delegations of which twelve are a quorum."""
    assert (course.languages, course.reference) == (("es", "en", "fr", "pt"), "CP/CAJP-3769/23")
    assert (course.start, course.end) == (time(10), time(13))
    assert [item.id for item in course.agenda] == [
        "opening",
        "introduction",
        "estonia",
        "mentimeter",
        "democracy",
        "conclusions",
    ]
    assert {name: poll.kind for name, poll in course.polls.items()} == {
        "technologies": "words",
        "challenges": "text",
        "services": "text",
        "egovernment": "text",
    }
    assert sum(poll.settings.countdown or 0 for poll in course.polls.values()) <= 600
    assert (course.admission, course.ask_name, len(course.delegations)) == (Admission.DELEGATION, "optional", 35)
    assert course.quorum is not None
    assert course.quorum.needed(35) == 12


def test_the_course_speaks_all_its_languages() -> None:
    """Every text that is one per language has all four, in the same order."""

    def walk(value: object, path: str) -> None:
        if isinstance(value, dict):
            if {"es", "en", "fr", "pt"} & set(value):
                assert list(value) == ["es", "en", "fr", "pt"], path
            for key, inner in value.items():
                walk(inner, f"{path}.{key}")
        elif isinstance(value, list):
            for place, inner in enumerate(value):
                walk(inner, f"{path}[{place}]")

    walk(read((EXAMPLES / "course-2024.yaml").read_text()).value, "")


def test_the_roster_of_the_oas() -> None:
    """35 members in the order of their English names, the article put aside, each with its codes and one region."""
    raw = read((SHIPPED / "oas.yaml").read_text()).value["delegations"]
    assert len(raw) == len({one["id"] for one in raw}) == len({one["plate"] for one in raw}) == 35
    english = [one["name"] if isinstance(one["name"], str) else one["name"]["en"] for one in raw]
    assert english == sorted(english, key=lambda name: name.removeprefix("The "))
    for one in raw:
        assert len(one["id"]) == 2
        assert one["flag"] == one["id"].lower()
        assert len(one["plate"]) == 3
        assert one["groups"][0] in ("north", "central", "caribbean", "south")
        assert isinstance(one["name"], str) or list(one["name"]) == ["en", "es", "fr", "pt"]
