"""How a vote is taken: what goes together, what is asked, what is said."""

from __future__ import annotations

from typing import Any

import pytest

from server.domain.errors import Refusal
from server.domain.kind import Electorate, Gathered
from server.domain.language import ENGLISH
from server.domain.procedure import RollCall
from server.kinds.manner import Manner
from server.kinds.reckoning import VoteTally
from server.kinds.vote import Vote, VoteDefinition
from tests.kinds.contract import parse

VOTE = Vote()
ONE_EACH = {"by": "delegation", "ballot": "open"}


def define(**raw: Any) -> VoteDefinition:
    definition, faults = parse(VOTE, ONE_EACH | raw)
    assert not faults
    assert isinstance(definition, VoteDefinition)
    return definition


def tally(definition: VoteDefinition, counts: dict[str, int], **who: Any) -> VoteTally:
    people = sum(n for name, n in counts.items() if not name.startswith("weight:"))
    return VOTE.tally(definition, Gathered(counts, people, electorate=Electorate(**{"members": 10, "here": 6, **who})))


@pytest.mark.parametrize(
    ("raw", "manner"),
    [
        ({}, Manner()),
        ({"weights": True}, Manner(weighted=True)),
        ({"roll_call": "alphabetical"}, Manner(roll_call=RollCall())),
        ({"roll_call": "drawn"}, Manner(roll_call=RollCall(drawn=True))),
        ({"roll_call": {"order": "drawn", "language": "en"}}, Manner(roll_call=RollCall("en", drawn=True))),
        ({"roll_call": {}}, Manner(roll_call=RollCall())),
        ({"silence": {"minutes": 10}}, Manner(silence=600)),
        ({"silence": {"hours": 72, "objections": "anybody"}}, Manner(silence=259_200, anybody=True)),
        ({"temperature": True}, Manner(temperature=True)),
    ],
)
def test_manners(raw: dict[str, Any], manner: Manner) -> None:
    """As the file says it."""
    assert define(**raw).manner == manner


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"weights": True, "by": "seat"}, "delegations vote, not people"),
        ({"weights": True, "ballot": "secret"}, "would tell who voted how"),
        ({"roll_call": "drawn", "ballot": "anonymous"}, "everybody hears the answers"),
        ({"silence": {}}, "has a deadline"),
        ({"silence": {"minutes": 5}, "ballot": "secret"}, "no secret ballot"),
        ({"silence": {"minutes": 5}, "majority": "absolute"}, "where nobody votes"),
        ({"silence": {"minutes": 5}, "countdown": 60}, "where nobody votes"),
        ({"temperature": True, "majority": "absolute"}, "which decides nothing"),
        ({"roll_call": "by size"}, "is not one of"),
    ],
)
def test_contradictions_are_faults(raw: dict[str, Any], words: str) -> None:
    """Each with a sentence that says why."""
    _, faults = parse(VOTE, ONE_EACH | raw)
    assert any(words in fault for fault in faults), faults


def test_silence() -> None:
    """Nobody votes: an objection breaks it, an early close decides nothing."""
    definition = define(silence={"minutes": 10})
    assert [one["id"] for one in VOTE.form(definition, ENGLISH)["options"]] == ["agree", "object"]
    assert "unless a delegation objects" in ENGLISH.say(VOTE.rule(definition))
    assert VOTE.accept(definition, {"option": ["object"]}).one("option") == "object"
    with pytest.raises(Refusal, match="object"):
        VOTE.accept(definition, {})
    with pytest.raises(Refusal):
        VOTE.accept(definition, {"option": ["for"]})
    said = {
        "silent": tally(definition, {}),
        "waiting": tally(definition, {}, running=True),
        "abandoned": tally(definition, {}, early=True),
        "broken": tally(definition, {"object": 1, "agree": 2}),
    }
    for outcome, found in said.items():
        assert found.outcome == outcome
        assert VOTE.figure(definition, found, ENGLISH).sentence == VOTE.table(definition, found, ENGLISH).base
    assert said["silent"].people == 6
    assert list(VOTE.table(definition, said["broken"], ENGLISH).rows) == [
        ("Said: no objection", 2), ("Objected", 1), ("Were silent", 3),
    ]  # fmt: skip
    watching = tally(definition, {"observer:object": 1})
    assert (watching.outcome, "noted and not counted" in VOTE.table(definition, watching, ENGLISH).base) == (
        "silent",
        True,
    )
    anybody = define(silence={"minutes": 10, "objections": "anybody"})
    assert tally(anybody, {"observer:object": 1}).outcome == "broken"
    assert "observers" in ENGLISH.say(VOTE.rule(anybody))


