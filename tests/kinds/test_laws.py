"""Laws that hold for every kind whatever people send: acceptance, counting, merging."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.domain import counts
from server.domain.kind import Answer, AnyKind, Gathered
from server.domain.language import ENGLISH
from server.domain.moderation import Decisions, seen
from server.kinds import KINDS
from tests.kinds import contract
from tests.kinds.contract import valid

# Any text at all: lone surrogates, controls, marks, every script.
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)
WORDS = st.sampled_from(
    ["", " ", "a", "A", "á", "b", "c", "other", "IA", "ia", "外交", "العربية", "\u200b", "🤖", "x" * 41]
)
VALUES = st.lists(ANYTHING | WORDS, max_size=6)
NUMBERS = st.sampled_from(["0", "1", "5", "50", "100", "101", "-1", "2,5", "1e9", "NaN", "inf", "\u0663", "9" * 50])
ANSWERED = [kind for kind in KINDS if kind.answered]
ONE_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.name))
ONE_ANSWERED = pytest.mark.parametrize("kind", ANSWERED, ids=lambda kind: str(kind.name))
# Each kind has few definitions, and the drawing of figures takes its time.
PATIENT = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def definition_of(kind: AnyKind, draw: st.DataObject) -> Any:
    known = contract.definitions(kind, contract.cases(kind))
    return known[draw.draw(st.sampled_from(sorted(known)))]


def anything(kind: AnyKind) -> st.SearchStrategy[Mapping[str, list[str]]]:
    """Whatever may be sent: the fields of the kind's cases, and others, with any values."""
    names = {name for case in contract.cases(kind)["good"] for name in case["sent"]} | {"option"}
    fields = st.sampled_from(sorted(names))
    values = VALUES | st.lists(NUMBERS | WORDS, max_size=4)
    return st.dictionaries(fields, values, max_size=4) | st.dictionaries(fields | ANYTHING, VALUES, max_size=3)


def good_answers(kind: AnyKind, definition: Any) -> st.SearchStrategy[Answer]:
    """Answers that the kind accepts: made of words that meet when they are folded, or those of its cases."""
    sent: st.SearchStrategy[Mapping[str, list[str]]]
    if kind.name == "choice":
        ids = [option.id for option in definition.options]
        marked = st.lists(st.sampled_from(ids), unique=True, max_size=definition.most)
        own = st.sampled_from([[], ["Will"], ["will"], ["Time"]]) if definition.other else st.just([])
        sent = st.fixed_dictionaries({"option": marked}, optional={"other": own} if definition.other else {})
    elif kind.name in ("words", "text"):
        field = {"words": "word"}.get(kind.name, kind.name)
        sent = st.fixed_dictionaries({field: st.lists(WORDS, max_size=3)})
    else:
        good = contract.cases(kind)
        known = contract.definitions(kind, good)
        sent = st.sampled_from([case["sent"] for case in good["good"] if known[case["definition"]] == definition])
    fitting = sent.filter(lambda raw: contract.refusal(kind, definition, raw) is None)
    return fitting.map(lambda raw: kind.accept(definition, raw))


@ONE_KIND
@given(draw=st.data())
@PATIENT
def test_accepts_or_refuses(kind: AnyKind, draw: st.DataObject) -> None:
    """Nothing but a refusal is ever raised, and its words can be sent."""
    refused = contract.refusal(kind, definition_of(kind, draw), draw.draw(anything(kind)))
    if refused:
        assert f"{refused.field}{refused.reason}".encode()


@ONE_ANSWERED
@given(draw=st.data())
@PATIENT
def test_changes_equal_a_recount(kind: AnyKind, draw: st.DataObject) -> None:
    """Adding the difference of every answer, change and withdrawal gives what counting the last answers gives."""
    definition = definition_of(kind, draw)
    acts = st.lists(st.tuples(st.integers(0, 4), st.none() | good_answers(kind, definition)), max_size=12)
    last: dict[int, Answer] = {}
    kept: dict[str, int] = {}
    for person, answer in draw.draw(acts):
        before = kind.counts(definition, last[person]) if person in last else {}
        last.pop(person, None)
        if answer:
            last[person] = answer
        kept = counts.add(counts.subtract(kept, before), kind.counts(definition, answer) if answer else {})
    assert kept == counts.add(*(kind.counts(definition, answer) for answer in last.values()))


@ONE_ANSWERED
@given(draw=st.data())
@PATIENT
def test_halls_can_be_joined_in_any_order(kind: AnyKind, draw: st.DataObject) -> None:
    """What moderators let be seen of three halls together is the sum of what is seen of each, in any order."""
    definition = definition_of(kind, draw)
    halls = [
        counts.add(
            *(kind.counts(definition, one) for one in draw.draw(st.lists(good_answers(kind, definition), max_size=4)))
        )
        for _ in range(3)
    ]
    fields = sorted({name.partition(counts.NOTE)[0] for hall in halls for name in hall}) or ["a"]
    names = st.sampled_from(fields)
    decisions = Decisions(
        hidden=draw.draw(st.frozensets(names, max_size=2)), merged=draw.draw(st.dictionaries(names, names, max_size=3))
    )
    one, two, three = (seen(hall, decisions, kind.moderated) for hall in halls)
    whole = seen(counts.add(*halls), decisions, kind.moderated)
    assert counts.add(counts.add(one, two), three) == whole
    assert counts.add(three, counts.add(two, one)) == whole


@ONE_ANSWERED
@given(draw=st.data())
@PATIENT
def test_figures_hold_for_any_answers(kind: AnyKind, draw: st.DataObject) -> None:
    """Whatever people answered, the figure is one that Plotly takes, and nothing stands outside its axes."""
    definition = definition_of(kind, draw)
    given_answers = draw.draw(st.lists(good_answers(kind, definition), max_size=8))
    tally = kind.tally(definition, contract.gathered(kind, definition, given_answers))
    valid(kind.figure(definition, tally, ENGLISH))
    empty = kind.tally(definition, Gathered())
    valid(kind.compare(definition, [("Before", empty), ("Now", tally)], ENGLISH))
