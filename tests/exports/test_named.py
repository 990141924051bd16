"""Who answered what, where the ballot says so."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from server.domain.kind import Answer
from server.domain.snapshot import RoundData, Said, Snapshot
from server.domain.workshop import Ballot, Poll
from server.exports import formats, roll
from server.exports.named import in_words
from server.exports.parts import Named
from server.exports.summary import gather
from server.kinds import BY_NAME
from server.kinds.choice import ChoiceDefinition
from server.kinds.options import Option
from tests.exports import prepared, world
from tests.exports.asking import polls, told

SAID = (
    Said("PE", "Rosa Quispe", Answer({"option": ("staff",)})),
    Said("CL", "", Answer({"option": ("budget",)})),
    Said("", "=Ana", Answer({"option": ("law",), "other": ("kept",)}), frozenset({"kept"})),
)


def with_ballot(course: Snapshot, ballot: Ballot, said: tuple[Said, ...] = SAID) -> Snapshot:
    """The course whose poll about obstacles had another ballot."""
    workshop = course.workshop
    poll = workshop.polls["obstacle"]
    other = replace(poll, settings=replace(poll.settings, ballot=ballot))

    def put(one: Poll) -> Poll:
        return other if one.id == poll.id else one

    agenda = [replace(item, polls=[put(one) for one in item.polls]) for item in workshop.agenda]
    rounds = [replace(one, said=said) if one.poll == poll.id else one for one in course.rounds]
    return replace(course, workshop=replace(workshop, agenda=agenda), rounds=rounds)


def test_answers_stand_in_the_order_of_the_roster(course: Snapshot) -> None:
    """Each with its delegation, and with a name only where somebody gave one."""
    snapshot = with_ballot(course, Ballot.OPEN)
    named = told(snapshot, [one for one in snapshot.rounds if one.poll == "obstacle"]).named
    assert named is not None
    assert [(line.delegation, line.who, line.name, line.answer) for line in named.lines] == [
        ("CL", "Chile", "", "Insufficient budget"),
        ("PE", "Peru", "Rosa Quispe", "Lack of trained staff"),
        ("", "Without a delegation", "=Ana", "Legal framework"),
    ]
    assert named.grid.titles == ("Delegation", "Name", "Answer")


def test_a_recorded_ballot_names_delegations_alone(course: Snapshot) -> None:
    """Without names there is no column of names."""
    nameless = tuple(replace(one, name="") for one in SAID)
    snapshot = with_ballot(course, Ballot.RECORDED, nameless)
    named = polls(gather(snapshot, world.KINDS, world.ENGLISH))["obstacle"].rounds[0].named
    assert named is not None
    assert named.grid.titles == ("Delegation", "Answer")


@pytest.mark.parametrize("ballot", [Ballot.ANONYMOUS, Ballot.SECRET])
def test_other_ballots_name_nobody(course: Snapshot, ballot: Ballot) -> None:
    """Whatever a snapshot may hold."""
    snapshot = with_ballot(course, ballot)
    assert polls(gather(snapshot, world.KINDS, world.ENGLISH))["obstacle"].rounds[0].named is None


@pytest.mark.parametrize("name", ["docx", "html", "md", "csv", "json", "xlsx"])
def test_every_format_tells_it(course: Snapshot, name: str) -> None:
    """And none of them where nobody may know."""

    def text(ballot: Ballot) -> str:
        body = formats.write(name, with_ballot(course, ballot), world.KINDS, world.LANGUAGES, "en")
        if name == "xlsx":
            book = openpyxl.load_workbook(io.BytesIO(body))
            return " ".join(str(cell.value) for sheet in book for row in sheet.rows for cell in row)
        if name == "docx":
            return zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml").decode()
        return body.decode("utf-8-sig")

    assert "Rosa Quispe" in text(Ballot.OPEN)
    assert "Rosa Quispe" not in text(Ballot.ANONYMOUS)


def test_answers_in_words() -> None:
    """Options by their texts, what is ranked by its own, and never a text that may not be seen."""
    choice = BY_NAME["choice"]
    options = (Option("a", prepared.both("Alpha", "Alfa")), Option("b", prepared.both("Beta", "Beta")))
    definition = ChoiceDefinition(options, most=2, other=True)
    spanish = world.LANGUAGES["es"]

    def say(unseen: frozenset[str] = frozenset(), **fields: tuple[str, ...]) -> str:
        answer = Answer({name.replace("__", "."): values for name, values in fields.items()})
        return in_words(choice, definition, answer, unseen, spanish)

    assert say(option=("a", "b")) == "Alfa, Beta"
    assert say(option=("a",), other=("mine",)) == "Alfa, mine"
    assert say(frozenset({"mine"}), option=("a",), other=("mine",)) == "Alfa"
    assert say(frozenset({"mine"}), other=("mine",)) == ""
    assert say(rank__a=("1",), rank__b=("2",)) == "Alfa: 1; Beta: 2"


def test_a_round_without_answers_names_nobody(course: Snapshot) -> None:
    """There is nothing to tell."""
    data = next(one for one in course.rounds if one.poll == "obstacle")
    empty = RoundData(data.poll, 1, data.opened, None, {})
    assert told(with_ballot(course, Ballot.OPEN), [empty]).named is None


def test_long_lists_of_names_stay_in_the_files_for_spreadsheets(course: Snapshot) -> None:
    """Where they would fill pages a document says where they are; delegations alone are printed further."""
    many = [Said("CL", f"Person {n}", Answer({"option": ("staff",)})) for n in range(roll.MOST_PERSONS + 1)]

    def found(said: list[Said]) -> Named:
        snapshot = with_ballot(course, Ballot.OPEN, tuple(said))
        named = told(snapshot, [one for one in snapshot.rounds if one.poll == "obstacle"]).named
        assert named is not None
        return named

    long = found(many)
    assert (long.groups, long.printed, len(long.lines)) == ((), None, len(many))
    assert long.note == "The files for spreadsheets have all 101 answers, each with who gave it."
    assert [group.count for group in found(many[1:]).groups] == [roll.MOST_PERSONS]
    assert [group.count for group in found([replace(one, name="") for one in many]).groups] == [len(many)]
