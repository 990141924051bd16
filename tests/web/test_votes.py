"""Votes by the rules: a roll call, a silence procedure, weights, observers, a division, and a vote taken again."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest

from server.kinds import BY_NAME
from server.store import package
from server.store.archive import archive, verify
from server.store.connection import connect
from tests.web.house import AGENDA, House, serving

PLENARY = (
    AGENDA.split("roster:")[0]
    + """
roster:
  - {id: CL, name: {es: Chile, en: Chile}, weight: 3}
  - {id: BR, name: {es: Brasil, en: Brazil}, weight: 5}
  - {id: PE, name: {es: Perú, en: Peru}, weight: 1}
  - {id: EU, name: {es: Unión Europea, en: European Union}, observer: true}
quorum: {count: 2, of: [CL, BR, PE]}
proxies: {most: 1}
agenda:
  - id: votes
    title: {en: Votes, es: Votaciones}
    polls:
      - {id: called, kind: vote, prompt: Called, by: delegation, ballot: open, roll_call: alphabetical}
      - {id: silent, kind: vote, prompt: Silent, by: delegation, ballot: open, silence: {minutes: 10}}
      - {id: heavy, kind: vote, prompt: Heavy, by: delegation, ballot: open, weights: true}
      - {id: warm, kind: vote, prompt: Warm, temperature: true}
      - id: whole
        kind: vote
        prompt: The whole
        by: delegation
        ballot: recorded
        parts: [{id: a, text: Part A}, {id: b, text: Part B}]