@pytest.mark.parametrize(
    ("counts", "outcome", "word"),
    [
        ({"for": 3, "against": 1}, "favoured", "Leaning for"),
        ({"for": 1, "against": 3}, "opposed", "Leaning against"),
        ({"for": 2, "against": 2}, "even", "Evenly divided"),
    ],
)
def test_a_temperature_check_decides_nothing(counts: dict[str, int], outcome: str, word: str) -> None:
    """And says so, without quorum or majority."""
    definition = define(temperature=True)
    found = tally(definition, counts, quorum=9)
    assert found.outcome == outcome
    base = VOTE.table(definition, found, ENGLISH).base
    assert base.startswith("Temperature check, no decision: ")
    assert "quorum" not in base
    verdict = VOTE.verdict(definition, found, ENGLISH)
    assert verdict is not None
    assert verdict.word == word
    assert "decides nothing" in VOTE.form(definition, ENGLISH)["note"]
    assert "not a decision" in ENGLISH.say(VOTE.rule(definition))


def test_weights_and_heads_are_stated() -> None:
    """In the table, the sentence and the drawing."""
    definition = define(weights=True)
    counts = {"for": 2, "against": 3, "weight:for": 60, "weight:against": 20, "weight:": 80}
    found = tally(definition, counts, weight=100, weight_here=90, here=6)
    assert list(VOTE.table(definition, found, ENGLISH).rows) == [
        ("For", 2, 60), ("Against", 3, 20), ("Abstained", 0, 0), ("Did not vote", 1, 10),
    ]  # fmt: skip
    said = VOTE.figure(definition, found, ENGLISH).sentence
    assert said.startswith("Adopted: 60 for, 20 against, 0 abstaining. By heads: 2 for, 3 against, 0 abstentions.")
    assert "Votes are weighed." in ENGLISH.say(VOTE.rule(definition))
    assert VOTE.procedure(definition).weighted


def test_observers_have_a_table_of_their_own() -> None:
    """Where they said something."""
    definition = define()
    [table] = VOTE.further(definition, tally(definition, {"for": 1, "observer:against": 2}), ENGLISH)
    assert list(table.rows) == [("For", 0), ("Against", 2), ("Abstained", 0)]
    assert VOTE.further(definition, tally(definition, {"for": 1}), ENGLISH) == ()


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ({"quorum": 5, "began": False}, "There was a quorum when the vote was closed, and none when it was opened."),
        ({"quorum": 9, "began": True}, "There was a quorum when the vote was opened, and none when it was closed."),
        ({"quorum": 5, "began": True}, "There was a quorum: 6 delegations present, 5 needed. "),
    ],
)
def test_the_quorum_is_judged_at_both_ends(who: dict[str, Any], sentence: str) -> None:
    """The closing decides; the opening is said where it was another matter."""
    definition = define()
    assert sentence in VOTE.table(definition, tally(definition, {"for": 3}, **who), ENGLISH).base


@pytest.mark.parametrize(("toward", "word"), [(3, "There was a quorum: 3"), (1, "There was no quorum: 1")])
def test_a_quorum_among_named_delegations(toward: int, word: str) -> None:
    """It is said among whom."""
    definition = define()
    verdict = VOTE.verdict(definition, tally(definition, {"for": 3}, quorum=2, toward=toward), ENGLISH)
    assert verdict is not None
    assert any(one.startswith(f"{word} of the named delegations") for one in verdict.sentences)


def test_nothing_is_announced_before_anybody_voted() -> None:
    """No verdict of no votes."""
    definition = define()
    assert VOTE.verdict(definition, tally(definition, {}), ENGLISH) is None
    assert VOTE.compare(definition, [], ENGLISH).sentence
