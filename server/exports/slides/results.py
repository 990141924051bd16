"""The slides of a poll: charts that can be edited, words and texts as they were written, tables, rounds compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from server.domain.language import Language
from server.domain.messages import message, plural
from server.domain.table import Column
from server.exports.chart import BAR, COLUMN, DOUGHNUT, SCATTER, STACKED, Chart, upright
from server.exports.chart_labels import labels, lines
from server.exports.chart_xml import Look
from server.exports.grid import Grid
from server.exports.parts import Comparison, ItemPart, PollPart, Round, Summary
from server.exports.pinned import Pinned
from server.exports.slides import cloud, entries, findings, fit, theme
from server.exports.slides.around import ASIDE, MAIN, WHOLE, aside, head, named, outcome
from server.exports.slides.deck import Deck, Slide
from server.exports.slides.saying import headline, moved, notes, rows
from server.exports.slides.shapes import LIVE, PAPER, QUIET, Box, Words

APART = 8  # points between two labels, and between labels and bars
GAP, LEAST_CHART = 16, 280  # points between a picture and the chart beside it, and the least width of that
MEANS = 72  # points for the column of means at the end of a scale
LEGEND = 0.11  # of the height of a chart
_TEXT, _SMALLER = 1.65, 1.55  # times the sizes of a page, and the same where there are many rows or long labels
_LETTER = 0.47  # of the size: labels have more narrow letters than texts have, and few capitals
# How many rows of a chart can be read from the back of the hall; what is beyond has a slide of its own.
_MOST = {BAR: 9, COLUMN: 24, STACKED: 7, DOUGHNUT: 9, SCATTER: 20}
MOST_WORDS = 10
MOST_TABLE = 9


def poll(deck: Deck, summary: Summary, item: ItemPart, told: PollPart) -> None:
    """The slides of a poll; none where it was not put to the room."""
    for one in told.rounds:
        if not (one.sentence or one.themes or one.chart):
            continue
        if one.themes and not one.chart:
            entries.slides(deck, summary, item, told, one)
        elif one.chart and told.kind == "words":
            cloud.slide(deck, summary, item, told, one)
            _chart(deck, summary, item, told, one, one.chart.part(0, MOST_WORDS), "")
        elif one.chart:
            beside = one.pinned and _pinned(deck, summary, item, told, one, one.pinned)
            if not beside:
                _charts(deck, summary, item, told, one, upright(one.chart))
        elif told.kind == "form" and (found := findings.of(one, summary.language)):
            findings.slide(deck, summary, item, told, one, found)
        elif one.table.rows:
            _table(deck, summary, item, told, one)
    for comparison in told.comparisons:
        _comparison(deck, summary, item, told, comparison)


def _pinned(deck: Deck, summary: Summary, item: ItemPart, told: PollPart, one: Round, pinned: Pinned) -> bool:
    """The picture with its pins, each of which can be moved; whether the chart had room beside it."""
    slide = deck.slide(theme.RESULT)
    head(slide, item, told, named(told, one))
    width, height = pinned.size
    scale = min(MAIN.width / width, MAIN.height / height)
    box = Box(MAIN.x, MAIN.y, width * scale, height * scale)
    slide.picture(pinned.data, "png", pinned.alt, box)
    pins = []
    for x, y, people in pinned.pins:
        radius = pinned.radius(people) * box.width / 100
        spot = Box(box.x + x * box.width / 100 - radius, box.y + y * box.height / 100 - radius, 2 * radius, 2 * radius)
        pins.append((spot, LIVE, PAPER, 0.75, 0.85))
    room = Box(box.x + box.width + GAP, MAIN.y, MAIN.width - box.width - GAP, MAIN.height)
    beside = one.chart is not None and room.width >= LEAST_CHART and len(one.chart.categories) <= _MOST[BAR]
    if one.chart and beside:
        slide.chart(
            one.chart, replace(room, height=min(MAIN.height, _tall(one.chart, room.width))), Look(1.5, themed=True)
        )
    said = headline(told, one, summary.language)
    slide.discs(told.label, said, box, pins)
    aside(slide, summary, told, one)
    outcome(slide, said)
    slide.notes = notes(told, one, summary.language)
    return beside


def _charts(deck: Deck, summary: Summary, item: ItemPart, told: PollPart, one: Round, drawn: Chart) -> None:
    """A slide, or as many as the rows need to be read."""
    width = MAIN.width - (MEANS if drawn.kind == STACKED and _means(one, drawn) else 0)
    for part, _, page in _pages(drawn, width, _MOST[drawn.kind]):
        _chart(deck, summary, item, told, one, part, page)


def _pages(drawn: Chart, width: float, most: int) -> Iterator[tuple[Chart, int, str]]:
    """As much of the chart as can be read on a slide, the row that it begins with, and which of the pages it is.

    No label is cut: where they take several lines there are fewer of them on a slide.
    """
    total = len(drawn.categories)
    if drawn.kind in (BAR, STACKED):
        room = MAIN.height * (1 - LEGEND if len(drawn.series) > 1 else 1)
        most = min(most, max(int(room / _label(drawn, width)), 1))
    pages = -(-total // most)
    each = -(-total // pages)
    for page in range(pages):
        part = drawn if pages == 1 else drawn.part(page * each, (page + 1) * each)
        yield part, page * each, f"({page + 1}/{pages})" if pages > 1 else ""


def _label(drawn: Chart, width: float) -> float:
    """How high the highest label is, with the space that parts it from the next one."""
    return _lines(drawn, width) * 9 * _SMALLER * fit.LINE + APART


def _lines(drawn: Chart, width: float) -> int:
    """How many lines the highest label takes."""
    letters = int((labels(drawn) * width - APART) / (9 * _SMALLER * _LETTER))
    return max(lines(category, letters) for category in drawn.categories)


def _chart(deck: Deck, summary: Summary, item: ItemPart, told: PollPart, one: Round, drawn: Chart, page: str) -> None:
    slide = deck.slide(theme.RESULT)
    head(slide, item, told, named(told, one), page)
    means = _means(one, drawn) if drawn.kind == STACKED else []
    _drawn(slide, drawn, MAIN.width - (MEANS if means else 0))
    _beside(slide, means)
    aside(slide, summary, told, one)
    outcome(slide, headline(told, one, summary.language))
    slide.notes = notes(told, one, summary.language)
    if drawn.left_out and not page:
        slide.notes.append(_shown(drawn, summary.language))


def _shown(drawn: Chart, language: Language) -> str:
    shown = len(drawn.categories)
    all_rows = shown + drawn.left_out
    return language.say(message("The chart shows the first %(shown)s of %(all)s rows.", shown=shown, all=all_rows))


def _drawn(slide: Slide, drawn: Chart, width: float) -> None:
    """The chart; few rows do not fill the whole height, or their bars would be beams."""
    legend = len(drawn.series) > 1 and drawn.kind in (BAR, STACKED)
    tall = MAIN.height
    if drawn.kind in (BAR, STACKED):
        tall = _tall(drawn, width)
    text = _TEXT if len(drawn.categories) <= 7 and _lines(drawn, width) == 1 else _SMALLER
    look = Look(text, LEGEND * MAIN.height / tall if legend else 0, themed=True)
    slide.chart(drawn, Box(MAIN.x, MAIN.y, width, tall), look)


def _tall(drawn: Chart, width: float) -> float:
    """How high bars stand: few rows do not fill the whole height, or they would be beams."""
    row = max(66 if drawn.kind == STACKED else max(62, 26 * len(drawn.series) + 18), _label(drawn, width))
    legend = LEGEND * MAIN.height if len(drawn.series) > 1 else 0
    return min(MAIN.height, max(len(drawn.categories), 2) * row + legend)


def _means(one: Round, drawn: Chart) -> list[tuple[str, float, float, str]]:
    """The mean of each statement, where it stands beside its bar, and the title above them all."""
    at = next((at for at, column in enumerate(one.table.columns) if column is Column.NUMBER), None)
    if at is None:
        return []
    known = {labels[0]: labels[at] for labels in one.table.texts}
    rows_ = len(drawn.categories)
    tall = _tall(drawn, MAIN.width - MEANS)
    top = LEGEND * MAIN.height
    row = (tall - top) / rows_
    found = [(one.table.titles[at], MAIN.y, top, "")]
    found += [
        (known.get(category, ""), MAIN.y + top + place * row, row, category)
        for place, category in enumerate(drawn.categories)
    ]
    return found


def _beside(slide: Slide, means: Sequence[tuple[str, float, float, str]]) -> None:
    for text, y, tall, category in means:
        box = Box(MAIN.x + MAIN.width - MEANS, y, MEANS, tall)
        size, color = (22, LIVE) if category else (theme.SMALLEST, QUIET)
        slide.text(category or text, box, [Words(text, size, color, bold=bool(category), align="r")], anchor="ctr")


def _table(deck: Deck, summary: Summary, item: ItemPart, told: PollPart, one: Round) -> None:
    """A result that no chart draws, as a table; what has no room stands in the document."""
    slide = deck.slide(theme.RESULT)
    head(slide, item, told, named(told, one))
    grid = one.table
    shown = grid.first(MOST_TABLE)
    row = MAIN.height / (MOST_TABLE + 1)
    table(slide, shown, MAIN, row, told.prompt)
    aside(slide, summary, told, one)
    said = headline(told, one, summary.language)
    if len(grid.rows) > MOST_TABLE:
        more = plural(
            "%(n)s more row is in the summary.",
            "%(n)s more rows are in the summary.",
            len(grid.rows) - MOST_TABLE,
        )
        said = f"{said} {summary.language.say(more)}"
    outcome(slide, said)
    slide.notes = notes(told, one, summary.language)


def table(slide: Slide, grid: Grid, box: Box, row: float, alt: str) -> None:
    """A table as wide as its place: numbers alike, labels share the rest."""
    labels = [at for at, column in enumerate(grid.columns) if column is Column.LABEL]
    number = min(86.0, box.width * 0.6 / max(len(grid.columns) - len(labels), 1))
    rest = (box.width - number * (len(grid.columns) - len(labels))) / max(len(labels), 1)
    widths = [rest if at in labels else number for at in range(len(grid.columns))]
    size = 15 if len(grid.rows) > 8 else 17
    texts = tuple(
        tuple(
            fit.cut(" ".join(text.split()), size, widths[at] - 8, size * fit.LINE) if at in labels else text
            for at, text in enumerate(line)
        )
        for line in grid.texts
    )
    tall = row * (len(texts) + 1)
    slide.table(
        Grid(grid.titles, grid.columns, grid.rows, texts),
        Box(box.x, box.y, box.width, tall),
        widths,
        size=size,
        row=row,
        alt=alt,
    )


def _comparison(deck: Deck, summary: Summary, item: ItemPart, told: PollPart, compared: Comparison) -> None:
    """The rounds beside each other, and how far each row moved."""
    if compared.chart is None:
        slide = deck.slide(theme.RESULT)
        head(slide, item, told, compared.heading)
        shown = compared.grid.first(MOST_TABLE)
        table(slide, shown, WHOLE, MAIN.height / (MOST_TABLE + 1), compared.heading)
        _compared(slide, summary, told, compared)
        return
    changes = compared.grid.columns[-1] is Column.NUMBER and compared.grid.columns[1] is not Column.NUMBER
    width = MAIN.width + (ASIDE.width - MEANS if changes else 0)
    most = _MOST[BAR] - 2
    for drawn, first, page in _pages(compared.chart.part(0, most), width, most):
        slide = deck.slide(theme.RESULT)
        head(slide, item, told, compared.heading, page)
        _drawn(slide, drawn, width)
        if changes:
            _changes(slide, compared, drawn, first, _tall(drawn, width))
        _compared(slide, summary, told, compared)


def _compared(slide: Slide, summary: Summary, told: PollPart, compared: Comparison) -> None:
    """What came of a comparison in a sentence, and all of it in the notes."""
    # What the note says of a table holds for the document; what it says of an earlier workshop holds here as well.
    note = compared.note if compared is told.earlier else ""
    said = " ".join(text for text in (moved(compared, summary.language), note) if text)
    if said:
        outcome(slide, said)
    compared_rows = rows(compared.grid, summary.language)
    lines = [told.prompt, compared.heading, compared.sentence, *compared_rows, compared.note]
    slide.notes = [line for line in lines if line]


def _changes(slide: Slide, compared: Comparison, drawn: Chart, first: int, tall: float) -> None:
    """The change in points of each row from the first one on, in line with its bars."""
    top = LEGEND * MAIN.height
    row = (tall - top) / max(len(drawn.categories), 1)
    x = MAIN.x + MAIN.width + ASIDE.width - MEANS + 8
    width = theme.MARGIN + 864 - x
    title = compared.grid.titles[-1]
    slide.text(
        title, Box(x, MAIN.y - 4, width, top + 6), [Words(title, theme.SMALLEST, QUIET, align="r")], anchor="ctr"
    )
    for place, texts in enumerate(compared.grid.texts[first : first + len(drawn.categories)]):
        box = Box(x, MAIN.y + top + place * row, width, row)
        slide.text(texts[0], box, [Words(texts[-1], 22, LIVE, bold=True, align="r")], anchor="ctr")
