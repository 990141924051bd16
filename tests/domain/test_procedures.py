"""Rules of procedure in the agenda file: proxies, named quorums, small groups, and proposals that are divided."""

from __future__ import annotations

from typing import Any

import pytest

from server.domain.agenda import parse
from server.domain.mandate import ProxyRule
from server.domain.workshop import Quorum
from server.kinds import BY_NAME
from tests.domain.test_splits import agenda, faults

ROSTER = [{"id": "CL", "name": "Chile"}, {"id": "PE", "name": "Peru"}, {"id": "EU", "name": "EU", "observer": True}]


def vote(id_: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "kind": "vote", "prompt": "The proposal", "by": "delegation", **more}


PARTS = [{"id": "a", "text": "Part A"}, {"id": "b", "text": {"es": "Parte B", "en": "Part B"}}]


def test_a_division_is_a_vote_for_each_part_and_one_on_the_whole() -> None:
    """Each with the settings of the whole; the whole comes last."""
    raw = agenda(vote("p1", ballot="recorded", parts=PARTS), roster=ROSTER)
    polls = parse(raw, BY_NAME).polls
    assert list(polls) == ["p1-a", "p1-b", "p1"]
    assert [one.part_of for one in polls.values()] == ["p1", "p1", ""]
    assert polls["p1-b"].prompt.pick("es") == "Parte B"
    assert {one.settings.ballot for one in polls.values()} == {"recorded"}


@pytest.mark.parametrize(
    ("polls", "words"),
    [
        ([vote("p1", parts=PARTS[:1])], "at least 2 parts"),
        ([vote("p1-a"), vote("p1", parts=PARTS)], "used twice"),
        ([vote("p1", parts=[{"id": "a"}, {"id": "b", "text": "B"}])], ""),
        ([{"id": "p1", "kind": "text", "prompt": "Why?", "parts": PARTS}], "not known here"),
    ],
)
def test_faults_of_a_division(polls: list[dict[str, Any]], words: str) -> None:
    """Too few parts, ids that are taken, texts that are missing, kinds that cannot be divided."""
    assert any(words in fault for fault in faults(agenda(*polls, roster=ROSTER)))


def test_a_silence_procedure_sets_its_deadline() -> None:
    """The countdown of such a poll is the time to object."""
    raw = agenda(vote("p1", silence={"hours": 2}), roster=ROSTER)
    assert parse(raw, BY_NAME).polls["p1"].settings.countdown == 7_200


@pytest.mark.parametrize(
    ("raw", "rule"),
    [(None, None), ({}, ProxyRule()), ({"most": 2, "by": "holder"}, ProxyRule(2, "holder"))],
)
def test_proxies(raw: dict[str, Any] | None, rule: ProxyRule | None) -> None:
    """Without the key the rules know of none."""
    more = {} if raw is None else {"proxies": raw}
    assert parse(agenda(vote("p1"), roster=ROSTER, **more), BY_NAME).proxies == rule


def test_proxies_need_a_roster() -> None:
    """There would be nobody to give one."""
    [fault] = faults(agenda({"id": "p1", "kind": "text", "prompt": "Why?"}, roster=[], proxies={}))
    assert "need a roster" in fault


def test_a_quorum_among_named_delegations() -> None:
    """A number or a share of them; each is a member."""
    for raw, quorum in (
        ({"count": 1, "of": ["CL", "PE"]}, Quorum(count=1, of=("CL", "PE"))),
        ({"share": "1/1", "of": ["CL"]}, None),
    ):
        found = parse(agenda(vote("p1"), roster=ROSTER, quorum=raw), BY_NAME).quorum
        assert found is not None
        assert quorum is None or found == quorum
        assert found.needed(99) == 1
    for raw, words in (
        ({"count": 3, "of": ["CL", "PE"]}, "names only 2"),
        ({"count": 1, "of": ["CL", "EU"]}, "not a member"),
        ({"share": "1/2", "of": []}, "at least one"),
    ):
        assert any(words in fault for fault in faults(agenda(vote("p1"), roster=ROSTER, quorum=raw)))


def test_the_smallest_group_is_the_organiser_s() -> None:
    """Five unless the file says otherwise."""
    assert parse(agenda(vote("p1"), roster=ROSTER), BY_NAME).least_group == 5
    assert parse(agenda(vote("p1"), roster=ROSTER, least_group=1), BY_NAME).least_group == 1
