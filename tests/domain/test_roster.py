"""Rosters and quorums."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from server.domain.errors import Faults
from server.domain.language import LanguageMap, same
from server.domain.nations import Nations
from server.domain.nations import plain as plain_name
from server.domain.roster import in_languages, parse_roster_file, plain_groups, plain_roster
from server.domain.workshop import Delegation, Quorum
from server.files import EXAMPLES
from server.store.files.yaml_text import read
from tests.domain.tiny import agenda, faults, line_of_depth, parsed

CHILE = Delegation("CL", LanguageMap({"en": "Chile", "fr": "Chili"}), "CHL", "cl", ("south",))
PLAIN = {"hemicycle": 1, "languages": ["en", "fr"], "delegations": [{"id": "CL", "name": {"en": "Chile"}}]}


def roster_faults(raw: object) -> list[str]:
    """The faults of a roster file."""
    try:
        parse_roster_file(raw)
    except Faults as error:
        return [str(fault) for fault in error.faults]
    return []


def test_every_key_of_a_delegation() -> None:
    """And the defaults of the others."""
    full = {
        "id": "EU",
        "name": {"es": "Unión Europea"},
        "plate": "UE",
        "flag": "EU",
        "groups": ["guests", "north"],
        "observer": True,
        "weight": 3,
    }
    workshop = parsed(agenda(roster=[full, {"id": "organisation", "name": "PAHO"}]))
    assert workshop.delegations == (
        Delegation("EU", LanguageMap({"es": "Unión Europea"}), "UE", "eu", ("guests", "north"), True, 3),
        Delegation("organisation", same("PAHO"), "organisa"),
    )


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"id": "c l"}, "id: An id is made of Latin letters, digits, - and _, at most 40."),
        ({"name": None}, "name: This is missing."),
        ({"name": "x" * 201}, "name: This text is longer than 200 characters."),
        ({"plate": "123456789"}, "plate: This text is longer than 8 characters."),
        ({"flag": "chl"}, "flag: A flag is named by the two letters of its country in ISO 3166: cl."),
        ({"groups": "south"}, "groups: This must be a list of at most 10 names of groups."),
        ({"groups": ["x"] * 11}, "groups: This must be a list of at most 10 names of groups."),
        ({"groups": ["a b"]}, "groups[0]: A group is named with Latin letters, digits, - and _, at most 40."),
        ({"groups": [1]}, "groups[0]: A group is named with Latin letters, digits, - and _, at most 40."),
        ({"groups": ["a", "a"]}, "groups[1]: The group “a” is named twice."),
        ({"observer": "NO"}, "observer: This must be true or false."),
        ({"weight": 0}, "weight: This must be from 1 to 1000."),
        ({"wieght": 1}, "wieght: This key is not known here. Did you mean “weight”?"),
    ],
)
def test_faults_of_a_delegation(more: dict[str, Any], expected: str) -> None:
    """One fault, one sentence, at its place."""
    assert faults(agenda(roster=[{"id": "CL", "name": "Chile", **more}])) == [f"roster[0].{expected}"]


def test_ids_are_unique_and_numbers_bounded() -> None:
    """A delegation has one row."""
    assert faults(agenda(roster=[{"id": "CL", "name": "a"}, {"id": "CL", "name": "b"}])) == [
        "roster[1].id: The id “CL” is used twice."
    ]
    many = [{"id": f"d{n}", "name": "x"} for n in range(501)]
    assert faults(agenda(roster=many)) == ["roster: This list has 501 entries; at most 500 are allowed."]


def test_a_roster_is_called_by_name() -> None:
    """Its names are taken in the workshop's languages, or in its own first where it has none of them."""
    rosters = {"oas": [CHILE, Delegation("EU", same("EU"))]}
    assert parsed(agenda(roster="oas", languages=["fr", "es"]), rosters).delegations[0].name == LanguageMap(
        {"fr": "Chili"}
    )
    german = parsed(agenda(roster="oas", languages=["de"]), rosters)
    assert [one.name for one in german.delegations] == [same("Chile"), same("EU")]
    assert faults(agenda(roster="oea"), rosters) == ["roster: There is no roster “oea”."]


def test_a_roster_may_be_written_out() -> None:
    """Written out, it reads as what it was."""
    delegations = (CHILE, Delegation("EU", same("EU"), "EU", "", (), True, 2))
    raw = agenda(roster=plain_roster(delegations), languages=["en", "fr"])
    assert parsed(raw).delegations == delegations


@pytest.mark.parametrize(
    ("quorum", "expected"),
    [
        ({"share": "1/3", "of": "members"}, Quorum(share=Fraction(1, 3))),
        ({"share": " 2 / 3 "}, Quorum(share=Fraction(2, 3))),
        ({"share": 0.5}, Quorum(share=Fraction(1, 2))),
        ({"share": 0.1}, Quorum(share=Fraction(1, 10))),
        ({"share": 1}, Quorum(share=Fraction(1))),
        ({"count": 2}, Quorum(count=2)),
    ],
)
def test_forms_of_a_quorum(quorum: dict[str, Any], expected: Quorum) -> None:
    """A number of delegations, or a share of the members as it is written."""
    roster = [{"id": "CL", "name": "Chile"}, {"id": "HT", "name": "Haiti"}]
    assert parsed(agenda(roster=roster, quorum=quorum)).quorum == expected


