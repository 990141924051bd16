"""The clerk's page and its address for programs."""

from __future__ import annotations

import httpx2
from redis.asyncio import Redis

from tests.web.house import AGENDA, House, Phone, serving


async def moderator(house: House) -> httpx2.AsyncClient:
    client = house.browser(headers={"accept-language": "en"})
    await client.get(f"/enter/{house.tokens['moderator']}")
    return client


async def csrf(client: httpx2.AsyncClient, path: str) -> str:
    page = (await client.get(path)).text
    return page.split('name="csrf" value="')[1].split('"')[0]


async def test_hands_are_entered_as_totals(house: House) -> None:
    """They stand on the desk, on the phones, in results.json and in the ledger, marked as what they are."""
    phone = await house.join()
    await house.act("polls/obstacle/open")
    path = f"/workshops/{house.code}/clerk"
    client = await moderator(house)
    assert "This poll has not been opened yet" in (await client.get(f"{path}/words")).text
    assert f'action="{path}/obstacle"' in (await client.get(path)).text
    token = await csrf(client, f"{path}/obstacle")
    fields = {"csrf": token, "clerk.round": "1", "clerk.mode": "hands", "clerk.how": "hands", "clerk.do": "enter"}
    fields |= {"clerk.hands.option.money": "7", "clerk.hands.option.people": "5", "clerk.remark": "Counted by Ana"}
    done = await client.post(f"{path}/obstacle", data=fields)
    assert (done.status_code, done.headers["location"]) == (303, f"{path}/obstacle?round=1&done=entered")
    page = (await client.get(done.headers["location"])).text
    assert "12 answers" in page
    assert "Counted by Ana" in page
    result = (await house.results())["obstacle"]
    assert (result["people"], result["counts"]) == (12, {"money": 7, "people": 5})
    assert result["segments"]["clerk:hands"] == {"money": 7, "people": 5}
    await house.act("polls/obstacle/close", reveal="1")
    assert "12 entered by the clerk: raised hands." in await phone.page()
    desk = (await client.get(f"/workshops/{house.code}/moderator")).text
    assert "12 entered by the clerk" in desk
    ledger = (await client.get(f"/workshops/{house.code}/ledger")).text
    assert "The clerk entered 12 answers, raised hands" in ledger


async def test_corrected_and_taken_back(house: House) -> None:
    """Also when the poll is closed; a form that is out of date changes nothing."""
    await house.act("polls/obstacle/open")
    await house.act("polls/obstacle/close")
    fields = {"clerk.mode": "hands", "clerk.how": "paper", "clerk.hands.option.money": "3"}
    assert (await house.act("clerk/obstacle", **{**fields, "clerk.how": "telepathy"})).json()["field"] == "clerk.how"
    first = (await house.act("clerk/obstacle", **fields)).json()
    assert (first["people"], first["round"]) == (3, 1)
    client = await moderator(house)
    path = f"/workshops/{house.code}/clerk/obstacle"
    page = (await client.get(f"{path}?entry={first['entry']}")).text
    assert 'value="3"' in page
    stale = {"clerk.mode": "hands", "clerk.how": "paper", "clerk.entry": first["entry"], "clerk.version": "1"}
    assert (await house.act("clerk/obstacle", **stale, **{"clerk.hands.option.money": "9"})).status_code == 409
    del stale["clerk.version"]
    assert (await house.act("clerk/obstacle", **stale, **{"clerk.hands.option.people": "4"})).status_code == 200
    assert (await house.results())["obstacle"]["counts"] == {"people": 4}
    taken = await house.act("clerk/obstacle", **{"clerk.do": "withdraw", "clerk.entry": first["entry"]})
    assert taken.json()["people"] == 0
    assert (await house.results())["obstacle"]["people"] == 0


async def test_the_kind_judges_an_answer(house: House) -> None:
    """The form is the kind's own; what it refuses stands there again with its reason."""
    await house.act("polls/words/open")
    client = await moderator(house)
    path = f"/workshops/{house.code}/clerk/words"
    token = await csrf(client, path)
    fields: dict[str, str | list[str]] = {"csrf": token, "clerk.mode": "answer", "clerk.how": "voice"}
    empty = await client.post(path, data={**fields, "clerk.remark": "Kept"})
    assert empty.status_code == 422
    assert "Kept" in empty.text
    many = await client.post(path, data={**fields, "word": ["Budget", "Time"], "clerk.people": "2"})
    assert many.status_code == 303
    assert (await house.results())["words"]["people"] == 2
    wrong = await client.post(path, data={**fields, "word": "x", "clerk.people": "some"})
    assert "whole number" in wrong.text
    assert (await client.post(path, data={**fields, "csrf": "old", "word": "x"})).status_code == 403


async def test_only_moderators_enter(house: House) -> None:
    """Staff, delegates and strangers find nothing."""
    await house.act("polls/obstacle/open")
    for role in ("staff", "projector"):
        client = house.browser()
        await client.get(f"/enter/{house.tokens[role]}")
        assert (await client.get(f"/workshops/{house.code}/clerk")).status_code == 404
        assert (await client.post(f"/workshops/{house.code}/clerk/obstacle", data={})).status_code == 404
    phone: Phone = await house.join()
    assert (await phone.client.get(f"/workshops/{house.code}/clerk/obstacle")).status_code == 404
    assert (await house.act("clerk/break")).status_code == 404


EACH = AGENDA.replace(
    "        prompt: {es: ¿Cuál es el mayor obstáculo?",
    "        by: delegation\n        prompt: {es: ¿Cuál es el mayor obstáculo?",
)


async def test_a_delegation_counts_once(redis: Redis, valkey_url: str) -> None:
    """Several are entered with one answer; one that answered by phone is refused until that is confirmed."""
    async with serving(valkey_url, EACH) as house:
        await house.act("polls/obstacle/open")
        phone = await house.join(delegation="CL")
        async with phone.on_line() as line:
            await line.answer("obstacle", option="people")
            fields: dict[str, object] = {"clerk.mode": "answer", "clerk.how": "voice", "option": "money"}
            assert (await house.act("clerk/obstacle", **fields)).json()["field"] == "clerk.delegation"  # type: ignore[arg-type]
            both = {**fields, "clerk.delegation": ["CL", "PE"]}
            told = await house.act("clerk/obstacle", **both)  # type: ignore[arg-type]
            assert told.status_code == 409
            assert "Not entered for Chile: This delegation has answered by phone." in told.json()["error"]
            assert (await house.results())["obstacle"]["counts"] == {"money": 1, "people": 1}
            confirmed = {**fields, "clerk.delegation": "CL", "clerk.replace": "1"}
            assert (await house.act("clerk/obstacle", **confirmed)).status_code == 200  # type: ignore[arg-type]
            assert (await house.results())["obstacle"]["counts"] == {"money": 2}
            heard = await line.hear("told")
            assert "clerk" in heard["text"]
            # The phone has the last word, and the entry says so.
            await line.answer("obstacle", option="people")
        client = await moderator(house)
        page = (await client.get(f"/workshops/{house.code}/clerk/obstacle")).text
        assert "has answered by phone since" in page
        assert (await house.results())["obstacle"]["segments"]["clerk:voice"] == {"money": 1}