"""
)


@pytest.fixture
async def plenary(valkey_url: str) -> AsyncIterator[House]:
    """A house with votes of every manner."""
    async with serving(valkey_url, PLENARY) as house:
        yield house


async def desk(house: House) -> str:
    """The desk as its moderator sees it."""
    async with house.browser(headers={"Authorization": f"Bearer {house.tokens['moderator']}"}) as client:
        return (await client.get(f"/workshops/{house.code}/moderator?lang=en")).text


async def wall(house: House) -> str:
    """The wall as the hall sees it."""
    async with house.browser(headers={"Authorization": f"Bearer {house.tokens['projector']}"}) as client:
        return (await client.get(f"/workshops/{house.code}/projector?lang=en")).text


async def test_delegations_answer_as_they_are_called(plenary: House) -> None:
    """In alphabetical order; by phone or by the clerk; whoever was silent is called again, and then it is over."""
    chile, brazil = await plenary.join(delegation="CL"), await plenary.join(delegation="BR")
    await plenary.act("polls/called/open")
    async with chile.on_line() as line, brazil.on_line() as other:
        early = await line.answer("called", option="for")
        assert "wait until your delegation is called" in early["text"]
        assert "Call Brazil" in await desk(plenary)
        assert (await plenary.act("polls/called/call", roll="BR CL 1")).status_code == 409
        assert (await plenary.act("polls/called/call", roll="1")).status_code == 200
        assert (await plenary.act("polls/called/call", roll="1")).status_code == 409
        await other.sees("Brazil is called, number 1 of 3.")
        assert "Brazil" in await wall(plenary)
        assert "The ballot is open." in await wall(plenary)
        assert "wait until" in (await line.answer("called", option="for"))["text"]
        assert (await other.answer("called", option="against"))["type"] == "ack"
        await plenary.act("polls/called/call")
        assert (await line.answer("called", option="for"))["type"] == "ack"
        await plenary.act("polls/called/call")
        page = await desk(plenary)
        assert "Peru" in page
        assert "Call Peru again" in page
        await plenary.act("polls/called/call")
        assert "Second call" in await wall(plenary)
        said = await plenary.act("polls/called/say", delegation="PE", option="abstain")
        assert said.status_code == 200, said.text
        assert (await plenary.act("polls/called/say", delegation="CL", option="abstain")).status_code == 409
        assert (await plenary.act("polls/called/call")).status_code == 409
    found = (await plenary.results())["called"]
    assert found["counts"] == {"for": 1, "against": 1, "abstain": 1}
    await plenary.act("polls/called/close", reveal="1")
    shown = await wall(plenary)
    assert "Each seat shows how its delegation voted." in shown
    for form in ("for", "against", "abstained"):
        assert re.search(rf'seat--{form}" data-delegation="\w\w"', shown), form


async def test_a_delegation_has_answered_where_it_is_whoever_of_it_did(plenary: House) -> None:
    """A colleague online answers for a delegation in the room: the room has answered, and nobody is online."""
    hall = await plenary.join(delegation="CL")
    colleague = await plenary.join(delegation="CL", attendance="remote")
    brazil = await plenary.join(delegation="BR", attendance="remote")
    await plenary.act("polls/heavy/open")
    async with hall.on_line(), colleague.on_line() as line, brazil.on_line():
        assert (await line.answer("heavy", option="for"))["type"] == "ack"
        page = re.sub(r"<[^>]+>|\s+", " ", await desk(plenary))
        rates = re.findall(r"(\d+) +of (\d+) (have answered|in the room|online)", re.sub(" +", " ", page))
    assert rates == [("1", "2", "have answered"), ("1", "1", "in the room"), ("0", "1", "online")]


async def test_observers_are_heard_and_not_counted(plenary: House) -> None:
    """They are in no base, and stand apart in the record."""
    for delegation, option in (("CL", "for"), ("BR", "against"), ("EU", "for")):
        phone = await plenary.join(delegation=delegation)
        if delegation == "CL":
            await plenary.act("polls/heavy/open")
        async with phone.on_line() as line:
            assert (await line.answer("heavy", option=option))["type"] == "ack"
    await plenary.act("polls/heavy/close", reveal="1")
    found = (await plenary.results())["heavy"]
    assert found["counts"] == {
        "for": 1, "against": 1, "weight:for": 3, "weight:against": 5, "weight:": 8, "observer:for": 1,
        "observer:": 1,
    }  # fmt: skip
    shown = await wall(plenary)
    assert "Rejected" in shown
    assert "By heads: 1 for, 1 against, 0 abstentions." in shown
    assert "Observers, not counted: 1 for, 0 against, 0 abstentions." in shown
    assert "There was a quorum: 2 of the named delegations, 2 needed." in shown


async def test_silence_adopts_unless_somebody_objects(plenary: House) -> None:
    """An objection can be taken back; closing before the deadline decides nothing."""
    chile = await plenary.join(delegation="CL")
    await plenary.act("polls/silent/open")
    async with chile.on_line() as line:
        html = await line.sees("Adopted unless a delegation objects before the deadline.")
        assert "We object" in html
        assert (await line.answer("silent", option="object"))["type"] == "ack"
        assert "Not adopted: 1 delegation objected." in await desk(plenary)
        assert (await line.answer("silent", option="agree"))["type"] == "ack"
        assert "So far no delegation has objected." in await desk(plenary)
    await plenary.act("polls/silent/close", reveal="1")
    assert "the silence procedure was closed before its deadline" in await desk(plenary)
    shown = await wall(plenary)
    assert "Each seat shows what its delegation said." in shown
    assert "of 1 spoke" in shown
    assert "Said: no objection: 1" in shown
    assert "voted" not in shown


async def test_a_vote_is_taken_again_for_a_reason(plenary: House) -> None:
    """The earlier round stays, and the reason is kept with the new one."""
    await plenary.join(delegation="CL")
    await plenary.act("polls/warm/open")
    await plenary.act("polls/warm/close")
    assert "Take the vote again" in await desk(plenary)
    await plenary.act("polls/warm/next-round", reason="The interpretation had failed")
    async with plenary.browser(headers={"Authorization": f"Bearer {plenary.tokens['staff']}"}) as client:
        summary = (await client.get(f"/workshops/{plenary.code}/summary.md?lang=en")).text
    assert "The interpretation had failed" in summary


async def test_a_proposal_is_voted_on_part_by_part(plenary: House) -> None:
    """Each part is a vote of its own, before the whole."""
    phone = await plenary.join(delegation="CL")
    for poll, prompt in (("whole-a", "Part A"), ("whole-b", "Part B"), ("whole", "The whole")):
        async with phone.on_line() as line:
            await plenary.act(f"polls/{poll}/open")
            await line.sees(prompt)
            assert (await line.answer(poll, option="for"))["type"] == "ack"
        await plenary.act(f"polls/{poll}/close")
    assert [poll for poll in await plenary.results() if poll.startswith("whole")] == ["whole-a", "whole-b", "whole"]


TWO = (
    PLENARY.replace("prompt: Called,", "prompt: {es: ¿Quién está a favor?, en: Who is in favour?},")
    .replace("prompt: Silent,", "prompt: {es: ¿Se adopta el texto?, en: Shall the text be adopted?},")
)  # fmt: skip


@pytest.fixture
async def bilingual(valkey_url: str) -> AsyncIterator[House]:
    """The same house, with two votes whose wording is in both languages."""
    async with serving(valkey_url, TWO) as house:
        yield house


async def on_the_wall(house: House) -> str:
    """The wall in the languages that were chosen for it."""
    headers = {"Authorization": f"Bearer {house.tokens['projector']}", "accept-language": "es"}
    async with house.browser(headers=headers) as client:
        return (await client.get(f"/workshops/{house.code}/projector")).text


async def test_a_roll_call_and_its_result_are_read_in_two_languages(bilingual: House) -> None:
    """Who is called and comes next; the outcome, its counts and its reasons; a name that is the same stands once."""
    headers = {"Authorization": f"Bearer {bilingual.tokens['moderator']}"}
    async with bilingual.browser(headers=headers) as client:
        path = f"/workshops/{bilingual.code}/wall"
        assert (await client.post(path, data={"language": ["es", "en"]})).status_code == 303
    chile, brazil = await bilingual.join(delegation="CL"), await bilingual.join(delegation="BR")
    await bilingual.act("polls/called/open")
    page = await on_the_wall(bilingual)
    assert "¿Quién está a favor?" in page
    assert "Who is in favour?" in page
    assert "The roll call begins. Delegations answer as they are called." in page
    assert page.count('class="roll-called roll-called--long"') == 2
    await bilingual.act("polls/called/call", roll="1")
    page = await on_the_wall(bilingual)
    names = ('lang="es" dir="ltr">Brasil</p>', 'lang="en" dir="ltr">Brazil</p>')
    for said in (*names, "Number 1 of 3", "is called", "Then:"):
        assert said in page, said
    async with brazil.on_line() as line, chile.on_line() as other:
        assert (await line.answer("called", option="for"))["type"] == "ack"
        await bilingual.act("polls/called/call")
        page = await on_the_wall(bilingual)
        # A name that is the same in both languages is said once.
        assert len(re.findall(r'roll-called"[^>]*>Chile<', page)) == 1
        assert (await other.answer("called", option="for"))["type"] == "ack"
    await bilingual.act("polls/called/close")
    await bilingual.act("polls/called/reveal")
    page = await on_the_wall(bilingual)
    outcome = re.search(r"class=\"vote-outcome[^>]*>(.*?)</p>", page)
    assert outcome
    assert re.findall(r"lang=\"(es|en)\"", outcome[1]) == ["es", "en"]
    assert ">Adopted<" in outcome[1]
    for said in ("¿Quién está a favor?", "Who is in favour?", ">For</span>", ">Against</span>", "Join at"):
        assert said in page, said
    assert page.count('class="vote-sentences"') == 2
    assert "Each seat shows how its delegation voted." in page


async def test_observers_of_an_election_stand_apart(valkey_url: str) -> None:
    """In a secret ballot of delegations too: on the wall and the desk, in the files, and the record recounts equal.

    However few they are, where the organiser says so.
    """
    election = """
      - {id: chair, kind: choice, prompt: Chair, by: delegation, ballot: secret,
         options: [{id: a, text: Ana}, {id: b, text: Luis}]}
