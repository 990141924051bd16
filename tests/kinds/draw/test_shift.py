"""Shifts: rounds and attendance in the forms of the seats."""

from __future__ import annotations

from itertools import pairwise

import pytest

from server.domain.language import ENGLISH
from server.kinds.draw.measure import numbers, points
from server.kinds.draw.naming import BEFORE, NOW
from server.kinds.draw.shift import Group, shift


def marks(figure_data: object) -> list[str]:
    assert isinstance(figure_data, list)
    return [
        "ring" if trace["marker"]["color"] == "--color-page" else "disc"
        for trace in figure_data
        if trace["mode"] == "markers" and len(trace["x"]) == 2
    ]


def written(figure_data: object) -> list[list[str]]:
    assert isinstance(figure_data, list)
    return [trace["text"] for trace in figure_data if trace["mode"] == "text"]


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [(0.26, 0.22, "−4"), (0.31, 0.37, "+6"), (0.5, 0.5, "0"), (0.004, 0.0, "0"), (0, 1, "+100")],
)
def test_points_agree_with_the_numbers_beside_them(before: float, now: float, said: str) -> None:
    """Whole points, with a true minus."""
    assert points(before, now) == said


def test_rounds_are_a_ring_and_a_disc() -> None:
    """Before is open, now is full; both numbers and the change stand at the end."""
    figure = shift(["A", "B"], [Group(BEFORE, 50, [0.26, 0.74]), Group(NOW, 40, [0.22, 0.78])], ENGLISH)
    assert isinstance(figure.data, list)
    assert marks(figure.data) == ["ring", "disc"]
    line = figure.data[0]
    assert line["x"][2] is None
    assert line["x"][0] != line["x"][1]
    assert written(figure.data) == [
        ["A", "B"],
        ["26%", "74%"],
        ["22%", "78%"],
        ["−4", "+4"],
        ["Change, % points"],
        ["Before"],
        ["Now"],
    ]
    assert figure.sentence == "Compared: Before (50 people) and Now (40 people). A: 26% and 22%; B: 74% and 78%."


def test_attendance_is_a_disc_and_an_echo() -> None:
    """Who is online is a ring with a disc; how far they are apart has no sign, for neither came before."""
    figure = shift(["A", "B"], [Group("room", 50, [0.26, 0.74]), Group("remote", 40, [0.22, 0.78])], ENGLISH)
    assert marks(figure.data) == ["disc", "ring", "disc"]
    assert written(figure.data) == [
        ["A", "B"],
        ["26%", "74%"],
        ["22%", "78%"],
        ["4", "4"],
        ["Difference, % points"],
        ["In the room"],
        ["Online"],
    ]


def test_an_earlier_workshop_came_before() -> None:
    """So there is more or less of it now; of means the difference is in no points."""
    groups = [Group("2023", 50, [2.5, 3.0]), Group(NOW, 40, [3.5, 2.75])]
    said = written(shift(["A", "B"], groups, ENGLISH, numbers(1, 5, 2)).data)
    assert said[3:5] == [["+1.00", "−0.25"], ["Difference"]]
    rounds = [Group(BEFORE, 50, [2.5, 3.0]), groups[1]]
    assert written(shift(["A", "B"], rounds, ENGLISH, numbers(1, 5, 2)).data)[4] == ["Change"]


def test_three_groups_have_no_difference() -> None:
    """It would not be said of which two."""
    groups = [Group(name, 10, [0.5, 0.5]) for name in ("en", "es", "fr")]
    assert written(shift(["A", "B"], groups, ENGLISH).data)[4:] == [["en"], ["es"], ["fr"]]


def test_a_group_of_four_is_not_drawn() -> None:
    """It could be told who answered what."""
    figure = shift(["A", "B"], [Group("room", 50, [0.26, 0.74]), Group("remote", 4, [0.25, 0.75])], ENGLISH)
    assert marks(figure.data) == ["disc"]
    assert written(figure.data)[2] == ["", ""]
    assert written(figure.data)[-1] == ["Online: fewer than 5"]
    assert "25%" not in figure.sentence


def test_three_groups_are_told_apart() -> None:
    """Each has a form of its own: a ring, a ring with a disc in it, a disc; lines join them."""
    groups = [Group(str(n), 10, [n / 10, 1 - n / 10]) for n in range(3)]
    figure = shift(["A", "B"], groups, ENGLISH)
    assert marks(figure.data) == ["ring", "ring", "disc", "disc"]
    assert isinstance(figure.data, list)
    assert len(figure.data[0]["x"]) == 8


def test_short_names_leave_their_room_to_long_ones() -> None:
    """All are whole where they have room together; where they have not, the longest are cut."""
    named = ("Caribbean", "Central America", "South America")
    figure = shift(["A", "B"], [Group(name, 10, [0.5, 0.5]) for name in named], ENGLISH)
    assert written(figure.data)[-3:] == [[name] for name in named]
    longer = [
        Group(name, 10, [0.5, 0.5]) for name in ("BB", "The delegations of the Caribbean and of Central America", "US")
    ]
    (first,), (second,), (third,) = written(shift(["A", "B"], longer, ENGLISH).data)[-3:]
    assert (first, third) == ("BB", "US")
    assert second.startswith("The delegations of the Caribbean")
    assert second.endswith("…")


def test_the_greatest_rows_are_kept() -> None:
    """Eight rows in their order."""
    shares = [n / 100 for n in range(12)]
    figure = shift([str(n) for n in range(12)], [Group("1", 9, shares), Group("2", 9, shares)], ENGLISH)
    assert written(figure.data)[0] == [str(n) for n in range(4, 12)]


@pytest.mark.parametrize("groups", [[], [Group("room", 4, [1.0]), Group("remote", 0, [0.0])], [Group(BEFORE, 0, [0])]])
def test_nothing_to_compare(groups: list[Group]) -> None:
    """A calm page."""
    assert shift(["A"], groups, ENGLISH).sentence == "No answers yet."


@pytest.mark.parametrize("rows", [2, 8])
def test_labels_keep_clear_of_the_key_and_of_one_another(rows: int) -> None:
    """Long ones stand in several lines where there is height, each above its own rule."""
    long = "Online consular services for migrants and for the families of migrants"
    figure = shift([long] * rows, [Group("before", 9, [0.5] * rows), Group("now", 9, [0.4] * rows)], ENGLISH)
    (labels,) = [trace for trace in figure.data if trace.get("text") and trace["text"][0].startswith("Online")]
    feet = [shape["y0"] for shape in figure.layout["shapes"]]
    size = labels["textfont"]["size"]
    assert labels["y"][0] - size / 2 >= 30, "below the line that says which mark is which"
    assert all(below - above >= size for above, below in pairwise(labels["y"]))
    assert max(labels["y"]) < max(feet) <= 452
    if rows == 2:
        assert " ".join(labels["text"]) == f"{long} {long}"
