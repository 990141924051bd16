"""Diverging bars: how many chose each step, centred on the neutral half, with the mean and the passes at the end.

Colours go from one end to the other: `--step-1` to `--step-5` where there are five steps, else `--step-2/7`, the second
of seven, which the page mixes from the same five anchors. The ends have the inks of the ends, the steps between them
are mixed from the three inner anchors, so that a numeral can be read on every one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from server.domain.figure import Figure, layout, texts
from server.kinds.draw.ground import HEIGHT, HIGHEST, SMALL, near, rules
from server.kinds.draw.type import shortened, side_by_side, width

# The whole width of a page of the wall; the numbers of those who answered stand in the folio.
WIDE = 1728
# With a question of one line rows stand farther apart: the page stretches the figure to so many pixels.
TALL = 590
ANCHORS = 5
# Up to so many statements stand below one another, up to so many in two columns with their bars below them.
ONE_COLUMN, BARS_BELOW = 4, 10
GAP = 64  # pixels between two columns
KEY = 48  # the line that says what the colours mean
SWATCH, SWATCH_HIGH, MOST_SWATCHES = 44, 26, 308
HIGHEST_ROW = 131
# Less than this share is drawn without its numeral.
LEAST_WRITTEN = 0.04


@dataclass(frozen=True, slots=True)
class Rated:
    """A statement: how many chose each step, and its mean and its passes as they are written."""

    label: str
    counts: Sequence[int]
    mean: str
    passes: str = ""


@dataclass(frozen=True, slots=True)
class Heads:
    """The words at the ends of the scale, and those above the means and the passes; "" where nobody may pass."""

    low: str
    high: str
    mean: str
    passes: str = ""


@dataclass(frozen=True, slots=True)
class _Setting:
    """The measures of a column of rows, in pixels."""

    across: float
    row: float
    bars: float  # where bars may begin, from the column's edge
    room: float  # and how much room they have
    label: int
    label_room: float
    label_at: float  # middles, from the top of a row
    bar_at: float
    bar: float
    mean: int
    passes: int
    passes_room: float


def diverging(rated: Sequence[Rated], heads: Heads, sentence: str) -> Figure:
    """The statements in their order."""
    columns = 1 if len(rated) <= ONE_COLUMN else 2
    per_column = -(-len(rated) // columns)
    setting = _setting(columns, per_column, len(rated) <= BARS_BELOW, bool(heads.passes))
    lefts = [(setting.across + GAP) * (place // per_column) for place in range(len(rated))]
    tops = [KEY + setting.row * (place % per_column) for place in range(len(rated))]
    traces = _bars(rated, setting, lefts, tops)
    traces += _texts(rated, setting, lefts, tops)
    shapes = _swatches(heads, len(rated[0].counts) if rated else 0, traces, setting)
    between = [
        (left, top + setting.row) for place, (left, top) in enumerate(zip(lefts, tops, strict=True))
        if (place + 1) % per_column and place + 1 < len(rated)
    ]  # fmt: skip
    shapes += rules([(left, left + setting.across) for left, _ in between], [y for _, y in between])
    ground = layout(WIDE, HEIGHT, (0, WIDE), (HEIGHT, 0), barmode="overlay", shapes=shapes, meta={"stretch": TALL})
    return Figure(traces, ground, sentence)


def color(step: int, steps: int) -> str:
    """The name of a step's colour, counted from 1."""
    return f"--step-{step}" if steps == ANCHORS else f"--step-{step}/{steps}"


def _setting(columns: int, per_column: int, below: bool, passes: bool) -> _Setting:
    across = (WIDE - GAP * (columns - 1)) / columns
    row = min((HEIGHT - KEY) / max(per_column, 1), HIGHEST_ROW)
    if below and columns == 1:
        end = 180.0 if passes else 0.0
        return _Setting(across, row, 0, across - end - 190, 36, across, 0.26 * row, 0.7 * row, 0.37 * row, 52, 36, end)
    end = 80.0 if passes else 0.0
    if below:
        return _Setting(across, row, 0, across - end - 100, 32, across, 0.24 * row, 0.69 * row, 0.42 * row, 44, 32, end)
    label = 0.44 * across
    bars = label + 16
    bar = min(row - 10, 40.0)
    return _Setting(
        across, row, bars, across - bars - end - 80, SMALL, label, row / 2, row / 2, bar, 32, SMALL, end
    )  # fmt: skip


