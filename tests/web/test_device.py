"""Seats on devices: several on one, one that goes to another, and proxies; each right counts once."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest

from tests.web.house import AGENDA, House, serving

PLENARY = (
    AGENDA.split("agenda:")[0].replace("quorum:", "proxies: {most: 1, by: holder}\nquorum:")
    + """
agenda:
  - id: votes
    title: {en: Votes, es: Votaciones}
    polls:
      - id: vote
        kind: vote
        prompt: {en: The proposal, es: La propuesta}
        by: delegation
        ballot: open
      - id: people
        kind: vote
        prompt: {en: Each person, es: Cada persona}
"""
).replace("  - {id: PE,", "  - {id: BR, name: {es: Brasil, en: Brazil}}\n  - {id: PE,")


@pytest.fixture
async def plenary(valkey_url: str) -> AsyncIterator[House]:
    """A house with a vote of delegations and one of people."""
    async with serving(valkey_url, PLENARY) as house:
        yield house


async def test_several_seats_on_one_device(plenary: House) -> None:
    """Each seat answers for itself, whichever page was loaded last; the list says for whom, and who has answered."""
    phone = await plenary.join(delegation="CL", name="Ana")
    client, path = phone.client, phone.path
    assert "own-seats--alone" in await phone.page()
    assert f'action="/{plenary.code}/admission?add=1"' in (await client.get(f"{path}/seats/add")).text
    added = await client.post(
        f"{path}/admission?add=1", data={"delegation": "PE", "attendance": "room", "name": "Luis"}
    )
    assert added.status_code == 303
    assert len(client.cookies["seat"].split(".")) == 2
    await plenary.act("polls/vote/open")
    page = (await client.get(f"{path}?seat=1", headers={"accept-language": "en"})).text
    assert re.search(r'aria-current="page".*?Chile', page, re.DOTALL)
    assert "has not answered yet" in page
    assert f'href="{path}?seat=1&amp;lang=es"' in page
    assert f'href="{path}/seats?seat=1&amp;lang=es"' in (await client.get(f"{path}/seats?seat=1&lang=en")).text
    form = f"{path}/answers?seat=1"
    assert f'action="{form}"' in page
    told = await client.post(form, data={"poll": "vote", "round": "1", "option": "for"})
    assert (told.status_code, told.headers["location"]) == (303, f"{path}?seat=1")
    async with phone.on_line(f"{path}/live?seat=2") as line:
        assert (await line.answer("vote", option="against"))["type"] == "ack"
    found = (await plenary.results())["vote"]
    assert (found["people"], found["counts"]) == (2, {"for": 1, "against": 1})
    assert found["segments"]["delegation:PE"] == {"against": 1}
    unknown = await client.post(f"{path}/answers?seat=9", data={"poll": "vote", "round": "1", "option": "for"})
    assert unknown.status_code == 303
    assert (await plenary.results())["vote"]["people"] == 2


async def test_a_seat_goes_to_another_device_and_the_first_is_told(plenary: House) -> None:
    """The second replaces, it never adds: one person, one answer, and a closed line on the first device."""
    first = await plenary.join(delegation="CL", name="Ana")
    made = (await first.client.post(f"{first.path}/seats/pass?seat=1")).text
    given = re.search(r"/seats/take/(\w{10})|<p class=\"display numeric pass\" dir=\"ltr\">(\w{5}) (\w{5})<", made)
    assert given
    code = given[1] or given[2] + given[3]
    await plenary.act("polls/people/open")
    async with first.on_line() as line:
        assert (await line.answer("people", option="for"))["type"] == "ack"
        second = plenary.browser()
        offered = await second.get(f"{first.path}/seats/take/{code}", headers={"accept-language": "en"})
        assert "The seat of Chile" in offered.text
        assert "Ana" in offered.text
        taken = await second.post(f"{first.path}/seats/take", data={"pass": code, "name": "Luis"})
        assert taken.status_code == 303
        await line.connection.wait_closed()
        assert line.connection.close_code == 4409
    assert (
        "Your seat is on another device now"
        in (await first.client.get(first.path, headers={"accept-language": "en"})).text
    )
    page = (await second.get(first.path, headers={"accept-language": "en"})).text
    assert "Luis" in page
    assert re.search(r'value="for"[^>]*checked', page)
    await second.post(f"{first.path}/answers", data={"poll": "people", "round": "1", "option": "against"})
    found = (await plenary.results())["people"]
    assert (found["people"], found["counts"]) == (1, {"against": 1})
    again = await plenary.browser().post(f"{first.path}/seats/take", data={"pass": code})
    assert again.status_code == 409


async def test_a_proxy_is_given_exercised_and_taken_back(plenary: House) -> None:
    """While it stands the agent alone answers; the page says so to both; afterwards the delegation answers itself."""
    chile = await plenary.join(delegation="CL")
    peru = await plenary.join(delegation="PE")
    own = f"{chile.path}/seats/proxy?seat=1"
    assert (await chile.client.post(own, data={"act": "give", "agent": "PE"})).status_code == 303
    assert (
        "has given its proxy to Peru"
        in (await chile.client.get(f"{chile.path}/seats", headers={"accept-language": "en"})).text
    )
    await plenary.act("polls/vote/open")
    async with chile.on_line() as line:
        refused = await line.answer("vote", option="for")
        assert (refused["type"], "given its proxy" in refused["text"]) == ("refusal", True)
    page = (await peru.client.get(f"{peru.path}?seat=2&for=CL", headers={"accept-language": "en"})).text
    assert "by proxy" in page
    async with peru.on_line(f"{peru.path}/live?seat=2&for=CL") as line, peru.on_line() as other:
        assert (await line.answer("vote", option="against"))["type"] == "ack"
        assert (await other.answer("vote", option="for"))["type"] == "ack"
        found = (await plenary.results())["vote"]
        assert found["counts"] == {"against": 1, "for": 1}
        assert found["segments"]["proxy:PE"] == {"against": 1}
        taken = await chile.client.post(own, data={"act": "end", "agent": "PE"})
        assert taken.status_code == 303
        refused = await line.answer("vote", option="for")
        assert (refused["type"], "taken back" in refused["text"]) == ("refusal", True)
    async with chile.on_line() as line:
        assert (await line.answer("vote", option="for"))["type"] == "ack"
    found = (await plenary.results())["vote"]
    assert (found["people"], found["counts"]) == (2, {"for": 2})


async def test_who_lost_a_right_is_not_told_what_was_answered_with_it(plenary: House) -> None:
    """Neither the delegation that gave its proxy nor, once it is taken back, the agent; on the line as on the page."""
    chile = await plenary.join(delegation="CL")
    peru = await plenary.join(delegation="PE")
    own = f"{chile.path}/seats/proxy?seat=1"
    await chile.client.post(own, data={"act": "give", "agent": "PE"})
    await plenary.act("polls/vote/open")
    acting = f"{peru.path}/live?seat=2&for=CL"
    async with peru.on_line(acting) as agent, chile.on_line() as holder:
        assert (await agent.answer("vote", option="against"))["type"] == "ack"
        await plenary.act("polls/vote/close")
        assert "Your delegation’s answer: Against" in (await agent.hear("told"))["text"]
        await holder.say({"type": "ping"})
        await holder.hear("pong")
        assert [frame for frame in holder.frames if frame["type"] == "told" and "Against" in frame["text"]] == []
    await chile.client.post(own, data={"act": "end", "agent": "PE"})
    async with peru.on_line(acting) as agent:
        await agent.say({"type": "ping"})
        await agent.hear("pong")
        assert [frame for frame in agent.frames if frame["type"] == "told"] == []


async def test_a_proxy_reaches_no_poll_of_people(plenary: House) -> None:
    """Where each person answers, a delegation has nothing to give."""
    await plenary.join(delegation="CL")
    peru = await plenary.join(delegation="PE")
    await plenary.act("polls/people/open")
    async with peru.on_line(f"{peru.path}/live?seat=2&for=CL") as line:
        refused = await line.answer("people", option="for")
        assert (refused["type"], "proxy" in refused["text"]) == ("refusal", True)
    assert (await plenary.results())["people"]["people"] == 0


async def test_nobody_gives_what_is_not_theirs(plenary: House) -> None:
    """A delegation gives its own proxy and no other's; ends what it gave or holds, and nothing else."""
    chile = await plenary.join(delegation="CL")
    peru = await plenary.join(delegation="PE")
    brazil = await plenary.join(delegation="BR")
    await chile.client.post(f"{chile.path}/seats/proxy", data={"act": "give", "agent": "PE"})
    for fields in ({"holder": "CL"}, {"agent": "PE"}, {"holder": "CL", "agent": "PE"}):
        await brazil.client.post(f"{brazil.path}/seats/proxy", data={"act": "end", **fields})
    await plenary.act("polls/vote/open")
    async with peru.on_line(f"{peru.path}/live?seat=2&for=CL") as line:
        assert (await line.answer("vote", option="for"))["type"] == "ack"
    assert (await peru.client.post(f"{peru.path}/seats/proxy", data={"act": "end", "holder": "CL"})).status_code == 303
    async with chile.on_line() as line:
        assert (await line.answer("vote", option="against"))["type"] == "ack"


