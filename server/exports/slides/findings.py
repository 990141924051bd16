"""A form on its slide: for each field what was found and how many filled it in, as on the wall."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from server.domain.language import Language
from server.domain.messages import message
from server.exports.parts import ItemPart, PollPart, Round, Summary
from server.exports.slides import around, fit, theme
from server.exports.slides.deck import Deck
from server.exports.slides.saying import notes
from server.exports.slides.shapes import LIVE, QUIET, Box, Words

# As high as the place of a chart and that of the sentence below it, which would only say how many answered.
PLACE = Box(around.MAIN.x, around.MAIN.y, around.MAIN.width, 356)
TALLEST, GAP = 68, 8  # points of a field, and of what stays empty below it
END = 110  # points for "29 of 29"


@dataclass(frozen=True, slots=True)
class Finding:
    """A field, what the room said there ("" where nothing can be said), and how many of all filled it in."""

    label: str
    text: str
    end: str


def slide(deck: Deck, summary: Summary, item: ItemPart, told: PollPart, one: Round, found: list[Finding]) -> None:
    """A line for each field; the notes have every answer."""
    made = deck.slide(theme.RESULT)
    around.head(made, item, told, around.named(told, one))
    tall = min(TALLEST, PLACE.height / len(found))
    label = theme.SMALLEST * fit.LINE
    for place, line in enumerate(found):
        y = PLACE.y + place * tall
        box = Box(PLACE.x, y, PLACE.width - END, tall)
        above = fit.cut(line.label, theme.SMALLEST, box.width, label)
        text, size = fit.fitted(line.text, (20, 18, 16, theme.SMALLEST), box.width, tall - label - GAP)
        words = [Words(above, theme.SMALLEST, QUIET), *([Words(text, size, LIVE)] if text else [])]
        made.text(line.label, box, words)
        made.text(line.end, Box(PLACE.x + box.width, y, END, tall), [Words(line.end, 18, LIVE, bold=True, align="r")])
    # What shares refer to is not said where there are none.
    around.aside(made, summary, told, one, base=False)
    made.notes = notes(told, one, summary.language)


def of(one: Round, language: Language) -> list[Finding]:
    """The fields of a form with what the kind says of each; [] where its sentence cannot be read in this way."""
    found = list(_places(one, language))
    if not found:
        return []
    ends = [at - len("; ") for _, _, at in found[1:]] + [len(one.sentence) - len(".")]
    return [
        _finding(label, end, one.sentence[at:stop], language)
        for (label, end, at), stop in zip(found, ends, strict=True)
    ]


def _places(one: Round, language: Language) -> Iterator[tuple[str, str, int]]:
    """Each field of the table, how many filled it in, and where the kind's sentence names both."""
    number = language.number
    at = 0
    for row, texts in zip(one.table.rows, one.table.texts, strict=True):
        end = language.say(message("%(n)s of %(of)s", n=number(int(row[1] or 0)), of=number(one.people)))
        head = language.say(message("%(field)s (%(n)s)", field=texts[0], n=end))
        # The rows of a table are the fields with their answers; only fields are named by the sentence.
        place = one.sentence.find(head, at)
        if place >= 0:
            yield texts[0], end, place
            at = place + len(head)


def _finding(label: str, end: str, said: str, language: Language) -> Finding:
    """What the kind says of one field, without its name and number."""
    mark = "\N{OBJECT REPLACEMENT CHARACTER}"
    before = language.say(message("%(field)s (%(n)s): %(finding)s", field=label, n=end, finding=mark)).partition(mark)[
        0
    ]
    return Finding(label, said.removeprefix(before) if said.startswith(before) else "", end)
