"""The door: a hall comes in at full speed, a script is seen and stopped with one act, and whoever is inside stays."""

from __future__ import annotations

import asyncio
import json
import re
import time

import httpx2

from server.domain.door import Door
from server.store import keys
from server.web import limits
from server.web.services import Services
from tests.web.house import PATIENCE, House

FORM = {"delegation": "CL", "attendance": "room", "language": "en"}


def services_of(house: House) -> Services:
    """What the process works with."""
    found: Services = house.worker.lifespan.state["services"]
    return found


async def come(house: House, client: httpx2.AsyncClient, **more: str) -> httpx2.Response:
    """Somebody without cookies asks for a seat."""
    return await client.post(f"/{house.code}/admission", data={**FORM, **more})


async def crowd(house: House, people: int, at_once: int = 30) -> list[int]:
    """So many seats from one address, asked for over a few connections; the answers' codes."""
    async with house.browser() as client:
        waiting = asyncio.Semaphore(at_once)

        async def one() -> int:
            async with waiting:
                client.cookies.clear()
                return (await come(house, client)).status_code

        return list(await asyncio.gather(*(one() for _ in range(people))))


async def present(house: House) -> str:
    """The desk's page."""
    async with house.browser(headers={"accept-language": "en"}) as client:
        await client.get(f"/enter/{house.tokens['moderator']}")
        return (await client.get(f"/workshops/{house.code}/moderator")).text


async def told(house: House, text: str) -> str:
    """The desk's page once it says this: it may be a beat behind the last who came in."""
    async with asyncio.timeout(PATIENCE):
        while text not in (page := await present(house)):
            continue
    return page


async def test_three_hundred_people_behind_one_address(house: House) -> None:
    """All of them come in, nobody waits, and the desk says how many and from how few places."""
    assert set(await crowd(house, 300)) == {303}
    page = await told(house, "300 seats were taken in the last minute, from about 1 network address")
    assert "more than a hall brings" not in page


async def test_a_script_is_seen_and_stopped_with_one_act(house: House) -> None:
    """The warning, the locked door, and everybody inside still answers; then it is opened again."""
    inside = await house.join()
    await house.act("polls/obstacle/open")
    assert set(await crowd(house, 320)) == {303}
    await told(house, "more than a hall brings")
    done = await house.act("door", door="locked", seen="")
    assert done.status_code == 200
    assert set(await crowd(house, 20)) == {409}
    async with house.browser() as client:
        assert "door is closed" in (await client.get(f"/{house.code}")).text
    async with inside.on_line() as line:
        assert (await line.answer("obstacle", option="money"))["type"] == "ack"
    page = await present(house)
    assert "nobody new can take a seat" in page
    assert (await house.act("door", door="locked", seen="")).status_code == 409
    assert (await house.act("door", door="ajar")).status_code == 409
    assert (await house.act("door", door="", seen="locked")).status_code == 200
    await house.join()


async def test_the_seats_of_a_script_are_taken_back(house: House) -> None:
    """Those of the last minutes that have not answered; who was inside before, or answered, stays; phones are told."""
    before = await house.join()
    redis = services_of(house).redis
    key = keys.seats(house.code)
    _, _, profile = str(await redis.hget(key, "1")).partition(" ")
    await redis.hset(key, "1", f"{int(time.time() * 1000) - 3_600_000} {profile}")
    await redis.zadd(keys.seat_changes(house.code), {"1": 2})
    await house.act("polls/obstacle/open")
    assert set(await crowd(house, 40)) == {303}
    honest, idle = await house.join(), await house.join()
    async with honest.on_line() as line, idle.on_line() as gone:
        assert (await line.answer("obstacle", option="money"))["type"] == "ack"
        await gone.hear("stage")
        async with house.browser(headers={"accept-language": "en"}) as desk:
            await desk.get(f"/enter/{house.tokens['moderator']}")
            path = f"/workshops/{house.code}/door/seats"
            assert path in (await desk.get(f"/workshops/{house.code}/moderator")).text
            page = (await desk.get(f"{path}?minutes=10")).text
            assert "42 seats were taken." in page
            assert "1 of them has answered" in page
            assert "Take back 41 seats" in page
            fields = dict(re.findall(r'name="(csrf|since|until)" value="([^"]+)"', page))
            assert (await desk.post(path, data={**fields, "csrf": "old"})).status_code == 403
            # Whoever comes in after that look is not meant.
            late = await house.join()
            done = await desk.post(path, data=fields)
            assert "41 seats were taken back" in (await desk.get(done.headers["location"])).text
            ledger = (await desk.get(f"/workshops/{house.code}/ledger")).text
            assert "(10) that had not answered were taken back" in ledger
        await gone.connection.wait_closed()
        assert gone.connection.close_code == 4410
        assert (await line.answer("obstacle", option="people"))["type"] == "ack"
    assert "You can take a seat again here" in await idle.page()
    assert 'name="delegation"' in await idle.page()
    for phone in (before, honest, late):
        assert 'id="stage"' in await phone.page()
    # A number is never given twice.
    assert sorted(map(int, await redis.hkeys(key))) == [1, 42, 44]
    await come(house, idle.client)
    assert sorted(map(int, await redis.hkeys(key))) == [1, 42, 44, 45]
    assert 'id="stage"' in await idle.page()
    assert (await house.results())["obstacle"]["counts"] == {"people": 1}


