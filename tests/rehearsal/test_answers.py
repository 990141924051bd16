"""Filled forms are acceptable answers, of whatever kind the form is."""

from __future__ import annotations

from random import Random

import pytest

from server.rehearsal.answers import fill
from server.rehearsal.form import Form, answer_form


def form(controls: str, attributes: str = "") -> Form:
    """A form with these controls."""
    hidden = '<input type="hidden" name="poll" value="p"><input type="hidden" name="round" value="1">'
    found = answer_form(f"<form data-answer {attributes}>{hidden}{controls}</form>")
    assert found is not None
    return found


def choices(kind: str, *values: str) -> str:
    """Controls to choose from."""
    return "".join(f'<input type="{kind}" name="option" value="{value}">' for value in values)


@pytest.mark.parametrize("seed", range(20))
def test_one_of_a_list(seed: int) -> None:
    """Radio buttons give one value, and never the one that needs a text of one's own."""
    [chosen] = fill(Random(seed), "en", form(choices("radio", "a", "b", "other")))["option"]
    assert chosen in ("a", "b")


@pytest.mark.parametrize("seed", range(20))
def test_several_of_a_list(seed: int) -> None:
    """Boxes give different values, as many as the form allows."""
    chosen = fill(Random(seed), "en", form(choices("checkbox", "a", "b", "c", "d"), 'data-least="2" data-most="3"'))
    assert 2 <= len(chosen["option"]) <= 3
    assert len(set(chosen["option"])) == len(chosen["option"])


@pytest.mark.parametrize("seed", range(20))
def test_a_box_for_an_own_answer_alone(seed: int) -> None:
    """Where only the own answer is left, filling ends all the same."""
    chosen = fill(Random(seed), "en", form(choices("checkbox", "a", "other") + '<input name="other">'))
    assert chosen["option"] == ["a"]


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt", "qu"])
def test_words_and_remarks_in_every_language(language: str) -> None:
    """As many words as there are lines at most, all different; a language without lists borrows them."""
    fields = fill(Random(3), language, form('<input name="word"><input name="word"><textarea name="text"></textarea>'))
    assert 1 <= len(fields["word"]) <= 2
    assert len(fields["text"]) == 1
    assert fields["text"][0]


def test_texts_keep_their_limit() -> None:
    """A text is not longer than its field."""
    assert len(fill(Random(1), "es", form('<textarea name="text" maxlength="10"></textarea>'))["text"][0]) == 10


def test_points_spend_the_whole_budget() -> None:
    """Shares are whole and add up."""
    controls = "".join(f'<input type="number" name="points.{one}">' for one in "abc")
    fields = fill(Random(5), "en", form(controls, 'data-budget="80"'))
    assert sum(int(values[0]) for values in fields.values()) == 80


def test_ranks_are_a_whole_order() -> None:
    """Each rank is given once, as many as are asked for."""
    controls = "".join(f'<input type="number" name="rank.{one}">' for one in "abcd")
    fields = fill(Random(5), "en", form(controls, 'data-ranks="3"'))
    assert sorted(values[0] for values in fields.values()) == ["1", "2", "3"]


def test_numbers_stay_in_their_range() -> None:
    """A number lies between its bounds."""
    for seed in range(50):
        [value] = fill(Random(seed), "en", form('<input type="number" name="value" min="3" max="5">'))["value"]
        assert 3 <= int(value) <= 5


def test_the_same_seed_gives_the_same_answer() -> None:
    """A rehearsal can be repeated."""
    asked = form(choices("radio", "a", "b", "c"))
    assert fill(Random(9), "en", asked) == fill(Random(9), "en", asked)
