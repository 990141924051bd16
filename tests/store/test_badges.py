"""Badges: a code is shown once, gives one seat, and a second use replaces the first."""

from __future__ import annotations

import pytest
from redis.asyncio import Redis

from server.domain.badge import written
from server.domain.door import Door
from server.domain.errors import Conflict, Refusal
from server.domain.people import Person, plan
from server.domain.seat import Attendance, Seat
from server.store import keys
from server.store.archive import archive, restore
from server.store.badges import Badges
from server.store.doors import Doors
from server.store.people import Listed, People
from tests.store.sample import Floor, differences

NOON = 1_708_000_000_000


class Desk:
    """A list of two people, and their badges."""

    def __init__(self, floor: Floor, redis: Redis) -> None:
        self.floor, self.redis, self.code = floor, redis, floor.code
        self.people, self.badges, self.doors = People(redis), Badges(redis), Doors(redis)

    async def listed(self) -> Listed:
        return await self.people.listed(self.code)

    async def register(self, *names: str) -> None:
        listed = [Person("", name, delegation="CL") for name in names]
        seen = await self.listed()
        await self.people.apply(self.code, plan(seen.people, listed), seen, remove=True, by="desk")

    async def claim(self, code: str) -> tuple[Seat, str]:
        return await self.badges.claim(self.code, code, attendance=Attendance.ROOM, language="en")


@pytest.fixture
async def desk(floor: Floor, redis: Redis) -> Desk:
    """Ana and Luis are expected."""
    own = Desk(floor, redis)
    await own.register("Ana", "Luis")
    return own


async def test_a_code_gives_a_seat(desk: Desk) -> None:
    """With the delegation and the name of the list, however the code is typed."""
    made = await desk.badges.issue(desk.code, ["1", "2"], by="desk")
    seat, token = await desk.claim(f" {written(made['1']).lower().replace(' ', '-')} ")
    assert (seat.name, seat.delegation) == ("Ana", "CL")
    assert await desk.floor.seats.by_token(desk.code, token) == seat
    held = await desk.badges.everyone(desk.code)
    assert (held["1"].state, held["1"].seat, held["2"].state) == ("used", seat.number, "issued")


async def test_a_second_use_replaces(desk: Desk) -> None:
    """The same seat goes to the new device; the old one has lost it; the desk sees it."""
    made = await desk.badges.issue(desk.code, ["1"])
    first, old = await desk.claim(made["1"])
    second, new = await desk.claim(made["1"])
    assert first.number == second.number
    assert await desk.floor.seats.by_token(desk.code, old) is None
    assert (await desk.floor.seats.by_token(desk.code, new)) == second
    assert (await desk.badges.everyone(desk.code))["1"].again
    assert len(await desk.floor.seats.everyone(desk.code)) == 1


async def test_a_new_code_makes_the_old_one_useless(desk: Desk) -> None:
    """The seat stays with its device until the new code is used."""
    old = (await desk.badges.issue(desk.code, ["1"]))["1"]
    seat, token = await desk.claim(old)
    new = (await desk.badges.issue(desk.code, ["1"]))["1"]
    with pytest.raises(Refusal):
        await desk.claim(old)
    assert await desk.floor.seats.by_token(desk.code, token) == seat
    assert (await desk.claim(new))[0].number == seat.number


async def test_a_revoked_badge_takes_its_seat_along(desk: Desk) -> None:
    """Neither the code nor the cookie opens anything; a new code gives the seat back."""
    made = await desk.badges.issue(desk.code, ["1"])
    seat, token = await desk.claim(made["1"])
    await desk.badges.revoke(desk.code, ["1"], by="desk")
    assert (await desk.badges.everyone(desk.code))["1"].state == "revoked"
    assert await desk.floor.seats.by_token(desk.code, token) is None
    with pytest.raises(Refusal):
        await desk.claim(made["1"])
    again = await desk.badges.issue(desk.code, ["1"])
    assert (await desk.claim(again["1"]))[0].number == seat.number


async def test_no_code_is_stored(desk: Desk) -> None:
    """Neither in a key nor in the log, nor in an archive; only keyed digests are."""
    made = await desk.badges.issue(desk.code, ["1", "2"])
    await desk.claim(made["1"])
    stored = await archive(desk.redis, desk.code)
    for name in [key async for key in desk.redis.scan_iter("*")]:
        found = await desk.redis.dump(name) if await desk.redis.type(name) != "none" else b""
        for code in made.values():
            assert code.encode() not in bytes(str(found), "utf-8")
    hashes = [
        await desk.redis.hgetall(key(desk.code)) for key in (keys.badges, keys.badge_codes, keys.people, keys.seats)
    ]
    texts = str(hashes) + str(await desk.redis.xrange(keys.log(desk.code)))
    assert not any(code in texts for code in made.values())
    assert not any(code.encode() in stored for code in made.values())
    assert "Ana" not in str(await desk.redis.xrange(keys.log(desk.code)))


