"""Points: budgets that add up, means and totals."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import Refusal
from server.domain.kind import Gathered
from server.domain.language import ENGLISH
from server.kinds.draw.naming import BEFORE, NOW
from server.kinds.points import Points, PointsDefinition
from tests.kinds.contract import parse

POINTS = Points()


def define(n: int = 3, **more: Any) -> PointsDefinition:
    raw = {"options": [{"id": f"o{place}", "text": f"Option {place}"} for place in range(n)], **more}
    definition, faults = parse(POINTS, raw)
    assert not faults
    assert isinstance(definition, PointsDefinition)
    return definition


@given(given_points=st.lists(st.integers(0, 40), min_size=3, max_size=3))
def test_only_the_whole_budget_is_accepted(given_points: list[int]) -> None:
    """What is missing or too much is said to the point, and what is accepted is counted to the point."""
    definition = define(budget=40)
    raw = {f"points.o{place}": [str(n)] for place, n in enumerate(given_points)}
    missing = 40 - sum(given_points)
    if missing:
        with pytest.raises(Refusal) as refused:
            POINTS.accept(definition, raw)
        assert f" {abs(missing)} point" in str(refused.value.reason)
        assert ("remain" if missing > 0 else "too many") in str(refused.value.reason)
    else:
        counted = POINTS.counts(definition, POINTS.accept(definition, raw))
        assert counted == {f"o{place}": n for place, n in enumerate(given_points) if n}


def test_means_and_totals() -> None:
    """Rows, bars and ends say the same; the totals stand above the ends of the rules."""
    definition = define()
    tally = POINTS.tally(definition, Gathered({"o0": 150, "o1": 2_850}, 30))
    table = POINTS.table(definition, tally, ENGLISH)
    assert list(table.rows) == [("Option 0", 5, 0.05, 150), ("Option 1", 95, 0.95, 2_850), ("Option 2", 0, 0, 0)]
    bar, labels, ends, notes = POINTS.figure(definition, tally, ENGLISH).data
    assert list(bar["x"]) == [row[1] for row in table.rows]
    assert ends["text"] == ["5.0", "95.0", "0.0"]
    assert notes["text"] == ["150 in all", "2,850 in all", "0 in all"]
    assert labels["textfont"]["weight"] == [400, 600, 400]


def test_two_columns_have_no_room_for_totals() -> None:
    """The table has them; and a rule ends before the widest number."""
    definition = define(12, budget=1_000)
    tally = POINTS.tally(definition, Gathered({"o0": 999, "o11": 1}, 1))
    figure = POINTS.figure(definition, tally, ENGLISH)
    assert len(figure.data) == 3
    shapes, (low, high) = figure.layout["shapes"], figure.layout["xaxis"]["range"]
    assert (shapes[0]["x1"] - low) / (high - low) * 1112 < 524 - 140


def test_rounds_are_compared_by_their_means() -> None:
    """Whatever the number of people was; nothing in it can be moderated."""
    definition = define(2)
    before = POINTS.tally(definition, Gathered({"o0": 100}, 1))
    now = POINTS.tally(definition, Gathered({"o0": 50, "o1": 150}, 2))
    figure = POINTS.compare(definition, [(BEFORE, before), (NOW, now)], ENGLISH)
    assert figure.sentence.endswith("Option 0: 100.0 and 25.0; Option 1: 0.0 and 75.0.")
    assert POINTS.compare(definition, [], ENGLISH).sentence == "No answers yet."
    assert not POINTS.moderated("o0")
    assert POINTS.spellings({"o0": 1}) == {}
