"""Resets and rehearsals: what is dropped is gone, what was done is told, and the chain holds."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from redis.asyncio import Redis

from server.domain.errors import Conflict
from server.domain.seat import Attendance
from server.domain.state import Phase
from server.store import keys
from server.store.archive import archive, restore
from server.store.resets import Resets
from tests.store.sample import Floor, differences, log_of


async def held(redis: Redis, text: str) -> list[str]:
    """The keys of the store that hold a text somewhere."""
    every: list[str] = [key async for key in redis.scan_iter(match="hc:*")]
    raw: Any = redis
    return [key for key in every if text.encode() in await raw.execute_command("DUMP", key, NEVER_DECODE=True)]


async def answer(floor: Floor, poll: str, voter: str, value: str) -> None:
    await floor.recorder.submit(floor.submission(poll, voter, f"a{voter}{value}".replace(":", ""), value))


async def test_a_poll_is_reset(floor: Floor) -> None:
    """Its answers are gone from the store and the log; another poll's are not; the ledger says how many."""
    await floor.open("tools")
    await answer(floor, "tools", "1", "hammer")
    await answer(floor, "tools", "2", "saw")
    resets = Resets(floor.redis)
    with pytest.raises(Conflict, match="is open"):
        await resets.poll(floor.code, "tools", answers=2, by="chair")
    await floor.acts.close(floor.code, "tools")
    await floor.open("roll")
    await answer(floor, "roll", "3", "kept")
    before = await archive(floor.redis, floor.code)
    assert await resets.answers(floor.code, "tools") == 2
    with pytest.raises(Conflict, match="other answers"):
        await resets.poll(floor.code, "tools", answers=1, by="chair")
    state = await resets.poll(floor.code, "tools", answers=2, by="chair")
    assert (state.of("tools").phase, state.of("tools").round) == (Phase.DRAFT, 0)
    assert state.of("tools").reset
    assert state.of("roll").phase is Phase.OPEN
    assert await floor.redis.exists(*keys.of_round(floor.code, "tools", 1)) == 0
    after = await archive(floor.redis, floor.code)
    assert (differences(before), differences(after)) == ([], [])
    assert b"hammer" not in b"".join(_texts(after))
    line = (await floor.results.ledger(floor.code)).lines[-1]
    assert (line.act, line.by, line.poll) == ("reset", "chair", "tools")
    assert line.body.split("\x1e")[0] == "2"
    # The poll begins anew, and a second reset holds as well.
    await floor.acts.close(floor.code, "roll")
    assert await floor.open("tools") == 1
    await answer(floor, "tools", "1", "drill")
    await floor.acts.close(floor.code, "tools")
    await resets.poll(floor.code, "tools", answers=1, by="chair")
    assert differences(await archive(floor.redis, floor.code)) == []


