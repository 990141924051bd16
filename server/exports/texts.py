"""What people wrote in their own words as one table of a spreadsheet, as far as moderators let it be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.messages import message
from server.domain.table import Cell, Column
from server.exports.parts import EntryPart, PollPart, Round, Summary


@dataclass(frozen=True, slots=True)
class Texts:
    """Titles, columns and rows of what is said of a text besides its poll; each row with the poll and the round."""

    titles: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[tuple[PollPart, Round, Sequence[Cell]]]


def lay_out(summary: Summary) -> Texts:
    """Round, theme, text, support and the answer that staff wrote down; the author where some ballot names one."""
    words = summary.words
    found = [
        (poll, one, theme.name, entry)
        for _, poll in summary.polls
        for one in poll.rounds
        for theme in one.themes
        for entry in theme.entries
    ]
    titles = [words.round, words.theme, words.answer, words.support, words.given]
    if named := any(entry.author for *_, entry in found):
        titles.append(summary.language.say(message("By")))
    columns = [Column.COUNT if at in (0, 3) else Column.LABEL for at in range(len(titles))]
    rows = [(poll, one, [one.number, theme, *_cells(entry, named=named)]) for poll, one, theme, entry in found]
    return Texts(titles, columns, rows)


def _cells(entry: EntryPart, *, named: bool) -> Sequence[Cell]:
    author = entry.author.told if entry.author else None
    return [entry.text, entry.upvotes, "\n\n".join(entry.answer) or None, *([author] if named else [])]
