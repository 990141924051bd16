"""Acts that can be taken back: everything is as it was, the log says so, and a recount agrees."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from server.domain.errors import Conflict
from server.domain.state import Last, Phase, State
from server.domain.wall import Held, WallControl
from server.store import acts as acts_module
from server.store import keys, log
from server.store.acts import Decision
from server.store.archive import archive
from tests.store.sample import Floor, differences, log_of


async def verbs(floor: Floor) -> list[str]:
    return [log.parse(entry.text).act for entry in await log_of(floor)]


def last_of(state: State) -> Last:
    assert state.last is not None
    return state.last


async def taken_back(floor: Floor, state: State) -> State:
    return await floor.acts.undo(floor.code, last_of(state), by="chair")


ACTS: dict[str, Callable[[Floor], Awaitable[State]]] = {
    "hide": lambda floor: floor.acts.hide(floor.code, "tools"),
    "stage": lambda floor: floor.acts.stage(floor.code, item="first", poll="roll"),
    "agenda": lambda floor: floor.acts.stage(floor.code, item="", poll=""),
    "compare": lambda floor: floor.acts.compare(floor.code, "tools", "attendance"),
    "numbers": lambda floor: floor.acts.numbers(floor.code, "tools", "counts"),
    "wall": lambda floor: floor.acts.wall(floor.code, WallControl(), WallControl("blank", Held("first"), ("es", "en"))),
    "close": lambda floor: floor.acts.close(floor.code, "tools", present=(3, 2)),
}


@pytest.mark.parametrize("name", ACTS)
async def test_everything_is_as_it_was(floor: Floor, name: str) -> None:
    """And the log alone comes to the same."""
    await floor.open("tools")
    await floor.say("tools", "1", "a1", "x")
    before = await floor.results.state(floor.code)
    after = await ACTS[name](floor)
    assert last_of(after).can_be_taken_back(last_of(after).at)
    back = await taken_back(floor, after)
    assert (back.item, back.poll, back.staged, back.wall) == (before.item, before.poll, before.staged, before.wall)
    assert back.of("tools") == before.of("tools")
    assert last_of(back).verb == "undo"
    assert not last_of(back).can_be_taken_back(last_of(back).at)
    assert differences(await archive(floor.redis, floor.code)) == []


async def test_a_close_that_showed_the_result_is_one_act(floor: Floor) -> None:
    """Taken back, the round goes on hidden, with the answers that it had, and takes new ones."""
    await floor.acts.open(floor.code, "tools", item="first", countdown=None, shown=False)
    await floor.say("tools", "1", "a1", "x")
    closed = await floor.acts.close(floor.code, "tools", reveal=True)
    assert (closed.of("tools").phase, closed.of("tools").shown) == (Phase.CLOSED, True)
    assert await floor.say("tools", "2", "a2", "y") == "closed"
    back = await taken_back(floor, closed)
    assert (back.of("tools").phase, back.of("tools").shown, back.of("tools").round) == (Phase.OPEN, False, 1)
    assert await floor.say("tools", "2", "a3", "y") == "recorded"
    assert (await floor.results.counts(floor.code, "tools", 1))["x"] == 1
    assert (await verbs(floor))[-5:] == ["close", "reveal", "hide", "reopen", "answers"]
    again = await floor.acts.close(floor.code, "tools", present=(1, 1))
    assert again.of("tools").times[1].present == (1, 1)
    assert differences(await archive(floor.redis, floor.code)) == []


async def test_a_countdown_goes_on_with_the_time_that_was_left(floor: Floor) -> None:
    """However long the moderator took to notice."""
    await floor.open("tools", countdown=90)
    closed = await floor.acts.close(floor.code, "tools")
    at = closed.of("tools")
    left = (at.deadline or 0) - (at.times[1].closed or 0)
    back = await taken_back(floor, closed)
    assert (back.of("tools").deadline or 0) - last_of(back).at == left
    assert differences(await archive(floor.redis, floor.code)) == []


async def test_what_cannot_be_taken_back(floor: Floor) -> None:
    """A secret ballot that was closed, an opening, an act after which there was another, and one too long ago."""
    await floor.open("urn")
    await floor.say("urn", "1", "a1", "x", secret=True)
    closed = await floor.acts.close(floor.code, "urn")
    assert last_of(closed).until is None
    with pytest.raises(Conflict, match="cannot be taken back"):
        await taken_back(floor, closed)
    with pytest.raises(Conflict, match="cannot be taken back"):
        await taken_back(floor, await floor.acts.begin(floor.code) if not closed.begun else closed)
    staged = await floor.acts.stage(floor.code, item="first")
    await floor.acts.stage(floor.code, item="first", poll="roll")
    with pytest.raises(Conflict, match="Something else has been done"):
        await taken_back(floor, staged)


async def test_after_a_minute_a_close_stands(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store's own clock decides."""
    monkeypatch.setattr(acts_module, "REOPENED_WITHIN", -1)
    await floor.open("tools")
    closed = await floor.acts.close(floor.code, "tools")
    assert not last_of(closed).can_be_taken_back(last_of(closed).at)
    with pytest.raises(Conflict, match="too late"):
        await taken_back(floor, closed)
    assert (await floor.results.state(floor.code)).of("tools").phase is Phase.CLOSED


