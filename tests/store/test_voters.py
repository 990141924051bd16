"""Under which names answers are kept."""

from __future__ import annotations

from server.domain.seat import Seat
from server.domain.workshop import Ballot, Settings
from server.store import keys
from server.store.voters import MEMORY, Voters
from tests.store.sample import Floor

SEAT = Seat(7, "CL")
ANONYMOUS = Settings()


async def test_the_name_depends_on_the_ballot(floor: Floor) -> None:
    """One per delegation, the seat's number, or a pseudonym."""
    voters, code = floor.voters, floor.code
    each = Settings(by="delegation")
    assert await voters.voter(code, "each", 1, each, SEAT) == "d:CL"
    assert await voters.voter(code, "each", 1, each, Seat(9, "CL")) == "d:CL"
    for ballot in (Ballot.RECORDED, Ballot.OPEN, Ballot.SECRET):
        assert await voters.voter(code, "roll", 1, Settings(ballot=ballot), SEAT) == "7"
    name = await voters.voter(code, "tools", 1, ANONYMOUS, SEAT)
    assert len(name) == 12
    assert await Voters(floor.redis).voter(code, "tools", 1, ANONYMOUS, SEAT) == name


async def test_pseudonyms_do_not_join_polls_rounds_or_workshops(floor: Floor) -> None:
    """Whoever sees all answers cannot tell which are by the same person."""
    other = await Floor.build(floor.redis)
    names = {
        await floor.voters.voter(code, poll, number, ANONYMOUS, seat)
        for code in (floor.code, other.code)
        for poll in ("tools", "voice")
        for number in (1, 2)
        for seat in (SEAT, Seat(8))
    }
    assert len(names) == 16


async def test_the_end_drops_the_key_of_the_pseudonyms(floor: Floor) -> None:
    """From then on nothing joins a seat to its answer, in this process and in others once their memory fades."""
    time = [0.0]
    process = Voters(floor.redis, clock=lambda: time[0])
    name = await process.voter(floor.code, "tools", 1, ANONYMOUS, SEAT)
    assert await floor.redis.exists(keys.salt(floor.code))
    await floor.acts.end(floor.code)
    assert not await floor.redis.exists(keys.salt(floor.code))
    time[0] = MEMORY
    assert await process.voter(floor.code, "tools", 1, ANONYMOUS, SEAT) != name
    assert not await floor.redis.exists(keys.salt(floor.code))
    assert name not in str([await process.voter(floor.code, "tools", 1, ANONYMOUS, SEAT) for _ in range(3)])


async def test_the_key_can_be_dropped_by_itself(floor: Floor) -> None:
    """This process forgets it at once; a workshop that goes on gets another one."""
    name = await floor.voters.voter(floor.code, "tools", 1, ANONYMOUS, SEAT)
    await floor.voters.forget(floor.code)
    await floor.voters.forget(floor.code)
    assert await floor.voters.voter(floor.code, "tools", 1, ANONYMOUS, SEAT) != name
