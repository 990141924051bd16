"""Regions on their picture, as the editor shows them: what a list of shapes looks like, whatever stands in the file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from server.domain.agenda_keys import Key
from server.domain.editing import look
from server.domain.reader import Path
from server.live.editor.values import Drawing, Outline

PICTURE = "picture"  # the key beside a list of regions that says what they are on


def drawing(raw: Any, key: Key, path: Path, pictures: Collection[str], mark: Callable[[int], str]) -> Drawing | None:
    """The picture with what is drawn on it so far; None where the list has no shapes, or its picture is not here.

    Args:
        mark: the letter of the entry at a place, as the form has it.
    """
    shape = next((one for one in key.keys if one.sort == "shape"), None) if key.sort == "list" else None
    name = look(raw, (*path[:-1], PICTURE))
    if shape is None or not isinstance(name, str) or name not in pictures:
        return None
    rows = look(raw, path)
    found = (
        _outline(mark(place), row.get(shape.name))
        for place, row in enumerate(rows if isinstance(rows, list) else [])
        if isinstance(row, Mapping)
    )
    return Drawing(name, tuple(one for one in found if one))


def _outline(mark: str, shape: Any) -> Outline | None:
    """A shape as a path of SVG; None for what the parser refuses anyway."""
    if not isinstance(shape, Mapping):
        return None
    if isinstance(corners := shape.get("polygon"), list):
        points = [numbers for corner in corners if (numbers := _numbers(corner))]
        if len(points) < 3 or len(points) < len(corners):
            return None
        across, down = (sum(one[at] for one in points) / len(points) for at in (0, 1))
        return Outline(mark, "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z", across, down)
    if circle := _numbers([shape.get(name) for name in ("x", "y", "r")]):
        x, y, r = circle
        half = f"A{r:g} {r:g} 0 0 1"
        return Outline(mark, f"M{x - r:g} {y:g}{half} {x + r:g} {y:g}{half} {x - r:g} {y:g}Z", x, y)
    if box := _numbers([shape.get(name) for name in ("x", "y", "width", "height")]):
        x, y, width, height = box
        return Outline(mark, f"M{x:g} {y:g}h{width:g}v{height:g}h{-width:g}Z", x + width / 2, y + height / 2)
    return None


def _numbers(values: Any) -> list[float] | None:
    """Numbers of a size that a picture has; None where one is anything else."""
    if not isinstance(values, list) or not values:
        return None
    good = all(isinstance(one, (int, float)) and not isinstance(one, bool) and 0 <= one <= 100 for one in values)
    return [float(one) for one in values] if good else None
