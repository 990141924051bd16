"""Badges on paper: each name stands there whole."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from server.domain.language import same
from server.domain.people import Person
from server.domain.registration import LONGEST_NAME
from server.domain.workshop import Workshop
from server.exports.badge_sheet import card, pages
from tests.exports.world import ENGLISH

WORKSHOP = Workshop(same("Course"), ("en",), date(2024, 2, 15), ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("name", "long"),
    [
        ("Ana Núñez", False),
        ("Jean-Christophe Pierre-Louis de Bélair", False),
        ("Maria da Conceição Albuquerque de Vasconcelos e Sousa", True),
        ("W" * LONGEST_NAME, True),
    ],
)
def test_long_names_are_set_in_smaller_letters(name: str, long: bool) -> None:
    """So that nothing of them is cut off."""
    made = card(WORKSHOP, Person("1", name), "abcdefghjkmn", ENGLISH, "https://vote.example.org/482173")
    assert made.name == name
    assert made.long is long
    assert [len(page) for page in pages([made] * 9)] == [8, 1]
