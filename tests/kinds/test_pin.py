"""Pin: what its cases cannot say."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from server.domain import counts
from server.domain.kind import Gathered
from server.domain.language import ENGLISH
from server.kinds.pin import Pin, PinDefinition
from tests.kinds.contract import parse, valid

PIN = Pin()
NORTH = {"id": "north", "label": "North", "shape": {"x": 0, "y": 0, "width": 100, "height": 40}, "right": True}
MIDDLE = {"id": "middle", "label": "Middle", "shape": {"x": 50, "y": 50, "r": 20}}


def define(*regions: Any, **more: Any) -> PinDefinition:
    definition, faults = parse(PIN, {"picture": "map.png", "alt": "A map", "regions": list(regions), **more})
    assert not faults
    assert isinstance(definition, PinDefinition)
    return definition


def test_regions_are_in_nothing_that_a_phone_gets() -> None:
    """Neither their names nor which of them is right; and the definition says that the result gives it away."""
    definition = define(NORTH, MIDDLE)
    form = json.dumps(PIN.form(definition, ENGLISH))
    assert "north" not in form.lower()
    assert set(PIN.form(definition, ENGLISH)) == {"picture", "alt", "foreign", "pins"}
    assert definition.hides
    assert not define(MIDDLE).hides


def test_the_first_region_of_the_file_has_the_pin() -> None:
    """A pin where two overlap is counted once."""
    answer = PIN.accept(define(NORTH, MIDDLE), {"x": ["50"], "y": ["35"]})
    assert PIN.counts(define(NORTH, MIDDLE), answer) == {"50,35": 1, "in:north": 1, "right": 1}
    assert PIN.counts(define(MIDDLE, NORTH), answer) == {"50,35": 1, "in:middle": 1}


def test_a_person_with_two_pins_in_a_region_is_one_person() -> None:
    """Regions count people, places count pins."""
    definition = define(NORTH, pins=3)
    answer = PIN.accept(definition, {"x": ["1", "2", "3"], "y": ["1", "2", "99"]})
    assert PIN.counts(definition, answer) == {"1,1": 1, "2,2": 1, "3,99": 1, "in:north": 1, "in:": 1, "right": 1}


def test_the_page_is_told_which_picture() -> None:
    """Dots lie in hundredths of the picture, from above; its name and not its address is in the figure."""
    definition = define()
    figure = PIN.figure(definition, PIN.tally(definition, Gathered({"10,90": 4, "20,30": 1}, 5)), ENGLISH)
    assert figure.layout["meta"] == {"picture": "map.png"}
    assert "images" not in figure.layout
    dots = figure.data[0]
    assert list(zip(dots["x"], dots["y"], strict=True)) == [(10, 90), (20, 30)]
    assert dots["marker"]["size"] == [30, 15]
    assert figure.layout["yaxis"]["range"] == [100, 0]


def test_regions_are_drawn_with_letters_and_shares() -> None:
    """What is right is drawn in the ink of the room, by a heavier line and a disc."""
    definition = define(NORTH, MIDDLE, {**MIDDLE, "id": "p", "shape": {"polygon": [[1, 1], [2, 1], [2, 2]]}})
    tally = PIN.tally(definition, Gathered({"1,1": 3, "in:north": 3, "in:": 1, "1,99": 1, "right": 3}, 4))
    figure = PIN.figure(definition, tally, ENGLISH)
    assert [shape["type"] for shape in figure.layout["shapes"][::2]] == ["rect", "circle", "path"]
    lines = [(shape["line"]["color"], shape["line"]["width"]) for shape in figure.layout["shapes"]]
    below, above = lines[::2], lines[1::2]  # seen on a picture of any colour
    assert below == [("--color-page", 10), ("--color-page", 7), ("--color-page", 7)]
    assert above == [("--color-live", 6), ("--color-text", 3), ("--color-text", 3)]
    assert [trace["text"] for trace in figure.data[1:]] == [["B", "C"], ["A"]]
    said = [one["text"] for one in figure.layout["annotations"]]
    assert said[:3] == ["A", "North", "75%"]
    assert said[-1] == "Elsewhere: 25%"
    assert figure.sentence.endswith("3 people were right.")


def test_a_long_name_has_the_lines_it_needs() -> None:
    """Where few regions stand beside the picture."""
    label = "North America and the islands of its territories in both oceans"
    definition = define({**MIDDLE, "label": label}, NORTH)
    figure = PIN.figure(definition, PIN.tally(definition, Gathered({"1,1": 1}, 1)), ENGLISH)
    said = " ".join(one["text"] for one in figure.layout["annotations"])
    assert label in said


def test_names_are_no_markup() -> None:
    """Plotly reads annotations as markup."""
    definition = define({**MIDDLE, "label": "<b>Lake</b>"})
    figure = PIN.figure(definition, PIN.tally(definition, Gathered()), ENGLISH)
    assert "&lt;b&gt;Lake&lt;/b&gt;" in [one["text"] for one in figure.layout["annotations"]]


def test_a_great_many_places_are_put_together() -> None:
    """On a lattice of twice the step nobody is lost."""
    definition = define()
    many = {f"{x},{y}": 1 for x in range(100) for y in range(50)}
    dots = PIN.figure(definition, PIN.tally(definition, Gathered(many, 5_000)), ENGLISH).data[0]
    assert len(dots["x"]) == 1_250


@given(places=st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), unique=True, min_size=1, max_size=10))
def test_any_pins_can_be_drawn_and_counted(places: list[tuple[int, int]]) -> None:
    """Every pin is in a place and every person in a region or outside all."""
    definition = define(NORTH, MIDDLE, pins=10)
    sent = {"x": [str(x) for x, _ in places], "y": [str(y) for _, y in places]}
    answer = PIN.accept(definition, sent)
    tally = PIN.tally(definition, Gathered(counts.add(PIN.counts(definition, answer)), 1))
    assert sum(tally.places.values()) == len(places)
    assert sum(tally.regions.values()) + tally.elsewhere >= 1
    valid(PIN.figure(definition, tally, ENGLISH))


def test_nothing_in_it_was_written() -> None:
    """Moderators have nothing to do."""
    assert PIN.spellings({"5,5": 1}) == {}


def test_more_regions_than_names_stand_beside_the_picture() -> None:
    """Are a fault."""
    many = [{**MIDDLE, "id": f"r{n}"} for n in range(13)]
    faults = parse(PIN, {"picture": "map.png", "alt": "A map", "regions": many})[1]
    assert faults == ["regions: There must be at most 12 regions."]


def test_of_several_right_regions_the_base_says_how_many_were_right() -> None:
    """A person may have pins in both, so that the rows cannot be added; of a single one the row says it."""
    found = Gathered({"in:north": 2, "in:middle": 1, "right": 2}, 3)
    both = define(NORTH, MIDDLE | {"right": True}, pins=2)
    assert PIN.table(both, PIN.tally(both, found), ENGLISH).base.endswith("2 people were right.")
    single = define(NORTH, MIDDLE)
    assert "right" not in PIN.table(single, PIN.tally(single, found), ENGLISH).base
