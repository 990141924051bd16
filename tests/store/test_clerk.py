"""The clerk's entries: counted once, corrected, taken back, recounted."""

from __future__ import annotations

from typing import Any

import pytest

from server.domain.clerk import How, by_way
from server.domain.errors import Conflict, Refusal
from server.domain.workshop import Poll
from server.store.archive import archive, restore
from server.store.clerk import Clerk
from tests.store.sample import KINDS, Floor, differences


async def asked(floor: Floor, poll: str) -> Poll:
    workshop = await floor.workshops.get(floor.code)
    assert workshop is not None
    return workshop.polls[poll]


async def enter(floor: Floor, poll_id: str, *said: tuple[str, int], how: How = How.HANDS, **more: Any) -> str:
    """Enter marks, each with how many people made it."""
    workshop = await floor.workshops.get(floor.code)
    assert workshop is not None
    poll = workshop.polls[poll_id]
    answers = [({"mark": [mark]}, n) for mark, n in said]
    entry, _ = await Clerk(floor.redis).enter(
        floor.code, workshop, KINDS[poll.kind], poll, 1, answers, how=how, by="chair", **more
    )
    return entry


async def entries(floor: Floor, poll: str) -> dict[str, tuple[int, bool]]:
    found = await Clerk(floor.redis).entries(floor.code, await asked(floor, poll), 1)
    return {one.id: (one.people, one.replaced) for one in found}


async def test_totals_are_counted_like_answers(floor: Floor) -> None:
    """Also after the poll has closed; marked by how they came, and recounted from the log."""
    await floor.open("tools")
    await floor.recorder.submit(floor.submission("tools", "1", "a1", "b"))
    await floor.acts.close(floor.code, "tools")
    await enter(floor, "tools", ("a", 12), ("b", 3))
    await enter(floor, "tools", ("a", 2), how=How.VOICE)
    data = await floor.results.round(floor.code, "tools", 1)
    assert (data.counts["a"], data.counts["b"], data.people) == (14, 4, 18)
    assert data.clerk == {How.HANDS: 15, How.VOICE: 2} == by_way(data.segments)
    assert data.segments["attendance:remote"][""] == 2
    assert differences(await archive(floor.redis, floor.code)) == []


async def test_an_entry_is_for_the_words_that_were_read(floor: Floor) -> None:
    """Where the round was opened anew with other words meanwhile, nothing is entered."""
    await floor.open("tools")
    opened = (await floor.results.state(floor.code)).of("tools").times[1].opened
    assert opened
    with pytest.raises(Conflict, match="Somebody else has just changed this poll"):
        await enter(floor, "tools", ("a", 5), opened=opened - 1)
    await enter(floor, "tools", ("a", 5), opened=opened)
    assert (await floor.results.round(floor.code, "tools", 1)).counts["a"] == 5


async def test_an_entry_is_corrected_and_taken_back(floor: Floor) -> None:
    """The counts are those of what stands; the log knows all three acts."""
    await floor.open("tools")
    await enter(floor, "tools", ("a", 5))
    clerk, poll = Clerk(floor.redis), await asked(floor, "tools")
    first = (await clerk.entries(floor.code, poll, 1))[0]
    await enter(floor, "tools", ("a", 1), ("c", 2), corrects=first)
    data = await floor.results.round(floor.code, "tools", 1)
    assert (data.counts.get("a"), data.counts.get("c"), data.people) == (1, 2, 3)
    with pytest.raises(Conflict, match="just changed"):
        await enter(floor, "tools", ("a", 9), corrects=first)
    second = (await clerk.entries(floor.code, poll, 1))[0]
    await clerk.withdraw(floor.code, KINDS["marks"], poll, 1, second, by="chair")
    data = await floor.results.round(floor.code, "tools", 1)
    assert (data.people, data.clerk) == (0, {})
    assert differences(await archive(floor.redis, floor.code)) == []
    acts = [line.act for line in (await floor.results.ledger(floor.code)).lines]
    assert acts.count("clerk") == 3


