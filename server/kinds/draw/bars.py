"""Bars: a label stands on its rule, the bar is the part of the rule that people wrote, the number is at the far end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from server.domain.figure import Figure, layout, texts
from server.domain.language import Language
from server.domain.messages import message
from server.kinds.draw.ground import HEIGHT, RULE, SMALL, WIDTH, Metric, metric, near, rules
from server.kinds.draw.lettering import Label, Lettering, lettered
from server.kinds.draw.type import width

# Above this many rows there are two columns, and above twice as many the smallest give way to "and 5 more".
ONE_COLUMN = 9
GAP = 64  # pixels between two columns
MARGIN = 26  # pixels between a numeral in the margin and its row


@dataclass(frozen=True, slots=True)
class Row:
    """`value` is what the bar is drawn from, `end` the number as it is written.

    `place` is a large numeral in the margin, and `note` stands quietly above the end of the rule.
    """

    label: str
    value: float
    end: str
    place: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the rows of a figure stand: the measures, and the left edge and the line of each cell.

    A label of several lines makes its row higher by `taller` pixels; all the rest of the row stands at its foot.
    """

    measures: Metric
    lefts: Sequence[float]
    lines: Sequence[float]
    taller: Sequence[float]
    rule: float  # the length of a rule
    across: float  # the width of a column
    rows: float  # how many rows the height would hold

    def y(self, at: float) -> list[float]:
        """The places of something that stands `at` pixels below the top of its row, one row per unit."""
        return [near(line + at / self.measures.height) for line in self.lines]


