"""Labels above their rules: one size for all of a figure, and in as many lines as its height has room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from server.kinds.draw.ground import SMALL
from server.kinds.draw.type import wrapped

MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class _Setting:
    """The size of a label, from one of its lines to the next, and the least height of a row of one line."""

    size: float
    leading: float
    row: float


_LARGE, _SMALL = _Setting(36, 42, 70), _Setting(SMALL, 33, 50)
# What is tried, until every label stands there whole: a smaller size comes before a second line.
_TRIED = ((_LARGE, 1), (_SMALL, 1), (_LARGE, 2), (_SMALL, 2), (_SMALL, MOST_LINES))


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it is to be written."""

    text: str
    weight: int = 400


@dataclass(frozen=True, slots=True)
class Lettering:
    """The lines of each label, and by how many pixels each row of the figure is higher than one of a single line."""

    size: float
    leading: float
    lines: Sequence[Sequence[str]]
    taller: Sequence[float]

    def above(self, label: int) -> Iterator[tuple[str, float]]:
        """The lines of a label, each with how many pixels it stands above the last."""
        lines = self.lines[label]
        return ((line, self.leading * (len(lines) - 1 - place)) for place, line in enumerate(lines))


def lettered(labels: Sequence[Label], room: float, rows: int, height: float) -> Lettering:
    """Labels in `rows` rows, column after column, that share `height`; each line has `room` pixels."""
    for setting, most in _TRIED:
        wanted = _wanted(labels, room, rows, setting)
        needed = rows * min(setting.row, height / max(rows, 1)) + setting.leading * sum(n - 1 for n in wanted)
        if max(wanted, default=1) <= most and needed <= height and rows * setting.row <= max(height, rows * _SMALL.row):
            return _set(labels, room, rows, setting, wanted)
    wanted = [min(n, MOST_LINES) for n in _wanted(labels, room, rows, _SMALL)]
    return _set(labels, room, rows, _SMALL, _granted(wanted, int((height - rows * _SMALL.row) / _SMALL.leading)))


def _wanted(labels: Sequence[Label], room: float, rows: int, setting: _Setting) -> list[int]:
    """How many lines each row needs for the longest of its labels."""
    wanted = [1] * rows
    for place, label in enumerate(labels):
        lines = len(wrapped(label.text, room, setting.size, MOST_LINES + 1, label.weight))
        wanted[place % rows] = max(wanted[place % rows], lines)
    return wanted


def _granted(wanted: Sequence[int], more: int) -> list[int]:
    """So many lines more, one after the other to the rows that lack most."""
    granted = [1] * len(wanted)
    for _ in range(more):
        lacking = max(range(len(wanted)), key=lambda row: (wanted[row] - granted[row], -row), default=None)
        if lacking is None or wanted[lacking] <= granted[lacking]:
            break
        granted[lacking] += 1
    return granted


def _set(labels: Sequence[Label], room: float, rows: int, setting: _Setting, lines: Sequence[int]) -> Lettering:
    return Lettering(
        setting.size,
        setting.leading,
        [
            wrapped(label.text, room, setting.size, lines[place % rows], label.weight) or [""]
            for place, label in enumerate(labels)
        ],
        [setting.leading * (n - 1) for n in lines],
    )
