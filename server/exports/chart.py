"""What a chart shows, as values: the same for Word, Excel and the picture in a page."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from server.domain.language import Language
from server.domain.messages import message
from server.domain.table import Column, Table
from server.exports import grid
from server.exports.grid import Grid, cell_text

# More bars than this cannot be read on a page; the table has them all.
MOST_BARS = 20
# Columns of an axis to scale, and letters that have room below them; with more of either the axis stays as it is.
MOST_STEPS, MOST_LETTERS = 40, 90
# So few rows of shares are drawn to the whole; what ends an axis has room for its number.
_FEW, _ROOM = 8, 1.06
# What the room said is cobalt. Earlier rounds are paler, so that the last one is the one that is seen.
COBALT = "0B47B0"
ROUNDS = ("ADC6F2", "6F95DB", COBALT)
STEPS = ("A0270E", "F0B9A8", "D6D7D2", "ADC6F2", COBALT)
CATEGORIES = (COBALT, "620E00", "267AA3", "734800", "B0476A", "0B4A45", "687701", "192230")
BAR, COLUMN, STACKED, DOUGHNUT, SCATTER = "bar", "column", "stacked100", "doughnut", "scatter"
KINDS = frozenset({BAR, COLUMN, STACKED, DOUGHNUT, SCATTER})


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values with its name; `texts` are the values as labels, `short` the same without their shares."""

    name: str
    values: tuple[float, ...]
    texts: tuple[str, ...]
    color: str
    short: tuple[str, ...] = ()

    def of(self, places: Sequence[int | None]) -> Series:
        """The same with the values at these places alone; where there is none it is empty."""
        return replace(
            self,
            values=tuple(0 if at is None else self.values[at] for at in places),
            texts=tuple("" if at is None else self.texts[at] for at in places),
            short=tuple("" if at is None else self.short[at] for at in places) if self.short else (),
        )


@dataclass(frozen=True, slots=True)
class Chart:
    """`kind` is bar, column, stacked100, doughnut or scatter; `column` says what the values are.

    A scatter has two series, the places of its categories across and up, from 0 to 100.

    `colors` belong to the categories where each has its own (a doughnut), else they are empty. `left_out` is the number
    of rows that the chart does not show, `places` the columns of the table that it draws. `axis` are all categories of
    an axis to scale where the table has rows for some of them alone, else it is empty: a sheet draws its own cells,
    and everything else draws what `upright` makes of it. `end` is where the axis of values ends, None where that
    follows from the values; `longest` are the letters of the longest label where this is a part of a chart.
    """

    kind: str
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    column: Column
    alt: str
    language: str
    colors: tuple[str, ...] = ()
    left_out: int = 0
    places: tuple[int, ...] = ()
    axis: tuple[str, ...] = ()
    end: float | None = None
    longest: int = 0

    def part(self, start: int, stop: int) -> Chart:
        """The same with some of its categories alone, to the same scale, for a slide that has no room for all."""
        kept = self.categories[start:stop]
        series = tuple(one.of(range(len(self.categories))[start:stop]) for one in self.series)
        return replace(
            self,
            categories=kept,
            series=series,
            colors=self.colors[start:stop],
            left_out=self.left_out + len(self.categories) - len(kept),
            axis=kept if self.axis == self.categories else (),
            longest=max([self.longest, *map(len, self.categories)]),
            end=full(self) or _ROOM * max((value for one in self.series for value in one.values), default=0) or None,
        )


def steps(n: int) -> tuple[str, ...]:
    """n colours from brick to cobalt with grey in the middle, taken between the five of the scale."""
    if n == 1:
        return (COBALT,)
    return tuple(_between(place * (len(STEPS) - 1) / (n - 1)) for place in range(n))


def _between(place: float) -> str:
    low = min(int(place), len(STEPS) - 2)
    ends = [[int(color[at : at + 2], 16) for at in (0, 2, 4)] for color in STEPS[low : low + 2]]
    return "".join(f"{round(a + (b - a) * (place - low)):02X}" for a, b in zip(*ends, strict=True))


def _values(cells: Sequence[object]) -> tuple[float, ...]:
    return tuple(cell if isinstance(cell, (int, float)) else 0 for cell in cells)


