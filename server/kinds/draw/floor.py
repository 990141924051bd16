"""Questions from the floor on the wall: one in large letters beside those that follow, or the most supported ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from server.domain.figure import Figure, layout, texts
from server.domain.text import direction, one_line
from server.kinds.draw.ground import SMALL, near, rules
from server.kinds.draw.type import ELLIPSIS, shortened, wrapped

# The whole page, without a margin for who has answered; pixels at 1,080 lines.
WIDTH, HEIGHT = 1728, 528
# The column of the question, the space with a hairline in its middle, and the column of those that follow.
QUESTION, GAP = 952, 96
LIST = QUESTION + GAP
LABEL = 36
# The question is as large as it may be read whole in the height that is left.
SIZES = (88, 76, 64, 54, 46, 40)
LEADING = 1.16
NUMBER = 44
# A row of the list: its number's place, its letters and their leading, its quiet line, and the space to the next.
INDENT, LETTERS, LINE, QUIET, SPACE = 84, 34, 42, 38, 34
MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A question, the number of its supporters, whom it is addressed to as a phrase, and who asks; "" for none."""

    text: str
    number: str = ""
    to: str = ""
    author: str = ""


@dataclass(slots=True)
class _Page:
    """What has been set so far."""

    data: list[dict[str, Any]]
    shapes: list[dict[str, Any]]

    def say(self, lines: Sequence[str], x: float, y: float, step: float, **how: Any) -> None:
        """Lines one below the other; `y` is the middle of the first."""
        if lines:
            places = [near(y + step * n) for n in range(len(lines))]
            self.data.append(texts([near(x)] * len(lines), places, list(lines), **how))

    def figure(self, sentence: str) -> Figure:
        return Figure(self.data, layout(WIDTH, HEIGHT, (0, WIDTH), (HEIGHT, 0), shapes=self.shapes), sentence)


def one(line: Line, following: str, rest: Sequence[Line], sentence: str) -> Figure:
    """One question large; `following` is the heading over the others."""
    page = _Page([], [])
    top = float(LABEL if line.to else 0)
    page.say([line.to] if line.to else [], 0, LABEL / 2, 0, size=LABEL, color="--color-text-quiet")
    room = HEIGHT - top - (2 * LABEL if line.author else 0)
    size, lines = _largest(line.text, QUESTION, room - 24)
    top += (24 if line.to else 0) + size * LEADING / 2
    x, side = _side(line.text, 0, QUESTION)
    page.say(lines, x, top, size * LEADING, size=size, weight=600, color="--color-live", position=side)
    if line.author:
        below = top + size * LEADING * (len(lines) - 0.5) + LABEL
        page.say([shortened(line.author, QUESTION, LABEL)], 0, below, 0, size=LABEL)
    if rest:
        page.shapes.append(_upright(QUESTION + GAP / 2))
        page.say([following], LIST, LABEL / 2, 0, size=LABEL, weight=600)
        _rows(page, rest, LIST, LABEL + SPACE)
    return page.figure(sentence)


def many(lines: Sequence[Line], sentence: str) -> Figure:
    """The most supported questions, over the whole width."""
    page = _Page([], [])
    _rows(page, lines, 0, 0)
    return page.figure(sentence)


def _rows(page: _Page, lines: Sequence[Line], left: float, top: float) -> None:
    """Rows from `top` down, as many as there is room for; numbers only where somebody supports something."""
    indent = INDENT if any(line.number for line in lines) else 0
    room = WIDTH - left - indent
    for n, line in enumerate(lines[:MOST_ROWS]):
        said = wrapped(one_line(line.text), room, LETTERS, 2)
        quiet = shortened(" · ".join(part for part in (line.to, line.author) if part), room, SMALL)
        height = LINE * len(said) + (QUIET if quiet else 0)
        if n and top + height > HEIGHT:
            return
        if n or top:
            page.shapes += rules([(left, WIDTH)], [top - SPACE / 2])
        page.say([line.number] if line.number else [], left, top + LINE / 2, 0, size=NUMBER, weight=600)
        x, side = _side(line.text, left + indent, WIDTH)
        page.say(said, x, top + LINE / 2, LINE, size=LETTERS, color="--color-live", position=side)
        if quiet:
            below = top + LINE * len(said) + QUIET / 2
            page.say([quiet], left + indent, below, 0, size=SMALL, color="--color-text-quiet")
        top += height + SPACE


def _largest(text: str, room: float, height: float) -> tuple[float, list[str]]:
    """The largest size in which the text is whole, and its lines; the last lines of a very long one are left out."""
    for size in SIZES:
        lines = wrapped(one_line(text), room, size, max(1, int(height / (size * LEADING))), 600)
        if not lines[-1].endswith(ELLIPSIS) or one_line(text).endswith(ELLIPSIS):
            break
    return size, lines


def _side(text: str, left: float, right: float) -> tuple[float, str]:
    """Where a text hangs: one that runs from right to left on the other side."""
    return (right, "middle left") if direction(text) == "rtl" else (left, "middle right")


def _upright(x: float) -> dict[str, Any]:
    """A hairline between two columns."""
    [shape] = rules([(x, x)], [0])
    return {**shape, "y1": HEIGHT}
