"""What people wrote in their own spelling, counted under its folded form, and the spelling that is shown for all."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.counts import NOTE, Counts
from server.domain.text import fold


@dataclass(frozen=True, slots=True)
class Spelled:
    """A counted text: the field it is counted under, as it is shown, and how often."""

    field: str
    text: str
    count: int


def counted(prefix: str, text: str) -> dict[str, int]:
    """What one written text adds: its folded form, and its spelling as a note to it."""
    field = prefix + fold(text)
    return {field: 1, f"{field}{NOTE}{text}": 1}


def spelled(counts: Counts, prefix: str = "") -> Sequence[Spelled]:
    """The counted texts with this prefix, the most frequent first, equals in the order of their fields.

    Each is shown in the commonest of its own spellings; the more careful one wins a tie: with its accents, then with
    its capitals. After a merge the notes of both fields meet under the target: only spellings that fold to the target
    are its own. A target that nobody wrote is shown as it was named.
    """
    totals: dict[str, int] = {}
    best: dict[str, tuple[int, int, str]] = {}
    for name, n in counts.items():
        field, mark, spelling = name.partition(NOTE)
        if n <= 0 or not field.startswith(prefix) or not field:
            continue
        if not mark:
            totals[field] = n
        elif prefix + fold(spelling) == field:
            rank = (-n, -len(unicodedata.normalize("NFD", spelling)), spelling)
            best[field] = min(best.get(field, rank), rank)
    found = [
        Spelled(field, best[field][-1] if field in best else field[len(prefix) :], n) for field, n in totals.items()
    ]
    return sorted(found, key=lambda one: (-one.count, one.field))