async def test_two_who_take_back_at_the_same_instant(floor: Floor) -> None:
    """One does it; the other is told, and nothing is taken back twice."""
    await floor.open("tools")
    await floor.acts.stage(floor.code, item="first", poll="roll")
    state = await floor.acts.stage(floor.code, item="first", poll="each")
    told = await asyncio.gather(taken_back(floor, state), taken_back(floor, state), return_exceptions=True)
    assert sorted(isinstance(one, Conflict) for one in told) == [False, True]
    assert (await floor.results.state(floor.code)).poll == "roll"


async def test_two_who_choose_for_the_wall_at_the_same_instant(floor: Floor) -> None:
    """Both saw the same wall: one wins, the other is told."""
    wanted = [WallControl("blank"), WallControl("join")]
    told = await asyncio.gather(
        *(floor.acts.wall(floor.code, WallControl(), one) for one in wanted), return_exceptions=True
    )
    assert sorted(isinstance(one, Conflict) for one in told) == [False, True]
    # Who wants what is there already has nothing to lose.
    now = await floor.results.state(floor.code)
    assert (await floor.acts.wall(floor.code, WallControl("join", None, ("fr",)), now.wall)).wall == now.wall


async def test_decisions_are_taken_back_all_at_once(floor: Floor) -> None:
    """Whatever the overlay held before is in it again."""
    await floor.open("voice")
    key = keys.moderation(floor.code, "voice", 1)
    await floor.acts.decide_all(floor.code, "voice", 1, "hide", ["one", "two"], "rude")
    before = await floor.redis.hgetall(key)
    steps: list[tuple[Decision, list[str], str]] = [
        ("approve", ["one", "three"], ""),
        ("merge", ["two"], "one"),
        ("theme", ["two", "one"], "t"),
        ("screen", ["one"], ""),
        ("restore", ["two"], ""),
        ("hide", ["two"], "worse"),
    ]
    for act, subjects, value in steps:
        state = await floor.acts.decide_all(floor.code, "voice", 1, act, subjects, value)
        await taken_back(floor, state)
        assert await floor.redis.hgetall(key) == before, act
    assert differences(await archive(floor.redis, floor.code)) == []


async def test_more_decisions_than_anybody_reads_stand(floor: Floor) -> None:
    """They are reversed one by one."""
    await floor.open("voice")
    state = await floor.acts.decide_all(floor.code, "voice", 1, "approve", [f"e{n}" for n in range(101)])
    assert last_of(state).until is None