"""
    everybody = PLENARY.replace("quorum:", "least_group: 1\nquorum:")
    async with serving(valkey_url, everybody + election) as house:
        phones = [await house.join(delegation=name) for name in ("CL", "BR", "EU")]
        await house.act("polls/chair/open")
        for phone, option in zip(phones, "abb", strict=True):
            async with phone.on_line() as line:
                assert (await line.answer("chair", option=option))["type"] == "ack"
        assert "of 2 delegations have answered" in await wall(house)
        await house.act("polls/chair/close", reveal="1")
        assert (await house.results())["chair"]["counts"] == {"a": 1, "b": 1, "observer:b": 1, "observer:": 1}
        said = "Shares of the 2 delegations that answered. Observers, not counted: Luis: 1."
        assert said in await wall(house)
        page = await desk(house)
        assert said in page
        assert "Observers, not counted" in page.replace(said, "")
        async with house.browser(headers={"Authorization": f"Bearer {house.tokens['staff']}"}) as client:
            for name in ("md", "html", "json"):
                told = await client.get(f"/workshops/{house.code}/summary.{name}?lang=en")
                assert "Observers, not counted" in told.text, name
    store = connect(valkey_url)
    assert verify(await archive(store, house.code), BY_NAME) == []
    await store.aclose()


async def test_a_proxy_is_awaited_like_a_delegation_that_is_here(plenary: House) -> None:
    """Whoever answers by proxy takes nobody's place: desk and wall say of how many, in one number."""
    chile, _ = await plenary.join(delegation="CL"), await plenary.join(delegation="BR")
    assert (await plenary.act("mandates", act="give", holder="PE", agent="CL")).status_code == 200
    await plenary.act("polls/whole/open")
    assert "of 3 have answered" in await desk(plenary)
    async with chile.on_line() as line, chile.on_line(f"{chile.path}/live?seat=1&for=PE") as other:
        for each in (line, other):
            assert (await each.answer("whole", option="for"))["type"] == "ack"
    for page in (await desk(plenary), await wall(plenary)):
        assert re.search("of 3 (delegations )?have answered", page)
        assert "2 of 3 delegations present have answered." in page


