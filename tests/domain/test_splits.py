"""Splits: who may be taken apart from whom."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.agenda import parse
from server.domain.counts import PEOPLE
from server.domain.errors import Faults
from server.domain.language import ENGLISH
from server.domain.snapshot import RoundData
from server.domain.splits import divide, ways
from server.domain.workshop import Workshop
from server.kinds import BY_NAME

OPTIONS = [{"id": "a", "text": {"es": "Uno", "en": "One"}}, {"id": "b", "text": "Two"}]


def agenda(*polls: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "hemicycle": 1,
        "title": "Course",
        "languages": ["es", "en"],
        "date": "2024-02-15",
        "timezone": "UTC",
        "roster": [{"id": "CL", "name": "Chile", "groups": ["south"]}, {"id": "HT", "name": "Haiti"}],
        "agenda": [{"id": "one", "title": "One", "polls": list(polls)}],
        **more,
    }


def choice(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "kind": "choice", "prompt": name, "options": OPTIONS, **more}


def faults(raw: dict[str, Any]) -> list[str]:
    try:
        parse(raw, BY_NAME)
    except Faults as error:
        return [str(fault) for fault in error.faults]
    return []


def test_a_poll_is_split_by_an_earlier_one() -> None:
    """Which its settings name."""
    workshop = parse(agenda(choice("p1"), choice("p2", split="p1")), BY_NAME)
    assert workshop.polls["p2"].settings.split == "p1"


@pytest.mark.parametrize(
    "polls",
    [
        (choice("p1", split="p2"), choice("p2")),
        (choice("p1", split="p1"),),
        (choice("p1", split="gone"),),
        ({"id": "p0", "kind": "text", "prompt": "Why?"}, choice("p1", split="p0")),
        (choice("p0", ballot="secret"), choice("p1", split="p0")),
    ],
)
def test_other_polls_make_no_groups(polls: tuple[dict[str, Any], ...]) -> None:
    """One that comes later, does not exist, has no options or is secret is a fault."""
    [fault] = faults(agenda(*polls))
    assert "is not an earlier poll in which people choose" in fault


def test_groups_have_names() -> None:
    """Only groups of the roster; one without a name is called by its id."""
    workshop = parse(agenda(choice("p1"), groups={"south": {"es": "Sudamérica", "en": "South America"}}), BY_NAME)
    assert workshop.groups["south"].pick("es") == "Sudamérica"
    [fault] = faults(agenda(choice("p1"), groups={"north": "North"}))
    assert "No delegation of the roster is in the group “north”." in fault


def course(**settings: Any) -> Workshop:
    return parse(agenda(choice("p1"), choice("p2", split="p1", **settings)), BY_NAME)


def test_ways_are_those_that_the_workshop_knows() -> None:
    """And none of a secret ballot, of texts, or of what nobody answers."""
    workshop = course()
    assert ways(workshop, workshop.polls["p2"], BY_NAME["choice"]) == ["attendance", "group", "language", "answer"]
    assert ways(workshop, workshop.polls["p1"], BY_NAME["choice"]) == ["attendance", "group", "language"]
    assert ways(workshop, workshop.polls["p2"], BY_NAME["text"]) == ()
    assert ways(workshop, workshop.polls["p2"], BY_NAME["slide"]) == ()
    secret = course(ballot="secret")
    assert ways(secret, secret.polls["p2"], BY_NAME["choice"]) == ()


@pytest.mark.parametrize(
    ("way", "names"),
    [
        ("attendance", ["In the room", "Online"]),
        ("group", ["south"]),
        ("language", ["Spanish", "English"]),
        ("answer", ["One", "Two"]),
    ],
)
def test_groups_are_named_in_the_reader_s_language(way: str, names: list[str]) -> None:
    """In the order of the file."""
    segments = ("attendance:room", "attendance:remote", "group:south", "language:es", "language:en")
    found = {name: {PEOPLE: 9} for name in (*segments, "answer:p1=b", "answer:p1=a")}
    data = RoundData("p2", 1, 1, None, {PEOPLE: 18}, found, people=18)
    workshop = course()
    division = divide(workshop, workshop.polls["p2"], BY_NAME, data, way, ENGLISH)
    assert [one.name for one in division.shown] == names


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_nothing_small_can_be_found_out(room: int, remote: int, rest: int) -> None:
    """Every group that is shown has five people or more, and so has whatever is missing from the total."""
    people = room + remote + rest
    found = {f"attendance:{name}": {PEOPLE: n} for name, n in (("room", room), ("remote", remote)) if n}
    data = RoundData("p2", 1, 1, None, {PEOPLE: people}, found, people=people)
    workshop = course()
    division = divide(workshop, workshop.polls["p2"], BY_NAME, data, "attendance", ENGLISH)
    assert all(one.people >= workshop.least_group for one in division.shown)
    missing = people - sum(one.people for one in division.shown)
    assert missing == 0 or missing >= workshop.least_group or not division.shown


def test_members_and_observers_are_groups() -> None:
    """Where the roster has observers; and the organiser says how small a group may be."""
    roster = [{"id": "CL", "name": "Chile"}, {"id": "EU", "name": "EU", "observer": True}]
    workshop = parse(agenda(choice("p1"), roster=roster, least_group=1), BY_NAME)
    assert "standing" in ways(workshop, workshop.polls["p1"], BY_NAME["choice"])
    found = {"standing:member": {PEOPLE: 3}, "standing:observer": {PEOPLE: 1}}
    data = RoundData("p1", 1, 1, None, {PEOPLE: 4}, found, people=4)
    division = divide(workshop, workshop.polls["p1"], BY_NAME, data, "standing", ENGLISH)
    assert [(one.name, one.people) for one in division.shown] == [("Members", 3), ("Observers", 1)]


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 4))
def test_who_is_in_no_group_cannot_be_found_out(south: int, north: int, alone: int) -> None:
    """Where nobody is in two groups, those in none are what the total leaves."""
    roster = [
        {"id": "CL", "name": "Chile", "groups": ["south"]},
        {"id": "CA", "name": "Canada", "groups": ["north"]},
        {"id": "HT", "name": "Haiti"},
    ]
    workshop = parse(agenda(choice("p1"), roster=roster), BY_NAME)
    people = south + north + alone
    found = {f"group:{name}": {PEOPLE: n} for name, n in (("south", south), ("north", north)) if n}
    data = RoundData("p1", 1, 1, None, {PEOPLE: people}, found, people=people)
    division = divide(workshop, workshop.polls["p1"], BY_NAME, data, "group", ENGLISH)
    missing = people - sum(one.people for one in division.shown)
    assert missing == 0 or missing >= workshop.least_group or not division.shown
