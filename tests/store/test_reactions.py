"""Reactions: added up, logged, archived, and joined with nobody."""

from __future__ import annotations

from server.store import keys
from server.store.archive import archive, restore
from server.store.reactions import LATE, Reactions
from tests.store.sample import Floor, differences


async def test_reactions_add_up_beside_the_answers(floor: Floor) -> None:
    """They stand among the counts of the round under a name of their own, and ring the bell."""
    await floor.open("tools")
    await floor.say("tools", "1", "a1", "pen")
    reactions = Reactions(floor.redis)
    rev = (await floor.results.state(floor.code)).rev
    assert await reactions.add(floor.code, "tools", 1, {"agree": 2, "thanks": 1})
    assert await reactions.add(floor.code, "tools", 1, {"agree": 3})
    data = await floor.results.round(floor.code, "tools", 1)
    assert data.counts == {"": 1, "pen": 1, "reaction:agree": 5, "reaction:thanks": 1}
    assert data.people == 1
    assert (await floor.results.state(floor.code)).rev > rev


async def test_a_round_that_is_not_open_takes_none(floor: Floor) -> None:
    """Neither a draft, nor a round that was closed long ago or never was, nor an unknown workshop."""
    reactions = Reactions(floor.redis)
    assert not await reactions.add(floor.code, "tools", 1, {"agree": 1})
    await floor.open("tools")
    assert not await reactions.add(floor.code, "tools", 2, {"agree": 1})
    assert not await reactions.add("000000", "tools", 1, {"agree": 1})
    await floor.acts.close(floor.code, "tools")
    await floor.redis.hincrby(keys.state(floor.code), "tools.closed.1", -LATE - 1_000)
    assert not await reactions.add(floor.code, "tools", 1, {"agree": 1})


async def test_what_was_given_just_before_the_closing_counts(floor: Floor) -> None:
    """A process tells it up to a second later, perhaps when the next round is open; the archive agrees."""
    reactions = Reactions(floor.redis)
    await floor.open("tools")
    await floor.acts.close(floor.code, "tools")
    assert await reactions.add(floor.code, "tools", 1, {"agree": 1})
    await floor.open("tools")
    assert await reactions.add(floor.code, "tools", 1, {"agree": 1})
    assert (await floor.results.round(floor.code, "tools", 1)).counts["reaction:agree"] == 2
    assert "reaction:agree" not in (await floor.results.round(floor.code, "tools", 2)).counts
    assert differences(await archive(floor.redis, floor.code)) == []


async def test_reactions_are_archived_and_recounted(floor: Floor) -> None:
    """The archive holds them, its log comes to the same, and a changed number is found."""
    await floor.open("tools")
    await Reactions(floor.redis).add(floor.code, "tools", 1, {"agree": 2})
    data = await archive(floor.redis, floor.code)
    assert differences(data) == []
    await floor.redis.hincrby(keys.reactions(floor.code, "tools", 1), "agree", 1)
    assert differences(await archive(floor.redis, floor.code)) == [
        "tools, round 1: the reactions are not those in the log."
    ]
    await floor.workshops.delete(floor.code)
    assert not await floor.redis.exists(keys.reactions(floor.code, "tools", 1))
    await restore(floor.redis, data)
    assert await floor.redis.hgetall(keys.reactions(floor.code, "tools", 1)) == {"agree": "2"}
