"""Observers who are tallied apart: when they are so few that nobody is told what they answered."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.agenda import parse
from server.domain.counts import OBSERVER, PEOPLE, add
from server.domain.observers import conceals, withheld
from server.domain.snapshot import RoundData
from server.domain.workshop import Poll, Workshop
from server.kinds import BY_NAME
from tests.domain.test_splits import agenda, choice

ROSTER = [{"id": "CL", "name": "Chile"}, {"id": "EU", "name": "Union", "observer": True}]


def asked(least: int = 5, **poll: Any) -> tuple[Workshop, Poll]:
    workshop = parse(agenda({"id": "p1", "prompt": "p1", **poll}, roster=ROSTER, least_group=least), BY_NAME)
    return workshop, workshop.polls["p1"]


def round_of(counts: dict[str, int], **segments: dict[str, int]) -> RoundData:
    parts = {name.replace("_", ":"): part for name, part in segments.items()}
    return RoundData("p1", 1, 1, 2, counts, parts, people=counts[PEOPLE])


@pytest.mark.parametrize(
    ("poll", "concealed"),
    [
        ({"kind": "vote"}, True),
        ({"kind": "vote", "ballot": "secret", "by": "delegation"}, True),
        ({"kind": "vote", "ballot": "recorded", "by": "delegation"}, False),
        ({"kind": "vote", "ballot": "open", "by": "delegation"}, False),
        ({"kind": "vote", "by": "delegation", "silence": {"minutes": 10}}, False),
        ({"kind": "number"}, False),
    ],
)
def test_whose_answers_may_be_kept_back(poll: dict[str, Any], concealed: bool) -> None:
    """Where nothing joins a person and an answer; objections are spoken, and other kinds know no observers."""
    assert conceals(asked(**poll)[1], BY_NAME[poll["kind"]]) is concealed


@pytest.mark.parametrize(
    ("observers", "least", "told"), [(0, 5, True), (1, 5, False), (4, 5, False), (5, 5, True), (1, 1, True)]
)
def test_as_many_as_the_least_group_are_told_of(observers: int, least: int, told: bool) -> None:
    """And the number of those who are not."""
    workshop, poll = asked(least, kind="vote")
    theirs = {OBSERVER + "for": observers, OBSERVER: observers} if observers else {}
    data = round_of({PEOPLE: 9 + observers, "for": 9, **theirs}, attendance_room={PEOPLE: 2, **theirs})
    seen = withheld(workshop, poll, BY_NAME["vote"], data)
    assert (seen == data) is told
    assert seen.withheld == (0 if told else least)
    assert seen.counts.get(OBSERVER, 0) == observers
    assert seen.people == 9 + observers
    if not told:
        assert OBSERVER + "for" not in {*seen.counts, *seen.segments["attendance:room"]}


@given(
    st.lists(st.sampled_from(["a", "b", "Ana", "Luis"]), min_size=1, max_size=4),
    st.lists(st.sampled_from(["a", "Ana"])),
)
def test_whatever_a_few_say_the_round_looks_the_same(observers: list[str], members: list[str]) -> None:
    """Options and texts of their own, which stand among those of everybody as well; and doing it twice is once."""
    definition = choice("p1", other=True, by="delegation", ballot="secret")
    workshop, poll = asked(**{name: value for name, value in definition.items() if name not in ("id", "prompt")})
    kind = BY_NAME["choice"]

    def said(answer: str) -> dict[str, int]:
        raw = {"option": [answer]} if answer in ("a", "b") else {"other": [answer]}
        return dict(kind.counts(poll.definition, kind.accept(poll.definition, raw)))

    theirs = [said(one) for one in observers]
    written = [{field: n for field, n in one.items() if kind.moderated(field)} for one in theirs]
    apart = [{OBSERVER + field: n for field, n in one.items()} for one in theirs]
    own = add({PEOPLE: len(members) + len(observers)}, *(said(one) for one in members))
    counts = add(own, {OBSERVER: len(observers)}, *written, *apart)
    seen = withheld(workshop, poll, kind, round_of(counts))
    assert seen.counts == add(own, {OBSERVER: len(observers)})
    assert withheld(workshop, poll, kind, seen) == seen
