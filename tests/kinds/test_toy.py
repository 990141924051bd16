"""A new kind is a module, a line in the tuple, a template and a file of cases, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
from jinja2 import DictLoader

from server.domain import agenda
from server.domain.agenda_keys import Key
from server.domain.counts import Counts
from server.domain.drafting import take
from server.domain.errors import Refusal
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, AnyKind, Definition, Gathered, Tally
from server.domain.language import Language
from server.domain.messages import Message, message
from server.domain.reader import Reader
from server.domain.table import Column, Table
from server.kinds import KINDS, sent
from server.kinds.draw.bars import Row, bars
from server.live.editor import edits as editor_edits
from tests.kinds.contract import CONTRACT, Cases, keeps_forms


@dataclass(frozen=True, slots=True)
class ToyDefinition(Definition):
    """How far one may throw."""

    most: int


@dataclass(frozen=True, slots=True)
class ToyTally(Tally):
    """Who threw how far."""

    thrown: Mapping[str, int]


class Toy(Facts):
    """Throw the ball."""

    name: ClassVar[str] = "toy"
    label: ClassVar[Message] = message("Toy")
    about: ClassVar[Message | None] = message("People throw a ball.")
    keys: ClassVar[Sequence[Key]] = (Key("most", message("Farthest throw"), "number", otherwise="3"),)

    def parse(self, raw: Reader) -> ToyDefinition:
        return ToyDefinition(raw.integer("most", 3, 1, 9))

    def accept(self, definition: ToyDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        thrown = sent.single("throw", sent.fields(raw, ("throw",))["throw"])
        if thrown not in map(str, range(1, definition.most + 1)):
            raise Refusal("throw", message("Please throw from 1 to %(most)s.", most=definition.most))
        return Answer({"throw": (thrown,)})

    def counts(self, definition: ToyDefinition, answer: Answer) -> Counts:
        return {answer.one("throw"): 1}

    def tally(self, definition: ToyDefinition, gathered: Gathered) -> ToyTally:
        throws = map(str, range(1, definition.most + 1))
        return ToyTally(gathered.people, {throw: gathered.counts.get(throw, 0) for throw in throws})

    def figure(self, definition: ToyDefinition, tally: ToyTally, language: Language) -> Figure:
        return bars([Row(throw, n, str(n)) for throw, n in tally.thrown.items()], language, f"{tally.people} threw.")

    def table(self, definition: ToyDefinition, tally: ToyTally, language: Language) -> Table:
        return Table(("Throw", "Times"), (Column.LABEL, Column.COUNT), list(tally.thrown.items()), "", "bar", (1,))

    def compare(self, definition: ToyDefinition, tallies: Sequence[tuple[str, ToyTally]], language: Language) -> Figure:
        return Figure()

    def form(self, definition: ToyDefinition, language: Language) -> Mapping[str, Any]:
        return {"most": definition.most}

    def rule(self, definition: ToyDefinition) -> Message:
        return message("Throw the ball.")


# The line in the tuple, the template and the file of cases.
WITH_TOY: tuple[AnyKind, ...] = (*KINDS, Toy())
TEMPLATE = (
    '<label>Throw <input name="throw" value="{{ own.get("throw", [""])|first }}" max="{{ poll.form.most }}"></label>'
)
CASES: Cases = {
    "definitions": {"three": {}},
    "faults": [{"raw": {"most": 10}, "faults": ["most: This must be from 1 to 9."]}],
    "good": [{"definition": "three", "sent": {"throw": ["2"]}, "answer": {"throw": ["2"]}, "counts": {"2": 1}}],
    "refused": [{"definition": "three", "sent": {}, "field": "throw", "sentence": "Please throw from 1 to 3."}],
    "results": [
        {
            "definition": "three",
            "answers": [{"throw": ["2"]}],
            "rows": [["1", 0], ["2", 1], ["3", 0]],
            "base": "",
            "sentence": "1 threw.",
        }
    ],
    "rules": {"three": "Throw the ball."},
}


@pytest.mark.parametrize(
    "promise", [one for one in CONTRACT if one is not keeps_forms], ids=lambda one: str(one.__name__)
)
def test_a_toy_keeps_the_contract(promise: Callable[[AnyKind, Cases], None]) -> None:
    """The suite asks nothing of the kind but its cases."""
    promise(WITH_TOY[-1], CASES)


def test_a_toy_has_its_form() -> None:
    """The template is found by the kind's name."""
    keeps_forms(WITH_TOY[-1], CASES, DictLoader({"kinds/toy.html": TEMPLATE}))


def test_a_toy_has_its_fields_in_the_editor() -> None:
    """Made of its keys: what is typed is put where the parser finds it."""
    kinds = {kind.name: kind for kind in WITH_TOY}
    raw: dict[str, Any] = {
        "languages": ["en"],
        "agenda": [{"id": "play", "polls": [{"id": "p1", "kind": "toy", "prompt": "Throw"}]}],
    }
    name = "agenda/play/polls/p1/most"
    steps = editor_edits.filled(raw, kinds, {name: "3"}, {name: "7"}).steps
    poll = take(raw, steps)["agenda"][0]["polls"][0]
    assert poll == {"id": "p1", "kind": "toy", "prompt": "Throw", "most": 7}


def test_a_toy_stands_in_an_agenda() -> None:
    """An agenda file may use it as soon as the tuple has it."""
    raw = {
        "hemicycle": 1,
        "title": "Games",
        "languages": ["en"],
        "date": "2024-02-15",
        "timezone": "UTC",
        "agenda": [
            {"id": "play", "title": "Play", "polls": [{"id": "p1", "kind": "toy", "prompt": "Throw", "most": 4}]}
        ],
    }
    workshop = agenda.parse(raw, {kind.name: kind for kind in WITH_TOY})
    assert workshop.polls["p1"].definition == ToyDefinition(4)
