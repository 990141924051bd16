"""Results of a budget that people shared out: how they are said, drawn and put into rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
class Budgeted:
    """The options in the order of the phones, the points of each in all, and the budget of each person.

    `delegations`: it is delegations that shared them, each as one.
    """

    labels: Sequence[str]
    totals: Sequence[int]
    people: int
    budget: int
    delegations: bool = False

    def mean(self, total: int) -> float:
        """Points per person."""
        return total / self.people if self.people else 0.0


def figure(of: Budgeted, language: Language) -> Figure:
    """Bars of the mean points, the points in all above the ends of the rules."""
    if not of.people:
        return nothing(language)
    rows = [
        Row(
            one_line(label),
            of.mean(total),
            language.number(of.mean(total), DECIMALS),
            note=language.say(message("%(n)s in all", n=language.number(total))),
        )
        for label, total in zip(of.labels, of.totals, strict=True)
    ]
    return bars(rows, language, sentence(of, language))


def sentence(of: Budgeted, language: Language) -> str:
    """Who got most, and then the mean of every option, for people who hear the result."""
    top = max(of.totals)
    leaders = [
        language.say(message("“%(text)s”", text=one_line(label)))
        for label, total in zip(of.labels, of.totals, strict=True)
        if total == top
    ]
    points = language.number(of.mean(top), DECIMALS)
    if len(leaders) == 1:
        first = message("%(leader)s got most, %(points)s points on average.", leader=leaders[0], points=points)
    else:
        first = message(
            "%(leaders)s are level with %(points)s points each on average.",
            leaders=language.listing(leaders),
            points=points,
        )
    each = [
        language.say(message("%(option)s: %(n)s", option=one_line(label), n=language.number(of.mean(total), DECIMALS)))
        for label, total in zip(of.labels, of.totals, strict=True)
    ]
    return f"{language.say(first)} {'; '.join(each)}."


def table(of: Budgeted, language: Language) -> Table:
    """A row for each option: the mean, the share of all points, the points in all."""
    whole = of.people * of.budget
    titles = (message("Option"), message("Points on average"), message("Share"), message("Points in all"))
    return Table(
        [language.say(title) for title in titles],
        [Column.LABEL, Column.NUMBER, Column.SHARE, Column.COUNT],
        [
            (one_line(label), of.mean(total), total / whole if whole else 0.0, total)
            for label, total in zip(of.labels, of.totals, strict=True)
        ],
        base(of, language),
        "bar",
        (1,),
    )


def base(of: Budgeted, language: Language) -> str:
    """Who shared how much, in a sentence."""
    if not of.people:
        return language.say(NO_ANSWERS)
    values = {"n": language.number(of.people), "budget": language.number(of.budget)}
    if of.delegations:
        said = plural(
            "One delegation shared %(budget)s points.",
            "%(n)s delegations shared %(budget)s points each.",
            of.people,
            **values,
        )
    else:
        said = plural(
            "One person shared %(budget)s points.", "%(n)s people shared %(budget)s points each.", of.people, **values
        )
    return language.say(said)


def compare(groups: Sequence[tuple[str, Budgeted]], language: Language) -> Figure:
    """How the means moved, or how those of the room and of those online differ."""
    labels = [one_line(label) for label in groups[0][1].labels] if groups else []
    drawn = [Group(name, of.people, [of.mean(total) for total in of.totals], of.delegations) for name, of in groups]
    return shift(labels, drawn, language, numbers(0, None, DECIMALS))
