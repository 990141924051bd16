"""A rehearsal from the desk: simulated delegates over real sockets, marked everywhere, wiped with one act."""

from __future__ import annotations

import asyncio
import re

import httpx2

from tests.web.house import House


async def entered(house: House, role: str) -> httpx2.AsyncClient:
    client = house.browser(headers={"accept-language": "en"})
    await client.get(f"/enter/{house.tokens[role]}")
    return client


async def until(client: httpx2.AsyncClient, path: str, words: str) -> str:
    """The page once it says so."""
    async with asyncio.timeout(30):
        while words not in (page := (await client.get(path)).text):  # noqa: ASYNC110 - another process works
            await asyncio.sleep(0.2)
    return page


async def test_the_hall_is_filled_and_wiped(house: House) -> None:
    """They answer what is opened; everybody is told that it is a rehearsal; afterwards nothing of it is left."""
    own = await house.join(delegation="PE")
    desk = await entered(house, "moderator")
    path = f"/workshops/{house.code}/rehearsal"
    assert "Begin the rehearsal" in (await desk.get(path)).text
    assert (await house.act("rehearsal", do="fill", delegates="3")).status_code == 409
    assert (await house.act("rehearsal", do="begin", delegates="8")).json()["rehearsal"] is True
    assert (await house.act("rehearsal", do="begin")).status_code == 409
    tried = await house.join()
    await house.act("polls/obstacle/open")
    assert "Rehearsal." in await tried.page()
    for page in ("moderator", "summary"):
        assert "ehearsal" in (await desk.get(f"/workshops/{house.code}/{page}")).text
    assert "<strong>Rehearsal</strong>" in (await desk.get(f"/workshops/{house.code}/remote")).text
    wall = await entered(house, "projector")
    assert "rehearsed" in (await wall.get(f"/workshops/{house.code}/projector")).text
    async with asyncio.timeout(40):
        while (await house.results())["obstacle"]["people"] < 4:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.2)
    await until(desk, path, "On disk")
    async with tried.on_line() as line, own.on_line() as mine:
        await line.hear("stage")
        assert (await house.act("rehearsal", do="wipe")).json()["rehearsal"] is False
        await line.connection.wait_closed()
        assert line.connection.close_code == 4403
        # Whoever sat before the rehearsal still sits, and sees that nothing has been opened.
        await mine.sees("The next poll will appear here")
    assert await house.results() == {}
    assert "Begin the rehearsal" in (await desk.get(path)).text
    assert (await tried.client.get(tried.path)).text.count("<form") >= 1
    ledger = (await desk.get(f"/workshops/{house.code}/ledger")).text
    assert "A rehearsal was begun" in ledger
    assert "The rehearsal was wiped" in ledger
    assert "The poll was opened" not in ledger
    assert (await house.act("begin")).status_code == 200
    assert (await house.act("rehearsal", do="begin")).status_code == 409


async def test_what_cannot_be_asked(house: House) -> None:
    """No number, too many, unknown acts, old pages, other roles."""
    for fields in ({"do": "begin", "delegates": "many"}, {"do": "begin", "delegates": "1001"}, {"do": "dance"}):
        assert (await house.act("rehearsal", **fields)).status_code == 409
    assert (await house.act("rehearsal", do="wipe")).status_code == 409
    desk = await entered(house, "moderator")
    path = f"/workshops/{house.code}/rehearsal"
    assert (await desk.post(path, data={"do": "begin", "csrf": "old"})).status_code == 403
    staff = await entered(house, "staff")
    assert (await staff.get(path)).status_code == 404
    assert (await staff.post(path, data={"do": "wipe"})).status_code == 404


async def test_a_poll_is_reset_after_a_second_look(house: House) -> None:
    """The number is typed; phones are told; the ledger keeps it; another number deletes nothing."""
    phone = await house.join()
    await house.act("polls/obstacle/open")
    async with phone.on_line() as line:
        await line.answer("obstacle", option="people")
        refused = await house.act("reset", poll="obstacle", answers="1")
        assert (refused.status_code, "is open" in refused.json()["error"]) == (409, True)
        await house.act("polls/obstacle/close")
        desk = await entered(house, "moderator")
        path = f"/workshops/{house.code}/reset"
        assert "Delete 1 answer" in (await desk.get(f"{path}?poll=obstacle")).text
        assert (await house.act("reset", poll="obstacle", answers="7")).status_code == 409
        assert (await house.act("reset", poll="obstacle")).status_code == 409
        assert (await house.act("reset", poll="gone", answers="0")).status_code == 404
        assert (await house.results())["obstacle"]["people"] == 1
        assert (await house.act("reset", poll="obstacle", answers="1")).json()["answers"] == 1
        await line.sees("All answers to the last question were deleted at")
    assert await house.results() == {}
    ledger = (await desk.get(f"/workshops/{house.code}/ledger")).text
    assert "The poll was reset: 1 answer was deleted" in ledger
    # It can be put again, and the same phone answers it once.
    await house.act("polls/obstacle/open")
    async with phone.on_line() as line:
        assert (await line.answer("obstacle", option="money"))["type"] == "ack"
    assert (await house.results())["obstacle"]["counts"] == {"money": 1}


async def test_an_answer_from_before_a_reset_does_not_land_in_the_round_after_it(house: House) -> None:
    """Both rounds are number 1. With a socket and without one it is refused; what stands there now is taken."""
    phone = await house.join()
    await house.act("polls/obstacle/open")
    old = opened(await phone.page())
    await house.act("polls/obstacle/close")
    assert (await house.act("reset", poll="obstacle", answers="0")).status_code == 200
    await house.act("polls/obstacle/open")
    async with phone.on_line() as line:
        new = opened(await line.sees("What is the greatest obstacle?"))
        told = await line.answer("obstacle", opened=old, option="people")
        assert (told["type"], told["text"]) == ("refusal", "Not recorded: this round is over.")
        fields = {"type": "answer", "id": "0" * 24, "poll": "obstacle", "round": "1", "option": "people"}
        headers = {"accept": "application/json"}
        path = f"{phone.path}/answers"
        for when, expected in ((old, "refusal"), (new, "ack")):
            reply = await phone.client.post(path, data={**fields, "opened": when}, headers=headers)
            assert reply.json()["type"] == expected
        assert (await line.answer("obstacle", opened=new, option="money"))["type"] == "ack"
    assert (await house.results())["obstacle"]["counts"] == {"money": 1}


def opened(html: str) -> str:
    """When the round of the form on this page was opened."""
    found = re.search(r'name="opened" value="(\d+)"', html)
    assert found, html
    return found[1]


async def test_a_workshop_is_reset_after_its_end(house: House) -> None:
    """It begins anew, and one seat still is one voter."""
    phone = await house.join()
    await house.act("polls/obstacle/open")
    async with phone.on_line() as line:
        await line.answer("obstacle", option="people")
        await house.act("end")
        await line.sees("")
        assert (await house.act("reset", poll=":all", answers="1")).status_code == 200
        await house.act("polls/obstacle/open")
        await line.sees("What is the greatest obstacle?")
        for option in ("money", "people"):
            assert (await line.answer("obstacle", option=option))["type"] == "ack"
    assert (await house.results())["obstacle"]["counts"] == {"people": 1}
