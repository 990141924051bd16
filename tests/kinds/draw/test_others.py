"""Donuts, dots and the wall of texts."""

from __future__ import annotations

from itertools import pairwise

import pytest

from server.domain.language import ENGLISH
from server.kinds.draw.bars import Row
from server.kinds.draw.donut import donut, spread
from server.kinds.draw.dots import dots, per_dot
from server.kinds.draw.ground import HEIGHT
from server.kinds.draw.reading import Reading, columns, fitting, reading


def rows(*values: int) -> list[Row]:
    return [Row(f"Row {place}", value, str(value)) for place, value in enumerate(values)]


@pytest.mark.parametrize(
    ("people", "per"),
    [(0, 1), (1, 1), (200, 1), (201, 2), (400, 2), (401, 5), (1_001, 10), (10_000, 50), (10_001, 100)],
)
def test_how_many_people_a_dot_is(people: int, per: int) -> None:
    """One up to two hundred, then the least round number that keeps the dots within it."""
    assert per_dot(people) == per


def test_a_dot_for_each_person() -> None:
    """Nothing has to be explained."""
    figure = dots(rows(3, 0, 2), 5, ENGLISH, "So it is.")
    assert len(figure.data[0]["x"]) == 5
    assert figure.sentence == "So it is."


def test_a_dot_for_many_says_so() -> None:
    """And whoever answered at all is seen."""
    figure = dots(rows(900, 90, 1), 991, ENGLISH, "So it is.")
    assert len(figure.data[0]["x"]) == 180 + 18 + 1
    assert figure.data[-1]["text"] == ["A dot is 5 people."]
    assert figure.sentence == "So it is. A dot is 5 people."


def test_slices_have_their_labels_beside_them() -> None:
    """Right ones to the right, left ones to the left; the leader semibold; what is nought has no slice."""
    figure = donut(rows(6, 0, 3), "")
    pie, _, right_ends, right_labels, _, left_ends, left_labels = figure.data
    assert pie["values"] == [6, 3]
    assert (right_ends["text"], right_labels["text"]) == (["6"], ["Row 0"])
    assert (left_ends["text"], left_labels["text"]) == (["3"], ["Row 2"])
    assert right_labels["textfont"]["weight"] == [600]
    assert right_labels["x"][0] > left_labels["x"][0]


def test_many_small_slices_have_a_line_each() -> None:
    """Labels of one side never meet."""
    figure = donut([Row("A long label that would need three lines", value, "1%") for value in (900, *[1] * 7)], "")
    labels = figure.data[-1]
    assert len(labels["y"]) == 7
    assert all(after - before > 35.99 for before, after in zip(labels["y"], labels["y"][1:], strict=False))


@pytest.mark.parametrize("values", [(27, 13, 7, 11, 1, 2), (1, 1, 1, 1, 1, 1), (5, 3)])
def test_a_slice_is_named_whole(values: tuple[int, ...]) -> None:
    """A word is not broken while there is room, and no number of one side is larger than those of the other."""
    figure = donut([Row("Cybersecurity and privacy", value, f"{value} %") for value in values], "")
    texts = [trace for trace in figure.data if trace.get("mode") == "text"]
    said = [line for trace in texts[1::2] for line in trace["text"]]
    assert "…" not in "".join(said)
    assert " ".join(said).count("Cybersecurity and privacy") == len(values)
    assert len({trace["textfont"]["size"] for trace in texts[::2]}) == 1
    for trace in texts[1::2]:
        lines = sorted(trace["y"])
        assert all(after - before > 27.9 for before, after in pairwise(lines))
        assert 14 <= lines[0] <= lines[-1] <= HEIGHT - 14


def test_an_empty_donut_is_a_quiet_ring() -> None:
    """No slice and no label."""
    assert [trace["type"] for trace in donut(rows(0, 0), "").data] == ["pie"]


def test_boxes_are_moved_apart() -> None:
    """From above, and back up where the ground ends."""
    assert spread([0, 5, 90], [20, 20, 20], 100) == [0, 20, 80]
    assert spread([90, 95], [20, 20], 100) == [60, 80]


def test_as_many_texts_as_there_is_room_for() -> None:
    """Six short ones, or fewer long ones."""
    assert fitting([Reading("Short.")] * 9) == 6
    assert fitting([Reading("A long text that goes on. " * 20)] * 9) == 4
    assert fitting([]) == 0


def test_a_text_from_right_to_left_hangs_on_the_right() -> None:
    """And leaves the number its place."""
    figure = reading([Reading("نعم", "3"), Reading("Yes")], "")
    right, left, ends = figure.data
    assert (right["textposition"], right["x"], right["text"]) == ("middle left", [1016], ["نعم"])
    assert (left["textposition"], left["x"], left["text"]) == ("middle right", [0], ["Yes"])
    assert ends["text"] == ["3"]
    assert len(figure.layout["shapes"]) == 1


def test_walls_beside_one_another() -> None:
    """Each under its name."""
    figure = columns([("Before", [Reading("a")]), ("Now", [Reading("b")])], "")
    assert [trace["text"] for trace in figure.data] == [["Before", "Now"], ["a", "b"]]
    assert all(0 <= y <= HEIGHT for trace in figure.data for y in trace["y"])
