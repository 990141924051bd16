"""Who answered what as a document prints it: names behind each answer, or a table where every answer is its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from server.domain.language import Language
from server.domain.messages import message, plural
from server.domain.table import Column
from server.exports import grid
from server.exports.grid import Grid
from server.exports.parts import NamedGroup, NamedLine
from server.exports.words import Words

# Names that a document prints behind one answer; the files for spreadsheets have all of them.
MOST_NAMES = 300
# Answers that a document prints with who gave them: where persons are named, and where each is a line of a table.
MOST_PERSONS, MOST_LINES = 100, 60
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


def series(parts: Iterable[str], language: Language) -> str:
    """Parts that hold commas themselves, one after the other."""
    return reduce(lambda told, part: language.say(message("%(parts)s; %(part)s", parts=told, part=part)), parts)


def most(lines: Sequence[NamedLine], *, gathered: bool) -> int:
    """How many answers a document prints with who gave them, before they would fill its pages."""
    if not gathered:
        return MOST_LINES
    return MOST_PERSONS if any(line.name for line in lines) else MOST_NAMES


def elsewhere(answers: int, language: Language) -> str:
    """What a document says instead."""
    told = plural(
        "The files for spreadsheets have the answer, with who gave it.",
        "The files for spreadsheets have all %(n)s answers, each with who gave it.",
        answers,
        n=language.number(answers),
    )
    return language.say(told)


def group(answer: str, lines: Sequence[NamedLine], language: Language) -> NamedGroup:
    """The names behind one answer."""
    head = message("%(answer)s (%(people)s):", answer=answer, people=language.number(len(lines)))
    return NamedGroup(answer, len(lines), language.say(head), _names(lines, language))


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
    text = series(told, language) if any("(" in one for one in told) else ", ".join(told)
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
    return grid.make(titles, [Column.LABEL] * len(titles), rows, language)
