"""Vote: majorities and their bases, the quorum, ties, and who was silent."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from server.domain.kind import Electorate, Gathered
from server.domain.language import ENGLISH
from server.kinds.majority import MEMBERS, PRESENT, VOTING, Majority
from server.kinds.reckoning import VoteTally
from server.kinds.vote import Vote, VoteDefinition
from tests.kinds.contract import parse

VOTE = Vote()
OAS = Electorate(present=269, members=35, here=24, quorum=12)


def define(**raw: Any) -> VoteDefinition:
    definition, faults = parse(VOTE, raw)
    assert not faults
    assert isinstance(definition, VoteDefinition)
    return definition


def count(definition: VoteDefinition, yes: int, no: int, abstained: int = 0, electorate: Electorate = OAS) -> VoteTally:
    counts = {"for": yes, "against": no, "abstain": abstained}
    return VOTE.tally(definition, Gathered(counts, yes + no + abstained, electorate=electorate))


def said(definition: VoteDefinition, tally: VoteTally) -> str:
    return VOTE.figure(definition, tally, ENGLISH).sentence


@pytest.mark.parametrize(
    ("majority", "of", "needed"),
    [
        (Majority(), 0, 1),
        (Majority(), 1, 1),
        (Majority(), 2, 2),
        (Majority(), 21, 11),
        (Majority(), 22, 12),
        (Majority(Fraction(2, 3)), 0, 1),
        (Majority(Fraction(2, 3)), 3, 2),
        (Majority(Fraction(2, 3)), 4, 3),
        (Majority(Fraction(2, 3)), 193, 129),
        (Majority(Fraction(3, 5)), 35, 21),
        (Majority(Fraction(3, 5)), 36, 22),
        (Majority(Fraction(1)), 35, 35),
    ],
)
def test_needed(majority: Majority, of: int, needed: int) -> None:
    """More than one half, at least every other share; never nothing."""
    assert majority.needed(of) == needed


@pytest.mark.parametrize(
    ("raw", "majority"),
    [
        (None, Majority(Fraction(1, 2), VOTING)),
        ("simple", Majority(Fraction(1, 2), VOTING)),
        ("absolute", Majority(Fraction(1, 2), MEMBERS)),
        ("two_thirds", Majority(Fraction(2, 3), VOTING)),
        ({"share": "2/3", "base": "members"}, Majority(Fraction(2, 3), MEMBERS)),
        ({"share": " 3 / 5 ", "base": "present"}, Majority(Fraction(3, 5), PRESENT)),
        ({"share": 0.6}, Majority(Fraction(3, 5), VOTING)),
        ({"share": 1}, Majority(Fraction(1), VOTING)),
    ],
)
def test_majorities_are_fractions(raw: Any, majority: Majority) -> None:
    """A number with decimals is the fraction that it writes, not the one that a machine makes of it."""
    assert define(majority=raw).majority == majority


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ({"share": "2/3", "base": "members"}, "At least 2/3 of the members is needed."),
        ({"share": 0.75, "base": "present"}, "At least 3/4 of those present is needed."),
        ({"share": "1/2", "base": "present"}, "More than half of those present is needed."),
        ({"share": 1}, "All votes for or against must be for."),
        ({"share": 1, "base": "present"}, "All who are present must vote for."),
    ],
)
def test_a_majority_is_said_with_its_base(raw: Any, sentence: str) -> None:
    """Every delegate reads what is needed before voting."""
    assert ENGLISH.say(VOTE.rule(define(majority=raw))) == f"Vote for or against, or abstain. {sentence}"


@pytest.mark.parametrize("share", [float("nan"), float("inf"), 10**400, -1, "0.6", "1/2/3", [], "", "9" * 5000])
def test_shares_that_are_none(share: Any) -> None:
    """Whatever a file says, it is a fault and nothing breaks."""
    assert parse(VOTE, {"majority": {"share": share}})[1] == [
        "majority.share: A majority is a fraction like 3/5 or a number, from one half to 1."
    ]


@pytest.mark.parametrize(
    ("raw", "votes", "outcome"),
    [
        ({}, (19, 2, 3), "adopted"),
        ({}, (2, 1, 21), "adopted"),
        ({}, (12, 12, 0), "tied"),
        ({}, (0, 0, 24), "rejected"),
        ({}, (11, 12, 1), "rejected"),
        ({"majority": "absolute"}, (17, 0, 7), "rejected"),
        ({"majority": "absolute"}, (18, 6, 0), "adopted"),
        ({"majority": "absolute"}, (12, 12, 0), "tied"),
        ({"majority": "two_thirds"}, (14, 7, 3), "adopted"),
        ({"majority": "two_thirds"}, (13, 7, 4), "rejected"),
        ({"majority": {"share": "2/3", "base": "members"}}, (23, 0, 1), "rejected"),
        ({"majority": {"share": "2/3", "base": "members"}}, (24, 0, 0), "adopted"),
        ({"majority": {"share": "1/2", "base": "present"}}, (12, 2, 10), "rejected"),
        ({"majority": {"share": "1/2", "base": "present"}}, (13, 2, 9), "adopted"),
        ({"majority": {"share": 1}}, (20, 0, 4), "adopted"),
    ],
)
def test_outcomes_of_delegations(raw: dict[str, Any], votes: tuple[int, int, int], outcome: str) -> None:
    """Of 35 members 24 are present; who abstains is present and does not vote."""
    assert count(define(by="delegation", **raw), *votes).outcome == outcome


def test_the_sentence_of_an_adoption() -> None:
    """As the chair announces it."""
    definition = define(by="delegation")
    tally = count(definition, 19, 2, 3)
    assert said(definition, tally) == (
        "Adopted: 19 for, 2 against, 3 abstentions. There was a quorum: 24 delegations present, 12 needed. "
        "More than half of the votes for or against is needed. That is 11 of 21."
    )
    assert VOTE.table(definition, tally, ENGLISH).base == said(definition, tally)


def test_a_tie_is_said_to_be_one() -> None:
    """Equally divided votes reject, and the sentence says why."""
    definition = define()
    assert said(definition, count(definition, 5, 5, 1)).startswith(
        "Tied and therefore rejected: 5 for, 5 against, 1 abstention."
    )


def test_without_a_quorum_nothing_is_decided() -> None:
    """Whatever the votes are."""
    definition = define(by="delegation")
    tally = count(definition, 8, 0, 0, Electorate(269, 35, 8, 12))
    assert tally.outcome == "no quorum"
    assert said(definition, tally).startswith(
        "No decision: 8 for, 0 against, 0 abstentions. There was no quorum: 8 delegations present, 12 needed. "
    )
    shown = [label for trace in VOTE.figure(definition, tally, ENGLISH).data for label in trace.get("text", ())]
    assert shown[0] == "No quorum"
    assert shown[-1] == "There was no quorum: 8 delegations present, 12 needed."


def test_without_a_rule_no_quorum_is_spoken_of() -> None:
    """A workshop without a quorum has nothing to say about it."""
    definition = define()
    tally = count(definition, 8, 0, 0, Electorate(269, 35, 8, 0))
    assert "quorum" not in said(definition, tally)


@pytest.mark.parametrize(("by", "silent"), [("seat", 269 - 20), ("delegation", 24 - 20)])
def test_silence_is_no_abstention(by: str, silent: int) -> None:
    """Who is present and says nothing has a row of their own; people or delegations, as the votes are."""
    definition = define(by=by)
    rows = VOTE.table(definition, count(definition, 15, 2, 3), ENGLISH).rows
    assert list(rows) == [("For", 15), ("Against", 2), ("Abstained", 3), ("Did not vote", silent)]


def test_who_voted_and_left_was_present() -> None:
    """Nobody is absent who voted, however few are here now."""
    definition = define(by="delegation", majority={"share": "2/3", "base": "present"})
    tally = count(definition, 9, 4, 2, Electorate(40, 35, 10, 5))
    assert (tally.present, tally.silent, tally.of, tally.needed) == (15, 0, 15, 10)


def test_without_a_roster_the_members_are_those_present() -> None:
    """A majority of no members would be none at all."""
    definition = define(majority="absolute")
    assert count(definition, 5, 0, 0, Electorate(present=12)).needed == 7


def test_the_result_waits_for_the_close() -> None:
    """An outcome is announced once."""
    assert VOTE.hides
    assert not VOTE.moderated("for")
    assert VOTE.spellings({"for": 1}) == {}
    assert [option["id"] for option in VOTE.form(define(), ENGLISH)["options"]] == ["for", "against", "abstain"]
