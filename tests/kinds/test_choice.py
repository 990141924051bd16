"""Choice: what its cases cannot say."""

from __future__ import annotations

from typing import Any

import pytest

from server.domain.kind import Gathered
from server.domain.language import ENGLISH, Language
from server.kinds.choice import Choice, ChoiceDefinition
from tests.kinds.contract import parse

CHOICE = Choice()


def define(n: int = 3, **more: Any) -> ChoiceDefinition:
    raw = {"options": [{"id": f"o{place}", "text": f"Option {place}"} for place in range(n)], **more}
    definition, faults = parse(CHOICE, raw)
    assert not faults
    assert isinstance(definition, ChoiceDefinition)
    return definition


def test_options_are_read_in_the_language_of_the_reader() -> None:
    """A text that exists in another language only says so, and a plain one is nobody's foreign language."""
    texts = [{"en": "Staff", "es": "Personal"}, {"es": "Presupuesto"}, "IA"]
    definition, _ = parse(CHOICE, {"options": [{"id": f"o{n}", "text": text} for n, text in enumerate(texts)]})
    form = CHOICE.form(definition, ENGLISH)
    assert [(one["text"], one["foreign"]) for one in form["options"]] == [
        ("Staff", ""),
        ("Presupuesto", "es"),
        ("IA", ""),
    ]
    spanish = CHOICE.form(definition, Language("es", "Español"))
    assert [one["text"] for one in spanish["options"]] == ["Personal", "Presupuesto", "IA"]


def test_own_answers_can_be_moderated_and_options_cannot() -> None:
    """A moderator may hide or merge what was written, never what was asked."""
    assert CHOICE.moderated("other:will")
    assert not CHOICE.moderated("other")
    assert not CHOICE.moderated("o1")


def test_hidden_own_answers_still_count_as_other() -> None:
    """Hiding a text takes the text away and not the person."""
    definition = define(other=True)
    tally = CHOICE.tally(definition, Gathered({"o0": 1, "other": 2, "other:will": 1, "other:will\x1cWill": 1}, 3))
    rows = CHOICE.table(definition, tally, ENGLISH).rows
    assert [row[:2] for row in rows] == [
        ("Option 0", 1),
        ("Option 1", 0),
        ("Option 2", 0),
        ("Other", 2),
        ("Other: Will", 1),
    ]


def test_own_answers_have_their_spellings() -> None:
    """The desk shows each in its commonest spelling."""
    counts = {"o0": 4, "other": 3, "other:will": 3, "other:will\x1cwill": 2, "other:will\x1cWill": 1}
    assert CHOICE.spellings(counts) == {"other:will": "will"}


def test_own_answers_are_not_slices_of_a_whole() -> None:
    """A donut in a document would count them twice, so it becomes bars."""
    definition = define(other=True, chart="donut")
    without = CHOICE.tally(definition, Gathered({"o0": 1}, 1))
    assert CHOICE.table(definition, without, ENGLISH).chart == "doughnut"
    with_own = CHOICE.tally(definition, Gathered({"other": 1, "other:will": 1}, 1))
    assert CHOICE.table(definition, with_own, ENGLISH).chart == "bar"


@pytest.mark.parametrize(
    ("select", "sentence"),
    [
        (1, "Choose one answer."),
        ({"max": 3}, "Choose all that apply."),
        ({"max": 2}, "Choose up to 2 answers."),
        ({"min": 2, "max": 2}, "Choose exactly 2 answers."),
        ({"min": 2}, "Choose from 2 to 3 answers."),
    ],
)
def test_rule(select: Any, sentence: str) -> None:
    """The sentence says how many."""
    assert ENGLISH.say(CHOICE.rule(define(select=select))) == sentence


def test_too_many_options_for_a_donut() -> None:
    """The own answer is a slice as well."""
    raw = {"options": [{"id": f"o{n}", "text": "A"} for n in range(8)], "other": True, "chart": "donut"}
    assert parse(CHOICE, raw)[1] == ["chart: A donut shows at most 8 options."]


def test_bars_carry_the_counts_of_the_table() -> None:
    """What is drawn, what is written at the ends and what the rows say are the same numbers."""
    definition = define(4)
    tally = CHOICE.tally(definition, Gathered({"o0": 10, "o1": 20, "o3": 1}, 31))
    bar, labels, ends = CHOICE.figure(definition, tally, ENGLISH).data
    rows = CHOICE.table(definition, tally, ENGLISH).rows
    assert list(bar["x"]) == [row[1] for row in rows]
    assert labels["text"] == [row[0] for row in rows]
    assert ends["text"] == [ENGLISH.percent(float(str(row[2]))) for row in rows]
    assert labels["textfont"]["weight"] == [400, 600, 400, 400]


def test_ends_may_be_counts() -> None:
    """Where the file asks for counts the wall writes counts."""
    definition = define(numbers="counts")
    tally = CHOICE.tally(definition, Gathered({"o0": 1_234}, 2_000))
    assert CHOICE.figure(definition, tally, ENGLISH).data[2]["text"] == ["1,234", "0", "0"]


def test_donut_and_dots_carry_the_counts_of_the_table() -> None:
    """A slice as large as its count, a dot for each person."""
    gathered = Gathered({"o0": 3, "o1": 5}, 8)
    for chart in ("donut", "dots"):
        definition = define(chart=chart)
        tally = CHOICE.tally(definition, gathered)
        first = CHOICE.figure(definition, tally, ENGLISH).data[0]
        assert first["values"] == [3, 5] if chart == "donut" else len(first["x"]) == 8


def test_delegations_are_counted_and_observers_apart() -> None:
    """Where delegations answer as one, observers are in no row and no base; their own texts can still be moderated."""
    definition = define(other=True, by="delegation")
    counts = {
        "o0": 2, "other": 1, "other:will": 2, "other:will\x1cWill": 2,
        "observer:o1": 1, "observer:other": 1, "observer:other:will": 1, "observer:other:will\x1cWill": 1,
        "observer:": 2,
    }  # fmt: skip
    tally = CHOICE.tally(definition, Gathered(counts, 5))
    table = CHOICE.table(definition, tally, ENGLISH)
    assert table.titles[1] == "Delegations"
    assert [row[:2] for row in table.rows] == [
        ("Option 0", 2), ("Option 1", 0), ("Option 2", 0), ("Other", 1), ("Other: Will", 1),
    ]  # fmt: skip
    assert table.base == ("Shares of the 3 delegations that answered. Observers, not counted: Option 1: 1; Other: 1.")
    assert CHOICE.figure(definition, tally, ENGLISH).sentence.startswith(
        "In front: “Option 0”; 2 of 3 delegations, 67%."
    )
    [apart] = CHOICE.further(definition, tally, ENGLISH)
    assert list(apart.rows) == [("Option 0", 0), ("Option 1", 1), ("Option 2", 0), ("Other", 1)]
    alone = CHOICE.tally(definition, Gathered({"o0": 1}, 1))
    assert CHOICE.table(definition, alone, ENGLISH).base == "Shares of the one delegation that answered."
    assert not CHOICE.further(definition, alone, ENGLISH)
    assert not CHOICE.apart(define())
