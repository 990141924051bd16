"""Who has won how many points: delegations in one quiz, people in all of them. Equal numbers share a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from server.domain.counts import PEOPLE, Counts
from server.domain.kind import Score
from server.domain.language import Language, LanguageMap
from server.domain.messages import message
from server.domain.segments import DELEGATION, name_in
from server.domain.table import Column, Table
from server.domain.text import fold, one_line

MOST_PEOPLE = 10


@dataclass(frozen=True, slots=True)
class Team:
    """A delegation with the people who answered and the points of all of them together."""

    name: LanguageMap
    people: int
    points: int

    @property
    def mean(self) -> Fraction:
        """Points per person who answered, by which delegations of any size can be compared."""
        return Fraction(self.points, self.people)


def teams(segments: Mapping[str, Counts], names: Mapping[str, LanguageMap], field: str) -> list[Team]:
    """The delegations of which anybody answered, the best first; `field` counts the points."""
    found = [
        Team(names[segment], counts[PEOPLE], counts.get(field, 0))
        for segment, counts in segments.items()
        if name_in((segment,), DELEGATION) and segment in names and counts.get(PEOPLE, 0) > 0
    ]
    return sorted(found, key=lambda team: (-team.mean, -team.people, fold(team.name.pick(""))))


def places(values: Sequence[float | Fraction]) -> list[int]:
    """The place of each of these values, which are in order: 1, 2, 2, 4."""
    found: list[int] = []
    for at, value in enumerate(values):
        found.append(found[-1] if at and value == values[at - 1] else at + 1)
    return found


def of_teams(many: Sequence[Team], language: Language, *, one_each: bool = False) -> Table:
    """Delegations by points per person; by their points where each of them answered as one."""
    if one_each:
        return _by_points(many, language)
    rows = [
        (one_line(team.name.pick(language.code)), place, team.people, team.points, float(team.mean))
        for place, team in zip(places([team.mean for team in many]), many, strict=True)
    ]
    titles = (
        message("Delegation"),
        message("Rank"),
        message("People"),
        message("Points"),
        message("Points per person"),
    )
    return Table(
        [language.say(title) for title in titles],
        [Column.LABEL, Column.COUNT, Column.COUNT, Column.COUNT, Column.NUMBER],
        rows,
        language.say(message("In order of points per person; equal ones share a place.")),
    )


def _by_points(many: Sequence[Team], language: Language) -> Table:
    rows = [
        (one_line(team.name.pick(language.code)), place, team.points)
        for place, team in zip(places([team.points for team in many]), many, strict=True)
    ]
    titles = (message("Delegation"), message("Rank"), message("Points"))
    return Table(
        [language.say(title) for title in titles],
        [Column.LABEL, Column.COUNT, Column.COUNT],
        rows,
        language.say(message("In order of points; equal ones share a place.")),
    )


def first(scores: Sequence[Score]) -> list[tuple[int, Score]]:
    """The first ten people with their places, and all who share the tenth place."""
    ordered = sorted(scores, key=lambda score: -score.points)
    return [
        pair
        for pair in zip(places([score.points for score in ordered]), ordered, strict=True)
        if pair[0] <= MOST_PEOPLE
    ]


def of_people(scores: Sequence[Score], language: Language) -> Table:
    """People by their points in all quizzes so far."""
    titles = (message("Name"), message("Delegation"), message("Rank"), message("Points"))
    return Table(
        [language.say(title) for title in titles],
        [Column.LABEL, Column.LABEL, Column.COUNT, Column.COUNT],
        [(one_line(score.name), one_line(score.delegation), place, score.points) for place, score in first(scores)],
        language.say(message("Points in all quizzes so far; equal ones share a place.")),
    )
