"""Who answered what as a document prints it: names behind each answer, or a table where every answer is its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from server.domain.language import Language
from server.domain.messages import message, plural
from server.domain.table import Column
from server.exports import grid
from server.exports.grid import Grid
from server.exports.parts import NamedGroup, NamedLine
from server.exports.words import Words

# Names that a document prints behind one answer, or lines of its table; the files for spreadsheets have all of them.
MOST_NAMES = 300
# Answers of so many kinds, or fewer than every second one unlike all before, are gathered.
FEW_ANSWERS = 12
# A form with more fields than this has no room for a column of each.
MOST_FIELDS = 5


def groups(lines: Sequence[NamedLine], language: Language) -> tuple[NamedGroup, ...]:
    """The names behind each answer, the most frequent first; nothing where nearly every answer is its own."""
    found: dict[str, list[NamedLine]] = {}
    for line in lines:
        found.setdefault(line.answer, []).append(line)
    if len(found) > FEW_ANSWERS and 2 * len(found) > len(lines):
        return ()
    return tuple(group(answer, of, language) for answer, of in sorted(found.items(), key=lambda pair: -len(pair[1])))


def group(answer: str, lines: Sequence[NamedLine], language: Language) -> NamedGroup:
    """The names behind one answer."""
    return NamedGroup(answer, len(lines), language.number(len(lines)), _names(lines, language))


def _names(lines: Sequence[NamedLine], language: Language) -> str:
    """Delegations in the order of the lines, each with its people in brackets, or with how many it has."""
    people: dict[str, list[str]] = {}
    for line in lines[:MOST_NAMES]:
        people.setdefault(line.who, []).append(line.name)
    told = []
    for who, names in people.items():
        known = ", ".join(name for name in names if name)
        if known:
            told.append(language.say(message("%(delegation)s (%(names)s)", delegation=who, names=known)))
        else:
            number = language.number(len(names))
            told.append(
                language.say(message("%(delegation)s (%(names)s)", delegation=who, names=number))
                if len(names) > 1
                else who
            )
    text = "; ".join(told) if any("(" in one for one in told) else ", ".join(told)
    left = len(lines) - MOST_NAMES
    if left <= 0:
        return text
    more = plural("and %(n)s more", "and %(n)s more", left, n=language.number(left))
    return f"{text} {language.say(more)}"


def table(lines: Sequence[NamedLine], told: Sequence[Mapping[str, str]], words: Words, language: Language) -> Grid:
    """A line for each answer: who gave it, and a column for each field of a form that has few of them."""
    who = [
        language.say(message("%(name)s, %(role)s", name=one.name, role=one.who)) if one.name else one.who
        for one in lines
    ]
    fields = list(dict.fromkeys(about for one in told for about in one))
    if len(fields) > 1 and len(fields) <= MOST_FIELDS:
        titles = [words.delegation, *fields]
        rows = [[name, *(one.get(about, "") for about in fields)] for name, one in zip(who, told, strict=True)]
    else:
        titles = [words.delegation, words.answer]
        rows = [[name, line.answer] for name, line in zip(who, lines, strict=True)]
    return grid.make(titles, [Column.LABEL] * len(titles), rows[:MOST_NAMES], language)
