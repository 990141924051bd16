"""Filled forms are acceptable answers, of whatever kind the form is."""

from __future__ import annotations

from random import Random

import pytest

from server.rehearsal.answers import fill
from server.rehearsal.form import Form, answer_form
from server.rehearsal.voices import places, voice


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


def test_few_break_a_silence() -> None:
    """Or every rehearsal of a silence procedure would be an uproar."""
    silence = form(choices("radio", "agree", "object"))
    said = [fill(Random(seed), "en", silence)["option"] for seed in range(500)]
    assert 0 < said.count(["object"]) < 30
    assert said.count(["agree"]) + said.count(["object"]) == 500


@pytest.mark.parametrize("seed", range(20))
def test_several_of_a_list(seed: int) -> None:
    """Boxes give different values, as many as the form allows."""
    chosen = fill(Random(seed), "en", form(choices("checkbox", "a", "b", "c", "d"), 'data-least="2" data-most="3"'))
    assert 2 <= len(chosen["option"]) <= 3
    assert len(set(chosen["option"])) == len(chosen["option"])


@pytest.mark.parametrize("seed", range(20))
def test_a_box_for_an_own_answer_alone(seed: int) -> None:
    """Where only the own answer is left, filling ends all the same, and a box is ticked with a text or not at all."""
    chosen = fill(Random(seed), "en", form(choices("checkbox", "a", "other") + '<input name="other">'))
    assert chosen["option"] == (["other"] if "other" in chosen else ["a"])


def test_some_write_answers_of_their_own() -> None:
    """A few, with a text in the place of their last choice."""
    asked = form(choices("checkbox", "a", "b", "other") + '<input name="other">', 'data-least="2" data-most="2"')
    filled = [fill(Random(seed), "en", asked) for seed in range(200)]
    own = [fields for fields in filled if "other" in fields]
    assert 0 < len(own) < 40
    assert all(fields["option"][-1] == "other" and len(fields["option"]) == 2 and fields["other"][0] for fields in own)


def test_statements_get_steps_around_a_middle() -> None:
    """What the room thinks of a statement stands near one step; some pass where they may."""
    radios = "".join(f'<input type="radio" name="s.one" value="{step}">' for step in (1, 2, 3, 4, 5, "skip"))
    given = [fill(Random(seed), "en", form(radios))["s.one"][0] for seed in range(300)]
    steps = [int(step) for step in given if step != "skip"]
    assert 0 < given.count("skip") < 60
    mean = sum(steps) / len(steps)
    assert sum(abs(step - mean) <= 1.5 for step in steps) > len(steps) * 0.8


def test_places_are_pairs() -> None:
    """Pins come with both of their numbers, each at a place of its own; items with one on each axis."""
    pins = fill(Random(1), "en", form('<input name="x"><input name="y"><input name="x"><input name="y">'))
    assert len(pins["x"]) == len(pins["y"]) == len(set(zip(pins["x"], pins["y"], strict=True)))
    items = fill(Random(1), "en", form('<input type="number" name="x.a"><input type="number" name="y.a">'))
    assert all(0 <= int(items[name][0]) <= 100 for name in ("x.a", "y.a"))


def test_pins_stand_where_people_mean() -> None:
    """Of a picture that is known, near one of the places that are written down."""
    hidden = '<input type="hidden" name="poll" value="host"><input type="hidden" name="round" value="1">'
    asked = answer_form(f'<form data-answer>{hidden}<input name="x"><input name="y"></form>')
    assert asked
    for seed in range(30):
        [x], [y] = fill(Random(seed), "en", asked).values()
        assert any(abs(int(x) - across) < 10 and abs(int(y) - down) < 10 for across, down in places("host"))


def test_texts_fit_what_is_asked() -> None:
    """A list of what people say is chosen by the poll's id, or by the name of the field."""
    hidden = '<input type="hidden" name="poll" value="charter"><input type="hidden" name="round" value="1">'
    asked = answer_form(f'<form data-answer>{hidden}<input name="text"></form>')
    assert asked
    assert fill(Random(1), "es", asked)["text"][0] in voice("es")["charter"]
    assert "{" not in fill(Random(1), "es", form('<textarea name="practice"></textarea>'))["practice"][0]
    assert fill(Random(1), "es", form('<input name="f.topic">'))["f.topic"][0] in voice("es")["topic"]


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
