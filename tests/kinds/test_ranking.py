"""Ranking: the points of Borda reckoned by hand, ties, and ranks that nobody gave."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain import counts
from server.domain.kind import Answer, Gathered
from server.domain.language import ENGLISH
from server.kinds.draw.naming import BEFORE, NOW
from server.kinds.ranking import Ranking, RankingDefinition, RankingTally
from tests.kinds.contract import parse

RANKING = Ranking()


def define(options: str, **more: Any) -> RankingDefinition:
    raw = {"options": [{"id": name, "text": name.upper()} for name in options], **more}
    definition, faults = parse(RANKING, raw)
    assert not faults
    assert isinstance(definition, RankingDefinition)
    return definition


def answer(definition: RankingDefinition, order: str) -> Answer:
    return RANKING.accept(definition, {f"rank.{name}": [str(n)] for n, name in enumerate(order, start=1)})


def result(definition: RankingDefinition, *orders: str) -> RankingTally:
    total = counts.add(*(RANKING.counts(definition, answer(definition, order)) for order in orders))
    return RANKING.tally(definition, Gathered(total, len(orders)))


def places(definition: RankingDefinition, *orders: str) -> list[tuple[str, int, int]]:
    """Each option with its place and its points, the first place first."""
    found = result(definition, *orders).placed
    return [(definition.options[one.option].id, one.place, one.points) for one in found]


@pytest.mark.parametrize(
    ("options", "ranks", "orders", "expected"),
    [
        ("abc", 3, ["abc"], [("a", 1, 3), ("b", 2, 2), ("c", 3, 1)]),
        # The example that Borda himself gave: a has most first places, c wins, b is between them.
        (
            "abc", 3, ["abc"] + ["acb"] * 7 + ["bca"] * 7 + ["cba"] * 6,
            [("c", 1, 6 * 3 + 14 * 2 + 1), ("b", 2, 7 * 3 + 7 * 2 + 7), ("a", 3, 8 * 3 + 13)],
        ),
        ("abcd", 2, ["ab", "ac"], [("a", 1, 8), ("b", 2, 3), ("c", 2, 3), ("d", 4, 0)]),
        ("abcd", 1, ["b", "b", "d"], [("b", 1, 8), ("d", 2, 4), ("a", 3, 0), ("c", 3, 0)]),
        ("ab", 2, ["ab", "ba"], [("a", 1, 3), ("b", 1, 3)]),
    ],
)  # fmt: skip
def test_points(options: str, ranks: int, orders: list[str], expected: list[tuple[str, int, int]]) -> None:
    """The first place gets as many points as there are options, no place none; equal points are one place."""
    assert places(define(options, ranks=ranks), *orders) == expected


def test_means_and_first_places() -> None:
    """The mean place is that of those who gave one; the mean of the points that of everybody."""
    first, second, third = result(define("abc", ranks=2), "ab", "ba", "ac", "ab").placed
    assert (first.option, first.firsts, float(first.mean), first.rank) == (0, 3, 11 / 4, Fraction(5, 4))
    assert (second.option, second.firsts, float(second.mean), second.rank) == (1, 1, 7 / 4, Fraction(5, 3))
    assert (third.option, third.firsts, float(third.mean), third.rank) == (2, 0, 0.5, Fraction(2))


@given(orders=st.lists(st.permutations("abcde").map("".join), min_size=1, max_size=9))
def test_points_add_up(orders: list[str]) -> None:
    """Each person gives the same points in all, and more points never make a lower place."""
    found = result(define("abcde"), *orders).placed
    assert sum(one.points for one in found) == 15 * len(orders)
    assert sum(one.firsts for one in found) == len(orders)
    assert [one.points for one in found] == sorted((one.points for one in found), reverse=True)
    assert [one.place for one in found] == [1 + sum(b.points > a.points for b in found) for a in found]


def test_places_stand_in_the_margin() -> None:
    """The numerals of a tie are the same, and the rules are as long as the most points there could be."""
    definition = define("abc")
    figure = RANKING.figure(definition, result(definition, "abc", "bac"), ENGLISH)
    bar, labels, ends, numerals = figure.data
    assert labels["text"] == ["A", "B", "C"]
    assert ends["text"] == ["2.5", "2.5", "1.0"]
    assert numerals["text"] == ["1", "1", "3"]
    rule = figure.layout["shapes"][0]
    assert bar["x"][0] / (rule["x1"] - rule["x0"]) == pytest.approx(2.5 / 3, abs=0.001)
    assert numerals["x"][0] == 0 < bar["base"][0] == rule["x0"]


def test_rounds_are_compared_in_the_order_of_the_file() -> None:
    """Rows do not change places from one picture to the next."""
    definition = define("abc")
    figure = RANKING.compare(
        definition, [(BEFORE, result(definition, "abc")), (NOW, result(definition, "cba"))], ENGLISH
    )
    written = [trace["text"] for trace in figure.data if trace["mode"] == "text"]
    assert written[:4] == [["A", "B", "C"], ["3.0", "2.0", "1.0"], ["1.0", "2.0", "3.0"], ["−2.0", "0", "+2.0"]]


def test_the_form_begins_in_any_order() -> None:
    """So that the first of the file is not the first of the room; nothing in it can be moderated."""
    form = RANKING.form(define("abc", ranks=2), ENGLISH)
    assert form["shuffle"]
    assert form["ranks"] == 2
    assert not RANKING.moderated("a@1")
    assert RANKING.spellings({"a@1": 1}) == {}
