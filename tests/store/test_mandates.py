"""Proxies, seats that go to another device, and the roll: one at a time exercises a right, and all is logged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from server.domain.errors import Conflict
from server.domain.mandate import ProxyRule
from server.domain.roll_call import Roll
from server.domain.seat import Attendance
from server.domain.workshop import Workshop
from server.store.archive import archive, restore
from server.store.mandates import Mandates
from tests.store.sample import KINDS, Floor, differences, parse, text_of


def rules(**rule: object) -> Workshop:
    """The sample with a rule for proxies."""
    return replace(parse(text_of(), KINDS), proxies=ProxyRule(**rule))  # type: ignore[arg-type]


async def test_a_proxy_lets_one_delegation_answer_for_another(floor: Floor) -> None:
    """While it stands only the agent exercises the right; afterwards the holder does; it is one answer all the time."""
    mandates = Mandates(floor.redis)
    await floor.open("each")
    state = await mandates.give(floor.code, rules(), "CL", "CA", by="desk")
    assert dict(state.proxies) == {"CL": "CA"}
    assert await floor.say("each", "d:CL", "a1", "x") == "mandate"
    assert await floor.say("each", "d:CL", "a2", "x", agent="BB") == "mandate"
    assert await floor.say("each", "d:CL", "a3", "x", agent="CA") == "recorded"
    assert await floor.say("each", "d:CA", "a4", "y") == "recorded"
    state = await mandates.end(floor.code, "CL", "CA", by="seat:1")
    assert not state.proxies
    assert await floor.say("each", "d:CL", "a5", "y", agent="CA") == "mandate"
    assert await floor.say("each", "d:CL", "a6", "y") == "changed"
    # What was kept once stays acknowledged, whoever may answer now.
    assert await floor.say("each", "d:CL", "a3", "x", agent="CA") == "superseded"
    counts = await floor.results.counts(floor.code, "each", 1)
    assert (counts[""], counts["y"], "x" in counts) == (2, 2, False)
    one = state.mandates[1]
    assert (one.holder, one.agent, one.by, one.ended_by) == ("CL", "CA", "desk", "seat:1")
    assert one.ended is not None
    assert one.at <= one.ended
    assert differences(await archive(floor.redis, floor.code)) == []


async def test_the_rules_bound_proxies(floor: Floor) -> None:
    """None without a rule, none to oneself, none passed on, and as many as the rules say."""
    mandates = Mandates(floor.redis)
    code = floor.code
    for workshop, holder, agent in (
        (parse(text_of(), KINDS), "CL", "CA"),
        (rules(), "CL", "CL"),
        (rules(), "CL", "XX"),
    ):
        with pytest.raises(Conflict):
            await mandates.give(code, workshop, holder, agent, by="desk")
    await mandates.give(code, rules(), "CL", "CA", by="desk")
    for holder, agent, word in (
        ("CL", "BB", "already"),
        ("BB", "CL", "passed on"),
        ("CA", "BB", "passed on"),
        ("BB", "CA", "as many proxies"),
    ):
        with pytest.raises(Conflict, match=word):
            await mandates.give(code, rules(), holder, agent, by="desk")
    await mandates.give(code, rules(most=2), "BB", "CA", by="desk")
    with pytest.raises(Conflict, match="no such proxy"):
        await mandates.end(code, "CL", "BB", by="desk")


async def test_observers_neither_give_nor_hold_proxies(floor: Floor) -> None:
    """They have no vote."""
    workshop = rules()
    observers = [replace(one, observer=one.id == "BB") for one in workshop.delegations]
    for ends in (("BB", "CA"), ("CA", "BB")):
        with pytest.raises(Conflict, match="observer"):
            await Mandates(floor.redis).give(floor.code, replace(workshop, delegations=observers), *ends, by="desk")


async def test_a_seat_goes_to_another_device(floor: Floor) -> None:
    """The second device replaces the first, which has lost it; a pass opens once."""
    mandates = Mandates(floor.redis)
    seat, first = await floor.seats.admit(
        floor.code, delegation="CL", attendance=Attendance.ROOM, language="en", name="Ana"
    )
    made = await mandates.hand_out(floor.code, seat.number)
    assert await mandates.offered(floor.code, f" {made[:5].lower()}-{made[5:]} ") == seat.number
    second = await mandates.take(floor.code, made, name="Luis")
    assert await floor.seats.by_token(floor.code, first) is None
    moved = await floor.seats.by_token(floor.code, second)
    assert moved is not None
    assert (moved.number, moved.name, moved.delegation) == (seat.number, "Luis", "CL")
    with pytest.raises(Conflict, match="used already"):
        await mandates.take(floor.code, made)
    assert len(await floor.seats.everyone(floor.code)) == 1
    third = await mandates.take(floor.code, await mandates.hand_out(floor.code, seat.number), by="desk")
    assert await floor.seats.by_token(floor.code, second) is None
    state = await mandates.state(floor.code)
    told = [(one.kind, one.seat, one.holder, one.agent, one.by) for one in state.mandates.values()]
    assert told == [("transfer", 1, "Ana", "Luis", "seat:1"), ("transfer", 1, "Luis", "Luis", "desk")]
    data = await archive(floor.redis, floor.code)
    assert differences(data) == []
    await floor.workshops.delete(floor.code)
    await restore(floor.redis, data)
    assert (await mandates.state(floor.code)).mandates == state.mandates
    assert await floor.seats.by_token(floor.code, third) is not None


async def test_the_roll_is_called_by_one(floor: Floor) -> None:
    """Two who call at once want the same; the second is told. The call is in the log."""
    mandates = Mandates(floor.redis)
    await floor.open("each")
    first = Roll("CL", "CL", 1)
    state = await mandates.call(floor.code, "each", 1, Roll(), first, by="desk")
    assert state.of("each").times[1].roll == first
    with pytest.raises(Conflict):
        await mandates.call(floor.code, "each", 1, Roll(), first, by="other")
    await mandates.call(floor.code, "each", 1, first, Roll("CL", "CA", 1), by="desk")
    await floor.acts.close(floor.code, "each", by="desk", present=(3, 2, 2, 2))
    with pytest.raises(Conflict):
        await mandates.call(floor.code, "each", 1, Roll("CL", "CA", 1), Roll("CL", "BB", 1), by="desk")
    assert differences(await archive(floor.redis, floor.code)) == []


async def test_a_round_keeps_who_attended_and_why_it_was_taken_again(floor: Floor) -> None:
    """At the opening and at the closing, and a reason; all of it is in the log."""
    await floor.acts.open(
        floor.code, "roll", item="first", countdown=60, shown=False, present=(9, 3, 2, 5), reason="A point of order"
    )
    state = await floor.acts.close(floor.code, "roll", present=(8, 2, 1, 4))
    times = state.of("roll").times[1]
    assert (times.opening, times.present, times.reason, times.early) == (
        (9, 3, 2, 5),
        (8, 2, 1, 4),
        "A point of order",
        True,
    )
    data = await floor.results.round(floor.code, "roll", 1)
    assert (data.opening, data.present, data.reason, data.early) == (times.opening, times.present, times.reason, True)
    assert differences(await archive(floor.redis, floor.code)) == []
