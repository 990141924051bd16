"""Results where each row has its share of the people who answered: how they are said, drawn and put into rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.figure import Figure
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.table import Column, Table
from server.domain.text import one_line
from server.kinds.draw.bars import Row, bars
from server.kinds.draw.donut import donut
from server.kinds.draw.dots import dots
from server.kinds.draw.ground import NO_ANSWERS
from server.kinds.draw.shift import Group, shift
from server.kinds.respondents import title


@dataclass(frozen=True, slots=True)
class Shares:
    """Labels with their counts, in the order of the phones. `several`: a person may be in more than one row.

    `delegations`: it is delegations that answered, each as one.
    """

    rows: Sequence[tuple[str, int]]
    people: int
    several: bool = False
    delegations: bool = False

    def share(self, n: int) -> float:
        """Of the people who answered, from 0 to 1."""
        return n / self.people if self.people else 0.0


def base(shares: Shares, language: Language) -> str:
    """What the shares refer to, in a sentence."""
    n, written = shares.people, language.number(shares.people)
    if not n:
        return language.say(NO_ANSWERS)
    if shares.delegations:
        return language.say(_of_delegations(shares, written))
    if shares.several:
        return language.say(
            plural(
                "Shares of the one person who answered; several answers each, so they may add up to more than 100%%.",
                "Shares of the %(n)s people who answered; several answers each, so they may add up to more than 100%%.",
                n,
                n=written,
            )
        )
    return language.say(
        plural("Shares of the one person who answered.", "Shares of the %(n)s people who answered.", n, n=written)
    )


def _of_delegations(shares: Shares, written: str) -> Message:
    if shares.several:
        return plural(
            "Shares of the one delegation that answered; several answers each, so they may add up to more than 100%%.",
            "Shares of the %(n)s delegations that answered; several answers each, so they may add up to more than "
            "100%%.",
            shares.people,
            n=written,
        )
    return plural(
        "Shares of the one delegation that answered.",
        "Shares of the %(n)s delegations that answered.",
        shares.people,
        n=written,
    )


def sentence(shares: Shares, language: Language) -> str:
    """Who leads, and then every row with its count, for people who hear the result."""
    top = max((n for _, n in shares.rows), default=0)
    if not shares.people or not top:
        return language.say(NO_ANSWERS)
    leaders = [_quoted(label, language) for label, n in shares.rows if n == top]
    values = {
        "share": language.percent(shares.share(top)),
        "n": language.number(shares.people),
        "count": language.number(top),
    }
    if shares.delegations:
        first = plural(
            "In front: %(leaders)s; %(count)s of %(n)s delegation, %(share)s.",
            "In front: %(leaders)s; %(count)s of %(n)s delegations, %(share)s.",
            shares.people,
            leaders=language.listing(leaders),
            **values,
        )
    elif len(leaders) == 1:
        first = plural(
            "%(leader)s leads with %(count)s of %(n)s person, %(share)s.",
            "%(leader)s leads with %(count)s of %(n)s people, %(share)s.",
            shares.people,
            leader=leaders[0],
            **values,
        )
    else:
        first = plural(
            "%(leaders)s are level with %(count)s of %(n)s person each, %(share)s.",
            "%(leaders)s are level with %(count)s of %(n)s people each, %(share)s.",
            shares.people,
            leaders=language.listing(leaders),
            **values,
        )
    every = [
        language.say(message("%(option)s: %(n)s", option=one_line(label), n=language.number(n)))
        for label, n in shares.rows
    ]
    return f"{language.say(first)} {'; '.join(every)}."


def figure(shares: Shares, language: Language, chart: str, numbers: str) -> Figure:
    """The rows as bars, a donut or dots, with shares or counts at their ends."""
    drawn = [
        Row(one_line(label), n, language.number(n) if numbers == "counts" else language.percent(shares.share(n)))
        for label, n in shares.rows
    ]
    said = sentence(shares, language)
    match chart:
        case "donut":
            return donut(drawn, said)
        case "dots":
            return dots(drawn, shares.people, language, said, delegations=shares.delegations)
        case _:
            return bars(drawn, language, said)


def table(shares: Shares, language: Language, parts: Sequence[tuple[str, int]] = (), *, donut: bool = False) -> Table:
    """The rows with counts and shares; `parts` say what is in one of them and follow at the end."""
    rows = [(one_line(label), n, shares.share(n)) for label, n in (*shares.rows, *parts)]
    who = title(delegations=shares.delegations)
    return Table(
        [language.say(head) for head in (message("Answer"), who, message("Share"))],
        [Column.LABEL, Column.COUNT, Column.SHARE],
        rows,
        base(shares, language),
        # The parts would be counted twice in a whole.
        chart="doughnut" if donut and not parts else "bar",
        series=(1,),
    )


def compare(groups: Sequence[tuple[str, Shares]], language: Language) -> Figure:
    """How the shares moved from one round to the next, or how the room and those online differ."""
    labels = [one_line(label) for label, _ in groups[0][1].rows] if groups else []
    return shift(
        labels,
        [
            Group(name, shares.people, [shares.share(n) for _, n in shares.rows], shares.delegations)
            for name, shares in groups
        ],
        language,
    )


def _quoted(label: str, language: Language) -> str:
    return language.say(message("“%(text)s”", text=one_line(label)))
