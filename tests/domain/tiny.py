"""A tiny kind, an agenda and a reader for tests: as little as the parser needs."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from server.domain.agenda import parse
from server.domain.counts import Counts
from server.domain.errors import Faults
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, AnyKind, Definition, Gathered, Tally
from server.domain.language import Language
from server.domain.messages import Message, message
from server.domain.reader import Path, Reader
from server.domain.table import Table
from server.domain.workshop import Delegation, Workshop


@dataclass(frozen=True, slots=True)
class TinyDefinition(Definition):
    """What a tiny poll asks: a number of entries."""

    entries: int


class Tiny(Facts):
    """A kind with one key, `entries`."""

    name: ClassVar[str] = "tiny"
    label: ClassVar[Message] = message("Tiny")

    def parse(self, raw: Reader) -> TinyDefinition:
        return TinyDefinition(raw.integer("entries", 1, 1, 5))

    def accept(self, definition: TinyDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        return Answer()

    def counts(self, definition: TinyDefinition, answer: Answer) -> Counts:
        return {}

    def tally(self, definition: TinyDefinition, gathered: Gathered) -> Tally:
        return Tally(gathered.people)

    def figure(self, definition: TinyDefinition, tally: Tally, language: Language) -> Figure:
        return Figure()

    def table(self, definition: TinyDefinition, tally: Tally, language: Language) -> Table:
        return Table((), (), (), "")

    def compare(self, definition: TinyDefinition, tallies: Sequence[tuple[str, Tally]], language: Language) -> Figure:
        return Figure()

    def form(self, definition: TinyDefinition, language: Language) -> Mapping[str, Any]:
        return {}

    def rule(self, definition: TinyDefinition) -> Message:
        return message("Answer.")


KINDS: Mapping[str, AnyKind] = {"tiny": Tiny()}

LEAST: Mapping[str, Any] = {
    "hemicycle": 1,
    "title": "Course",
    "languages": ["es", "en"],
    "date": "2024-02-15",
    "timezone": "America/New_York",
    "agenda": [{"id": "opening", "title": "Opening", "polls": [{"id": "p1", "kind": "tiny", "prompt": "Well?"}]}],
}


def agenda(**more: Any) -> dict[str, Any]:
    """The least agenda with more keys, or with others in place of its own; None takes one away."""
    raw = {**copy.deepcopy(dict(LEAST)), **more}
    return {key: value for key, value in raw.items() if value is not None}


def item(**more: Any) -> dict[str, Any]:
    """An agenda with one item that has more keys."""
    return agenda(agenda=[{"id": "opening", "title": "Opening", **more}])


def poll(**more: Any) -> dict[str, Any]:
    """An agenda with one poll that has more keys."""
    return item(polls=[{"id": "p1", "kind": "tiny", "prompt": "Well?", **more}])


def parsed(raw: object, rosters: Mapping[str, Sequence[Delegation]] | None = None) -> Workshop:
    """The workshop in an agenda of the tiny kind."""
    return parse(raw, KINDS, rosters=rosters)


def faults(raw: object, rosters: Mapping[str, Sequence[Delegation]] | None = None) -> list[str]:
    """The faults of an agenda as people read them; none where it loads."""
    try:
        parsed(raw, rosters)
    except Faults as error:
        return [str(fault) for fault in error.faults]
    return []


def line_of_depth(path: Path) -> int:
    """A line for every path: ten for each step, so that tests can tell them apart."""
    return 10 * len(path)