def of(table: Table, title: str, sentence: str, language: Language, *, numbers: bool = False) -> Chart | None:
    """The chart that a kind's table asks for; None where it asks for none or there is nothing to draw.

    `numbers` says that its rows are numbers in order, which are columns on an axis to scale.
    """
    drawn = grid.of(table, language)
    if table.chart not in KINDS or not table.series or not table.rows:
        return None
    kept = len(drawn.rows) if table.chart == STACKED else min(len(drawn.rows), MOST_BARS)
    count = len(table.series)
    colors = steps(count) if table.chart == STACKED else (ROUNDS[-count:] if count <= len(ROUNDS) else CATEGORIES)
    share = next((at for at, column in enumerate(table.columns) if column is Column.SHARE), None)
    series = []
    for place, at in enumerate(table.series):
        values = _values([row[at] for row in drawn.rows[:kept]])
        texts = short = tuple(row[at] for row in drawn.texts[:kept])
        if count == 1 and share is not None and table.columns[at] is Column.COUNT:
            texts = tuple(
                language.say(message("%(count)s (%(share)s)", count=row[at], share=row[share]))
                for row in drawn.texts[:kept]
            )
        series.append(Series(drawn.titles[at], values, texts, colors[place % len(colors)], short))
    return Chart(
        table.chart,
        title,
        drawn.labels[:kept],
        tuple(series),
        table.columns[table.series[0]],
        alternative(sentence, drawn.labels[:kept], series, language),
        language.code,
        tuple(CATEGORIES[at % len(CATEGORIES)] for at in range(kept)) if table.chart == DOUGHNUT else (),
        len(drawn.rows) - kept,
        tuple(table.series),
        _axis(drawn.labels[:kept], language) if numbers and table.chart == COLUMN else (),
    )


def full(chart: Chart) -> float | None:
    """Where the axis of values ends: shares run to the whole, so that all charts of them are to one scale.

    Of many rows, as of words, it ends at the quarter that none exceeds, for their bars would be slivers. Other numbers
    have no whole, and their axis ends with the largest: None.
    """
    if chart.kind not in (BAR, COLUMN):
        return None
    if chart.end or chart.column is not Column.SHARE:
        return chart.end
    largest = max((value for one in chart.series for value in one.values), default=0)
    return max(math.ceil(largest * 4), 1) / 4 if len(chart.categories) > _FEW else 1.0


def _axis(labels: Sequence[str], language: Language) -> tuple[str, ...]:
    """Every whole number from the first label to the last; () where some are none, or all of them have no room."""
    written = [re.sub(r"[^\d-]", "", label.replace("\N{MINUS SIGN}", "-")) for label in labels]
    known = [int(text) for text in written if re.fullmatch(r"-?\d+", text)]
    if [language.number(n) for n in known] != list(labels) or not 1 < known[-1] - known[0] + 1 <= MOST_STEPS:
        return ()
    every = tuple(language.number(n) for n in range(known[0], known[-1] + 1))
    # A quarter of a letter keeps two labels apart.
    return every if len(every) * (max(map(len, every)) + 0.25) <= MOST_LETTERS else ()


def upright(chart: Chart) -> Chart:
    """A scale of one statement as a column for each step: one bar of many colours says less, and its key takes more.

    Numbers that nobody gave are empty columns between the others.
    """
    if chart.axis:
        return _to_scale(chart)
    if chart.kind != STACKED or len(chart.categories) != 1:
        return chart
    values = tuple(one.values[0] for one in chart.series)
    texts = tuple(one.texts[0] for one in chart.series)
    series = (Series(chart.categories[0], values, texts, COBALT),)
    return replace(chart, kind=COLUMN, categories=tuple(one.name for one in chart.series), series=series)


def _to_scale(chart: Chart) -> Chart:
    places = {category: at for at, category in enumerate(chart.categories)}
    filled = [places.get(category) for category in chart.axis]
    return replace(chart, categories=chart.axis, series=tuple(one.of(filled) for one in chart.series))


def of_rounds(
    compared: Grid, names: Sequence[str], title: str, sentence: str, language: Language, most: int = MOST_BARS
) -> Chart:
    """Two or three rounds as clustered bars, for the first `most` rows: their shares, else their counts or numbers."""
    places = grid.shares(compared) or list(range(1, 1 + len(names)))
    rows = compared.rows[:most]
    column = compared.columns[places[0]]
    series = [
        Series(
            name,
            values := _values([row[at] for row in rows]),
            tuple(cell_text(value, column, language) for value in values),
            color,
        )
        for name, at, color in zip(names, places, ROUNDS[-len(names) :], strict=True)
    ]
    labels = compared.labels[:most]
    return Chart(
        BAR,
        title,
        labels,
        tuple(series),
        column,
        alternative(sentence, labels, series, language),
        language.code,
        left_out=len(compared.rows) - len(rows),
        places=tuple(places),
    )


def alternative(sentence: str, labels: Sequence[str], series: Sequence[Series], language: Language) -> str:
    """What the chart says to who cannot see it: the kind's own sentence, else every label with its values."""
    if sentence:
        return sentence
    lines = []
    for place, label in enumerate(labels):
        values = [one.texts[place] if len(series) == 1 else f"{one.name} {one.texts[place]}" for one in series]
        lines.append(language.say(message("%(option)s: %(n)s", option=label, n=", ".join(values))))
    return "; ".join(lines)
