"""Ranking: options in an order, counted by the method of Borda."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from server.domain.agenda_keys import Key
from server.domain.counts import Counts
from server.domain.errors import Refusal
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, Definition, Gathered, Tally
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.reader import Reader
from server.domain.table import Table
from server.kinds import sent
from server.kinds.options import OPTIONS, TWO, Option, form_options, parse_options
from server.kinds.orders import Placed, compare, figure, placed, table

# More than these nobody puts in order on a phone.
MOST_OPTIONS = 20
RANKS = tuple(str(rank) for rank in range(1, MOST_OPTIONS + 1))
FIELD = "rank."


@dataclass(frozen=True, slots=True)
class RankingDefinition(Definition):
    """`ranks` is how many places each person gives; with as many options, all of them."""

    options: tuple[Option, ...]
    ranks: int


@dataclass(frozen=True, slots=True)
class RankingTally(Tally):
    """The options by their points, the first place first; equal points are the same place."""

    placed: Sequence[Placed] = ()


class Ranking(Facts):
    """Options in an order."""

    name: ClassVar[str] = "ranking"
    label: ClassVar[Message] = message("Ranking")
    about: ClassVar[Message | None] = message("People put options in order.")
    keys: ClassVar[Sequence[Key]] = (
        OPTIONS,
        Key("ranks", message("Places to give"), "number", note=message("Empty: all of them.")),
    )
    begin: ClassVar[Mapping[str, Any]] = TWO

    def parse(self, raw: Reader) -> RankingDefinition:
        options = parse_options(raw, most=MOST_OPTIONS)
        all_of_them = max(len(options), 1)
        return RankingDefinition(options, raw.integer("ranks", all_of_them, 1, all_of_them))

    def accept(self, definition: RankingDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        names = [FIELD + option.id for option in definition.options]
        values = sent.fields(raw, names)
        allowed = RANKS[: definition.ranks]
        given: dict[str, str] = {}
        for name in names:
            rank = sent.single(name, values[name])
            if not rank:
                continue
            if rank not in allowed:
                raise Refusal(name, message("Please give places from 1 to %(ranks)s.", ranks=definition.ranks))
            if rank in given:
                raise Refusal(name, message("Please give place %(n)s only once.", n=rank))
            given[rank] = name
        missing = [rank for rank in allowed if rank not in given]
        if missing:
            first = FIELD + definition.options[0].id if definition.options else ""
            raise Refusal(first, _missing(definition, len(given), missing[0]))
        return Answer({given[rank]: (rank,) for rank in allowed})

    def counts(self, definition: RankingDefinition, answer: Answer) -> Counts:
        return {f"{name.removeprefix(FIELD)}@{rank}": 1 for name, ranks in answer.fields.items() for rank in ranks}

    def tally(self, definition: RankingDefinition, gathered: Gathered) -> RankingTally:
        most = len(definition.options)
        found = []
        for place, option in enumerate(definition.options):
            ranks = {rank: gathered.counts.get(f"{option.id}@{rank}", 0) for rank in range(1, definition.ranks + 1)}
            points = sum((most + 1 - rank) * n for rank, n in ranks.items())
            people = sum(ranks.values())
            found.append(
                Placed(
                    place,
                    points,
                    Fraction(points, gathered.people or 1),
                    Fraction(sum(rank * n for rank, n in ranks.items()), people) if people else None,
                    ranks.get(1, 0),
                )
            )
        return RankingTally(gathered.people, placed(found))

    def figure(self, definition: RankingDefinition, tally: RankingTally, language: Language) -> Figure:
        return figure(_labels(definition, language), tally.placed, tally.people, language)

    def table(self, definition: RankingDefinition, tally: RankingTally, language: Language) -> Table:
        return table(
            _labels(definition, language), tally.placed, tally.people, language, delegations=definition.delegations
        )

    def compare(
        self, definition: RankingDefinition, tallies: Sequence[tuple[str, RankingTally]], language: Language
    ) -> Figure:
        groups = [(name, tally.people, tally.placed) for name, tally in tallies]
        return compare(_labels(definition, language), groups, language, delegations=definition.delegations)

    def form(self, definition: RankingDefinition, language: Language) -> Mapping[str, Any]:
        return {
            "options": form_options(definition.options, language),
            "ranks": definition.ranks,
            # So that the first of the file is not the first of the room.
            "shuffle": True,
        }

    def rule(self, definition: RankingDefinition) -> Message:
        if definition.ranks == len(definition.options):
            return message("Put all of them in order. 1 is the highest place.")
        return plural(
            "Choose the one for the first place.",
            "Choose those for the first %(n)s places. 1 is the highest place.",
            definition.ranks,
        )


def _missing(definition: RankingDefinition, given: int, missing: str) -> Message:
    if not given:
        return message("Please put the options in order.")
    return message(
        "Please give every place from 1 to %(ranks)s; place %(n)s is missing.", ranks=definition.ranks, n=missing
    )


def _labels(definition: RankingDefinition, language: Language) -> list[str]:
    return [option.text.pick(language.code) for option in definition.options]