async def test_a_delegation_that_answers_as_one_counts_once(floor: Floor) -> None:
    """Beside an answer by phone it is refused, replaces it where that is confirmed, and is replaced by the next."""
    await floor.open("each")
    await floor.recorder.submit(floor.submission("each", "d:CL", "a1", "x"))
    with pytest.raises(Conflict, match="answered by phone"):
        await enter(floor, "each", ("y", 1), delegation="CL", how=How.VOICE)
    entry = await enter(floor, "each", ("y", 1), delegation="CL", how=How.VOICE, confirmed=True)
    data = await floor.results.round(floor.code, "each", 1)
    assert (dict(data.counts), data.clerk) == ({"": 1, "y": 1}, {How.VOICE: 1})
    with pytest.raises(Conflict, match="entry for this delegation"):
        await enter(floor, "each", ("z", 1), delegation="CL")
    with pytest.raises(Refusal, match="whose answer"):
        await enter(floor, "each", ("z", 4))
    await floor.recorder.submit(floor.submission("each", "d:CL", "b2", "x"))
    data = await floor.results.round(floor.code, "each", 1)
    assert (dict(data.counts), data.clerk) == ({"": 1, "x": 1}, {})
    assert await entries(floor, "each") == {entry: (1, True)}
    clerk, poll = Clerk(floor.redis), await asked(floor, "each")
    await clerk.withdraw(floor.code, KINDS["marks"], poll, 1, (await clerk.entries(floor.code, poll, 1))[0])
    assert (await floor.results.round(floor.code, "each", 1)).counts["x"] == 1
    assert differences(await archive(floor.redis, floor.code)) == []


async def test_whoever_has_no_entry_any_more_may_answer(floor: Floor) -> None:
    """Also where answers cannot be changed."""
    await floor.open("each")
    await enter(floor, "each", ("y", 1), delegation="CL")
    clerk, poll = Clerk(floor.redis), await asked(floor, "each")
    await clerk.withdraw(floor.code, KINDS["marks"], poll, 1, (await clerk.entries(floor.code, poll, 1))[0])
    recorded = await floor.recorder.submit(floor.submission("each", "d:CL", "a1", "x", change=False))
    assert recorded.status == "recorded"
    assert differences(await archive(floor.redis, floor.code)) == []


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
async def test_of_a_secret_ballot_only_totals_are_entered(floor: Floor, *, closed: bool) -> None:
    """They are in the totals of the log, whenever they come, and no answer is in it."""
    await floor.open("urn")
    await floor.recorder.submit(floor.submission("urn", "1", "a1", "a", secret=True))
    if closed:
        await floor.acts.close(floor.code, "urn")
    with pytest.raises(Refusal, match="only totals"):
        await enter(floor, "urn", ("a", 1), how=How.PAPER, delegation="CL")
    await enter(floor, "urn", ("a", 4), ("b", 2), how=How.PAPER)
    poll, clerk = await asked(floor, "urn"), Clerk(floor.redis)
    await enter(floor, "urn", ("a", 3), how=How.PAPER, corrects=(await clerk.entries(floor.code, poll, 1))[0])
    data = await floor.results.round(floor.code, "urn", 1)
    assert (dict(data.counts), data.clerk) == ({"": 4, "a": 4}, {How.PAPER: 3})
    if not closed:
        await floor.acts.close(floor.code, "urn")
    assert differences(await archive(floor.redis, floor.code)) == []
    await clerk.withdraw(floor.code, KINDS["marks"], poll, 1, (await clerk.entries(floor.code, poll, 1))[0])
    assert (await floor.results.round(floor.code, "urn", 1)).people == 1
    assert differences(await archive(floor.redis, floor.code)) == []


async def test_an_archive_brings_entries_back(floor: Floor) -> None:
    """They can still be corrected afterwards."""
    await floor.open("tools")
    entry = await enter(floor, "tools", ("a", 2), remark="Counted twice")
    data = await archive(floor.redis, floor.code)
    await floor.workshops.delete(floor.code)
    await restore(floor.redis, data)
    poll, clerk = await asked(floor, "tools"), Clerk(floor.redis)
    kept = (await clerk.entries(floor.code, poll, 1))[0]
    assert (kept.id, kept.people, kept.remark, kept.by) == (entry, 2, "Counted twice", "chair")
    await enter(floor, "tools", ("b", 1), corrects=kept)
    assert differences(await archive(floor.redis, floor.code)) == []


async def test_what_cannot_be_entered(floor: Floor) -> None:
    """Nobody, too many, a delegation that is not there, a round that never was."""
    await floor.open("tools")
    wrong: list[tuple[tuple[str, int], dict[str, str]]] = [
        (("a", 0), {}),
        (("a", 10_001), {}),
        (("a", 1), {"delegation": "XX"}),
    ]
    for said, more in wrong:
        with pytest.raises(Refusal):
            await enter(floor, "tools", said, **more)  # type: ignore[arg-type]
    with pytest.raises(Conflict, match="no such round"):
        await enter(floor, "roll", ("a", 1))
    assert await entries(floor, "tools") == {}
