"""Lists of registrations: which column is what, who is on them, and what is wrong where."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from server.domain.columns import Listing, Row, guess, listing
from server.domain.people import Person
from server.domain.registration import LONGEST_NAME, MOST_SAID, Choices, Reading, check, read
from server.domain.workshop import Workshop
from server.kinds import BY_NAME
from server.store.files.agenda_file import load

AGENDA = """
hemicycle: 1
title: T
languages: [es, en]
date: 2026-01-01
timezone: UTC
{more}
agenda: [{{id: one, title: One}}]
"""
ROSTER = "roster: oas\nadmission: {admission}"


def workshop(admission: str = "badge") -> Workshop:
    return load(AGENDA.format(more=ROSTER.format(admission=admission)), BY_NAME)[0]


def rows(*lines: Sequence[str]) -> tuple[Row, ...]:
    return tuple(Row(n, tuple(cells)) for n, cells in enumerate(lines, 1))


def reading(*lines: Sequence[str], admission: str = "badge", attendance: str = "", **meant: str) -> Reading:
    found = listing(rows(*lines))
    return read(found, Choices(guess(found), meant, attendance), workshop(admission))


def told(found: Reading) -> list[tuple[int, str, str]]:
    return [(one.line, one.column, str(one.reason)) for one in found.faults]


@pytest.mark.parametrize(
    ("headings", "names"),
    [
        (["ID", "Start time", "Completion time", "Email", "Name", "Country"],
         {"email": "Email", "name": "Name", "delegation": "Country"}),
        (["Id", "Hora de inicio", "Correo electrónico", "Nombre", "¿Cuál es su delegación?", "Modalidad"],
         {"email": "Correo electrónico", "name": "Nombre", "delegation": "¿Cuál es su delegación?",
          "attendance": "Modalidad"}),
        (["Apellidos", "Nombre", "País"], {"last": "Apellidos", "first": "Nombre", "delegation": "País"}),
        (["Nom", "Prénom", "Adresse de messagerie", "Pays", "Langue"],
         {"last": "Nom", "first": "Prénom", "email": "Adresse de messagerie", "delegation": "Pays",
          "language": "Langue"}),
        (["Nome completo", "E-mail", "Estado-membro"],
         {"name": "Nome completo", "email": "E-mail", "delegation": "Estado-membro"}),
        (["First Name", "Last Name", "Email", "Country/Region", "Organization"],
         {"first": "First Name", "last": "Last Name", "email": "Email", "delegation": "Country/Region"}),
        (["User Name (Original Name)", "First Name", "Last Name", "Email"],
         {"first": "First Name", "last": "Last Name", "email": "Email"}),
        (["Full name", "Last name", "Email"], {"name": "Full name", "last": "Last name", "email": "Email"}),
    ],
)  # fmt: skip
def test_columns_are_guessed_in_four_languages(headings: list[str], names: dict[str, str]) -> None:
    """As Forms, Zoom and ministries head them."""
    found = listing(rows(headings, ["a@b.example"] * len(headings)))
    assert {field: headings[column] for field, column in guess(found).items()} == names


def test_a_column_in_which_nothing_stands_is_not_chosen() -> None:
    """A form without a sign-in has names and addresses of nobody; the questions have those of people."""
    found = listing(
        rows(["ID", "Email", "Name", "Your e-mail", "Full name"], ["1", "anonymous", "", "ana@x.example", "Ana"])
    )
    assert {field: found.headings[column] for field, column in guess(found).items()} == {
        "email": "Your e-mail",
        "name": "Full name",
    }


def test_reports_begin_with_lines_about_themselves() -> None:
    """The list is found below them, ends where the next begins, and the longest one counts."""
    found = listing(
        rows(
            ["Attendee Report"],
            ["Topic", "Webinar ID"],
            ["Course", "812"],
            ["Host Details"],
            ["User Name", "Email", "Country/Region Name"],
            ["Desk", "desk@x.example", "Chile"],
            ["Attendee Details"],
            ["User Name", "Email", "Country/Region Name"],
            ["Ana", "ana@x.example", "Peru"],
            ["", ""],
            ["Luis", "luis@x.example", "Chile"],
            ["Other Attended"],
            ["1305"],
        )
    )
    assert [row.cells[0] for row in found.rows] == ["Ana", "Luis"]


def test_a_list_may_begin_late() -> None:
    """Also beyond the lines in which headings are usually looked for."""
    preamble = [["…"]] * 60
    found = listing(rows(*preamble, ["Name", "Email"], ["Ana", "ana@x.example"]))
    assert [row.cells[0] for row in found.rows] == ["Ana"]


def test_a_list_without_headings_is_matched_by_hand() -> None:
    """The first row stands for the headings."""
    found = listing(rows(["A", "B"], ["Ana", "Chile"]))
    assert found.headings == ("A", "B")
    assert guess(found) == {}
    assert told(read(found, Choices({}), workshop())) == [(0, "", "Choose the column that holds the names.")]
    assert read(found, Choices({"name": 0, "delegation": 1}), workshop()).people == [Person("", "Ana", "", "CL")]
    assert listing(()) == Listing((), ())


def test_the_list_that_says_most_counts() -> None:
    """A shorter one below it does not."""
    found = listing(rows(["Name", "Email"], ["Ana", "a@x.example"], ["Eva", ""], ["Name"], ["Desk"]))
    assert found.headings == ("Name", "Email")


def test_people_are_read_with_what_is_known_of_them() -> None:
    """Names from one column or two; rooms and languages in many words."""
    found = reading(
        ["Nombres", "Apellidos", "Correo", "País", "Modalidad", "Idioma"],
        ["Ana", "Núñez", "ANA@X.EXAMPLE", "Perú", "Presencial", "Español"],
        ["Luis", "", "mailto:luis@x.example", "Chile", "En línea (Zoom)", "inglés"],
        ["Eva", "Rey", "", "", "híbrido", "klingon"],
        ["", "", "", "", "presencial", ""],
    )
    assert told(found) == []
    assert found.people == [
        Person("", "Ana Núñez", "ana@x.example", "PE", "room", "es"),
        Person("", "Luis", "luis@x.example", "CL", "remote", "en"),
        Person("", "Eva Rey"),
    ]


def test_people_of_whom_it_is_not_said_are_where_the_list_was_made() -> None:
    """A list of a call is of people online."""
    assert reading(["Name"], ["Ana"], attendance="remote").people == [Person("", "Ana", attendance="remote")]


def test_faults_have_their_place() -> None:
    """Each with its row as the spreadsheet counts it, and the heading of its column."""
    found = reading(
        ["Name", "Email", "Country"],
        ["Ana", "ana@x", "Peru"],
        ["", "luis@x.example", "Chile"],
        ["=HYPERLINK(1)", "", "Chile"],
        ["x" * (LONGEST_NAME + 1), "", "Chile"],
        ["Eva", "", "Narnia"],
    )
    assert [(line, column) for line, column, _ in told(found)] == [
        (2, "Email"), (3, "Name"), (4, "Name"), (5, "Name"), (6, "Country"),
    ]  # fmt: skip
    assert found.people == []


def test_whoever_needs_a_delegation_has_one() -> None:
    """Where people are admitted by their delegation, a row without one is a fault."""
    lines = (["Name", "Country"], ["Ana", ""], ["Eva", "Chile"])
    assert [place[:2] for place in told(reading(*lines, admission="delegation"))] == [(2, "Country")]
    assert told(reading(*lines)) == []


def test_a_meeting_without_a_roster_has_no_use_for_delegations() -> None:
    """Whatever stands there."""
    found = listing(rows(["Name", "Country"], ["Ana", "Narnia"]))
    plain = load(AGENDA.format(more=""), BY_NAME)[0]
    assert read(found, Choices(guess(found)), plain).people == [Person("", "Ana")]


def test_unknown_delegations_are_chosen_or_left_out() -> None:
    """Once for all rows that say the same."""
    lines = (["Name", "Country"], ["Ana", "Chlie"], ["Eva", "CHLIE"], ["Rey", "Narnia"])
    found = reading(*lines)
    assert [(one.said, one.rows, list(one.near)) for one in found.unknown] == [("Chlie", 2, ["CL"]), ("Narnia", 1, [])]
    found = reading(*lines, chlie="CL", narnia="-")
    assert told(found) == []
    assert [one.delegation for one in found.people] == ["CL", "CL"]
    assert found.left_out == 1
    assert len(reading(*lines, chlie="XX", narnia="-").faults) == 2


def test_somebody_twice_is_somebody_once() -> None:
    """The later row counts, because people correct themselves."""
    found = reading(
        ["Name", "Email", "Modalidad"],
        ["Ana", "ana@x.example", "presencial"],
        ["Eva", "", ""],
        ["ANA", "ana@x.example", "virtual"],
        ["Eva", "", "virtual"],
    )
    assert [(one.name, one.attendance) for one in found.people] == [("ANA", "remote"), ("Eva", "remote")]
    assert [(one.line, str(one.reason)) for one in found.notes] == [
        (4, "The same person as in row 2; this row counts."),
        (5, "The same person as in row 3; this row counts."),
    ]


def test_an_empty_list_and_an_endless_one() -> None:
    """Nobody is a fault; so are more people than a meeting has. Faults are told up to a number."""
    nobody = read(listing(rows(["Name"])), Choices({"name": 0}), workshop())
    assert [reason for _, _, reason in told(nobody)] == ["There is nobody on this list."]
    many = reading(["Name"], *([f"P{n}"] for n in range(20_001)))
    assert [reason for _, _, reason in told(many)] == ["A list has at most 20000 people."]
    assert len(reading(["Name", "Email"], *([f"P{n}", "x@"] for n in range(MOST_SAID + 50))).faults) == MOST_SAID


@pytest.mark.parametrize(
    ("person", "admission", "said"),
    [
        (Person("", "Ana", "", "CL"), "delegation", ""),
        (Person("", ""), "badge", "Please write the name."),
        (Person("", "x" * 81), "badge", "A name has at most 80 characters."),
        (Person("", "@Ana"), "badge", "“@Ana” begins like a formula. Write the name alone."),
        (Person("", "Ana", "ana"), "badge", "“ana” is no e-mail address."),
        (Person("", "Ana", "", "XX"), "badge", "This delegation is not on the roster."),
        (Person("", "Ana"), "delegation", "Please choose a delegation."),
    ],
)
def test_somebody_at_the_door_is_checked_as_well(person: Person, admission: str, said: str) -> None:
    """By the same rules."""
    assert str(check(person, workshop(admission)) or "") == said
