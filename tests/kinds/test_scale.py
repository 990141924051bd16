"""Scale: its measures against cases reckoned by hand, its colours, and where its bars stand."""

from __future__ import annotations

from typing import Any

import pytest

from server.domain.figure import Figure
from server.domain.kind import Gathered
from server.domain.language import ENGLISH
from server.kinds.draw.diverging import KEY, WIDE, Heads, Rated, color, diverging
from server.kinds.draw.naming import BEFORE, NOW
from server.kinds.draw.shift import INSET
from server.kinds.scale import Scale, ScaleDefinition
from tests.kinds.contract import parse, valid

SCALE = Scale()


def define(statements: int = 1, **more: Any) -> ScaleDefinition:
    raw = {"statements": [{"id": f"s{n}", "text": f"Statement {n}"} for n in range(statements)], **more}
    definition, faults = parse(SCALE, raw)
    assert not faults
    assert isinstance(definition, ScaleDefinition)
    return definition


def row(definition: ScaleDefinition, chosen: dict[int, int], passed: int = 0) -> list[Any]:
    counts = {f"s0={step}": n for step, n in chosen.items()} | ({"s0=skip": passed} if passed else {})
    tally = SCALE.tally(definition, Gathered(counts, sum(chosen.values()) + passed))
    return list(SCALE.table(definition, tally, ENGLISH).rows[0])


@pytest.mark.parametrize(
    ("chosen", "mean", "median", "deviation"),
    [
        ({3: 1}, 3, 3, 0),
        ({1: 1, 5: 1}, 3, 3, 2),
        ({1: 1, 2: 1}, 1.5, 1.5, 0.5),
        ({1: 2, 5: 1}, 7 / 3, 1, (32 / 9) ** 0.5),
        # 2, 4, 4, 4, 5, 5: sum 24, squares 102, variance 17 - 16.
        ({2: 1, 4: 3, 5: 2}, 4, 4, 1),
        # 1, 1, 2, 5: sum 9, squares 31, variance 31/4 - 81/16 = 43/16.
        ({1: 2, 2: 1, 5: 1}, 2.25, 1.5, (43 / 16) ** 0.5),
        ({1: 8, 2: 27, 3: 39, 4: 71, 5: 33}, 628 / 178, 4, (2428 / 178 - (628 / 178) ** 2) ** 0.5),
    ],
)
def test_measures(chosen: dict[int, int], mean: float, median: float, deviation: float) -> None:
    """Mean, median, and the standard deviation of all who answered, divided by their number."""
    assert row(define(), chosen)[-3:] == pytest.approx([mean, median, deviation])


def test_whoever_passes_is_counted_and_not_measured() -> None:
    """A pass is no number."""
    found = row(define(skip=True), {1: 1, 5: 1}, passed=7)
    assert found == ["Statement 0", 1, 0, 0, 0, 1, 3.0, 3.0, 2.0, 7]


def test_nobody_may_pass_unless_the_file_says_so() -> None:
    """Answers of a definition that was changed since are not counted."""
    assert row(define(), {2: 3}, passed=7) == ["Statement 0", 0, 3, 0, 0, 0, 2.0, 2.0, 0.0]


def test_steps_may_be_negative() -> None:
    """The measures follow the numbers."""
    found = row(define(steps={"from": -3, "to": 3}), {-3: 1, 1: 1})
    assert found[-3:] == [-1.0, -1.0, 2.0]


def test_titles_say_what_the_ends_mean() -> None:
    """In the reader's language, and what each column holds."""
    definition = define(ends={"low": {"en": "No"}, "high": "Yes"}, skip=True)
    table = SCALE.table(definition, SCALE.tally(definition, Gathered()), ENGLISH)
    assert list(table.titles) == [
        "Statement", "1 (No)", "2", "3", "4", "5 (Yes)", "Mean", "Median", "Standard deviation", "No view",
    ]  # fmt: skip
    assert (table.chart, list(table.series)) == ("stacked100", [1, 2, 3, 4, 5])


def test_the_form_says_what_the_ends_mean() -> None:
    """Once for all statements, and with the first and the last step of each for those who hear it."""
    form = SCALE.form(define(ends={"low": "Not at all", "high": "Fully"}, steps={"from": 0, "to": 1}), ENGLISH)
    assert form["ends"] == ["0: Not at all", "1: Fully"]
    assert [(step["value"], step["spoken"]) for step in form["steps"]] == [("0", "0, Not at all"), ("1", "1, Fully")]