async def test_an_archive_keeps_badges_and_a_deletion_removes_them(desk: Desk) -> None:
    """A restored workshop takes the badges that were printed for it."""
    made = await desk.badges.issue(desk.code, ["1"])
    data = await archive(desk.redis, desk.code)
    await desk.floor.workshops.delete(desk.code)
    assert [key async for key in desk.redis.scan_iter(f"hc:{{{desk.code}}}*")] == []
    await restore(desk.redis, data)
    seat, _ = await desk.claim(made["1"])
    assert seat.name == "Ana"
    assert [one.name for one in (await desk.listed()).people] == ["Ana", "Luis"]


async def test_whoever_leaves_the_list_loses_the_badge(desk: Desk) -> None:
    """And a list that has changed meanwhile is not changed again by whoever has not seen it."""
    made = await desk.badges.issue(desk.code, ["1", "2"])
    _, token = await desk.claim(made["2"])
    seen = await desk.listed()
    await desk.register("Ana", "Rosa")
    assert [one.name for one in (await desk.listed()).people] == ["Ana", "Rosa"]
    assert await desk.floor.seats.by_token(desk.code, token) is None
    with pytest.raises(Refusal):
        await desk.claim(made["2"])
    with pytest.raises(Conflict):
        await desk.people.apply(desk.code, plan(seen.people, []), seen, remove=True)
    assert len((await desk.listed()).people) == 2


async def test_numbers_are_never_given_twice(desk: Desk) -> None:
    """Whoever comes after somebody has left gets a number of their own."""
    await desk.register("Ana")
    added = await desk.people.add(desk.code, Person("", "Eva"))
    assert added.id == "3"


async def test_addresses_can_be_forgotten(desk: Desk) -> None:
    """The people stay."""
    await desk.people.add(desk.code, Person("", "Eva", email="eva@ministry.example"))
    assert await desk.people.forget_addresses(desk.code) == 1
    assert [one.email for one in (await desk.listed()).people] == ["", "", ""]


async def test_the_door(desk: Desk) -> None:
    """Locked for whoever is new; a badge that has its seat still moves to another device."""
    made = await desk.badges.issue(desk.code, ["1", "2"])
    seat, _ = await desk.claim(made["1"])
    seats = desk.floor.seats

    async def come(passing: Door = Door.AGENDA) -> Seat:
        seat, _ = await seats.admit(
            desk.code, delegation="CL", attendance=Attendance.ROOM, language="en", passing=passing
        )
        return seat

    inside = await come()
    await desk.doors.set(desk.code, Door.LOCKED, by="desk")
    with pytest.raises(Conflict):
        await come()
    with pytest.raises(Conflict):
        await desk.claim(made["2"])
    assert (await desk.claim(made["1"]))[0].number == seat.number
    await desk.doors.set(desk.code, Door.WORD, by="desk")
    with pytest.raises(Refusal):
        await come()
    assert (await come(passing=Door.WORD)).number == inside.number + 1
    await desk.doors.set(desk.code, Door.BADGE, by="desk")
    with pytest.raises(Refusal):
        await come(passing=Door.WORD)
    assert (await desk.claim(made["2"]))[0].name == "Luis"
    await desk.doors.set(desk.code, Door.AGENDA, by="desk")
    await come()
    assert differences(await archive(desk.redis, desk.code)) == []


async def test_words_are_the_same_everywhere(desk: Desk) -> None:
    """Two processes show and take the same word, and the next minute has another."""
    one, other = await desk.doors.words(desk.code), await Doors(desk.redis).words(desk.code)
    assert [one(n) for n in range(20)] == [other(n) for n in range(20)]
    assert len({one(n) for n in range(20)}) > 15


async def test_addresses_are_estimated_and_not_kept(desk: Desk) -> None:
    """A hall behind one address is one; what is kept goes by itself."""
    for n in range(200):
        await desk.doors.came(desk.code, "10.0.0.1", NOON)
        await desk.doors.came(desk.code, f"10.0.1.{n % 20}", NOON)
    found = await desk.doors.arrivals(desk.code, 400, NOON)
    assert found.seats == 400
    assert 15 <= found.addresses <= 27
    slots = [keys.joiners(desk.code, slot) for slot in range(keys.JOINER_SLOTS)]
    lasts = [await desk.redis.ttl(slot) for slot in slots if await desk.redis.exists(slot)]
    assert lasts
    assert all(0 < one <= 120 for one in lasts)
