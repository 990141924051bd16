"""A result as rows: for screen readers, phones, Word, Excel and everything else that reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

Cell = str | int | float | None


class Column(StrEnum):
    """What a column holds, which decides how it is written and aligned."""

    LABEL = "label"
    COUNT = "count"
    SHARE = "share"  # 0 to 1
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Table:
    """Titles, columns and rows; the first column is the label. `chart` says how Word draws it, "" for not at all.

    `series` are the places of the columns that the chart draws, `total` the number that shares refer to and `base` the
    sentence that says so.
    """

    titles: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    base: str
    chart: str = ""  # bar | column | stacked100 | doughnut | scatter
    series: Sequence[int] = ()
