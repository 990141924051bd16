"""Results of options that were put in an order: how they are said, drawn and put into rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from server.domain.figure import Figure
from server.domain.language import Language
from server.domain.messages import message, plural
from server.domain.table import Column, Table
from server.domain.text import one_line
from server.kinds.draw.bars import Row, bars
from server.kinds.draw.ground import NO_ANSWERS, nothing
from server.kinds.draw.measure import numbers
from server.kinds.draw.shift import Group, shift

DECIMALS = 1  # of a mean, on the wall and in sentences


@dataclass(frozen=True, slots=True)
class Placed:
    """One option: its place in the file, its points in all and per person, its mean rank, how many put it first.

    `place` is that of the result; `rank` is None where nobody gave the option one.
    """

    option: int
    points: int
    mean: Fraction
    rank: Fraction | None
    firsts: int
    place: int = 0


def placed(found: Sequence[Placed]) -> list[Placed]:
    """In the order of the points, with their places: 1, 2, 2, 4."""
    ordered = sorted(found, key=lambda one: (-one.points, one.option))
    return [replace(one, place=1 + sum(other.points > one.points for other in found)) for one in ordered]


def figure(labels: Sequence[str], result: Sequence[Placed], people: int, language: Language) -> Figure:
    """Bars of the mean points, the place as a numeral before each."""
    if not people:
        return nothing(language)
    rows = [
        Row(one_line(labels[one.option]), float(one.mean), _mean(one, language), language.number(one.place))
        for one in result
    ]
    return bars(rows, language, sentence(labels, result, language), top=len(labels))


def sentence(labels: Sequence[str], result: Sequence[Placed], language: Language) -> str:
    """Who is first, and then every option in its place, for people who hear the result."""
    first = [one for one in result if one.place == 1]
    quoted = [language.say(message("“%(text)s”", text=one_line(labels[one.option]))) for one in first]
    points = _mean(first[0], language)
    if len(first) == 1:
        said = message(
            "%(leader)s is in first place with %(points)s points on average.", leader=quoted[0], points=points
        )
    else:
        said = message(
            "%(leaders)s share the first place with %(points)s points on average.",
            leaders=language.listing(quoted),
            points=points,
        )
    each = [
        language.say(
            message(
                "%(place)s. %(option)s: %(n)s",
                place=language.number(one.place),
                option=one_line(labels[one.option]),
                n=_mean(one, language),
            )
        )
        for one in result
    ]
    return f"{language.say(said)} {'; '.join(each)}."


def table(
    labels: Sequence[str], result: Sequence[Placed], people: int, language: Language, *, delegations: bool = False
) -> Table:
    """A row for each option, the first place first."""
    titles = (
        message("Option"),
        message("Rank"),
        message("Points on average"),
        message("Mean place"),
        message("First places"),
        message("Points in all"),
    )
    return Table(
        [language.say(title) for title in titles],
        [Column.LABEL, Column.COUNT, Column.NUMBER, Column.NUMBER, Column.COUNT, Column.COUNT],
        [
            (
                one_line(labels[one.option]),
                one.place,
                float(one.mean),
                None if one.rank is None else float(one.rank),
                one.firsts,
                one.points,
            )
            for one in result
        ],
        base(len(labels), people, language, delegations=delegations),
        "bar",
        (2,),
    )


def base(options: int, people: int, language: Language, *, delegations: bool) -> str:
    """How points are given, and how many people or delegations answered, in sentences."""
    if not people:
        return language.say(NO_ANSWERS)
    values = {"n": language.number(people), "most": language.number(options)}
    if delegations:
        said = plural(
            "One delegation answered. The first place is worth %(most)s points, each next one less by one.",
            "%(n)s delegations answered. The first place is worth %(most)s points, each next one less by one.",
            people,
            **values,
        )
    else:
        said = plural(
            "One person answered. The first place is worth %(most)s points, each next one less by one.",
            "%(n)s people answered. The first place is worth %(most)s points, each next one less by one.",
            people,
            **values,
        )
    return language.say(said)


def compare(
    labels: Sequence[str],
    groups: Sequence[tuple[str, int, Sequence[Placed]]],
    language: Language,
    *,
    delegations: bool = False,
) -> Figure:
    """How the mean points moved, or how those of the room and of those online differ, in the order of the file."""
    drawn = []
    for name, people, result in groups:
        means = {one.option: float(one.mean) for one in result}
        drawn.append(Group(name, people, [means[place] for place in range(len(labels))], delegations))
    return shift([one_line(label) for label in labels], drawn, language, numbers(0, len(labels), DECIMALS))


def _mean(one: Placed, language: Language) -> str:
    return language.number(float(one.mean), DECIMALS)