async def test_what_cannot_be_taken_back(house: House) -> None:
    """Too many minutes, none, other roles; and programs say the minutes alone."""
    await house.join()
    for fields in ({}, {"minutes": "0"}, {"minutes": "61"}, {"minutes": "x"}, {"since": "1", "until": "9999999999999"}):
        assert (await house.act("door/seats", **fields)).status_code == 409
    for role in ("staff", "projector"):
        async with house.browser(headers={"Authorization": f"Bearer {house.tokens[role]}"}) as client:
            assert (await client.post(f"/workshops/{house.code}/door/seats", data={"minutes": "5"})).status_code == 404
    assert (await house.act("door/seats", minutes="5")).json()["seats"] == 1
    assert (await house.act("door/seats", minutes="5")).json()["seats"] == 0


async def test_the_word_on_the_wall(house: House) -> None:
    """It stands on the wall and on the desk; whoever types it comes in, and a wrong one is told so in the field."""
    await house.act("door", door="word")
    services = services_of(house)
    word = (await services.door.words(house.code))(services.clock() // 60_000)
    async with house.browser() as client:
        assert 'name="word"' in (await client.get(f"/{house.code}")).text
        assert (await come(house, client)).status_code == 422
        wrong = await come(house, client, word="piano 100")
        assert wrong.status_code == 422
        assert 'id="word-refusal"' in wrong.text
        assert (await come(house, client, word=word.upper().replace(" ", ""))).status_code == 303
    async with house.browser() as client:
        await client.get(f"/enter/{house.tokens['projector']}")
        assert word in (await client.get(f"/workshops/{house.code}/projector")).text
    assert word in await present(house)


async def test_badges_only(house: House) -> None:
    """With one act, in a meeting that admitted delegations."""
    await house.act("door", door="badge")
    async with house.browser() as client:
        assert 'name="badge"' in (await client.get(f"/{house.code}")).text
        assert (await come(house, client)).status_code == 422


async def test_the_door_is_in_the_record(house: House) -> None:
    """Who moved it and when, in the ledger; nobody but a moderator moves it."""
    for door in ("locked", "word", "badge", ""):
        await house.act("door", door=door)
    async with house.browser() as client:
        await client.get(f"/enter/{house.tokens['moderator']}")
        page = (await client.get(f"/workshops/{house.code}/ledger")).text
        for said in ("door was closed", "asks for the word", "admits badges only", "opened again"):
            assert said in page
    headers = {"Authorization": f"Bearer {house.tokens['staff']}"}
    async with house.browser(headers=headers) as client:
        assert (await client.post(f"/workshops/{house.code}/door", data={"door": "locked"})).status_code == 404


async def test_a_wave_waits_at_the_door(house: House) -> None:
    """Beyond what a plenary does, people are asked to press again; other meetings are not touched."""
    services = services_of(house)
    while services.limits.may_join(house.code, 0.0):
        pass
    async with house.browser() as client:
        pool = services.limits._workshops[house.code]
        pool.left, pool.rate = 0.0, 0.0
        waits = await come(house, client)
        assert waits.status_code == 503
        assert waits.headers["retry-after"] == "3"
        assert "press the button again" in waits.text
    assert services.limits.may_join("999999", 0.0)


async def test_a_seat_that_says_too_much(house: House) -> None:
    """Its answers are held back, over sockets and without; a colleague's are not."""
    loud, calm = await house.join(), await house.join(delegation="PE")
    await house.act("polls/obstacle/open")
    form = {"type": "answer", "id": "0" * 24, "poll": "obstacle", "round": "1", "option": "money"}
    headers = {"Accept": "application/json"}
    bucket = services_of(house).limits.bucket(house.code, 1, 0.0)
    bucket.tokens, bucket.at = -100_000.0, time.monotonic()
    held = await loud.client.post(f"/{house.code}/answers", data=form, headers=headers)
    assert held.status_code == 429
    assert json.loads(held.text)["type"] == "refusal"
    fine = await calm.client.post(f"/{house.code}/answers", data=form, headers=headers)
    assert json.loads(fine.text)["type"] == "ack"


async def test_a_seat_listens_in_a_few_places(house: House) -> None:
    """More pages of one seat than anybody has are asked to come back; one that was closed makes room."""
    phone = await house.join()
    services = services_of(house)
    for _ in range(limits.MOST_LINES - 1):
        assert services.limits.listens(house.code, 1)
    async with phone.on_line() as line:
        await line.hear("stage")
        assert not services.limits.listens(house.code, 1)
    async with asyncio.timeout(PATIENCE):
        while not services.limits.listens(house.code, 1):  # noqa: ASYNC110 - nothing tells when a socket is gone
            await asyncio.sleep(0.01)


def test_ways_are_those_of_the_form() -> None:
    """What the act takes is what a door can be."""
    assert [str(way) for way in Door] == ["", "word", "badge", "locked"]
