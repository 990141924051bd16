"""The recount finds what is missing, doubled or changed, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from server.domain.workshop import Workshop
from server.kinds import BY_NAME
from server.rehearsal.ledger import Ledger, Person, Sent
from server.rehearsal.recount import Stored, recount
from server.store.files import agenda_file

AGENDA = """
hemicycle: 1
title: A meeting
languages: [en, es]
date: 2026-01-02
timezone: UTC
roster: [{id: CL, name: Chile, groups: [south]}, {id: CA, name: Canada}]
agenda:
  - id: one
    title: One
    polls:
      - {id: colour, kind: choice, prompt: Which?, options: [{id: a, text: A}, {id: b, text: B}]}
"""
ANA = Person(1, "CL", "room", "es")
BEN = Person(2, "CA", "remote", "en")


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    """A workshop with one poll."""
    return agenda_file.load(AGENDA, BY_NAME)[0]


@pytest.fixture
def ledger() -> Ledger:
    """Ana chose a, then b; Ben chose b."""
    kept = Ledger()
    for person, option in ((ANA, "a"), (ANA, "b"), (BEN, "b")):
        kept.sent += 1
        kept.acknowledge(person, Sent("0" * 24, "colour", 1, {"option": [option]}, 0.0), 0.01)
    return kept


def results(
    people: int,
    segments: Mapping[str, Mapping[str, int]] | None = None,
    *,
    total: Mapping[str, int] | None = None,
    round_: int = 1,
) -> Stored:
    """What results.json says."""
    line: dict[str, Any] = {"poll": "colour", "round": round_, "people": people, "segments": segments or {}}
    line["counts"] = {"b": 2} if total is None else total
    stored = Stored()
    stored.see({"polls": [line]})
    return stored


RIGHT = {
    "attendance:room": {"b": 1},
    "attendance:remote": {"b": 1},
    "delegation:CL": {"b": 1},
    "delegation:CA": {"b": 1},
    "group:south": {"b": 1},
    "language:es": {"b": 1},
    "language:en": {"b": 1},
}


def test_agrees(workshop: Workshop, ledger: Ledger) -> None:
    """The last answer of each person, in the total and in every segment."""
    found = recount(workshop, BY_NAME, ledger, Stored(), results(2, RIGHT))
    assert (found.expected, found.stored, found.differences) == (2, 2, [])


def test_a_lost_answer(workshop: Workshop, ledger: Ledger) -> None:
    """An acknowledged answer that is not stored is the first difference."""
    found = recount(workshop, BY_NAME, ledger, Stored(), results(1, RIGHT))
    assert found.differences == ["Poll colour, round 1: 2 answers acknowledged, 1 stored."]


def test_a_wrong_segment(workshop: Workshop, ledger: Ledger) -> None:
    """A segment that lost a count is named, though the total is right."""
    found = recount(workshop, BY_NAME, ledger, Stored(), results(2, {**RIGHT, "language:es": {}}))
    assert found.differences == ["Poll colour, round 1, language:es, b: 1 acknowledged, 0 stored."]


def test_answers_of_others_do_not_disturb(workshop: Workshop, ledger: Ledger) -> None:
    """What was there before the rehearsal is taken off."""
    before = results(1, {"attendance:room": {"a": 1}}, total={"a": 1})
    after = results(3, {**RIGHT, "attendance:room": {"a": 1, "b": 1}}, total={"a": 1, "b": 2})
    assert recount(workshop, BY_NAME, ledger, before, after).differences == []


def test_a_round_that_is_over(workshop: Workshop, ledger: Ledger) -> None:
    """results.json shows the last round only; one that nobody looked at in time is no difference."""
    found = recount(workshop, BY_NAME, ledger, Stored(), results(0, round_=2, total={}))
    assert (found.past, found.differences) == (1, [])


def test_without_the_workshop_people_are_compared(ledger: Ledger) -> None:
    """From another machine, the number of people is all that can be compared."""
    assert recount(None, BY_NAME, ledger, Stored(), results(2, total={"?": 9})).differences == []
    assert recount(None, BY_NAME, ledger, Stored(), results(3)).differences != []


def test_the_ledger_counts(ledger: Ledger) -> None:
    """Three acknowledged, one of them a change, two of them in the end."""
    assert (ledger.acknowledged, ledger.changed, ledger.answers, ledger.unsettled) == (3, 1, 2, 0)
    assert ledger.latency() == {"p50": 10.0, "p95": 10.0, "max": 10.0}