def _texts(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return [file.read(name) for name in file.namelist()]


async def test_a_whole_workshop_is_reset(floor: Floor) -> None:
    """It has not begun, and can be run again; who has a seat keeps it. A restored archive still verifies."""
    number = await floor.sit("CL")
    for poll in ("tools", "urn"):
        await floor.open(poll)
        one = floor.submission(poll, str(number), f"a{poll}", "x", secret=poll == "urn")
        await floor.recorder.submit(one)
        await floor.acts.close(floor.code, poll)
    await floor.acts.end(floor.code)
    resets = Resets(floor.redis)
    assert await resets.answers(floor.code) == 2
    state = await resets.workshop(floor.code, answers=2, by="chair")
    assert state.staged is None
    assert (state.begun, state.ended, state.poll, state.item) == (None, None, "", "")
    assert await floor.seats.get(floor.code, number)
    data = await archive(floor.redis, floor.code)
    assert differences(data) == []
    await floor.workshops.delete(floor.code)
    await restore(floor.redis, data)
    assert differences(await archive(floor.redis, floor.code)) == []
    with pytest.raises(Conflict, match="no answers"):
        await resets.workshop(floor.code, answers=0)
    await floor.acts.begin(floor.code)


@pytest.mark.parametrize("how", ["reset", "wipe"])
async def test_an_answer_from_before_is_none_to_the_round_of_the_same_number(floor: Floor, how: str) -> None:
    """A phone that was off the line sends its old answer again; it is refused, and the recount holds."""
    resets = Resets(floor.redis)
    if how == "wipe":
        await resets.rehearse(floor.code)
    await floor.open("tools")
    before = (await floor.results.state(floor.code)).of("tools").times[1].opened or 0
    assert await floor.say("tools", "1", "a", "hammer", opened=before) == "recorded"
    assert await floor.say("tools", "1", "a", "hammer", opened=before) == "replayed"
    if how == "wipe":
        await resets.wipe(floor.code)
    else:
        await floor.acts.close(floor.code, "tools")
        await resets.poll(floor.code, "tools", answers=1)
    assert await floor.open("tools") == 1
    now = (await floor.results.state(floor.code)).of("tools").times[1].opened or 0
    late = [
        floor.submission("tools", "1", "a", "hammer", opened=before),
        floor.submission("tools", "2", "b", "saw", opened=before),
        floor.submission("tools", "3", "c", "drill", opened=now),
        floor.submission("tools", "4", "d", "drill"),
    ]
    told = [await future for future in [floor.recorder.submit(one) for one in late]]
    assert [one.status for one in told] == ["round", "round", "recorded", "recorded"]
    assert await floor.results.counts(floor.code, "tools", 1) == {
        "": 2,
        "drill": 2,
        **{f"{segment}\x1f{field}": 2 for segment in ("attendance:room", "delegation:CL") for field in ("", "drill")},
    }
    assert differences(await archive(floor.redis, floor.code)) == []


async def test_nothing_else_can_be_taken_out(floor: Floor) -> None:
    """A log from which somebody dropped an entry without a reset is found out."""
    await floor.open("tools")
    await answer(floor, "tools", "1", "hammer")
    await answer(floor, "tools", "2", "saw")
    await floor.acts.close(floor.code, "tools")
    entry = (await log_of(floor))[2]
    await floor.redis.xdel(keys.log(floor.code), entry.id)
    await floor.redis.hset(keys.dropped(floor.code), entry.id, f"9 {entry.link}")
    assert "no reset has dropped" in differences(await archive(floor.redis, floor.code))[0]


async def test_a_rehearsal_is_wiped_with_one_act(floor: Floor) -> None:
    """Answers, decisions, notes, seats and the end are gone; who sat before still sits; edits of the agenda stay."""
    await floor.acts.note(floor.code, "item:first", "Real note")
    await floor.acts.stage(floor.code, item="first")
    real = await floor.sit("CL")
    resets = Resets(floor.redis)
    assert (await resets.rehearse(floor.code, by="chair")).rehearsal
    with pytest.raises(Conflict, match="already"):
        await resets.rehearse(floor.code)
    tried, _ = await floor.seats.admit(floor.code, delegation="CA", attendance=Attendance.ROOM, language="en")
    assert tried.simulated
    await floor.seats.seen(floor.code, [real, tried.number])
    assert len((await floor.seats.hall(floor.code)).rows) == 3
    await floor.acts.begin(floor.code)
    await floor.open("tools")
    await answer(floor, "tools", str(tried.number), "hammer")
    await floor.acts.note(floor.code, "item:first", "A note to try")
    assert differences(await archive(floor.redis, floor.code)) == []
    state = await resets.wipe(floor.code, by="chair")
    assert (state.rehearsal, state.begun, state.item, state.polls) == (None, None, "first", {})
    assert await floor.results.notes(floor.code) == {"item:first": "Real note"}
    assert [seat.number for seat in await floor.seats.everyone(floor.code)] == [real]
    assert not await floor.redis.hexists(keys.attended(floor.code), str(tried.number))
    hall = await floor.seats.hall(floor.code)
    assert {row.delegation: row.room for row in hall.rows} == {"CL": 1, "CA": 0, "BB": 0}
    for trace in ("hammer", "note to try"):
        assert await held(floor.redis, trace) == []
    assert differences(await archive(floor.redis, floor.code)) == []
    acts = [line.act for line in (await floor.results.ledger(floor.code)).lines]
    assert acts == ["define", "note", "stage", "rehearse", "wipe"]
    # A phone may say that it is here after that: a seat that is gone leaves no mark.
    await floor.seats.seen(floor.code, [real, tried.number])
    assert await floor.redis.zrange(keys.presence(floor.code), 0, -1) == [str(real)]
    assert await floor.redis.hkeys(keys.attended(floor.code)) in ([], [str(real)])
    # The next seat is nobody's from the rehearsal, and the meeting can begin for real.
    assert await floor.sit("BB") == tried.number + 1
    assert not (await floor.seats.everyone(floor.code))[-1].simulated
    with pytest.raises(Conflict, match="no rehearsal"):
        await resets.wipe(floor.code)


async def test_only_what_has_not_begun_is_rehearsed(floor: Floor) -> None:
    """What is real is never wiped."""
    await floor.open("tools")
    with pytest.raises(Conflict, match="has begun"):
        await Resets(floor.redis).rehearse(floor.code)
    with pytest.raises(Conflict, match="no rehearsal"):
        await Resets(floor.redis).wipe(floor.code)


async def test_an_archive_of_a_rehearsal_is_one(floor: Floor) -> None:
    """It is restored as a rehearsal, and can still be wiped."""
    resets = Resets(floor.redis)
    await resets.rehearse(floor.code)
    await floor.open("tools")
    await answer(floor, "tools", "1", "hammer")
    await floor.acts.end(floor.code)
    data = await archive(floor.redis, floor.code)
    await floor.workshops.delete(floor.code)
    await restore(floor.redis, data)
    assert (await floor.results.state(floor.code)).rehearsal
    state = await resets.wipe(floor.code)
    assert (state.ended, state.rehearsal) == (None, None)
    assert differences(await archive(floor.redis, floor.code)) == []
