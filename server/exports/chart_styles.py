"""How a result can be drawn: what the kind itself draws, and what else shows the same numbers rightly."""

from __future__ import annotations

from dataclasses import replace

from server.domain.table import Column, Table
from server.exports.chart import BAR, COLUMN, DOUGHNUT, KINDS, STACKED

NONE = "none"
"""The table alone."""
# Beyond these the slices of a ring are slivers, and labels below columns no longer fit.
MOST_SLICES = 8
MOST_COLUMNS = 12


def offered(table: Table, people: int) -> tuple[str, ...]:
    """What staff may choose, the kind's own first and the table alone last; nothing where nothing is drawn."""
    if table.chart not in KINDS or not table.series or not table.rows:
        return ()
    styles = [table.chart]
    if table.chart != STACKED:
        styles += [BAR, *([COLUMN] if len(table.rows) <= MOST_COLUMNS else [])]
        styles += [DOUGHNUT] if _is_whole(table, people) else []
    return (*dict.fromkeys(styles), NONE)


def styled(table: Table, style: str, people: int) -> Table:
    """The table as it was chosen to be drawn; as the kind draws it where the choice does not fit its numbers."""
    if style == NONE:
        return replace(table, chart="")
    return replace(table, chart=style) if style in offered(table, people) else table


def _is_whole(table: Table, people: int) -> bool:
    """Whether the numbers are parts of one whole: a ring would lie where one person may have chosen twice."""
    if len(table.series) != 1 or table.columns[table.series[0]] is not Column.COUNT:
        return False
    counts = [row[table.series[0]] for row in table.rows]
    parts = [count for count in counts if isinstance(count, int)]
    return len(table.rows) <= MOST_SLICES and 0 < sum(parts) <= people
