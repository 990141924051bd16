"""A wall of texts: a few entries as they were written, with hairlines between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from server.domain.figure import Figure, texts
from server.domain.text import direction, one_line
from server.kinds.draw.ground import HEIGHT, HIGHEST, SMALL, WIDTH, near, pixels, rules
from server.kinds.draw.type import shortened, wrapped

MOST_ENTRIES = 6
# A few entries may be read whole; many get two lines each, so that one does not take the room of three.
FEW, LINES_OF_FEW, LINES_OF_MANY = 3, 4, 2
END = 96  # pixels for a number at the far end
GAP = 64  # pixels between columns
HEAD = 48  # pixels for the name of a column


@dataclass(frozen=True, slots=True)
class Reading:
    """An entry, and the number at its end, "" for none."""

    text: str
    end: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """The size of the letters, from line to line, and from entry to entry with the hairline in the middle; pixels."""

    size: float = 36
    leading: float = 44
    between: float = 31


WALL, COLUMN = Setting(), Setting(SMALL, 35, 25)


@dataclass(slots=True)
class _Set:
    """Lines that have been set, by the side they hang on; the numbers at their ends, and the hairlines."""

    lines: dict[str, list[tuple[float, float, str]]] = field(default_factory=dict)
    ends: list[tuple[float, float, str]] = field(default_factory=list)
    rules: list[tuple[tuple[float, float], float]] = field(default_factory=list)

    def traces(self, setting: Setting) -> list[dict[str, Any]]:
        made = [
            _texts(lines, size=setting.size, position=position, color="--color-live")
            for position, lines in self.lines.items()
        ]
        return made + ([_texts(self.ends, size=setting.size, weight=600, position="middle left")] if self.ends else [])


def reading(entries: Sequence[Reading], sentence: str) -> Figure:
    """The entries from above, as many as there is room for."""
    made = _Set()
    _set(made, entries, WALL, 0, WIDTH, 0)
    shapes = rules([x for x, _ in made.rules], [y for _, y in made.rules])
    return Figure(made.traces(WALL), pixels(shapes=shapes), sentence)


def columns(groups: Sequence[tuple[str, Sequence[Reading]]], sentence: str) -> Figure:
    """Two or three walls beside one another, each under its name."""
    made = _Set()
    across = (WIDTH - GAP * (len(groups) - 1)) / len(groups)
    lefts = [place * (across + GAP) for place in range(len(groups))]
    for (_, entries), left in zip(groups, lefts, strict=True):
        _set(made, entries, COLUMN, left, across, HEAD)
    heads = [
        (left, HIGHEST, shortened(one_line(name), across, SMALL, 600))
        for (name, _), left in zip(groups, lefts, strict=True)
    ]
    shapes = rules([x for x, _ in made.rules], [y for _, y in made.rules])
    return Figure(
        [_texts(heads, size=SMALL, weight=600, position="middle right"), *made.traces(COLUMN)],
        pixels(shapes=shapes),
        sentence,
    )


def fitting(entries: Sequence[Reading], setting: Setting = WALL, room: float = WIDTH, top: float = 0) -> int:
    """How many of the first entries there is room for: at most six."""
    lines = _most_lines(entries)
    for n, entry in enumerate(entries[:MOST_ENTRIES]):
        top += setting.leading * len(_wrapped(entry, setting, room, lines)) + (setting.between if n else 0)
        if top > HEIGHT:
            return n
    return min(len(entries), MOST_ENTRIES)


def _set(made: _Set, entries: Sequence[Reading], setting: Setting, left: float, room: float, top: float) -> None:
    """Set the entries in a column from `top` down; texts from right to left hang on its other side."""
    lines = _most_lines(entries)
    for n, entry in enumerate(entries[: fitting(entries, setting, room, top)]):
        if n:
            made.rules.append(((left, left + room), top + setting.between / 2))
            top += setting.between
        across = room - (END if entry.end else 0)
        x, position = (left + across, "middle left") if direction(entry.text) == "rtl" else (left, "middle right")
        if entry.end:
            made.ends.append((left + room, top + setting.leading / 2, entry.end))
        for text in _wrapped(entry, setting, room, lines):
            made.lines.setdefault(position, []).append((x, top + setting.leading / 2, text))
            top += setting.leading


def _most_lines(entries: Sequence[Reading]) -> int:
    return LINES_OF_FEW if len(entries) <= FEW else LINES_OF_MANY


def _wrapped(entry: Reading, setting: Setting, room: float, lines: int) -> list[str]:
    return wrapped(one_line(entry.text), room - (END if entry.end else 0), setting.size, lines)


def _texts(lines: Sequence[tuple[float, float, str]], **how: Any) -> dict[str, Any]:
    return texts([near(x) for x, _, _ in lines], [near(y) for _, y, _ in lines], [text for _, _, text in lines], **how)
