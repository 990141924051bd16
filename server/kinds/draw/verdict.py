"""Answers with their verdict: a full bar and a check where one is right, an open bar where it is not; and who leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from server.domain.figure import Figure, layout, texts
from server.domain.language import Language
from server.domain.messages import message
from server.kinds.draw.bars import Places, Row, places
from server.kinds.draw.ground import HEIGHT, SMALL, WIDTH, near, rules
from server.kinds.draw.lettering import Label, Lettering, lettered
from server.kinds.draw.type import shortened, width, wrapped

Trace = dict[str, Any]

# The whole width of a page of the wall, and where its second column begins.
FULL, ASIDE = 1728, 1208
INDENT = 46  # before every label, where the check stands
CHECK = ((0, 0.55), (0.36, 0.9), (1, 0.1))  # in parts of its size
CHECK_SIZE = 26
LINE, SIZE, MOST_LINES = 38, 30, 3  # of the explanation
SPACE = 20  # above it
HEAD, ROW = 36, 36
ALONE, TOGETHER = 11, 5  # rows of a board that stands alone, and of each of two
LEAST_ROW = 47  # pixels, below which a label would meet the bar above it
FIGURES = 108  # pixels for a column of numbers
QUIET = "--color-text-quiet"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a board: its place, its name, and its numbers as they are written."""

    place: str
    name: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Who leads, under a heading, with the heads of the columns of numbers."""

    title: str
    heads: tuple[str, ...]
    lines: Sequence[Line]


def verdict(
    rows: Sequence[tuple[Row, bool]], explanation: str, boards: Sequence[Board], language: Language, sentence: str
) -> Figure:
    """Rows in their order with whether each is right; boards stand beside them."""
    said = wrapped(explanation, WIDTH, SIZE, MOST_LINES) if explanation else []
    height = HEIGHT - (SPACE + LINE * len(said) if said else 0)
    most = int(height / LEAST_ROW)
    drawn, left_out = _chosen(rows, 2 * most)
    cells = len(drawn) + bool(left_out)
    letters = _lettered(drawn, places(cells, height, most=most), -(-cells // (1 if cells <= most else 2)), height)
    at = places(cells, height, most=most, taller=letters.taller)
    traces, shapes = _rows(drawn, at, letters)
    if left_out:
        more = language.say(message("and %(n)s more", n=language.number(left_out)))
        y = at.lines[-1] * at.measures.height + at.measures.label_at
        traces.append(texts([near(at.lefts[-1])], [near(y)], [more], size=SMALL, color=QUIET))
    lines = [HEIGHT - LINE * (len(said) - place - 0.5) for place in range(len(said))]
    if said:
        traces.append(texts([0] * len(said), lines, said, size=SIZE))
    across = FULL if boards else WIDTH
    top = 0.0
    for board in boards:
        made, edges, top = _board(board, top, ALONE if len(boards) == 1 else TOGETHER, language)
        traces += made
        shapes += edges
    return Figure(traces, layout(across, HEIGHT, (0, across), (HEIGHT, 0), shapes=shapes, barmode="overlay"), sentence)


def _chosen(rows: Sequence[tuple[Row, bool]], most: int) -> tuple[list[tuple[Row, bool]], int]:
    """The rows that are drawn, in their order, and how many are left out: wrong ones first, the smallest first."""
    if len(rows) <= most:
        return list(rows), 0
    kept = sorted(range(len(rows)), key=lambda place: (not rows[place][1], -rows[place][0].value, place))[: most - 1]
    return [rows[place] for place in sorted(kept)], len(rows) - len(kept)


def _lettered(rows: Sequence[tuple[Row, bool]], at: Places, per_column: int, height: float) -> Lettering:
    """What is right is semibold; a label ends before the numbers."""
    said = [Label(row.label, 600 if right else 400) for row, right in rows]
    return lettered(said, at.across - INDENT - _ends(rows, at), max(per_column, 1), height)


def _ends(rows: Sequence[tuple[Row, bool]], at: Places) -> float:
    """The width of the numbers, and a gap."""
    return max((width(row.end, at.measures.end, 600) for row, _ in rows), default=0) + 16


def _rows(rows: Sequence[tuple[Row, bool]], at: Places, letters: Lettering) -> tuple[list[Trace], list[Trace]]:
    measures = at.measures
    tops = [line * measures.height for line in at.lines[: len(rows)]]
    lefts = at.lefts[: len(rows)]
    top = max((row.value for row, _ in rows), default=0) or 1
    feet = [near(y + measures.bar_at) for y in tops]
    rule = min(at.rule, at.across - _ends(rows, at))
    shapes = rules([(left, left + rule) for left in lefts], feet)
    traces: list[Trace] = []
    for right in (True, False):
        some = [place for place, row in enumerate(rows) if row[1] is right and row[0].value]
        if some:
            traces.append(
                {
                    "type": "bar",
                    "orientation": "h",
                    "base": [near(lefts[place]) for place in some],
                    "x": [near(rows[place][0].value / top * rule) for place in some],
                    "y": [feet[place] for place in some],
                    "width": measures.bar if right else measures.bar - 3,
                    "marker": {
                        "color": "--color-live" if right else "--color-page",
                        "line": {"color": "--color-live", "width": 0 if right else 3},
                    },
                    "hoverinfo": "skip",
                    "cliponaxis": False,
                }
            )
    x, y, lines, weights = [], [], [], []
    for place, (left, down, (_, right)) in enumerate(zip(lefts, tops, rows, strict=True)):
        # The check stands before the first line.
        first = near(down + measures.label_at - letters.leading * (len(letters.lines[place]) - 1))
        if right:
            shapes.append(_check(left + 4, first - CHECK_SIZE / 2))
        for line, above in letters.above(place):
            x.append(near(left + INDENT))
            y.append(near(down + measures.label_at - above))
            lines.append(line)
            weights.append(600 if right else 400)
    traces.append(texts(x, y, lines, size=letters.size, weight=weights))
    heights = [near(y + measures.end_at) for y in tops]
    edges = [near(left + at.across) for left in lefts]
    numbers = [row.end for row, _ in rows]
    traces.append(texts(edges, heights, numbers, size=measures.end, weight=600, position="middle left"))
    return traces, shapes


def _check(x: float, y: float) -> Trace:
    path = "L".join(f"{x + across * CHECK_SIZE:.2f},{y + down * CHECK_SIZE:.2f}" for across, down in CHECK)
    return {
        "type": "path",
        "path": f"M{path}",
        "xref": "x",
        "yref": "y",
        "line": {"color": "--color-live", "width": 6},
    }


def _board(board: Board, top: float, most: int, language: Language) -> tuple[list[Trace], list[Trace], float]:
    """The board from `top` down, and where the next one may begin."""
    edges = [FULL - FIGURES * (len(board.heads) - 1 - place) for place in range(len(board.heads))]
    head = top + HEAD / 2
    lines = list(board.lines if len(board.lines) <= most else board.lines[: most - 1])
    names = edges[0] - FIGURES
    traces = [
        texts([ASIDE], [head], [shortened(board.title, names - ASIDE, SMALL, 600)], size=SMALL, weight=600),
        texts(edges, [head] * len(edges), board.heads, size=SMALL, position="middle left", color=QUIET),
    ]
    middles = [near(top + HEAD + ROW * (place + 0.5)) for place in range(len(lines))]
    indent = ASIDE + max((width(line.place, SMALL, 600) for line in lines), default=0) + 16
    shown = [shortened(line.name, names - indent, SMALL) for line in lines]
    traces.append(texts([ASIDE] * len(lines), middles, [line.place for line in lines], size=SMALL, weight=600))
    traces.append(texts([near(indent)] * len(lines), middles, shown, size=SMALL))
    for place, edge in enumerate(edges):
        numbers = [line.numbers[place] for line in lines]
        weight = 600 if place == len(edges) - 1 else 400
        traces.append(texts([edge] * len(lines), middles, numbers, size=SMALL, weight=weight, position="middle left"))
    end = top + HEAD + ROW * len(lines)
    if left_out := len(board.lines) - len(lines):
        more = language.say(message("and %(n)s more", n=language.number(left_out)))
        traces.append(texts([near(indent)], [near(end + ROW / 2)], [more], size=SMALL, color=QUIET))
        end += ROW
    return traces, rules([(ASIDE, FULL)], [top + HEAD]), end + ROW / 2
