"""What pages and exports read."""

from __future__ import annotations

import hashlib

import pytest

from server.domain.counts import PEOPLE
from server.store import keys, reading
from server.store.archive import archive
from tests.store.sample import Floor, differences


async def test_a_round_has_totals_and_segments(floor: Floor) -> None:
    """People stand under the empty field, in each segment too; no entries for a kind that counts."""
    await floor.open("tools")
    await floor.say("tools", "1", "a", "x", "y", segments=("attendance:room", "delegation:CL"))
    await floor.say("tools", "2", "b", "x", segments=("attendance:remote",))
    data = await floor.results.round(floor.code, "tools", 1)
    assert data.counts == {PEOPLE: 2, "x": 2, "y": 1}
    assert data.people == 2
    assert data.segments == {
        "attendance:room": {PEOPLE: 1, "x": 1, "y": 1},
        "delegation:CL": {PEOPLE: 1, "x": 1, "y": 1},
        "attendance:remote": {PEOPLE: 1, "x": 1},
    }
    assert data.entries == ()
    assert data.opened
    assert data.closed is None


async def test_a_round_is_read_without_its_segments(floor: Floor) -> None:
    """Their people are always there: how many of a delegation have answered is shown whatever is compared."""
    await floor.open("tools")
    await floor.say("tools", "1", "a", "x", "y", segments=("attendance:room", "delegation:CL"))
    await floor.say("tools", "2", "b", "x", segments=("attendance:room",))
    data = await floor.results.round(floor.code, "tools", 1, segments=False)
    assert data.counts == {PEOPLE: 2, "x": 2, "y": 1}
    assert data.segments == {"attendance:room": {PEOPLE: 2}, "delegation:CL": {PEOPLE: 1}}
    assert await floor.results.people(floor.code, "tools", 1) == 2
    assert await floor.results.people(floor.code, "tools", 2) == 0


async def test_a_round_that_began_in_one_hash_goes_on_in_two(floor: Floor) -> None:
    """Stores of before have counts by segment among the totals. An answer that is changed takes away what it added."""
    await floor.open("tools")
    await floor.say("tools", "1", "a", "x", segments=("delegation:CL",))
    totals, segments = (key(floor.code, "tools", 1) for key in (keys.counts, keys.segments))
    for name, n in (await reading.fields(floor.redis, segments)).items():
        await floor.redis.hset(totals, name, n)
    await floor.redis.delete(segments)
    await floor.say("tools", "1", "b", "y", segments=("delegation:CL",))
    data = await floor.results.round(floor.code, "tools", 1)
    assert data.segments == {"delegation:CL": {PEOPLE: 1, "y": 1}}
    assert differences(await archive(floor.redis, floor.code)) == []


async def test_entries_come_in_order_with_their_upvotes(floor: Floor) -> None:
    """An entry's id comes from its answer, so an answer that was changed has other ones."""
    await floor.open("voice")
    await floor.say("voice", "1", "a", "Later is fine.", "Me too.")
    await floor.say("voice", "2", "b", "Now!")
    await floor.say("voice", "3", "c")
    first = await floor.results.round(floor.code, "voice", 1)
    assert [one.text for one in first.entries if one.text == "Now!"] == ["Now!"]
    assert len(first.entries) == 3
    assert [one.at for one in first.entries] == sorted(one.at for one in first.entries)
    now = next(one for one in first.entries if one.text == "Now!")
    assert now.id == hashlib.sha256(b"b.0").hexdigest()[:12]
    assert now.segments == ("attendance:room", "delegation:CL")
    await floor.upvotes.set(floor.code, "voice", 1, "1", now.id, True)
    await floor.say("voice", "1", "d", "Never mind.")
    second = await floor.results.round(floor.code, "voice", 1)
    assert {(one.text, one.upvotes) for one in second.entries} == {("Now!", 1), ("Never mind.", 0)}


async def test_own_and_rows_give_answers_back(floor: Floor) -> None:
    """What a phone shows as recorded, and what a recorded ballot prints."""
    await floor.open("roll")
    await floor.say("roll", "2", "b", "no")
    await floor.say("roll", "1", "a", "yes")
    own = await floor.results.own(floor.code, "roll", 1, "1")
    assert own is not None
    assert (own.id, own.answer.all("mark")) == ("a", ("yes",))
    assert await floor.results.own(floor.code, "roll", 1, "9") is None
    rows = await floor.results.rows(floor.code, "roll", 1)
    assert {(row.voter, row.answer.one("mark")) for row in rows} == {("1", "yes"), ("2", "no")}
    assert all(row.segments == ("attendance:room", "delegation:CL") for row in rows)


async def test_a_snapshot_holds_every_round_in_agenda_order(floor: Floor) -> None:
    """And seats, notes and decisions."""
    await floor.sit("CL")
    await floor.open("roll")
    await floor.open("tools")
    await floor.acts.close(floor.code, "tools")
    await floor.open("tools")
    await floor.acts.note(floor.code, "closing", "Thank you.")
    snapshot = await floor.results.snapshot(floor.code)
    assert [(one.poll, one.round) for one in snapshot.rounds] == [("tools", 1), ("tools", 2), ("roll", 1)]
    assert [seat.delegation for seat in snapshot.seats] == ["CL"]
    assert snapshot.notes == {"closing": "Thank you."}
    assert snapshot.hall.people == 1
    assert snapshot.at >= (snapshot.state.begun or 0)
    with pytest.raises(KeyError):
        await floor.results.snapshot("000000")


async def test_nothing_is_read_where_nothing_is(floor: Floor) -> None:
    """An unknown workshop has revision 0; a round that never was is empty."""
    assert (await floor.results.state("000000")).rev == 0
    data = await floor.results.round(floor.code, "tools", 3)
    assert (data.people, data.counts, data.segments) == (0, {}, {})
    assert (await floor.results.round(floor.code, "gone", 1)).entries == ()