def test_means_are_compared_on_the_scale() -> None:
    """The rule is as long as the scale; a statement without numbers has no mark."""
    definition = define(2, skip=True)
    before = SCALE.tally(definition, Gathered({"s0=1": 4, "s1=skip": 4}, 4))
    now = SCALE.tally(definition, Gathered({"s0=3": 4, "s1=5": 4}, 4))
    figure = SCALE.compare(definition, [(BEFORE, before), (NOW, now)], ENGLISH)
    valid(figure)
    ring = next(t for t in figure.data if t["mode"] == "markers" and t["marker"]["color"] == "--color-page")
    assert ring["x"] == [INSET, None]
    written = [trace["text"] for trace in figure.data if trace["mode"] == "text"]
    assert written[1:4] == [["1.0", "–"], ["3.0", "5.0"], ["+2.0", ""]]
    assert figure.sentence.endswith("Statement 0: 1.0 and 3.0; Statement 1: – and 5.0.")


def rated(steps: int = 5, statements: int = 1) -> list[Rated]:
    return [Rated(f"Statement {n}", [10] * steps, "3.0", "1") for n in range(statements)]


def bars(figure: Figure) -> list[Any]:
    return [trace for trace in figure.data if trace["type"] == "bar"]


def test_five_steps_have_the_five_colours() -> None:
    """Other numbers of steps name their place among all, and the numerals the ink that is read on it."""
    assert [color(step, 5) for step in range(1, 6)] == [f"--step-{step}" for step in range(1, 6)]
    assert [color(step, 3) for step in range(1, 4)] == ["--step-1/3", "--step-2/3", "--step-3/3"]
    inks = [trace["insidetextfont"]["color"] for trace in bars(diverging(rated(4), Heads("a", "b", "c"), ""))]
    assert inks == ["--on-step-end", "--on-step", "--on-step", "--on-step-end"]


@pytest.mark.parametrize("steps", [2, 3, 4, 5, 7, 10, 11])
def test_bars_stand_with_their_neutral_half_below_one_another(steps: int) -> None:
    """Between the middle steps, or in the middle of the middle one."""
    one, other = [0] * steps, [0] * steps
    one[0], other[-1] = 1, 1
    figure = diverging(
        [Rated("A", one, ""), Rated("B", other, ""), Rated("C", [1] * steps, "")], Heads("a", "b", "c"), ""
    )
    traces = bars(figure)
    ends = [trace["base"][2] + trace["x"][2] for trace in traces]
    middle = (traces[0]["base"][2] + ends[-1]) / 2
    assert traces[0]["base"][0] + traces[0]["x"][0] == pytest.approx(middle, abs=0.1)
    assert traces[-1]["base"][1] == pytest.approx(middle, abs=0.1)


@pytest.mark.parametrize(("length", "size"), [(20, 36), (110, 28)])
def test_a_long_statement_is_set_smaller(length: int, size: int) -> None:
    """All of them, so that they stay alike."""
    figure = diverging([Rated("x" * length, [1] * 5, ""), Rated("Short", [1] * 5, "")], Heads("a", "b", "c"), "")
    labels = next(trace for trace in figure.data if "Short" in trace["text"])
    assert labels["textfont"]["size"] == size


def test_nothing_in_it_can_be_moderated() -> None:
    """Numbers are not written."""
    assert not SCALE.moderated("s0=1")
    assert SCALE.spellings({"s0=1": 1}) == {}


@pytest.mark.parametrize("passes", ["", "No view"])
@pytest.mark.parametrize("statements", [1, 4, 5, 10, 11, 20])
def test_everything_stands_on_the_page(statements: int, passes: str) -> None:
    """However many statements there are, bars stay between their columns and below the key."""
    figure = diverging(rated(11, statements), Heads("Not at all " * 9, "Fully " * 20, "Mean", passes), "")
    valid(figure)
    for trace in bars(figure):
        assert all(0 <= base <= base + x <= WIDE for base, x in zip(trace["base"], trace["x"], strict=True))
        assert all(y - trace["width"] / 2 >= KEY for y in trace["y"])


def test_small_parts_have_no_numeral() -> None:
    """Under four parts of a hundred there is no room for it."""
    figure = diverging([Rated("A", [3, 97], "")], Heads("a", "b", "c"), "")
    assert [trace["text"] for trace in bars(figure)] == [[""], ["97"]]
