"""A poll as one table of a spreadsheet: every round one below the other, so that all of it can be filtered at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from server.domain.table import Cell, Column
from server.exports.parts import Round
from server.exports.words import Words


@dataclass(frozen=True, slots=True)
class Sheet:
    """Titles, columns and rows; the first column is the round. `spans` are the first and the last row of each round."""

    titles: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    spans: Mapping[int, tuple[int, int]] = field(default_factory=dict)


def lay_out(rounds: Sequence[Round], words: Words) -> Sheet | None:
    """The rounds that have rows; columns for the room and online only where some round may show them."""
    filled = [one for one in rounds if one.table.rows]
    if not filled:
        return None
    split = any(one.split.grid for one in filled)
    titles, columns = _head(filled, words)
    rows: list[Sequence[Cell]] = []
    spans: dict[int, tuple[int, int]] = {}
    for one in filled:
        start = len(rows)
        for place, row in enumerate(one.table.rows):
            rows.append([one.number, row[0], *_parts(one, place, split=split), *row[1:]])
        spans[one.number] = (start, len(rows) - 1)
    return Sheet(titles, columns, rows, spans)


def _head(rounds: Sequence[Round], words: Words) -> tuple[list[str], list[Column]]:
    table = rounds[-1].table
    split = next((one.split.grid for one in rounds if one.split.grid), None)
    between = split.titles[1:3] if split else ()
    numbers = split.columns[1:3] if split else ()
    titles = [words.round, table.titles[0], *between, *table.titles[1:]]
    return unlike(titles), [Column.COUNT, Column.LABEL, *numbers, *table.columns[1:]]


def _parts(one: Round, place: int, *, split: bool) -> list[Cell]:
    """The cells of a row for the room and online; empty in a round that may not show them."""
    if not split:
        return []
    return list(one.split.grid.rows[place][1:3]) if one.split.grid else [None, None]


def unlike(titles: Sequence[str]) -> list[str]:
    """Titles that differ, as a filtered table needs them."""
    seen: dict[str, int] = {}
    found = []
    for title in titles:
        seen[title] = seen.get(title, 0) + 1
        found.append(title if seen[title] == 1 else f"{title} {seen[title]}")
    return found