@pytest.mark.parametrize(
    ("quorum", "expected"),
    [
        ({}, "quorum: A quorum is {count: 12} or {share: 1/3, of: members}."),
        ({"share": "1/3", "count": 2}, "quorum.share: A quorum is a count or a share, not both."),
        ({"share": "half"}, "quorum.share: A share is a fraction like 1/3, or a number above 0 and at most 1."),
        ({"share": "1/0"}, "quorum.share: A share is a fraction like 1/3, or a number above 0 and at most 1."),
        ({"share": "4/3"}, "quorum.share: A share is a fraction like 1/3, or a number above 0 and at most 1."),
        ({"share": 0}, "quorum.share: A share is a fraction like 1/3, or a number above 0 and at most 1."),
        ({"share": True}, "quorum.share: A share is a fraction like 1/3, or a number above 0 and at most 1."),
        ({"share": float("nan")}, "quorum.share: A share is a fraction like 1/3, or a number above 0 and at most 1."),
        ({"share": "1/3", "of": "present"}, "quorum.of: “present” is not one of: members."),
        ({"count": 3}, "quorum.count: The roster has only 2 members."),
        ({"count": 0}, "quorum.count: This must be from 1 to 500."),
        ({"count": 1, "of": "members"}, "quorum.of: This key is not known here."),
        ("1/3", "quorum: This must be a mapping of names to values."),
    ],
)
def test_faults_of_a_quorum(quorum: object, expected: str) -> None:
    """Observers make no quorum."""
    roster = [{"id": "CL", "name": "a"}, {"id": "HT", "name": "b"}, {"id": "EU", "name": "c", "observer": True}]
    assert faults(agenda(roster=roster, quorum=quorum)) == [expected]


def test_a_quorum_needs_a_roster() -> None:
    """Of nobody there is no share."""
    assert faults(agenda(quorum={"count": 3})) == ["quorum: A quorum needs a roster of delegations."]


def test_a_roster_file() -> None:
    """With its own languages."""
    assert parse_roster_file(PLAIN).delegations == (Delegation("CL", LanguageMap({"en": "Chile"}), "CL"),)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ([], "file: A roster is a mapping with hemicycle, languages and delegations."),
        ({**PLAIN, "hemicycle": 2}, "hemicycle: A roster begins with “hemicycle: 1”."),
        ({**PLAIN, "delegations": []}, "delegations: A roster needs at least one delegation."),
        ({**PLAIN, "delegation": 1}, "delegation: This key is not known here."),
        (
            {**PLAIN, "delegations": [{"id": "CL", "name": {"es": "Chile", "en": "Chile"}}]},
            "delegations[0].name.es: This is not one of the workshop’s languages.",
        ),
    ],
)
def test_faults_of_a_roster_file(raw: object, expected: str) -> None:
    """One fault, one sentence, at its place."""
    assert roster_faults(raw) == [expected]


def test_faults_of_a_roster_file_have_lines() -> None:
    """As in an agenda file."""
    with pytest.raises(Faults, match="line 10, hemicycle"):
        parse_roster_file({**PLAIN, "hemicycle": 2}, line_of=line_of_depth)


FOUR = ("en", "es", "fr", "pt")


@pytest.mark.parametrize(("name", "members"), [("oas", 35), ("sela", 25)])
def test_the_ready_rosters_are_complete(name: str, members: int) -> None:
    """Every state with its name in four languages, its flag, its nameplate and its group; every group with a name."""
    found = parse_roster_file(read((EXAMPLES / "rosters" / f"{name}.yaml").read_text()).value)
    assert len(found.delegations) == members
    assert len({one.id for one in found.delegations}) == members
    for one in found.delegations:
        assert all(one.name.has(code) for code in FOUR), one.id
        assert (one.flag, len(one.plate), len(one.groups)) == (one.id.lower(), 3, 1)
        assert set(one.groups) <= set(found.groups)
    assert all(text.has(code) for text in [found.title, *found.groups.values()] for code in FOUR)
    nations = Nations(found.delegations)
    for one in found.delegations:
        for text in (*one.name.texts.values(), *one.aliases):
            assert plain_name(text)
            assert nations.find(text) == one.id, text


def test_a_roster_in_other_languages() -> None:
    """In the workshop's languages; in its own first one where it has none of them."""
    found = parse_roster_file(read((EXAMPLES / "rosters" / "sela.yaml").read_text()).value)
    two = in_languages(found, ["pt", "en"])
    assert list(two.delegations[0].name.texts) in (["pt", "en"], ["*"])
    assert plain_groups(two.groups, ["pt", "en"])["south"] == {"pt": "América do Sul", "en": "South America"}
    german = in_languages(found, ["de"])
    assert plain_groups(german.groups, ["de"])["south"] == "América del Sur"


def test_other_names_are_a_list_of_texts() -> None:
    """They are kept in a file, and never more than twenty."""
    states: dict[str, Any] = {"id": "US", "name": "US", "aliases": [" USA ", ""]}
    raw = {"hemicycle": 1, "languages": ["en"], "delegations": [states]}
    [one] = parse_roster_file(raw).delegations
    assert one.aliases == ("USA",)
    assert plain_roster([one])[0]["aliases"] == ["USA"]
    for wrong in ("USA", [1], ["x"] * 21):
        states["aliases"] = wrong
        with pytest.raises(Faults):
            parse_roster_file(raw)
