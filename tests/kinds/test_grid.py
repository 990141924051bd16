"""Grid: what its cases cannot say."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from server.domain.kind import Gathered
from server.domain.language import ENGLISH, Language
from server.kinds.grid import Grid, GridDefinition, GridTally
from server.kinds.lattice import along, mean, points
from tests.kinds.contract import parse, valid

GRID = Grid()
COORDINATES = st.integers(0, 20).map(lambda n: 5 * n)


def define(n: int = 2, **more: Any) -> GridDefinition:
    raw = {
        "items": [{"id": f"i{place}", "text": f"Item {place}"} for place in range(n)],
        "x": {"low": "Low", "high": "High"},
        "y": {"label": "Ease"},
        **more,
    }
    definition, faults = parse(GRID, raw)
    assert not faults
    assert isinstance(definition, GridDefinition)
    return definition


def tally(definition: GridDefinition, counts: dict[str, int], people: int) -> GridTally:
    return GRID.tally(definition, Gathered(counts, people))


def test_means_are_exact() -> None:
    """The mean of the points of the lattice, weighted by how many answers each has."""
    found = points({"i0@0,100": 2, "i0@50,25": 1, "i1@5,5": 9, "i0": 4}, "i0@")
    assert found == {(0, 100): 2, (50, 25): 1}
    assert (mean(found, 0), mean(found, 1)) == (Fraction(50, 3), Fraction(75))
    assert along(found, 1) == [(Decimal(25), 1), (Decimal(100), 2)]


def test_table_has_means_and_spread() -> None:
    """The spread of 0 and 100 is 50; nobody's item has none."""
    table = GRID.table(define(), tally(define(), {"i0@0,0": 1, "i0@100,10": 1}, 2), ENGLISH)
    assert table.titles == ["Item", "Low to High", "Low to High, spread", "Ease", "Ease, spread"]
    assert list(map(list, table.rows)) == [["A. Item 0", 50, 50, 5, 5], ["B. Item 1", None, None, None, None]]


def test_every_answer_is_a_dot_and_every_mean_a_disc() -> None:
    """Dots of the same point lie around it; an item without answers has no disc, and a ring in the key."""
    definition = define(3)
    figure = GRID.figure(definition, tally(definition, {"i0@50,50": 3, "i1@0,0": 1}, 3), ENGLISH)
    dots, discs = figure.data[:2]
    assert len(dots["x"]) == 4
    assert len(set(zip(dots["x"], dots["y"], strict=True))) == 4
    assert discs["text"] == ["A", "B"]
    rings = [trace for trace in figure.data if trace.get("marker", {}).get("color") == "--color-page"]
    assert [ring["text"] for ring in rings] == [["C"]]


def test_many_answers_share_dots() -> None:
    """And the figure says so."""
    definition = define(1)
    figure = GRID.figure(definition, tally(definition, {"i0@50,50": 4_000, "i0@0,0": 1}, 4_001), ENGLISH)
    assert len(figure.data[0]["x"]) == 2_001
    assert figure.sentence.endswith("A dot is 2 answers.")


def test_discs_of_the_same_mean_are_all_in_sight() -> None:
    """Twelve items at one place are moved apart so far that each letter can be read."""
    definition = define(12)
    discs = GRID.figure(definition, tally(definition, {f"i{n}@100,0": 1 for n in range(12)}, 1), ENGLISH).data[1]
    spots = list(zip(discs["x"], discs["y"], strict=True))
    assert len(set(spots)) == 12


def test_words_at_the_ends_of_the_axes() -> None:
    """What an axis means stands at its upper end; long words below the plane take two lines."""
    short = GRID.figure(define(), tally(define(), {"i0@0,0": 1}, 1), ENGLISH)
    assert {text for trace in short.data for text in trace.get("text", ())} >= {"Low", "High", "Ease"}
    both = define(
        x={"low": "No", "high": "Yes", "label": "Cost"}, y={"low": "A lot of work that has to be done", "high": "Easy"}
    )
    drawn = GRID.figure(both, tally(both, {"i0@0,0": 1}, 1), ENGLISH)
    said = {trace["text"][0]: trace["y"][0] for trace in drawn.data if trace["mode"] == "text" and len(trace["x"]) == 1}
    assert said["Cost: Yes"] == said["No"]
    assert said["A lot of work that has to be done"] < said["No"]


def test_form_is_in_the_language_of_the_reader() -> None:
    """Items with their letters, and axes with their names."""
    definition = define(1, x={"low": {"es": "Poco"}, "high": {"es": "Mucho"}, "label": {"en": "Cost", "es": "Costo"}})
    form = GRID.form(definition, Language("es", "Español"))
    assert form["x"] == {"name": "Costo", "low": "Poco", "high": "Costo: Mucho"}
    assert [option["letter"] for option in form["options"]] == ["A"]


def test_rounds_are_rings_and_discs_that_are_joined() -> None:
    """Each letter stands on both."""
    definition = define(1)
    before, now = tally(definition, {"i0@0,0": 2}, 2), tally(definition, {"i0@100,100": 3}, 3)
    figure = GRID.compare(definition, [("Before", before), ("Now", now)], ENGLISH)
    line, ring, disc = figure.data[:3]
    assert len(line["x"]) == 2
    assert (ring["text"], disc["text"]) == (["A"], ["A"])
    assert figure.sentence == (
        "Compared: Before (2 people) and Now (3 people). "
        "Before: A. Item 0: Low to High 0, Ease 0. Now: A. Item 0: Low to High 100, Ease 100."
    )


def test_small_groups_are_not_drawn() -> None:
    """Four people online could be told apart, and nobody cannot be compared."""
    definition = define(1)
    room, few = tally(definition, {"i0@0,0": 5}, 5), tally(definition, {"i0@5,0": 4}, 4)
    figure = GRID.compare(definition, [("room", room), ("remote", few)], ENGLISH)
    assert figure.sentence.startswith("Compared: In the room (5 people).")
    assert ["Online: fewer than 5"] in [trace.get("text") for trace in figure.data]
    half = GRID.compare(definition, [("Before", tally(definition, {}, 0)), ("Now", room)], ENGLISH)
    assert ["Before: no answers"] in [trace.get("text") for trace in half.data]
    assert GRID.compare(definition, [("room", few), ("remote", few)], ENGLISH).sentence == "No answers yet."


@given(
    cells=st.dictionaries(st.tuples(st.integers(0, 3), COORDINATES, COORDINATES), st.integers(1, 400), max_size=25),
    more=st.integers(0, 8),
)
def test_any_places_can_be_drawn(cells: dict[tuple[int, int, int], int], more: int) -> None:
    """Wherever the answers lie, and however many there are, nothing stands outside the figure."""
    definition = define(4 + more, skip=True)
    made = tally(definition, {f"i{item}@{x},{y}": n for (item, x, y), n in cells.items()}, 400)
    valid(GRID.figure(definition, made, ENGLISH))
    valid(GRID.compare(definition, [("1", made), ("2", tally(definition, {"i0@0,0": 1}, 1)), ("3", made)], ENGLISH))


def test_nothing_in_it_was_written() -> None:
    """Moderators have nothing to do."""
    assert GRID.spellings({"i0@5,5": 1}) == {}
