"""Names of delegations: in any language, by long and older names, by codes; and what comes close."""

from __future__ import annotations

import pytest

from server.domain.language import LanguageMap, same
from server.domain.nations import Nations
from server.domain.workshop import Delegation

ROSTER = [
    Delegation("CL", LanguageMap({"es": "Chile"}), "CHL", "cl"),
    Delegation("DO", LanguageMap({"es": "República Dominicana"}), "DOM", "do"),
    Delegation("DM", LanguageMap({"es": "Dominica"}), "DMA", "dm"),
    Delegation("US", LanguageMap({"es": "Estados Unidos"}), "USA", "us", aliases=("EE. UU.",)),
    Delegation("KN", LanguageMap({"es": "Saint Kitts y Nevis"}), "KNA", "kn"),
    Delegation("sela", same("SELA")),
]


@pytest.mark.parametrize(
    ("said", "id_"),
    [
        ("chile", "CL"), (" CHILE ", "CL"), ("CL", "CL"), ("chl", "CL"), ("Chili", "CL"), ("智利", "CL"),
        ("Republica Dominicana", "DO"), ("Dominican Republic", "DO"), ("Dominica", "DM"), ("The Dominica", "DM"),
        ("EE.UU.", "US"), ("United States", "US"), ("États-Unis", "US"), ("Vereinigte Staaten", "US"),
        ("St. Kitts & Nevis", "KN"), ("sela", "sela"), ("Narnia", ""), ("", ""), ("de la", ""),
    ],
)  # fmt: skip
def test_names_are_known_in_many_languages(said: str, id_: str) -> None:
    """Also in languages that the meeting does not speak."""
    assert Nations(ROSTER).find(said) == id_


def test_what_comes_close_is_offered_and_not_taken() -> None:
    """A slip of the fingers, and a name within a longer one; never a guess."""
    nations = Nations(ROSTER)
    assert nations.find("Chlie") == ""
    assert nations.near("Chlie") == ["CL"]
    assert nations.near("Misión Permanente de Chile ante la OEA") == ["CL"]
    assert nations.near("Embajada de República Dominicana") == ["DO"]
    assert nations.near("Narnia") == []
    assert nations.near("…") == []
