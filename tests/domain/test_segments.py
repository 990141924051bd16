"""Segments: what answers are counted under, whoever gives or enters them."""

from __future__ import annotations

from server.domain.segments import DELEGATION, PROXY, name_in, of_delegation, segment
from tests.domain.tiny import agenda, parsed

CHILE = {"id": "CL", "name": "Chile", "groups": ["south", "pacific"]}
UNION = {"id": "EU", "name": "Union", "observer": True}


def test_a_delegation_counts_in_its_groups() -> None:
    """And in its standing, where the roster has observers at all."""
    alone = parsed(agenda(roster=[CHILE]))
    assert of_delegation(alone, alone.delegations[0]) == ["delegation:CL", "group:south", "group:pacific"]
    both = parsed(agenda(roster=[CHILE, UNION]))
    assert of_delegation(both, both.delegations[0])[-1] == "standing:member"
    assert of_delegation(both, both.delegations[1]) == ["delegation:EU", "standing:observer"]


def test_a_name_is_found_by_its_way() -> None:
    """The first of it, whatever else there is; names may hold a colon."""
    parts = ("attendance:room", segment(DELEGATION, "CL"), segment("answer", "p1=a:b"))
    assert name_in(parts, DELEGATION) == "CL"
    assert name_in(parts, "answer") == "p1=a:b"
    assert name_in(parts, PROXY) == ""
