"""A script says who answers what, and nothing that its workshop does not have."""

from __future__ import annotations

from typing import Any

import pytest

from server.domain.clerk import How
from server.domain.workshop import Workshop
from server.kinds import BY_NAME
from server.rehearsal.ledger import Entry
from server.rehearsal.script import Proxy, Round, Script, Unplayable, parse
from server.store.files.agenda_file import load

AGENDA = """
hemicycle: 1
title: A meeting
languages: [en]
date: 2026-01-02
timezone: UTC
proxies: {most: 1}
roster: [{id: CL, name: Chile}, {id: CA, name: Canada}, {id: PE, name: Peru}, {id: EU, name: Union, observer: true}]
agenda:
  - id: one
    title: One
    polls: [{id: motion, kind: vote, prompt: Which?, by: delegation, ballot: open}]
"""


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    """Three members, an observer and a vote."""
    return load(AGENDA, BY_NAME)[0]


def test_others_are_the_members_of_whom_nothing_is_said(workshop: Workshop) -> None:
    """Neither observers nor those who are silent."""
    vote = {"said": {"for": ["others", "EU"], "against": ["CL"]}, "silent": ["PE"], "clerk": {"voice": ["CL"]}}
    raw = {"absent": ["PE"], "proxies": [{"at": "one", "holder": "PE", "agent": "CL"}], "votes": {"motion": [vote]}}
    script = parse(raw, workshop)
    assert script.absent == ["PE"]
    assert script.proxies == [Proxy("one", "PE", "CL")]
    assert script.rounds("motion") == [Round({"EU": "for", "CL": "against", "CA": "for"}, {"CL": How.VOICE})]
    assert script.told == {"motion"}


def test_where_only_the_clerk_is_told_people_answer_as_they_lean(workshop: Workshop) -> None:
    """Totals are entered besides."""
    raw = {
        "votes": {"motion": [{"entered": [{"how": "hands", "said": {"for": 3}, "remark": "Back"}], "reason": "Tie"}]}
    }
    script = parse(raw, workshop)
    assert script.told == frozenset()
    assert script.rounds("motion") == [Round(None, {}, (Entry(How.HANDS, {"for": 3}, remark="Back"),), "Tie")]


def test_nothing_is_written_of_most_examples() -> None:
    """Then every poll is played as before."""
    assert Script().rounds("motion") == ()


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        ([], "mapping"),
        ({"vote": {}}, "'vote' is not known"),
        ({"absent": "CL"}, "list"),
        ({"absent": ["XX"]}, "no delegation 'XX'"),
        ({"proxies": [{"at": "two", "holder": "CL", "agent": "PE"}]}, "no agenda item 'two'"),
        ({"votes": {"other": []}}, "no poll 'other'"),
        ({"votes": {"motion": [{"said": {"for": ["CL"], "against": ["CL"]}}]}}, "CL is named twice"),
        ({"votes": {"motion": [{"clerk": {"hands": ["CL"]}}]}}, "what nobody says"),
        ({"votes": {"motion": [{"said": {"for": ["CL"]}, "clerk": {"fax": ["CL"]}}]}}, "'fax' is no way"),
        ({"votes": {"motion": [{"said": {}}, {}]}}, "every round"),
    ],
)
def test_a_fault_is_told_with_its_place(raw: Any, what: str, workshop: Workshop) -> None:
    """Before anything is played."""
    with pytest.raises(Unplayable, match=what):
        parse(raw, workshop)