async def test_a_roster_that_changes_while_a_vote_is_open(plenary: House, valkey_url: str) -> None:
    """Each answer is weighed, and recounted, by the roster of its moment, whoever goes or comes back meanwhile."""
    chile, peru = await plenary.join(delegation="CL"), await plenary.join(delegation="PE")
    await plenary.act("editor", do="remove roster/PE")
    await plenary.act("polls/heavy/open")
    async with chile.on_line() as line, peru.on_line() as other:
        assert (await line.answer("heavy", option="for"))["type"] == "ack"
        await plenary.act("editor", do="undo")
        await plenary.act("editor", at="roster/CL", was='{"roster/CL/weight": "3"}', **{"roster/CL/weight": "4"})
        assert (await other.answer("heavy", option="for"))["type"] == "ack"
    found = (await plenary.results())["heavy"]["counts"]
    assert (found["for"], found["weight:for"]) == (2, 4)
    store = connect(valkey_url)
    data = await archive(store, plenary.code)
    await store.aclose()
    assert verify(data, BY_NAME) == []
    contents = package.unpack(data)
    contents.rounds["heavy", 1].counts["weight:for"] = "9"
    assert "“weight:for” is counted 9 times" in verify(package.pack(contents), BY_NAME)[0]


async def test_room_and_online_add_up_to_all_delegations(plenary: House) -> None:
    """A delegation with anyone in the room is in the room, also when a colleague online answers for it."""
    for name, attendance in (("CL", "room"), ("BR", "room"), ("PE", "remote")):
        await plenary.join(delegation=name, attendance=attendance)
    colleague = await plenary.join(delegation="CL", attendance="remote")
    await plenary.act("polls/heavy/open")

    async def counted() -> list[str]:
        found = re.search(r'<dl class="split numeric">(.*?)</dl>', await wall(plenary), re.DOTALL)
        assert found
        return re.findall(r"<dd>(.*?)</dd>", found[1])

    assert await counted() == ["0 of 2", "0 of 1"]
    async with colleague.on_line() as line:
        assert (await line.answer("heavy", option="for"))["type"] == "ack"
    assert await counted() == ["1 of 2", "0 of 1"]
    assert "of 3 delegations have answered" in await wall(plenary)
