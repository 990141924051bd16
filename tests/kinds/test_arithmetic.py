"""The arithmetic of majorities: a table of cases, each with the rules that it follows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.counts import OBSERVER, PEOPLE, WEIGHT
from server.domain.kind import Electorate, Gathered
from server.domain.language import ENGLISH
from server.kinds.reckoning import ABSTAIN, AGAINST, FOR
from server.kinds.vote import Vote, VoteDefinition
from tests.kinds.contract import parse

TABLE = json.loads((Path(__file__).parent / "tables" / "arithmetic.json").read_text())
VOTE = Vote()
VOTES = (FOR, AGAINST, ABSTAIN)


def define(majority: Any, *, weighted: bool = False) -> VoteDefinition:
    """A vote of delegations."""
    raw = {"majority": majority, "by": "delegation", **({"weights": True} if weighted else {})}
    definition, faults = parse(VOTE, raw)
    assert not faults
    assert isinstance(definition, VoteDefinition)
    return definition


def counted(case: dict[str, Any]) -> Gathered:
    """What the store would hold."""
    counts = dict(zip(VOTES, case["votes"], strict=True))
    if "weights" in case:
        counts |= {WEIGHT + name: n for name, n in zip(VOTES, case["weights"], strict=True)}
        counts[WEIGHT + PEOPLE] = sum(case["weights"])
    counts |= {OBSERVER + name: n for name, n in zip(VOTES, case.get("observers", (0, 0, 0)), strict=True)}
    people = sum(case["votes"]) + sum(case.get("observers", ()))
    electorate = Electorate(
        people, case["members"], case["here"], case.get("quorum", 0), case.get("toward"),
        case.get("weight", case["members"]), case.get("weight_here", case["here"]),
    )  # fmt: skip
    return Gathered(counts, people, electorate=electorate)


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_cases(case: dict[str, Any]) -> None:
    """What was needed, out of what, and what came of it; and the sentence says the same numbers."""
    assert case["source"] in TABLE["sources"]
    definition = define(case["majority"], weighted="weights" in case)
    tally = VOTE.tally(definition, counted(case))
    assert (tally.needed, tally.of, tally.outcome) == (case["needed"], case["of"], case["outcome"])
    if tally.of:
        said = VOTE.figure(definition, tally, ENGLISH).sentence
        assert f"{ENGLISH.number(tally.needed)} of {ENGLISH.number(tally.of)}." in said


votes = st.integers(0, 200)


@given(votes, votes, votes, st.integers(0, 200), st.sampled_from(["simple", "absolute", "two_thirds"]))
def test_nothing_is_adopted_that_is_not_above_half(yes: int, no: int, out: int, more: int, majority: str) -> None:
    """Whatever the base, an adopted proposal has more votes for than against; a tie never adopts."""
    here = yes + no + out + more
    gathered = Gathered(dict(zip(VOTES, (yes, no, out), strict=True)), yes + no + out,
                        electorate=Electorate(here, here, here))  # fmt: skip
    tally = VOTE.tally(define(majority), gathered)
    if tally.outcome == "adopted":
        assert yes > no
        assert yes >= tally.needed
    if yes == no:
        assert tally.outcome in ("tied", "rejected")


@given(st.lists(st.tuples(st.sampled_from(VOTES), st.integers(1, 1_000)), max_size=40))
def test_equal_weights_decide_as_heads_do(cast: list[tuple[str, int]]) -> None:
    """Weights are a scale: where all are equal, nothing changes."""
    heads = {name: sum(vote == name for vote, _ in cast) for name in VOTES}
    counts = heads | {WEIGHT + name: 7 * n for name, n in heads.items()} | {WEIGHT + PEOPLE: 7 * len(cast)}
    electorate = Electorate(len(cast), len(cast), len(cast), weight=7 * len(cast), weight_here=7 * len(cast))
    for majority in ("simple", "absolute", {"share": "3/5", "base": "present"}):
        plain = VOTE.tally(define(majority), Gathered(heads, len(cast), electorate=electorate))
        weighed = VOTE.tally(define(majority, weighted=True), Gathered(counts, len(cast), electorate=electorate))
        # More than half of seven times as much can be reached a little below, never above.
        assert plain.outcome == weighed.outcome