async def test_the_desk_gives_proxies_and_passes_seats_on(plenary: House) -> None:
    """By its page and by its address for programs; each act is in the ledger with who did it."""
    chile = await plenary.join(delegation="CL", name="Ana")
    told = await plenary.act("mandates", act="give", holder="CL", agent="PE")
    assert (told.status_code, told.json()["proxies"]) == (200, {"CL": "PE"})
    again = await plenary.act("mandates", act="give", holder="CL", agent="BR")
    assert (again.status_code, "already" in again.json()["error"]) == (409, True)
    assert (await plenary.act("mandates", act="end", holder="CL", agent="PE")).json()["proxies"] == {}
    made = (await plenary.act("mandates", act="pass", seat="1")).json()["pass"]
    assert (await plenary.act("mandates", act="pass", seat="9")).status_code == 409
    taken = await plenary.browser().post(f"{chile.path}/seats/take", data={"pass": made, "name": "Luis"})
    assert taken.status_code == 303
    headers = {"Authorization": f"Bearer {plenary.tokens['moderator']}", "accept-language": "en"}
    async with plenary.browser(headers=headers) as client:
        page = (await client.get(f"/workshops/{plenary.code}/mandates?lang=en")).text
        assert "Proxies and seats" in page
        assert "Luis" in page
        ledger = (await client.get(f"/workshops/{plenary.code}/ledger?lang=en")).text
        assert "Chile gave its proxy to Peru" in ledger
        assert "The proxy of Chile, held by Peru, ended" in ledger
        assert "Seat 1 went from Ana to Luis" in ledger
        stale = await client.post(f"/workshops/{plenary.code}/mandates", data={"act": "give"})
        assert stale.status_code in (303, 409)
    async with plenary.browser() as stranger:
        assert (await stranger.get(f"/workshops/{plenary.code}/mandates")).status_code in (403, 404)
    async with plenary.browser(headers={"Authorization": f"Bearer {plenary.tokens['staff']}"}) as client:
        summary = (await client.get(f"/workshops/{plenary.code}/summary.md?lang=en")).text
    assert "Chile gave its proxy to Peru at" in summary
    assert "The seat of Ana (Chile) was taken over by Luis" in summary
