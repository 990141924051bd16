"""Pulse: signs as numbers."""

from __future__ import annotations

from server.domain.kind import Answer, Gathered
from server.domain.language import ENGLISH
from server.kinds.pulse import Pulse, PulseDefinition

PULSE = Pulse()
ALL = PulseDefinition()


def test_reactions_count_beside_people() -> None:
    """They come from nobody in particular, and the base says how many there were."""
    counts = {"hand": 2, "pace:slower": 3, "reaction:agree": 40}
    result = PULSE.tally(ALL, Gathered(counts, 4))
    assert result.reactions == 40
    table = PULSE.table(ALL, result, ENGLISH)
    assert table.base == "4 people, 40 reactions."
    assert [row[1] for row in table.rows] == [2, 3, 0, 0, 40, 0, 0]
    assert (table.chart, table.series) == ("bar", (1,))


def test_parts_stand_beside_one_another() -> None:
    """Each with its numbers."""
    some = PULSE.tally(PulseDefinition(reactions=()), Gathered({"hand": 2}, 4))
    figure = PULSE.compare(PulseDefinition(reactions=()), [("Room", some), ("Online", some)], ENGLISH)
    assert figure.sentence == "Room: 4 people. Online: 4 people."


def test_nothing_is_written() -> None:
    """What the kind says of itself."""
    assert PULSE.written(ALL, Answer()) == ()
    assert not PULSE.moderated("hand")
    assert PULSE.spellings({"hand": 1}) == {}
    assert PULSE.additions(ALL) == 0
    assert PULSE.form(PulseDefinition(pace=False), ENGLISH)["paces"] == []
