"""A workshop as prepared: its look-ups, its quorum."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from server.domain.seat import Hall
from server.domain.snapshot import RoundData, Snapshot
from server.domain.state import State
from server.domain.workshop import Quorum
from tests.domain.tiny import agenda, faults, parsed

ROSTER = [{"id": "CL", "name": "Chile"}, {"id": "HT", "name": "Haiti"}]


def test_polls_are_found_in_agenda_order() -> None:
    """By id, and each knows its item."""
    polls = [{"id": name, "kind": "tiny", "prompt": "?"} for name in ("z", "a")]
    items = [{"id": "one", "title": "1", "polls": polls[:1]}, {"id": "two", "title": "2", "polls": polls[1:]}]
    workshop = parsed(agenda(agenda=items))
    assert list(workshop.polls) == ["z", "a"]
    assert workshop.item_of("a").id == "two"
    with pytest.raises(KeyError):
        workshop.item_of("b")


def test_the_first_language_is_the_own() -> None:
    """The order in the file decides."""
    assert parsed(agenda(languages=["fr", "en"])).language == "fr"


def test_delegations_are_found_by_id() -> None:
    """None where the roster has no such delegation."""
    workshop = parsed(agenda(roster=ROSTER))
    found = workshop.delegation("HT")
    assert found is not None
    assert found.plate == "HT"
    assert workshop.delegation("") is None


@pytest.mark.parametrize(
    ("quorum", "members", "needed"),
    [
        (Quorum(share=Fraction(1, 3)), 35, 12),
        (Quorum(share=Fraction(1, 3)), 33, 11),
        (Quorum(share=Fraction(1, 2)), 1, 1),
        (Quorum(share=Fraction(1)), 35, 35),
        (Quorum(count=12), 35, 12),
        (Quorum(), 35, 0),
    ],
)
def test_a_share_is_rounded_up(quorum: Quorum, members: int, needed: int) -> None:
    """A third of 35 is reached by twelve delegations, not by eleven."""
    assert quorum.needed(members) == needed


def test_a_snapshot_finds_the_rounds_of_a_poll() -> None:
    """Oldest first, as they are kept."""
    rounds = [RoundData("a", 1, 1, 2, {}), RoundData("b", 1, 3, 4, {}), RoundData("a", 2, 5, None, {})]
    snapshot = Snapshot("482173", parsed(agenda()), State(), Hall(), rounds)
    assert [one.round for one in snapshot.rounds_of("a")] == [1, 2]


def test_the_day_of_deletion() -> None:
    """So many days after the meeting, or after it was made, if later; where nobody has said, there is none."""
    assert parsed(agenda()).deletion(date(2024, 1, 1)) is None
    assert parsed(agenda(retention=30)).deletion(date(2024, 1, 1)) == date(2024, 3, 16)
    assert parsed(agenda(retention=30)).deletion(date(2026, 2, 1)) == date(2026, 3, 3)
    assert "retention" in str(faults(agenda(retention=0))[0])
