"""Slides of what people wrote: by theme, the most supported and the most often written first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from server.domain.messages import message, plural
from server.exports.parts import ItemPart, PollPart, Round, Summary
from server.exports.slides import around, fit, theme
from server.exports.slides.deck import Deck, Slide
from server.exports.slides.saying import notes
from server.exports.slides.shapes import INK, LIVE, QUIET, Box, Words

COLUMN = Box(48, 134, 412, 322)
SECOND = 500  # where the second column begins
FOOT = Box(48, 462, 864, 26)
SIZE = 18
NO_BREAK = "\u00a0"
MOST_UNBROKEN = 30  # letters of a part of a note that stays on one line: "Supported by 19 people", not a list of names
MOST_LINES = 4  # of one text
MOST_SLIDES = 2  # of one round: the document has all of them


@dataclass(frozen=True, slots=True)
class _Line:
    """A text, or the name of a theme where `heading` is set."""

    words: Words
    height: float
    heading: bool = False


def slides(deck: Deck, summary: Summary, item: ItemPart, told: PollPart, one: Round) -> None:
    """As many texts as can be read, in two columns, and how many more there are."""
    lines = list(_lines(summary, one))
    texts = sum(not line.heading for line in lines)
    shown = at = 0
    pages: list[Slide] = []
    while at < len(lines) and len(pages) < MOST_SLIDES:
        slide = deck.slide(theme.PLAIN)
        around.head(slide, item, told, around.named(told, one))
        for x in (COLUMN.x, SECOND):
            column, at = _column(lines, at)
            if column:
                box = Box(x, COLUMN.y, COLUMN.width, COLUMN.height)
                slide.text(column[0].words.text[:80], box, [line.words for line in column])
            shown += sum(not line.heading for line in column)
        slide.notes = notes(told, one, summary.language)
        pages.append(slide)
    foot = [one.answered]
    if shown < texts:
        more = plural(
            "%(count)s more text is in the summary.",
            "%(count)s more texts are in the summary.",
            texts - shown,
            count=summary.language.number(texts - shown),
        )
        foot.append(summary.language.say(more))
    if one.split.line and fit.cut(whole := " ".join((*foot, one.split.line)), 16, FOOT.width, 20) == whole:
        # Half a sentence says nothing; the notes have the whole of it.
        foot.append(one.split.line)
    for slide in pages:
        slide.text(one.answered, FOOT, [Words(fit.cut(" ".join(foot), 16, FOOT.width, 20), 16, QUIET)], anchor="b")


def _column(lines: list[_Line], at: int) -> tuple[list[_Line], int]:
    """The lines that fit one below the other, from a place on; a heading stays with a text."""
    column: list[_Line] = []
    left = COLUMN.height
    while at < len(lines):
        line = lines[at]
        need = line.height + (lines[at + 1].height if line.heading and at + 1 < len(lines) else 0)
        if need > left and column:
            break
        column.append(line)
        left -= line.height
        at += 1
    return column, at


def _lines(summary: Summary, one: Round) -> Iterator[_Line]:
    for part in one.themes:
        if part.name or len(one.themes) > 1:
            n = summary.language.number(len(part.entries))
            name = part.name or summary.words.no_theme
            title = summary.language.say(message("%(theme)s (%(n)s)", theme=name, n=n))
            words = Words(title, 16, INK, bold=True, after=4)
            yield _Line(words, fit.height(title, 16, COLUMN.width, bold=True) + 4, heading=True)
        for entry in part.printed:
            note = unbroken(entry.note)
            tall = MOST_LINES * SIZE * fit.LINE
            text = fit.cut(" ".join(entry.text.split()), SIZE, COLUMN.width - 18, tall)
            words = Words(text, SIZE, LIVE, after=7, bullet=True, note=note)
            yield _Line(words, fit.height(f"{text}  {note}", SIZE, COLUMN.width - 18) + 7)


def unbroken(note: str) -> str:
    """The parts of a note; the short ones do not end within a line, and a list of names ends between two words."""
    parts = note.split(" · ")
    return " · ".join(part.replace(" ", NO_BREAK) if len(part) <= MOST_UNBROKEN else part for part in parts)
