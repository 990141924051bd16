"""What observers said where they are tallied apart: a sentence and rows of their own, in no base and in no total."""

from __future__ import annotations

from collections.abc import Sequence

from server.domain.language import Language
from server.domain.messages import Message, message
from server.domain.table import Column, Table
from server.domain.text import one_line


def observed(rows: Sequence[tuple[str, int]], language: Language) -> str:
    """What observers said, in a sentence; "" where none said anything."""
    said = [
        language.say(message("%(option)s: %(n)s", option=one_line(label), n=language.number(n)))
        for label, n in rows
        if n
    ]
    return language.say(message("Observers, not counted: %(votes)s.", votes="; ".join(said))) if said else ""


def kept_to_themselves(least: int, language: Language) -> str:
    """Why nothing is said of what observers answered, where fewer than `least` did; "" for 0."""
    if not least:
        return ""
    return language.say(
        message(
            "Observers, not counted: how they answered is not shown, because fewer than %(n)s of them did.",
            n=language.number(least),
        )
    )


def observers(rows: Sequence[tuple[str, int]], title: Message, said: str, language: Language) -> Table:
    """What observers said as rows. `title` stands above the numbers, `said` is the same in a sentence."""
    titles = [language.say(message("Observers, not counted")), language.say(title)]
    counted = [(one_line(label), n) for label, n in rows]
    return Table(titles, [Column.LABEL, Column.COUNT], counted, said, "bar", (1,))
