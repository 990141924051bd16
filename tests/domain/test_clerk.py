"""Clerk's entries: how hands become answers, and how they are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.clerk import How, by_way, is_clerk, marked, raised
from server.domain.counts import PEOPLE
from server.domain.kind import Hands
from server.domain.language import Language

ENGLISH = Language("en", "English")
ONE = [Hands("option", "", [("a", "A"), ("b", "B")])]
SEVERAL = [Hands("option", "", [("a", "A"), ("b", "B"), ("c", "C")], several=True)]
STATEMENTS = [Hands("s.x", "X", [("1", "1"), ("2", "2")]), Hands("s.y", "Y", [("1", "1"), ("2", "2")])]


def test_who_entered_an_answer() -> None:
    """Told by the name of its voter, or where that is a delegation's by the answer's own id."""
    assert is_clerk("c:1a2b.3", "x")
    assert is_clerk("d:CL", "clerk1a2b")
    assert not is_clerk("d:CL", "0123456789abcdef01234567")
    assert not is_clerk("17", "c1ea")


def test_people_by_the_way_their_answers_came() -> None:
    """Only ways in which some came."""
    segments = {"clerk:hands": {PEOPLE: 7, "a": 7}, "clerk:voice": {}, "attendance:room": {PEOPLE: 9}}
    assert by_way(segments) == {How.HANDS: 7}


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        ({}, ""),
        ({How.PAPER: 1}, "1 entered by the clerk: on paper."),
        ({How.HANDS: 1200}, "1,200 entered by the clerk: raised hands."),
        ({How.HANDS: 8, How.VOICE: 4}, "12 entered by the clerk: 8 raised hands and 4 by voice."),
    ],
)
def test_the_mark_beside_a_result(entered: dict[How, int], said: str) -> None:
    """One sentence, or nothing."""
    assert marked(entered, ENGLISH) == said


def test_hands_become_answers() -> None:
    """One option each; the same answer is told once, with how many gave it."""
    assert raised(ONE, {"option": {"a": 3, "b": 1}}) == (({"option": ("a",)}, 3), ({"option": ("b",)}, 1))
    assert raised(ONE, {}) == ()
    answers = raised(STATEMENTS, {"s.x": {"1": 1, "2": 1}, "s.y": {"2": 2}})
    assert answers == (({"s.x": ("1",), "s.y": ("2",)}, 1), ({"s.x": ("2",), "s.y": ("2",)}, 1))


@given(st.lists(st.integers(0, 12), min_size=3, max_size=3), st.integers(12, 20))
def test_nobody_raises_a_hand_twice_for_the_same(hands: list[int], people: int) -> None:
    """However many people and hands there are; none is lost."""
    counted = {"option": dict(zip("abc", hands, strict=True))}
    answers = raised(SEVERAL, counted, people)
    assert sum(n for _, n in answers) == people
    for option, n in counted["option"].items():
        assert sum(times for fields, times in answers if option in fields.get("option", ())) == n
    assert all(len(set(values)) == len(values) for fields, _ in answers for values in fields.values())
