"""Results by group, language and earlier answer."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pytest

from server.domain.counts import PEOPLE
from server.domain.snapshot import RoundData, Snapshot
from server.domain.splits import answer_segment
from server.domain.workshop import Poll
from server.exports import formats
from server.exports.parts import Round, Summary
from tests.exports import world
from tests.exports.asking import polls, told


def split(course: Snapshot, yes: int, no: int, rest: int = 0) -> Snapshot:
    """The course whose poll about obstacles was split by the one about formats: so many people in two groups."""

    def put(one: Poll) -> Poll:
        return replace(one, settings=replace(one.settings, split="format")) if one.id == "obstacle" else one

    agenda = [replace(item, polls=[put(one) for one in item.polls]) for item in course.workshop.agenda]
    people = yes + no + rest
    groups = {"hall": yes, "online": no}
    segments = {answer_segment("format", option): {PEOPLE: n, "budget": n} for option, n in groups.items() if n}
    data = RoundData(
        "obstacle", 1, world.at("11:36"), world.at("11:38"), {PEOPLE: people, "budget": people}, segments, people=people
    )
    return replace(course, workshop=replace(course.workshop, agenda=agenda), rounds=[data])


def of(snapshot: Snapshot) -> Round:
    return told(snapshot, snapshot.rounds)


def test_groups_stand_beside_the_whole(course: Snapshot) -> None:
    """By the texts of the options, under the question that was asked before."""
    [grouping] = of(split(course, 6, 5)).groupings
    assert (grouping.way, grouping.title, grouping.line) == (
        "answer",
        "By the answer to “Which format suits the next course?”",
        "",
    )
    assert grouping.grid is not None
    assert grouping.grid.titles[:3] == ("Answer", "In the hall", "Online")
    assert grouping.grid.rows[0][1:4] == (6, 5, 11)


@pytest.mark.parametrize(
    ("yes", "no", "rest", "shown", "line"),
    [
        (6, 5, 0, ["In the hall", "Online"], ""),
        (6, 4, 0, [], "Not shown, because of fewer than 5 people: In the hall and Online."),
        (6, 4, 1, ["In the hall"], "Not shown, because of fewer than 5 people: Online."),
        (6, 7, 2, ["Online"], "Not shown, because of fewer than 5 people: In the hall."),
        (3, 3, 0, [], "Not shown, because of fewer than 5 people: In the hall and Online."),
        (9, 0, 0, ["In the hall"], ""),
    ],
)
def test_small_groups_are_kept_back(
    course: Snapshot, yes: int, no: int, rest: int, shown: list[str], line: str
) -> None:
    """Nor can they be found by taking the others from everybody; people without an earlier answer are a rest."""
    [grouping] = of(split(course, yes, no, rest)).groupings
    assert [group.name for group in grouping.groups.values()] == shown
    assert grouping.line == line


def test_languages_are_named(summary: Summary) -> None:
    """As the document's language calls them, for every poll that counts; texts are not taken apart."""
    told_polls = polls(summary)
    [grouping] = told_polls["obstacle"].rounds[0].groupings
    assert grouping.title == "By language"
    assert [group.name for group in grouping.groups.values()] == ["Spanish", "English"]
    assert told_polls["services"].rounds[0].groupings == ()
    assert told_polls["agreement"].rounds[0].groupings == ()


def test_every_format_has_what_it_should(course: Snapshot) -> None:
    """Spreadsheets and programs get every split, documents the one that the agenda file asked for."""
    snapshot = split(course, 6, 5)

    def write(name: str, told_of: Snapshot = snapshot) -> bytes:
        return formats.write(name, told_of, world.KINDS, world.LANGUAGES, "en")

    title = "By the answer to “Which format suits the next course?”"
    for name in ("html", "md"):
        assert title in write(name).decode()
        assert "By language" not in write(name, course).decode()
    rows = list(csv.DictReader(io.StringIO(write("csv").decode("utf-8-sig"))))
    found = {row["segment"]: row["count"] for row in rows if row["label"] == "Insufficient budget"}
    assert found["answer:format=hall"] == "6"
    told_json = json.loads(write("json"))
    poll = next(poll for item in told_json["agenda"] for poll in item["polls"] if poll["id"] == "obstacle")
    assert [group["people"] for group in poll["rounds"][0]["splits"][0]["groups"]] == [6, 5]
    sheet = openpyxl.load_workbook(io.BytesIO(write("xlsx")))["Groups"]
    assert title in str(sheet["A1"].value)
    assert [cell.value for cell in sheet[2]][:3] == ["Answer", "In the hall", "Online"]
