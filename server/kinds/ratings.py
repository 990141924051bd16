"""Results of statements on a scale: how they are said, drawn and put into rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.bilingual import lettering
from server.domain.figure import Figure
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.table import Cell, Column, Table
from server.domain.text import one_line
from server.kinds.draw.diverging import Heads, Rated, diverging
from server.kinds.draw.ground import NO_ANSWERS, nothing
from server.kinds.draw.measure import numbers
from server.kinds.draw.shift import NONE, Group, shift
from server.kinds.measures import Measures

DECIMALS = 1  # of a mean, on the wall and in sentences


@dataclass(frozen=True, slots=True)
class Rating:
    """How many chose each step, how many passed, and what the numbers come to; None where nobody chose one."""

    chosen: Sequence[int]
    passed: int
    measures: Measures | None


@dataclass(frozen=True, slots=True)
class Ends:
    """The steps, the words at both ends in the reader's language, and whether people may pass.

    `delegations`: it is delegations that rate, each as one.
    """

    steps: range
    low: str
    high: str
    skip: bool
    delegations: bool = False


def figure(labels: Sequence[str], ratings: Sequence[Rating], ends: Ends, language: Language) -> Figure:
    """Diverging bars with the means at their ends."""
    if not any(rating.measures or rating.passed for rating in ratings):
        return nothing(language)
    first, last = (language.number(step) for step in (ends.steps[0], ends.steps[-1]))
    heads = Heads(
        one_line(ends.low) or first,
        one_line(ends.high) or last,
        lettering(language, message("Mean, %(first)s to %(last)s", first=first, last=last)),
        lettering(language, message("No view")) if ends.skip else "",
    )
    rated = [
        Rated(one_line(label), rating.chosen, _mean(rating, language), language.number(rating.passed))
        for label, rating in zip(labels, ratings, strict=True)
    ]
    return diverging(rated, heads, sentence(labels, ratings, ends, language))


def sentence(labels: Sequence[str], ratings: Sequence[Rating], ends: Ends, language: Language) -> str:
    """The means, for people who hear the result."""
    first, last = (language.number(step) for step in (ends.steps[0], ends.steps[-1]))
    each = [
        language.say(message("“%(text)s”: %(n)s", text=one_line(label), n=_mean(rating, language)))
        for label, rating in zip(labels, ratings, strict=True)
    ]
    said = message("Means from %(first)s to %(last)s.", first=first, last=last)
    return f"{language.say(said)} {'; '.join(each)}."


def table(labels: Sequence[str], ratings: Sequence[Rating], people: int, ends: Ends, language: Language) -> Table:
    """A row for each statement: how many chose each step, the measures, and the passes where they are allowed."""
    steps = [language.number(step) for step in ends.steps]
    for place, word in ((0, ends.low), (-1, ends.high)):
        if word:
            steps[place] = language.say(message("%(step)s (%(meaning)s)", step=steps[place], meaning=one_line(word)))
    measures = [message("Mean"), message("Median"), message("Standard deviation")]
    rows: list[list[Cell]] = []
    for label, rating in zip(labels, ratings, strict=True):
        of = rating.measures
        known: list[Cell] = [float(of.mean), float(of.median), of.deviation] if of else [None] * 3
        rows.append([one_line(label), *rating.chosen, *known, *([rating.passed] if ends.skip else [])])
    return Table(
        [
            language.say(message("Statement")),
            *steps,
            *(language.say(one) for one in measures),
            *([language.say(message("No view"))] if ends.skip else []),
        ],
        [Column.LABEL] + [Column.COUNT] * len(steps) + [Column.NUMBER] * len(measures) + [Column.COUNT] * ends.skip,
        rows,
        base(people, ends, language),
        "stacked100",
        tuple(range(1, 1 + len(steps))),
    )


def base(people: int, ends: Ends, language: Language) -> str:
    """What the numbers are of, in a sentence."""
    if not people:
        return language.say(NO_ANSWERS)
    n = language.number(people)
    if ends.delegations:
        said = _of_delegations(people, n, ends)
    elif ends.skip:
        said = plural(
            "One person answered. Percentages, means and standard deviations are of those who chose a number.",
            "%(n)s people answered. Percentages, means and standard deviations are of those who chose a number.",
            people,
            n=n,
        )
    else:
        said = plural(
            "Percentages, means and standard deviations are of the one person who answered.",
            "Percentages, means and standard deviations are of all %(n)s people who answered.",
            people,
            n=n,
        )
    return language.say(said)


def _of_delegations(n: int, written: str, ends: Ends) -> Message:
    if ends.skip:
        return plural(
            "One delegation answered. Percentages, means and standard deviations are of those that chose a number.",
            "%(n)s delegations answered. Percentages, means and standard deviations are of those that chose a number.",
            n,
            n=written,
        )
    return plural(
        "Percentages, means and standard deviations are of the one delegation that answered.",
        "Percentages, means and standard deviations are of all %(n)s delegations that answered.",
        n,
        n=written,
    )


def compare(
    labels: Sequence[str], groups: Sequence[tuple[str, int, Sequence[Rating]]], ends: Ends, language: Language
) -> Figure:
    """How the means moved, or how those of the room and of those online differ, on a rule as long as the scale."""
    drawn = [
        Group(name, people, [float(one.measures.mean) if one.measures else None for one in ratings], ends.delegations)
        for name, people, ratings in groups
    ]
    measure = numbers(ends.steps[0], ends.steps[-1], DECIMALS)
    return shift([one_line(label) for label in labels], drawn, language, measure)


def _mean(rating: Rating, language: Language) -> str:
    return language.number(float(rating.measures.mean), DECIMALS) if rating.measures else NONE
