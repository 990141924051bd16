"""Seats and who is here."""

from __future__ import annotations

import pytest

from server.domain.errors import Conflict, Refusal
from server.domain.seat import Attendance, Presence
from server.store import keys
from server.store.seats import Seats
from server.store.workshops import Workshops
from tests.store.sample import KINDS, Floor, parse


async def test_a_seat_is_given_and_found_by_its_token(floor: Floor) -> None:
    """Numbers count from one; only a digest of the token is stored."""
    seat, token = await floor.seats.admit(
        floor.code, delegation="CL", attendance=Attendance.REMOTE, language="es", name="Zoë “Z”", simulated=True
    )
    assert (seat.number, seat.delegation, seat.attendance, seat.language) == (1, "CL", Attendance.REMOTE, "es")
    assert (seat.name, seat.simulated) == ("Zoë “Z”", True)
    assert seat.joined
    assert await floor.seats.by_token(floor.code, token) == seat
    assert await floor.seats.get(floor.code, 1) == seat
    assert await floor.seats.by_token(floor.code, "other") is None
    assert await floor.seats.get(floor.code, 2) is None
    assert token not in str(await floor.redis.hgetall(keys.seat_tokens(floor.code)))
    assert await floor.sit() == 2


async def test_a_seat_that_was_asked_for_twice_is_one(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that broke makes the client ask again."""
    monkeypatch.setattr("server.store.seats.secrets.token_hex", lambda size: "same")
    assert await floor.sit("CL") == await floor.sit("CL") == 1


async def test_who_is_not_on_the_roster_gets_no_seat(floor: Floor) -> None:
    """Nor anybody in a workshop that does not exist."""
    with pytest.raises(Refusal) as refusal:
        await floor.sit("XX")
    assert refusal.value.field == "delegation"
    with pytest.raises(Conflict):
        await floor.seats.admit("000000", attendance=Attendance.ROOM, language="en")


async def test_a_seat_can_move(floor: Floor) -> None:
    """Its name and its time of arrival stay."""
    seat, _ = await floor.seats.admit(floor.code, attendance=Attendance.ROOM, language="en", name="Ann")
    moved = await floor.seats.update(floor.code, 1, attendance=Attendance.REMOTE)
    assert (moved.attendance, moved.language, moved.name, moved.joined) == (
        Attendance.REMOTE, "en", "Ann", seat.joined,
    )  # fmt: skip
    assert (await floor.seats.update(floor.code, 1, language="es")).language == "es"
    assert (await floor.seats.hall(floor.code)).remote == 1
    assert [one.language for one in await floor.seats.everyone(floor.code)] == ["es"]
    with pytest.raises(Conflict):
        await floor.seats.update(floor.code, 9, language="es")


async def test_the_hall_follows_the_roster(floor: Floor) -> None:
    """One row per delegation in its order, then one for seats without any; both processes see the same."""
    other = Seats(floor.redis, Workshops(floor.redis, KINDS, parse=parse))
    assert [row.delegation for row in (await floor.seats.hall(floor.code)).rows] == ["CL", "CA", "BB"]
    await floor.sit("CA")
    await floor.sit("CL", Attendance.REMOTE)
    await floor.sit("CL")
    await floor.sit()
    hall = await floor.seats.hall(floor.code)
    joined = {seat.number: seat.joined for seat in await floor.seats.everyone(floor.code)}
    assert list(hall.rows) == [
        Presence("CL", 1, 1, 1, 1, joined[2]),
        Presence("CA", 1, 0, 1, 0, joined[1]),
        Presence("BB"),
        Presence("", 1, 0, 1, 0, joined[4]),
    ]
    assert (hall.people, hall.delegations) == (4, 2)
    assert await other.hall(floor.code) == hall
    await floor.sit("BB")
    await floor.seats.update(floor.code, 3, attendance=Attendance.REMOTE)
    assert (await floor.seats.hall(floor.code)).rows[0].remote == 2
    assert await other.hall(floor.code) == await floor.seats.hall(floor.code)


async def test_who_was_not_seen_of_late_is_absent(floor: Floor) -> None:
    """A seat that was taken stays taken; being seen brings it back."""
    await floor.sit("CL")
    await floor.redis.zadd(keys.presence(floor.code), {"1": 1})
    hall = await floor.seats.hall(floor.code)
    assert (hall.rows[0].room, hall.rows[0].present_room) == (1, 0)
    await floor.seats.seen(floor.code, [1])
    assert (await floor.seats.hall(floor.code)).rows[0].present_room == 1
    await floor.seats.seen(floor.code, range(2, 5_000))
    assert (await floor.seats.hall(floor.code)).people == 1
    await floor.seats.seen("000000", [1])
    assert not await floor.redis.exists(keys.presence("000000"))


async def test_a_workshop_that_was_deleted_leaves_no_seats_behind(floor: Floor) -> None:
    """A process that knew them looks again."""
    await floor.sit("CL")
    await floor.sit("CL")
    assert (await floor.seats.hall(floor.code)).people == 2
    await floor.workshops.delete(floor.code)
    assert await floor.seats.everyone(floor.code) == []
    assert (await floor.seats.hall(floor.code)).rows == ()
