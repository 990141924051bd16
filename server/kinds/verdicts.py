"""Results of a quiz: how they are said, drawn and put into rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from server.domain.figure import Figure
from server.domain.kind import Score
from server.domain.language import Language
from server.domain.messages import message, plural
from server.domain.table import Column, Table
from server.domain.text import one_line
from server.kinds import shares
from server.kinds.draw.bars import Row
from server.kinds.draw.ground import NO_ANSWERS
from server.kinds.draw.verdict import Board, Line, verdict
from server.kinds.leaderboard import Team, first, of_people, of_teams, places
from server.kinds.shares import Shares

# Wrong texts that are drawn; the table has all of them.
MOST_TEXTS = 5
# Delegations and people that a sentence names.
SAID = 3


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Rows with how many people gave each answer and whether it is right.

    `typed` answers may be more than the rows say, for some may be hidden; with `several` a person may be in more rows.
    `delegations`: it is delegations that answered, each as one.
    """

    rows: Sequence[tuple[str, int, bool]]
    people: int
    right: int
    points: int = 0
    explanation: str = ""
    typed: bool = False
    several: bool = False
    teams: Sequence[Team] = ()
    scores: Sequence[Score] = ()
    delegations: bool = False

    def answers(self, language: Language, most: int | None = None) -> list[tuple[str, int, bool]]:
        """The rows; of typed answers the right one, the first `most` wrong ones, and all others together."""
        rows = [(one_line(label), n, right) for label, n, right in self.rows]
        if self.typed:
            rows = rows[: None if most is None else most + 1]
            others = self.people - sum(n for _, n, _ in rows)
            # Rounds are compared row by row, so this one is there even where nobody is in it.
            if others > 0 or most == 0:
                rows.append((language.say(message("Other answers")), max(others, 0), False))
        return rows

    def shares(self, language: Language, most: int | None = None) -> Shares:
        """The same as shares; what is right says so."""
        rows = [(_named(label, right, language), n) for label, n, right in self.answers(language, most)]
        return Shares(rows, self.people, self.several, self.delegations)


def figure(of: Verdicts, language: Language) -> Figure:
    """Every answer with its verdict, the explanation below, and who leads beside them."""
    share = of.shares(language).share
    rows = [(Row(label, n, language.percent(share(n))), right) for label, n, right in of.answers(language, MOST_TEXTS)]
    boards = _boards(of, language) if of.people else []
    return verdict(rows, one_line(of.explanation), boards, language, sentence(of, language))


def sentence(of: Verdicts, language: Language) -> str:
    """Who was right, every answer, the explanation and who leads, for people who hear the result."""
    if not of.people:
        return language.say(NO_ANSWERS)
    known = of.shares(language, MOST_TEXTS)
    every = "; ".join(
        language.say(message("%(option)s: %(n)s", option=label, n=language.number(n))) for label, n in known.rows
    )
    parts = [_right(of, language), f"{every}.", one_line(of.explanation), *_leaders(of, language)]
    return " ".join(part for part in parts if part)


def _right(of: Verdicts, language: Language) -> str:
    """How many were right, of how many."""
    values = {
        "right": language.number(of.right),
        "n": language.number(of.people),
        "share": language.percent(of.right / of.people),
    }
    if of.delegations:
        right = plural(
            "%(right)s of %(n)s delegation was right, %(share)s.",
            "%(right)s of %(n)s delegations were right, %(share)s.",
            of.people,
            **values,
        )
    else:
        right = plural(
            "%(right)s of %(n)s person was right, %(share)s.",
            "%(right)s of %(n)s people were right, %(share)s.",
            of.people,
            **values,
        )
    return language.say(right)


def table(of: Verdicts, language: Language) -> Table:
    """Every answer with its people and its share; right ones say so.

    Where several answers make one that is right, no row says how many gave all of them: the base does.
    """
    found = shares.table(of.shares(language), language)
    if not of.several or not of.people:
        return found
    return replace(found, base=f"{found.base} {_right(of, language)}")


def further(of: Verdicts, language: Language) -> list[Table]:
    """The explanation, delegations by points, people by points: those that there are."""
    tables: list[Table] = []
    if of.explanation:
        explained = one_line(of.explanation)
        tables.append(Table([language.say(message("Explanation"))], [Column.LABEL], [(explained,)], ""))
    if of.teams:
        tables.append(of_teams(of.teams, language, one_each=of.delegations))
    if of.scores:
        tables.append(of_people(of.scores, language))
    return tables


def compare(groups: Sequence[tuple[str, Verdicts]], language: Language) -> Figure:
    """How the shares moved; of typed answers those of the right one and of all others."""
    return shares.compare([(name, of.shares(language, 0)) for name, of in groups], language)


def _named(label: str, right: bool, language: Language) -> str:
    return language.say(message("%(option)s (right)", option=label)) if right else label


def _boards(of: Verdicts, language: Language) -> list[Board]:
    boards = []
    if of.teams:
        # Where each delegation answered as one, all its points are those of one answer.
        known = 1 if of.delegations else 2
        heads = tuple(language.say(head) for head in (message("points"), message("each"))[:known])
        lines = [
            Line(
                str(place),
                one_line(team.name.pick(language.code)),
                (language.number(team.points), language.number(float(team.mean)))[:known],
            )
            for place, team in zip(places([team.mean for team in of.teams]), of.teams, strict=True)
        ]
        boards.append(Board(language.say(message("Delegations")), heads, lines))
    if of.scores:
        lines = [
            Line(str(place), one_line(score.name), (language.number(score.points),))
            for place, score in first(of.scores)
        ]
        boards.append(Board(language.say(message("People")), (language.say(message("points")),), lines))
    return boards


def _leaders(of: Verdicts, language: Language) -> list[str]:
    """The first delegations and the first people, as sentences."""
    said = []
    if of.teams:
        told = [_team(team, language, one_each=of.delegations) for team in of.teams[:SAID]]
        said.append(language.say(message("Delegations: %(list)s.", list="; ".join(told))))
    if of.scores:
        told = [
            language.say(
                message("%(name)s %(points)s points", name=one_line(score.name), points=language.number(score.points))
            )
            for _, score in first(of.scores)[:SAID]
        ]
        said.append(language.say(message("People, in all quizzes so far: %(list)s.", list="; ".join(told))))
    return said


def _team(team: Team, language: Language, *, one_each: bool) -> str:
    values = {"name": one_line(team.name.pick(language.code)), "points": language.number(team.points)}
    if one_each:
        return language.say(message("%(name)s %(points)s points", **values))
    mean = language.number(float(team.mean), 1)
    return language.say(message("%(name)s %(points)s points, %(mean)s per person", mean=mean, **values))
