"""Number: what its cases cannot say."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import Refusal
from server.domain.kind import Gathered
from server.domain.language import ENGLISH, Language
from server.kinds.decimals import canonical, read
from server.kinds.draw.ground import SMALL, WIDTH
from server.kinds.draw.naming import BEFORE, NOW
from server.kinds.draw.type import width
from server.kinds.number import Number, NumberDefinition, NumberTally
from tests.kinds.contract import parse, valid

NUMBER = Number()


def define(**raw: Any) -> NumberDefinition:
    definition, faults = parse(NUMBER, raw)
    assert not faults
    assert isinstance(definition, NumberDefinition)
    return definition


def tally(definition: NumberDefinition, *values: str) -> NumberTally:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return NUMBER.tally(definition, Gathered(counts, len(values)))


def measured(definition: NumberDefinition, *values: str) -> dict[str, str]:
    (table,) = NUMBER.further(definition, tally(definition, *values), ENGLISH)
    return {str(name): str(value) for name, value in table.rows}


def test_the_true_value_is_in_nothing_that_a_phone_gets() -> None:
    """Neither the form nor the rule gives it away, and the definition says that the result does."""
    definition = define(min=0, max=9000, truth=8849, margin=7)
    form = json.dumps(NUMBER.form(definition, ENGLISH))
    assert "8849" not in form
    assert "7" not in form
    assert "8849" not in str(NUMBER.rule(definition))
    assert definition.hides
    assert not define(min=0).hides


def test_measures_are_those_of_the_book() -> None:
    """The usual example: deviation 2 exactly, divided by all eight."""
    assert measured(define(), "2", "4", "4", "4", "5", "5", "7", "9") == {
        "Mean": "5.0",
        "Median": "4.5",
        "Most often": "4",
        "Standard deviation": "2.0",
        "First quartile": "4.0",
        "Third quartile": "5.5",
        "Lowest": "2",
        "Highest": "9",
    }


def test_values_that_lead_together_are_all_named() -> None:
    """Up to three; more are counted, and where none leads there is none."""
    assert measured(define(), "1", "1", "2", "2", "3")["Most often"] == "1 and 2"
    assert measured(define(), *"11223344")["Most often"] == "4 numbers equally often"
    assert measured(define(), "1", "2")["Most often"] == "no number more than once"


def test_who_is_right() -> None:
    """Exactly, or at most the margin away, ends included."""
    exact = define(truth=10)
    assert tally(exact, "9", "10", "10", "11").right == 2
    assert "2 people were exactly right." in NUMBER.figure(exact, tally(exact, "9", "10", "10"), ENGLISH).sentence
    near = define(truth=10, margin="1.5", decimals=1)
    assert tally(near, "8.4", "8.5", "10", "11.5", "11.6").right == 3


def test_many_numbers_are_put_together_in_rows() -> None:
    """More than twenty numbers make groups that hold all of them, none beyond the bounds."""
    definition = define(min=0, max=100)
    made = tally(definition, *(str(n) for n in range(0, 101, 2)))
    rows = NUMBER.table(definition, made, ENGLISH).rows
    assert rows[0] == ("0 to 9", 5, 5 / 51)
    assert rows[-1] == ("100", 1, 1 / 51)
    assert sum(int(str(row[1])) for row in rows) == 51


def test_numbers_are_written_in_the_language_of_the_reader() -> None:
    """The sign of decimals and of thousands, and the unit kept on the line."""
    definition = define(decimals=1, unit={"en": "metres", "es": "metros"})
    made = tally(definition, "1234.5")
    table = NUMBER.table(definition, made, Language("es", "Español"))
    assert (table.titles[0], table.rows[0][0]) == ("Answer (metros)", "1.234,5")
    assert "1.234,50\u00a0metros" in NUMBER.figure(definition, made, Language("es", "Español")).sentence


def test_a_dot_for_each_answer() -> None:
    """Up to what a column can hold; then a dot is more people, and the figure says so."""
    definition = define(min=0, max=10)
    dots = NUMBER.figure(definition, tally(definition, "3", "3", "4"), ENGLISH).data[-1]
    assert len(dots["x"]) == 3
    many = NUMBER.figure(definition, NUMBER.tally(definition, Gathered({"3": 9_000, "4": 1}, 9_001)), ENGLISH)
    assert "A dot is 500 people." in many.sentence
    assert many.data[-1]["text"] == ["A dot is 500 people."]
    assert len(many.data[-2]["x"]) == 19


def test_mean_and_true_value_are_rules_with_their_words() -> None:
    """The mean in the ink of the room, the true value in that of print; both where they belong."""
    definition = define(min=0, max=10, truth=9)
    figure = NUMBER.figure(definition, tally(definition, "0", "2"), ENGLISH)
    drawn = {shape["line"].get("color"): shape["x0"] for shape in figure.layout["shapes"]}
    assert (drawn["--color-live"], drawn["--color-text"]) == (156, 956)
    assert [trace["text"] for trace in figure.data[1:3]] == [["Mean 1.0"], ["True value 9"]]


@pytest.mark.parametrize("truth", [4, 5, 9])
@pytest.mark.parametrize("unit", ["", "million dollars", "millions of special drawing rights"])
def test_the_words_of_a_rule_stay_on_the_page(unit: str, truth: int) -> None:
    """However long the unit is: smaller, and cut at last, the number never."""
    definition = define(min=0, max=10, truth=truth, unit={"en": unit} if unit else "")
    figure = NUMBER.figure(definition, tally(definition, "3", "4", "5"), ENGLISH)
    for trace in figure.data[1:3]:
        (said,), (x,), size = trace["text"], trace["x"], trace["textfont"]["size"]
        before = {"middle left": 1.0, "middle center": 0.5, "middle right": 0.0}[trace["textposition"]]
        long = width(said, size, 600)
        assert x - before * long >= -1
        assert x + (1 - before) * long <= WIDTH + 1
        assert said.startswith(("Mean 4.0", f"True value {truth}"))
        assert size >= SMALL


def test_what_counts_as_right_is_shaded() -> None:
    """From the truth less the margin to the truth and the margin."""
    definition = define(min=0, max=10, truth=5, margin=1)
    (band, *_) = NUMBER.figure(definition, tally(definition, "0", "10"), ENGLISH).layout["shapes"]
    assert (band["type"], band["x0"], band["x1"]) == ("rect", 456, 656)


def test_the_line_shows_the_part_where_the_answers_are() -> None:
    """Bounds that only keep slips of the finger out do not press the answers into a corner."""
    definition = define(min=0, max=1_000_000)
    ticks = NUMBER.figure(definition, tally(definition, "110", "190", "150"), ENGLISH).data[0]["text"]
    assert ticks == ["100", "120", "140", "160", "180", "200"]
    assert NUMBER.figure(define(), tally(define(), "7"), ENGLISH).data[0]["text"] == ["6", "7", "8"]


def test_small_groups_are_not_drawn() -> None:
    """Four people online could be told apart."""
    definition = define(min=0, max=10)
    room, few = tally(definition, *"12345"), tally(definition, *"9999")
    said = NUMBER.compare(definition, [("room", room), ("remote", few)], ENGLISH)
    assert said.sentence == "Compared: In the room: mean 3.0 (5 people)."
    assert ["Online: fewer than 5"] in [trace.get("text") for trace in said.data]
    nobody = NUMBER.compare(definition, [("room", few), ("remote", tally(definition))], ENGLISH)
    assert nobody.sentence == "No answers yet."


def test_rounds_stand_on_the_same_line() -> None:
    """Before is rings, now is discs, and the truth goes through both."""
    definition = define(min=0, max=10, truth=4)
    figure = NUMBER.compare(
        definition, [(BEFORE, tally(definition, "1", "3")), (NOW, tally(definition, "4", "4"))], ENGLISH
    )
    assert figure.sentence == "Compared: Before: mean 2.0 (2 people) and Now: mean 4.0 (2 people)."
    truth = [shape for shape in figure.layout["shapes"] if shape["line"]["color"] == "--color-text"]
    assert len({shape["x0"] for shape in truth}) == 1
    assert len(truth) == 2


@given(
    values=st.lists(st.decimals(-(10**9), 10**9, places=3, allow_nan=False, allow_infinity=False), max_size=30),
    truth=st.decimals(-(10**9), 10**9, places=3),
)
def test_any_numbers_can_be_drawn(values: list[Decimal], truth: Decimal) -> None:
    """Wherever they lie, nothing stands outside the figure, and what was accepted is kept exactly."""
    definition = define(decimals=3, truth=str(truth))
    texts = [canonical(value) for value in values]
    assert [read("value", text, 3) for text in texts] == values
    made = tally(definition, *texts)
    valid(NUMBER.figure(definition, made, ENGLISH))
    valid(NUMBER.compare(definition, [(BEFORE, made), (NOW, tally(definition, "1"))], ENGLISH))
    assert sum(int(str(row[1])) for row in NUMBER.table(definition, made, ENGLISH).rows) == len(values)


@pytest.mark.parametrize(
    "text", ["1 000", "1\u202f000", "1\u00a0000", "01000", "+1000", "1000,", "\u0661\u0660\u0660\u0660"]
)
def test_a_thousand_in_many_hands(text: str) -> None:
    """Spaces between thousands and digits of other scripts are read as they are meant."""
    assert read("value", text, 0) == 1000


def test_nothing_in_it_was_written() -> None:
    """Moderators have nothing to do."""
    assert NUMBER.spellings({"5": 1}) == {}


def test_no_numbers_have_no_measures() -> None:
    """Nobody has answered; the true value is known all the same."""
    assert measured(define(truth=3)) == {"True value": "3", "People who were right": "0"}
    assert measured(define()) == {}


@pytest.mark.parametrize(
    ("raw", "rule", "refusal"),
    [
        ({"min": 5}, "Write a whole number of at least 5.", "Please write a number of at least 5."),
        ({"max": -5}, "Write a whole number of at most -5.", "Please write a number of at most -5."),
    ],
)
def test_one_bound(raw: dict[str, int], rule: str, refusal: str) -> None:
    """The other side is open."""
    assert str(NUMBER.rule(define(**raw))) == rule
    with pytest.raises(Refusal) as refused:
        NUMBER.accept(define(**raw), {"value": ["0"]})
    assert str(refused.value.reason) == refusal


def test_where_delegations_answer_as_one_they_are_named() -> None:
    """In the column and in what the shares refer to."""
    definition = replace(define(), delegations=True)
    table = NUMBER.table(definition, tally(definition, "4"), ENGLISH)
    assert table.titles[1] == "Delegations"
    assert table.base.startswith("Shares of the one delegation that answered. Mean 4")


def test_a_margin_stands_beside_the_true_value() -> None:
    """Without it nobody would know what being right meant."""
    assert measured(define(truth=3, margin=2)) == {"True value": "3", "Margin": "±2", "People who were right": "0"}
