"""Regions as the editor draws them, from whatever stands in the file."""

from __future__ import annotations

from typing import Any

import pytest

from server.kinds import BY_NAME
from server.live.editor.drawing import drawing
from server.live.editor.values import Drawing, Outline

PATH = ("agenda", 0, "polls", 0, "regions")
REGIONS = next(key for key in BY_NAME["pin"].keys if key.name == "regions")


def drawn(*shapes: Any, picture: str = "map.png") -> Drawing | None:
    """The regions of a poll with these shapes."""
    poll = {"picture": picture, "regions": [{"id": str(at), "shape": shape} for at, shape in enumerate(shapes)]}
    return drawing({"agenda": [{"polls": [poll]}]}, REGIONS, PATH, ["map.png"], "ABC".__getitem__)


def test_every_shape_has_an_edge_and_a_middle() -> None:
    """A rectangle, a circle and a polygon, with the letters of their entries."""
    assert drawn(
        {"x": 10, "y": 20, "width": 30, "height": 15},
        {"x": 50, "y": 50, "r": 8},
        {"polygon": [[0, 0], [60, 0], [30, 45.5]]},
    ) == Drawing(
        "map.png",
        (
            Outline("A", "M10 20h30v15h-30Z", 25, 27.5),
            Outline("B", "M42 50A8 8 0 0 1 58 50A8 8 0 0 1 42 50Z", 50, 50),
            Outline("C", "M0 0L60 0L30 45.5Z", 30, pytest.approx(45.5 / 3)),  # type: ignore[arg-type]
        ),
    )


@pytest.mark.parametrize(
    "shape",
    [
        None, "round", [], {}, {"x": 1, "y": 2}, {"x": "1", "y": 2, "r": 3}, {"x": True, "y": 2, "r": 3},
        {"x": -1, "y": 2, "r": 3}, {"x": 1, "y": 2, "width": 101, "height": 5}, {"polygon": [[0, 0], [1, 1]]},
        {"polygon": [[0, 0], [1, 1], "a"]}, {"polygon": 4}, {"x": float("nan"), "y": 2, "r": 3},
    ],
)  # fmt: skip
def test_what_is_no_shape_is_passed_over(shape: Any) -> None:
    """The parser says what is wrong with it; the others keep their letters."""
    found = drawn(shape, {"x": 0, "y": 0, "width": 5, "height": 5})
    assert found is not None
    assert [one.mark for one in found.outlines] == ["B"]


def test_nothing_is_drawn_without_the_picture() -> None:
    """Nor for a list that has no shapes."""
    assert drawn({"x": 1, "y": 2, "r": 3}, picture="other.png") is None
    options = next(key for key in BY_NAME["choice"].keys if key.name == "options")
    assert drawing({"agenda": []}, options, PATH, ["map.png"], str) is None
