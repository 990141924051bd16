"""Mandates, roll calls, who attends, and what an answer weighs."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from server.domain import here, mandate
from server.domain.attending import Attending, attending, kept
from server.domain.gathering import electorate, gather_round, present_now
from server.domain.language import same
from server.domain.mandate import Mandate
from server.domain.procedure import RollCall
from server.domain.roll_call import Roll, decode, following, may_answer, order
from server.domain.seat import Hall, Presence, Seat, segments
from server.domain.snapshot import RoundData
from server.domain.state import MANDATE
from server.domain.state import decode as decode_state
from server.domain.weighing import weighed
from server.domain.workshop import Delegation, Quorum, Workshop
from server.kinds import BY_NAME
from server.kinds.manner import Manner
from server.kinds.vote import VoteDefinition
from tests.domain.test_splits import course

DELEGATIONS = (
    Delegation("PE", same("Perú"), weight=2, groups=("south",)),
    Delegation("BR", same("Brasil"), weight=5),
    Delegation("CL", same("Chile"), weight=3),
    Delegation("EU", same("Unión Europea"), observer=True),
)
VOTE = BY_NAME["vote"]
WEIGHED = VoteDefinition(delegations=True, manner=Manner(weighted=True))


@pytest.fixture
def workshop() -> Workshop:
    """Three members and an observer."""
    return replace(course(), delegations=DELEGATIONS)


def hall(*here: str) -> Hall:
    return Hall([Presence(one.id, present_room=int(one.id in here)) for one in DELEGATIONS])


def test_a_mandate_is_written_and_read() -> None:
    """With and without its end; proxies that ended are not in force."""
    one = Mandate(1, "proxy", 0, "CL", "PE", 5, "desk")
    over = Mandate(2, "proxy", 0, "BR", "PE", 5, "desk", 9, "seat:3")
    moved = Mandate(3, "transfer", 12, "Ana", "Luis", 7, "seat:12")
    for each in (one, over, moved):
        assert mandate.decode(each.number, mandate.encode(each)) == each
    stand = decode_state({MANDATE + str(each.number): mandate.encode(each) for each in (moved, over, one)})
    assert list(stand.mandates) == [1, 2, 3]
    assert dict(stand.proxies) == {"CL": "PE"}
    assert mandate.held(stand.mandates, "PE") == ["CL"]
    assert mandate.held(stand.mandates, "CL") == []


def test_the_roll_is_in_alphabetical_order(workshop: Workshop) -> None:
    """Of the members alone, accents put aside, going round from the delegation that was drawn."""
    assert [one.id for one in order(workshop, RollCall())] == ["BR", "CL", "PE"]
    assert [one.id for one in order(workshop, RollCall(drawn=True), "CL")] == ["CL", "PE", "BR"]
    assert [one.id for one in order(workshop, RollCall("es"), "XX")] == ["BR", "CL", "PE"]


def test_the_roll_goes_round_twice(workshop: Workshop) -> None:
    """Whoever has not answered is called once more; then it is over."""
    called = order(workshop, RollCall())
    roll: Roll | None = Roll()
    told = []
    while (roll := following(called, roll or Roll(), {"CL"})) is not None:
        told.append((roll.called, roll.turn))
        assert decode(str(roll)) == roll
    assert told == [("BR", 1), ("PE", 1), ("BR", 2), ("PE", 2)]
    assert following(called, Roll("BR", "PE", 1), {"BR", "CL", "PE"}) is None


def test_a_delegation_answers_once_it_is_called(workshop: Workshop) -> None:
    """And from then on; one that was never called does not, nor one that is on no roll."""
    called = order(workshop, RollCall())
    assert not may_answer(called, Roll(), "BR")
    roll = Roll("BR", "CL", 1)
    assert [may_answer(called, roll, name) for name in ("BR", "CL", "PE", "EU")] == [True, True, False, False]
    assert may_answer(called, Roll("BR", "BR", 2), "PE")


def test_who_attends(workshop: Workshop) -> None:
    """Observers are people and nothing else; a quorum may be counted among named delegations."""
    assert attending(workshop, hall("CL", "BR", "EU")) == Attending(3, 2, 2, 8, 1)
    named = replace(workshop, quorum=Quorum(share=Fraction(1, 2), of=("PE", "CL")))
    assert attending(named, hall("CL", "BR")).toward == 1
    assert kept((9, 3)) == Attending(9, 3, 3, 3)
    assert kept((9, 3, 2, 7, 1)) == Attending(9, 3, 2, 7, 1)
    data = RoundData("p2", 1, 1, 2, {}, present=(9, 3, 2, 7, 1), opening=(9, 0, 0, 0, 1))
    who = electorate(named, data, None)
    assert (who.counted, who.quorum, who.quorate, who.began, who.running) == (2, 1, True, False, False)
    assert (who.weight, who.weight_here, who.observers) == (10, 7, 1)


def test_a_delegation_that_is_here_and_represented_counts_once(workshop: Workshop) -> None:
    """Who was here is kept with the round, so that an answer by proxy adds only delegations that were not."""
    numbers = present_now(workshop, hall("PE", "BR", "EU"))
    assert numbers == (3, 2, 2, 7, 1, "=PE,BR")
    assert here.decode(" ".join(map(str, numbers))) == numbers
    assert here.named(here.decode("0 0 0 0 0 =")) == frozenset()
    parts = {
        "delegation:PE": {"": 1, "for": 1, "weight:for": 2, "weight:": 2},
        "delegation:CL": {"": 1, "for": 1, "weight:for": 3, "weight:": 3},
        "proxy:BR": {"": 2, "for": 2, "weight:for": 5, "weight:": 5},
    }
    counts = {"": 2, "for": 2, "weight:for": 5, "weight:": 5}
    data = RoundData("p2", 1, 1, 2, counts, parts, people=2, present=numbers)
    tally = VOTE.tally(WEIGHED, gather_round(workshop, VOTE, data))
    assert (tally.present, tally.silent, tally.present_weight) == (3, 1, 10)
    older = replace(data, present=numbers[:-1])
    assert VOTE.tally(WEIGHED, gather_round(workshop, VOTE, older)).present == 3
    running = replace(data, present=None, closed=None)
    tally = VOTE.tally(WEIGHED, gather_round(workshop, VOTE, running, hall("PE", "BR")))
    assert (tally.present, tally.silent) == (3, 1)
    alone = {name: counts for name, counts in parts.items() if "CL" not in name} | {"proxy:BR": {"": 1, "for": 1}}
    data = replace(data, counts={"": 1, "for": 1}, segments=alone, people=1)
    tally = VOTE.tally(VoteDefinition(delegations=True), gather_round(workshop, VOTE, data))
    assert (tally.present, tally.silent) == (2, 1)


def test_what_an_answer_adds(workshop: Workshop) -> None:
    """Weights of members; observers and guests apart; other kinds and hands in the hall as they are."""
    counts = {"for": 1}
    own = ("attendance:room", "delegation:BR")
    watching = {"observer:for": 1, "observer:": 1}
    assert weighed(workshop, VOTE, WEIGHED, counts, own) == {"for": 1, "weight:for": 5, "weight:": 5}
    assert weighed(workshop, VOTE, VoteDefinition(delegations=True), counts, own) == counts
    assert weighed(workshop, VOTE, WEIGHED, counts, ("delegation:EU",)) == watching
    assert weighed(workshop, VOTE, WEIGHED, counts, ("attendance:room",)) == watching
    assert weighed(workshop, VOTE, WEIGHED, counts, ("clerk:hands",)) == counts
    assert weighed(workshop, VOTE, VoteDefinition(), counts, ("attendance:room",)) == counts
    assert weighed(workshop, BY_NAME["scale"], WEIGHED, counts, ("delegation:EU",)) == counts
    assert weighed(workshop, VOTE, WEIGHED, {}, own) == {}


def test_a_seat_says_whose_right_it_exercises(workshop: Workshop) -> None:
    """By proxy it is counted under the holder, with the agent beside it."""
    seat = Seat(1, "PE", language="es", agent="CL")
    assert segments(workshop, seat) == (
        "attendance:room", "language:es", "delegation:PE", "group:south", "standing:member", "proxy:CL",
    )  # fmt: skip
    assert "standing:observer" in segments(workshop, Seat(2, "EU"))


def test_observers_are_everybody_among_themselves(workshop: Workshop) -> None:
    """In their own group what they said is what counts."""
    counts = {"": 2, "observer:for": 2, "observer:": 2}
    data = RoundData("p2", 1, 1, 2, counts, {"standing:observer": counts}, people=2)
    polls = [replace(poll, definition=VoteDefinition()) for poll in workshop.agenda[0].polls]
    voting = replace(workshop, agenda=[replace(workshop.agenda[0], polls=polls)])
    assert gather_round(voting, VOTE, data, None, "standing:observer").counts == {"": 2, "for": 2}