def _bars(rated: Sequence[Rated], setting: _Setting, lefts: Sequence[float], tops: Sequence[float]) -> list[Any]:
    """One trace per step. A whole bar is as long as lets every bar stand with its neutral half below one another."""
    shares = [[n / (sum(one.counts) or 1) for n in one.counts] for one in rated]
    before = [_neutral(parts) for parts in shares]
    after = [sum(parts) - middle for parts, middle in zip(shares, before, strict=True)]
    whole = setting.room / ((max(before, default=0) + max(after, default=0)) or 1)
    starts = [left + setting.bars + (max(before) - middle) * whole for left, middle in zip(lefts, before, strict=True)]
    heights = [near(top + setting.bar_at) for top in tops]
    traces = []
    steps = len(rated[0].counts) if rated else 0
    size = 32 if setting.bar >= 36 else SMALL
    for step in range(steps):
        lengths = [parts[step] * whole for parts in shares]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "base": [near(start) for start in starts],
                "x": [near(length) for length in lengths],
                "y": heights,
                "width": near(setting.bar),
                "marker": {
                    "color": color(step + 1, steps),
                    "line": {"color": "--color-page", "width": 0 if steps <= ANCHORS else 2},
                },
                "text": [_written(parts[step], length, size) for parts, length in zip(shares, lengths, strict=True)],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "constraintext": "none",
                "insidetextfont": {"size": size, "color": "--on-step" if 0 < step < steps - 1 else "--on-step-end"},
                "hoverinfo": "skip",
                "cliponaxis": False,
            }
        )
        starts = [start + length for start, length in zip(starts, lengths, strict=True)]
    return traces


def _neutral(shares: Sequence[float]) -> float:
    """What is left of the neutral point: the lower half, and half of the middle step where there is one."""
    half = len(shares) // 2
    return sum(shares[:half]) + (shares[half] / 2 if len(shares) % 2 else 0)


def _written(share: float, length: float, size: float) -> str:
    said = str(round(100 * share))
    return said if share >= LEAST_WRITTEN and width(said, size) + 8 <= length else ""


def _texts(rated: Sequence[Rated], setting: _Setting, lefts: Sequence[float], tops: Sequence[float]) -> list[Any]:
    size = setting.label
    if any(width(one.label, size) > setting.label_room for one in rated):
        size = SMALL
    ends = [near(left + setting.across) for left in lefts]
    middles = [near(top + setting.bar_at) for top in tops]
    traces = [
        texts(
            [near(left) for left in lefts],
            [near(top + setting.label_at) for top in tops],
            [shortened(one.label, setting.label_room, size) for one in rated],
            size=size,
        ),
        texts(
            [near(end - setting.passes_room) for end in ends],
            middles,
            [one.mean for one in rated],
            size=setting.mean,
            weight=600,
            position="middle left",
        ),
    ]
    if setting.passes_room:
        written = [one.passes for one in rated]
        traces.append(_quiet(ends, middles, written, setting.passes, "middle left"))
    return traces


def _quiet(x: Sequence[float], y: Sequence[float], labels: Sequence[str], size: float, position: str) -> dict[str, Any]:
    return texts(x, y, labels, size=size, position=position, color="--color-text-quiet")


def _swatches(heads: Heads, steps: int, traces: list[Any], setting: _Setting) -> list[dict[str, Any]]:
    """The key: a word, the colours, a word; at the far end what the numbers are. Adds the words to the traces."""
    across = min(float(SWATCH), MOST_SWATCHES / max(steps, 1))
    # Words wider than their column of numbers move the words before them.
    mean_end = WIDE - max(setting.passes_room, width(heads.passes, SMALL) + 32 if heads.passes else 0)
    far = max(520, WIDE - mean_end + width(heads.mean, SMALL) + 48)
    low, high = side_by_side(heads.low, heads.high, WIDE - far - across * steps - 48, SMALL)
    start = width(low, SMALL) + 18
    traces.append(_quiet([0], [HIGHEST], [low], SMALL, "middle right"))
    traces.append(_quiet([near(start + across * steps + 12)], [HIGHEST], [high], SMALL, "middle right"))
    traces.append(_quiet([near(mean_end)], [HIGHEST], [heads.mean], SMALL, "middle left"))
    if heads.passes:
        traces.append(_quiet([WIDE], [HIGHEST], [heads.passes], SMALL, "middle left"))
    return [
        {
            "type": "rect",
            "xref": "x",
            "yref": "y",
            "x0": near(start + across * step),
            "x1": near(start + across * (step + 1)),
            "y0": HIGHEST - SWATCH_HIGH / 2,
            "y1": HIGHEST + SWATCH_HIGH / 2,
            "fillcolor": color(step + 1, steps),
            "line": {"width": 0},
        }
        for step in range(steps)
    ]
