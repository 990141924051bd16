"""Support for entries."""

from __future__ import annotations

import pytest

from server.domain.errors import Conflict
from tests.store.sample import ENTRY, Floor


async def test_each_voter_counts_once(floor: Floor) -> None:
    """And may take it back; repeated presses change nothing, not even the revision."""
    await floor.open("voice")

    async def press(voter: str, on: bool) -> int:
        return await floor.upvotes.set(floor.code, "voice", 1, voter, ENTRY, on)

    assert [await press("1", True), await press("1", True), await press("2", True)] == [1, 1, 2]
    rev = (await floor.results.state(floor.code)).rev
    assert await press("2", True) == 2
    assert (await floor.results.state(floor.code)).rev == rev
    assert [await press("1", False), await press("1", False), await press("2", False)] == [1, 1, 0]


async def test_where_nothing_is_asked_nothing_is_supported(floor: Floor) -> None:
    """Neither a round that never was, nor a workshop that is over or unknown."""
    with pytest.raises(Conflict, match="no such round"):
        await floor.upvotes.set(floor.code, "voice", 1, "1", ENTRY, True)
    with pytest.raises(Conflict, match="no workshop"):
        await floor.upvotes.set("000000", "voice", 1, "1", ENTRY, True)
    await floor.open("voice")
    with pytest.raises(Conflict, match="no such entry"):
        await floor.upvotes.set(floor.code, "voice", 1, "1", "what\x1eever", True)
    await floor.acts.end(floor.code)
    with pytest.raises(Conflict, match="ended"):
        await floor.upvotes.set(floor.code, "voice", 1, "1", ENTRY, True)


async def test_a_voter_sees_the_own_support(floor: Floor) -> None:
    """And nobody else's."""
    await floor.open("voice")
    other = "ba9876543210"
    await floor.upvotes.set(floor.code, "voice", 1, "1", ENTRY, True)
    await floor.upvotes.set(floor.code, "voice", 1, "2", other, True)
    assert await floor.upvotes.mine(floor.code, "voice", 1, "1", [ENTRY, other]) == {ENTRY}
    assert await floor.upvotes.mine(floor.code, "voice", 1, "1", []) == frozenset()
