"""What a slide says of a result in one sentence, and what its notes say in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from server.domain.language import Language
from server.domain.messages import message
from server.domain.table import Column
from server.exports.chart import STACKED
from server.exports.grid import Grid
from server.exports.parts import Comparison, PollPart, Round

# A sentence ends where a sign that ends it is followed by space; "A. Training" and "1. Peru" are no sentences.
_END = re.compile(r"(?<!^\w)(?<!; \w)(?<!: \w)(?<!\. \w)([.!?؟。])\s+")
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_OPENING, _CLOSING = "“«「", "”»」"
# A sentence that is shorter than this ("Means from 1 to 5.") says too little alone, in letters.
LEAST = 22
# Where the outcome would be a list of all that the chart shows it is left out, in letters.
LONGEST = 170
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


def headline(poll: PollPart, one: Round, language: Language) -> str:
    """The outcome of a round: as many of its sentences as say something, but not what shares refer to."""
    if one.chart and one.chart.kind == STACKED and len(one.chart.categories) > 1 and (found := extremes(one, language)):
        return found
    told = sentences(_line(one.sentence))
    if poll.kind == "vote":
        return _decision(told, one)
    if poll.kind == "number":
        return _estimate(told, one, language)
    # The base of a quiz may say who was right, which is its outcome.
    known = _line(one.answered if poll.kind == "quiz" else f"{one.base} {one.answered}")
    said = [sentence for sentence in told if sentence not in known] or told
    found = ""
    for sentence in said:
        found = f"{found} {sentence}".strip()
        if len(found) >= LEAST:
            break
    # What a quiz teaches belongs to its result, which stands alone where there is no room for both.
    taught = [grid.texts[0][0] for grid in one.further if len(grid.titles) == 1 and grid.texts]
    both = " ".join([found, *taught])
    return both if poll.kind == "quiz" and len(both) <= LONGEST else found


def unsaid(text: str, said: str) -> str:
    """The sentences of a text that have not been said yet."""
    return " ".join(sentence for sentence in sentences(_line(text)) if sentence not in said)


def _line(text: str) -> str:
    """The text on one line; a space that must not be broken stays one."""
    return " ".join(piece for piece in _SPACE.split(text) if piece)


def _decision(told: Sequence[str], one: Round) -> str:
    """The outcome of a vote and the majority that was needed, and as much of the rest as has room, in their order."""
    if not told:
        return ""
    said = [sentence for sentence in told if sentence not in one.answered]
    needed = _line(one.reasons[0]) if one.reasons else ""
    kept = {at for at, sentence in enumerate(said) if not at or sentence in needed}
    for at in range(len(said)):
        if len(_chosen(said, more := kept | {at})) <= LONGEST:
            kept = more
    return _chosen(said, kept)


def _chosen(said: Sequence[str], places: Set[int]) -> str:
    return " ".join(sentence for at, sentence in enumerate(said) if at in places)


def _estimate(told: Sequence[str], one: Round, language: Language) -> str:
    """What the numbers come to, and the true value with how many were right, which comes first where room is short."""
    mean = next((sentence for sentence in told if sentence not in one.answered), "")
    name = language.say(message("True value"))
    known = [texts[1] for grid in one.further for texts in grid.texts if texts[0] == name]
    if not known:
        return mean
    # The kind says the value, then who was right.
    value = _line(language.say(message("True value: %(truth)s.", truth=known[0])))
    _, found, right = _line(one.sentence).partition(value)
    both = f"{mean} {found}{right}".strip()
    return both if len(both) <= LONGEST else f"{found}{right}"


def extremes(one: Round, language: Language) -> str:
    """The rows of a table with the highest and the lowest of its first number, "" where there are no two."""
    at = next((at for at, column in enumerate(one.table.columns) if column is Column.NUMBER), None)
    if at is None:
        return ""
    rows_ = zip(one.table.rows, one.table.texts, strict=True)
    known = [(float(value), texts) for row, texts in rows_ if isinstance(value := row[at], (int, float))]
    if len(known) < 2:
        return ""
    high, low = max(known, key=lambda pair: pair[0]), min(known, key=lambda pair: pair[0])
    if high[0] == low[0]:
        return ""
    return language.say(
        message(
            "Highest: “%(first)s” (%(high)s). Lowest: “%(last)s” (%(low)s).",
            first=high[1][0],
            high=high[1][at],
            last=low[1][0],
            low=low[1][at],
        )
    )


def moved(compared: Comparison, language: Language) -> str:
    """The row that moved most from the first round to the last, "" where none did or nothing says how far."""
    grid = compared.grid
    if grid.columns[-1] is not Column.NUMBER or Column.SHARE not in grid.columns:
        return ""
    row, texts = max(zip(grid.rows, grid.texts, strict=True), key=lambda pair: abs(float(pair[0][-1] or 0)))
    if not row[-1]:
        return language.say(message("No share changed by a whole point."))
    return language.say(message("The greatest change: “%(row)s”, %(points)s points.", row=texts[0], points=texts[-1]))


def notes(poll: PollPart, one: Round, language: Language) -> list[str]:
    """Everything that the document says of a round, for who presents it."""
    lines = [f"{poll.number}. {poll.prompt}", f"{poll.label}. {' '.join(poll.settings)}", f"{one.when} {one.answered}"]
    lines += [one.sentence, one.base, one.split.line, poll.foreign, one.caption]
    if not one.themes:
        lines += rows(one.split.grid or one.table, language)
    for grouping in one.groupings:
        if grouping.printed and grouping.grid:
            lines += [grouping.title, *rows(grouping.grid, language), grouping.line]
    return [line for line in (*lines, *one.moderation, *poll.comment) if line]


def rows(grid: Grid, language: Language) -> Iterator[str]:
    """A table as lines: label, then each value with its title."""
    for texts in grid.texts[:MOST_ROWS]:
        values = [f"{title} {text}" for title, text in zip(grid.titles[1:], texts[1:], strict=True) if text]
        told = message("%(option)s: %(n)s", option=texts[0], n=", ".join(values))
        yield language.say(told) if values else texts[0]