def places(
    cells: int, height: float = HEIGHT, indent: float = 0, most: int = ONE_COLUMN, taller: Sequence[float] = ()
) -> Places:
    """One column of rows, or two where there are more than `most`; `indent` is left free before each row.

    `taller` is by how many pixels each row of a column is higher than the others, which share what is left.
    """
    columns = 1 if cells <= most else 2
    per_column = max(-(-cells // columns), 1)
    across = (WIDTH - GAP * (columns - 1)) / columns
    more_of = list(taller) or [0.0] * per_column
    measures = metric(per_column, height - sum(more_of))
    down = [row + sum(more_of[: row + 1]) / measures.height for row in range(per_column)]
    return Places(
        measures,
        [(across + GAP) * (place // per_column) + indent for place in range(cells)],
        [down[place % per_column] for place in range(cells)],
        [more_of[place % per_column] for place in range(cells)],
        across * RULE / WIDTH - indent,
        across - indent,
        HEIGHT / measures.height,
    )


def _numeral(rows: int) -> float:
    """The size of the numerals in the margin."""
    return 64 if rows <= ONE_COLUMN and metric(rows).label > SMALL else 36


def chosen(rows: Sequence[Row], most: int = 2 * ONE_COLUMN) -> tuple[list[Row], int]:
    """The rows that are drawn, in their order, and how many are left out: the smallest, where there are too many."""
    if len(rows) <= most:
        return list(rows), 0
    kept = sorted(range(len(rows)), key=lambda place: (-rows[place].value, place))[: most - 1]
    return [rows[place] for place in sorted(kept)], len(rows) - len(kept)


def lettering(rows: Sequence[Row], at: Places, cells: int, height: float = HEIGHT) -> tuple[Lettering, Sequence[int]]:
    """How the labels are set, and the weight of each; whoever leads is semibold, all of them where there is a tie."""
    top = max((row.value for row in rows), default=0)
    weights = [600 if 0 < row.value == top else 400 for row in rows]
    # The numbers stand a little lower, and still a long label must not run into the widest of them.
    room = at.across - max((width(row.end, at.measures.end, 600) for row in rows), default=0) - 16
    if _noted(rows):
        room = at.rule - max(width(row.note, SMALL) for row in rows) - 16
    said = [Label(row.label, weight) for row, weight in zip(rows, weights, strict=True)]
    per_column = max(-(-cells // (1 if cells <= ONE_COLUMN else 2)), 1)
    return lettered(said, room, per_column, height), weights


def labels(letters: Lettering, weights: Sequence[int], at: Places, unit: float) -> dict[str, Any]:
    """The labels above their rules, line by line."""
    x, y, lines, bold = [], [], [], []
    for place, weight in enumerate(weights):
        for line, above in letters.above(place):
            x.append(near(at.lefts[place] * unit))
            y.append(near(at.lines[place] + (at.measures.label_at - above) / at.measures.height))
            lines.append(line)
            bold.append(weight)
    return texts(x, y, lines, size=letters.size, weight=bold)


def ends(rows: Sequence[Row], at: Places, unit: float) -> dict[str, Any]:
    """The numbers at the far end of each row."""
    return texts(
        [near((left + at.across) * unit) for left in at.lefts[: len(rows)]],
        at.y(at.measures.end_at)[: len(rows)],
        [row.end for row in rows],
        size=at.measures.end,
        weight=600,
        position="middle left",
    )


def more(left_out: int, at: Places, unit: float, language: Language) -> list[dict[str, Any]]:
    """The last cell where rows were left out."""
    if not left_out:
        return []
    said = language.say(message("and %(n)s more", n=language.number(left_out)))
    x, y = near(at.lefts[-1] * unit), at.y(at.measures.label_at)[-1]
    return [texts([x], [y], [said], size=SMALL, color="--color-text-quiet")]


def numerals(rows: Sequence[Row], at: Places, unit: float, indent: float) -> list[dict[str, Any]]:
    """The places in the margin, where rows have any."""
    if not indent:
        return []
    xs = [near((left - indent) * unit) for left in at.lefts[: len(rows)]]
    height = at.measures.height
    ys = [near(line + (1 - more / height) / 2) for line, more in zip(at.lines, at.taller, strict=True)][: len(rows)]
    return [texts(xs, ys, [row.place for row in rows], size=_numeral(len(rows)), weight=600)]


def _noted(rows: Sequence[Row]) -> bool:
    """Whether there is room for notes: two columns have enough to do with their labels."""
    return len(rows) <= ONE_COLUMN and any(row.note for row in rows)


def notes(rows: Sequence[Row], at: Places, unit: float) -> list[dict[str, Any]]:
    """What stands quietly above the ends of the rules, where rows have it."""
    if not _noted(rows):
        return []
    xs = [near((left + at.rule) * unit) for left in at.lefts[: len(rows)]]
    ys = at.y(at.measures.label_at)[: len(rows)]
    said = [row.note for row in rows]
    return [texts(xs, ys, said, size=SMALL, color="--color-text-quiet", position="middle left")]


def _ruled(rows: Sequence[Row], at: Places) -> Places:
    """Where columns are narrow and numbers wide, the rules end before them."""
    widest = max((width(row.end, at.measures.end, 600) for row in rows), default=0)
    return replace(at, rule=min(at.rule, at.across - widest - 20))


def bars(rows: Sequence[Row], language: Language, sentence: str, top: float = 0) -> Figure:
    """Rows as bars, in their order; the rules end at `top`, or where the largest does."""
    drawn, left_out = chosen(rows)
    wide = max((width(row.place, _numeral(len(drawn)), 600) for row in drawn if row.place), default=0)
    indent = wide + MARGIN if wide else 0
    cells = len(drawn) + bool(left_out)
    letters, weights = lettering(drawn, _ruled(drawn, places(cells, HEIGHT, indent)), cells)
    at = _ruled(drawn, places(cells, HEIGHT, indent, taller=letters.taller))
    top = top or max((row.value for row in drawn), default=0) or 1
    unit = top / at.rule
    lines = at.y(at.measures.bar_at)[: len(drawn)]
    lefts = [near(left * unit) for left in at.lefts[: len(drawn)]]
    bar = {
        "type": "bar",
        "orientation": "h",
        "base": lefts,
        "x": [row.value for row in drawn],
        "y": lines,
        "width": near(at.measures.bar / at.measures.height),
        "marker": {"color": "--color-live"},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return Figure(
        [
            bar,
            labels(letters, weights, at, unit),
            ends(drawn, at, unit),
            *numerals(drawn, at, unit, indent),
            *notes(drawn, at, unit),
            *more(left_out, at, unit, language),
        ],
        layout(
            WIDTH,
            HEIGHT,
            (0, near(WIDTH * unit)),
            (near(at.rows), 0),
            shapes=rules([(left, left + at.rule * unit) for left in lefts], lines),
        ),
        sentence,
    )
