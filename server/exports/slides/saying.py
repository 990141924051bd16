"""What a slide says of a result in one sentence, and what its notes say in full."""

from __future__ import annotations

import re
from collections.abc import Iterator

from server.exports.grid import Grid
from server.exports.parts import PollPart, Round

# A sentence ends where a sign that ends it is followed by space; "A. Training" and "1. Peru" are no sentences.
_END = re.compile(r"(?<!\b\w)([.!?؟。])\s+")
_OPENING, _CLOSING = "“«「", "”»」"
# A first sentence that is shorter than this ("71 people answered.") says too little alone, in letters.
LEAST = 40
MOST_ROWS = 40  # rows of a table in the notes


def sentences(text: str) -> list[str]:
    """The sentences of a text; what stands in quotation marks is never divided."""
    found, start = [], 0
    for match in _END.finditer(text):
        piece = text[start : match.end(1)]
        if sum(map(piece.count, _OPENING)) > sum(map(piece.count, _CLOSING)):
            continue
        found.append(piece)
        start = match.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def headline(one: Round) -> str:
    """The outcome of a round: as many of its sentences as say something, but not what shares refer to."""
    told = sentences(" ".join(one.sentence.split()))
    said = [sentence for sentence in told if sentence not in one.base] or told
    found = ""
    for sentence in said:
        found = f"{found} {sentence}".strip()
        if len(found) >= LEAST:
            break
    return found


def notes(poll: PollPart, one: Round) -> list[str]:
    """Everything that the document says of a round, for who presents it."""
    lines = [f"{poll.number}. {poll.prompt}", f"{poll.label}. {' '.join(poll.settings)}", f"{one.when} {one.answered}"]
    lines += [one.sentence, one.base, one.split.line, poll.foreign, one.caption]
    if not one.themes:
        lines += rows(one.split.grid or one.table)
    for grouping in one.groupings:
        if grouping.printed and grouping.grid:
            lines += [grouping.title, *rows(grouping.grid), grouping.line]
    return [line for line in (*lines, *one.moderation, *poll.comment) if line]


def rows(grid: Grid) -> Iterator[str]:
    """A table as lines: label, then each value with its title."""
    for texts in grid.texts[:MOST_ROWS]:
        values = [f"{title} {text}" for title, text in zip(grid.titles[1:], texts[1:], strict=True) if text]
        yield f"{texts[0]}: {', '.join(values)}" if values else texts[0]
