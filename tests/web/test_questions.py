"""Questions from the floor, support for what others wrote, and the pulse of the room."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import AsyncIterator
from typing import Any

import pytest
from redis.asyncio import Redis

from tests.web.house import AGENDA, PATIENCE, House, Line, Phone, serving

FLOOR = """
  - id: floor
    title: {es: Debate, en: Debate}
    polls:
      - id: questions
        kind: questions
        prompt: {es: Su pregunta, en: Your question to the speakers}
        to: [Nele Leosk, {es: La mesa, en: The panel}]
        entries: 2
        moderation: before
        ballot: open
      - id: pulse
        kind: pulse
        prompt: {es: El pulso, en: The pulse of the room}
        ballot: open
"""
JSON = {"accept": "application/json"}


@pytest.fixture
async def house(redis: Redis, valkey_url: str) -> AsyncIterator[House]:
    """A server whose workshop has a floor."""
    async with serving(valkey_url, AGENDA + FLOOR) as own:
        yield own


async def asks(phone: Phone, text: str, **more: str) -> dict[str, Any]:
    """Ask as our own client does."""
    fields = {"id": secrets.token_hex(12), "text": text, **more}
    told = await phone.client.post(f"{phone.path}/questions", data=fields, headers=JSON)
    answer: dict[str, Any] = told.json()
    return answer


async def page(phone: Phone) -> str:
    return (await phone.client.get(f"{phone.path}/questions")).text


async def sees(phone: Phone, words: str) -> str:
    """The page of the questions once these words are on it."""
    async with asyncio.timeout(PATIENCE):
        while words not in (html := await page(phone)):
            pass  # The page reads the store anew each time.
    return html


async def entry_of(house: House, text: str, state: str = "shown") -> str:
    """The id of a question, as the desk has it."""
    desk = house.browser(headers={"accept-language": "en"})
    await desk.get(f"/enter/{house.tokens['moderator']}")
    html = (await desk.get(f"/workshops/{house.code}/moderator")).text
    found = re.search(
        rf'queue-entry--{state}" id="question-([0-9a-f]{{12}})">(?:(?!</li>).)*?{re.escape(text)}', html, re.DOTALL
    )
    assert found, html
    return found[1]


async def decide(house: House, act: str, subject: str) -> None:
    reply = await house.act("polls/questions/entries", round="1", act=act, subject=subject)
    assert reply.status_code == 200, reply.text


async def questions(line: Line, words: str) -> str:
    """The first push of the questions that has these words."""
    while True:
        html: str = (await line.hear("questions"))["html"]
        if words in html:
            return html


async def test_questions_run_beside_what_is_on_stage(house: House) -> None:
    """They are opened and closed without touching the stage, and every scene leads to them while they are open."""
    phone = await house.join()
    assert "Ask a question" not in await phone.page()
    assert "not being taken now" in await page(phone)
    await house.act("polls/obstacle/open")
    async with phone.on_line() as line:
        first = await line.sees("greatest obstacle")
        assert "Ask a question" not in first
        opened = await house.act("polls/questions/open")
        assert opened.status_code == 200, opened.text
        both = await line.sees("Ask a question")
        assert "greatest obstacle" in both
        await house.act("polls/obstacle/close")
        assert "Ask a question" in (await line.hear("stage"))["html"]
        await house.act("polls/questions/close")
        assert "Ask a question" not in (await line.hear("stage"))["html"]
    await house.act("polls/questions/next-round")
    await house.act("end")
    assert (await house.results())["questions"]["phase"] == "closed"
    assert "Ask a question" not in await phone.page()


async def test_a_question_is_added_and_never_replaces_another(house: House) -> None:
    """Each has a place of its own; one that is sent again is the same, and there is an end to them."""
    phone = await house.join()
    refused = await asks(phone, "Too early?")
    assert (refused["type"], refused["text"]) == ("refusal", "Not recorded: questions are not being taken now.")
    await house.act("polls/questions/open")
    first = {"id": secrets.token_hex(12), "text": "Who pays?", "to": "The panel"}
    for _ in range(2):
        told = await phone.client.post(f"{phone.path}/questions", data=first, headers=JSON)
        assert told.json()["type"] == "ack", told.text
    assert "once a moderator has read it" in told.json()["text"]
    async with phone.on_line() as line:
        own = secrets.token_hex(12)
        await line.say({"type": "question", "id": own, "text": "When?"})
        assert (await line.hear("ack"))["id"] == own
        await line.say({"type": "question", "id": secrets.token_hex(12), "text": "Where?"})
        full = await line.hear("refusal")
        assert full["text"].startswith("Not recorded: you have asked your 2 questions.")
        # An answer to the poll is a question like any other.
        assert (await line.answer("questions", text="How?"))["type"] == "refusal"
        await house.act("polls/questions/close")
        await line.say({"type": "question", "id": own, "text": "When?"})
        assert (await line.hear("refusal"))["text"] == "Not recorded: questions are not being taken now."
        assert (await line.answer("questions", id_=own, text="When?"))["type"] == "ack"
    found = (await house.results())["questions"]
    assert (found["people"], found["counts"]) == (2, {"questions": 2})


async def test_nothing_that_is_held_or_hidden_reaches_another_phone(house: House) -> None:
    """The author sees the own question with its state; everybody else only what a moderator let through."""
    author, other = await house.join(), await house.join(delegation="PE")
    await house.act("polls/questions/open")
    await asks(author, "Who pays?", to="La mesa")
    mine = await sees(author, "Who pays?")
    assert "Waiting for a moderator" in mine
    assert "Who pays?" not in await page(other)
    async with other.on_line(f"{other.path}/live?questions") as line:
        await decide(house, "approve", await entry_of(house, "Who pays?", "held"))
        html = await questions(line, "Who pays?")
        assert "To The panel." in html
        assert "Chile" in html
        entry = await entry_of(house, "Who pays?")
        await decide(house, "hide", entry)
        assert "Who pays?" not in await page(other)
    assert "A moderator decided not to show it." in await sees(author, "decided not to show")


async def test_support_ranks_the_questions(house: House) -> None:
    """Once for each seat, by socket, by fetch and by a plain form; and it can be taken back."""
    one, two = await house.join(), await house.join(delegation="PE")
    await house.act("polls/questions/open")
    for text in ("First?", "Second?"):
        await asks(one, text)
        await sees(one, text)
        await decide(house, "approve", await entry_of(house, text, "held"))
    second = await entry_of(house, "Second?")
    told = await two.client.post(f"{two.path}/upvotes", data={"entry": second}, headers=JSON)
    assert told.json() == {"type": "support", "entry": second, "number": 1}
    async with one.on_line() as line:
        for _ in range(2):
            await line.say({"type": "upvote", "entry": second, "on": True})
        await line.say({"type": "upvote", "entry": "0" * 12, "on": True})
        await line.say({"type": "ping"})
        await line.hear("pong")
    html = await sees(two, "<span data-number>2</span>")
    assert html.index("Second?") < html.index("First?")
    assert html.count('aria-pressed="true"') == 1
    back = await two.client.post(f"{two.path}/upvotes", data={"entry": second, "on": "0", "from": "questions"})
    assert (back.status_code, back.headers["location"]) == (303, f"{two.path}/questions")
    html = await sees(two, "<span data-number>1</span>")
    assert 'aria-pressed="true"' not in html
    refused = await two.client.post(f"{two.path}/upvotes", data={"entry": "0" * 12}, headers=JSON)
    assert refused.status_code == 409


async def test_one_question_stands_on_the_screen_until_it_is_answered(house: House) -> None:
    """The moderator puts it there; the wall shows it while the questions are on stage."""
    phone = await house.join()
    await house.act("polls/questions/open")
    await asks(phone, "Who pays?")
    await sees(phone, "Who pays?")
    entry = await entry_of(house, "Who pays?", "held")
    await decide(house, "approve", entry)
    await decide(house, "screen", entry)
    wall = house.browser()
    await wall.get(f"/enter/{house.tokens['projector']}")
    async with Phone(house, wall).on_line(f"/workshops/{house.code}/projector/live") as screen:
        staged = await house.act("stage", item="floor", poll="questions")
        assert staged.status_code == 200
        drawn = await screen.hear("figure")
        assert "On the screen" in drawn["figure"]["sentence"] or "pantalla" in drawn["figure"]["sentence"]
        # Another poll takes the stage, and the questions go on.
        assert (await house.act("polls/obstacle/open")).status_code == 200
        assert (await asks(phone, "And then?"))["type"] == "ack"
        assert (await house.act("stage", item="floor", poll="questions")).status_code == 409
    await decide(house, "answer", entry)
    assert "Answered in the room." in await sees(phone, "Answered in the room.")
    await entry_of(house, "Who pays?", "answered")


async def test_asking_without_scripts(house: House) -> None:
    """A plain form: what was typed is kept when it is refused, and one is told what became of it."""
    phone = await house.join()
    await house.act("polls/questions/open")
    refused = await phone.client.post(f"{phone.path}/questions", data={"text": "Who?", "to": "Nobody"})
    assert refused.status_code == 422
    assert "Who?</textarea>" in refused.text
    assert "“Nobody” cannot be asked here." in refused.text
    asked = await phone.client.post(f"{phone.path}/questions", data={"text": "Who?", "to": ""})
    assert asked.status_code == 303
    told = await phone.client.get(asked.headers["location"])
    assert "Your question is recorded." in told.text
    huge = await phone.client.post(f"{phone.path}/questions", data={"text": "x" * 20_000})
    assert huge.status_code == 413
    stranger = house.browser()
    assert (await stranger.get(f"{phone.path}/questions")).status_code == 303
    assert (await stranger.post(f"{phone.path}/upvotes", data={"entry": "0" * 12}, headers=JSON)).status_code == 403
    forged = {"origin": "https://elsewhere.example"}
    assert (
        await phone.client.post(f"{phone.path}/reactions", data={"name": "agree"}, headers=forged)
    ).status_code == 303


async def test_open_answers_can_be_supported(house: House) -> None:
    """Where the poll says so and its result is shown; a push takes nothing from who is typing."""
    author, reader = await house.join(), await house.join(delegation="PE")
    await house.act("polls/views/open")
    async with author.on_line() as line, reader.on_line() as other:
        await line.sees("Your ideas")
        assert (await line.answer("views", text="More training"))["type"] == "ack"
        assert "More training" not in await reader.page()
        await house.act("polls/views/reveal")
        html = await other.sees("More training")
        found = re.search(r'id="entry-([0-9a-f]{12})"', html)
        assert found
        told = await reader.client.post(f"{reader.path}/upvotes", data={"entry": found[1]}, headers=JSON)
        assert told.json()["number"] == 1
        assert "data-number>1</span>" in await other.sees("data-number>1</span>")
        assert 'aria-pressed="true"' in await reader.page()
        await house.act("polls/views/close")
        late = await reader.client.post(f"{reader.path}/upvotes", data={"entry": found[1]}, headers=JSON)
        assert late.status_code == 409


async def test_hands_and_pace_are_a_state_of_the_seat(house: House) -> None:
    """Raised, lowered, changed; counted on the desk by delegation where the ballot is open."""
    phone = await house.join()
    await house.act("polls/pulse/open")
    assert "The pulse of the room" in await phone.page()
    async with phone.on_line() as line:
        assert (await line.answer("pulse", hand=["down", "up"], pace="slower"))["type"] == "ack"
        assert (await line.answer("pulse", hand="up", pace="fine"))["type"] == "ack"
    assert re.search(r'value="up" checked', await phone.page())
    assert (await house.results())["pulse"]["counts"] == {"hand": 1, "pace:fine": 1}
    desk = house.browser(headers={"accept-language": "en"})
    await desk.get(f"/enter/{house.tokens['moderator']}")
    html = (await desk.get(f"/workshops/{house.code}/moderator")).text
    assert re.search(r"Hands</dt><dd>1</dd>", html)
    assert "Hands of Chile." in html


async def test_reactions_are_counted_and_nobody_drums(house: House) -> None:
    """One a second for each seat; the wall shows the numbers when the pulse is put on it."""
    one, two = await house.join(), await house.join(delegation="PE")
    await house.act("polls/pulse/open")
    await house.act("polls/obstacle/open")
    async with one.on_line() as line:
        for name in ("agree", "agree", "fire", "agree"):
            await line.say({"type": "reaction", "name": name})
        await line.say({"type": "reaction", "name": 7})
        assert (await line.hear("refusal"))["text"]
    assert (await two.client.post(f"{two.path}/reactions", data={"name": "thanks"})).status_code == 303
    found: dict[str, int] = {}
    async with asyncio.timeout(PATIENCE):
        while len(found) < 2:
            found = (await house.results())["pulse"]["counts"]
    assert found == {"reaction:agree": 1, "reaction:thanks": 1}
    await house.act("polls/obstacle/close")
    await house.act("stage", item="polls", poll="pulse")
    await house.act("polls/pulse/reveal")
    wall = house.browser()
    await wall.get(f"/enter/{house.tokens['projector']}")
    assert "Gracias" in (await wall.get(f"/workshops/{house.code}/projector")).text
    assert "Nobody has answered yet" not in (await one.client.get(one.path)).text


async def test_the_summary_tells_what_the_floor_said(house: House) -> None:
    """Questions with their state, who asked where the ballot is open, and reactions without any answer."""
    phone = await house.join(name="Ana")
    await house.act("polls/questions/open")
    await house.act("polls/pulse/open")
    await asks(phone, "Who pays?", to="La mesa")
    await sees(phone, "Who pays?")
    entry = await entry_of(house, "Who pays?", "held")
    await decide(house, "approve", entry)
    await decide(house, "answer", entry)
    await phone.client.post(f"{phone.path}/reactions", data={"name": "agree"})
    async with asyncio.timeout(PATIENCE):
        while not (await house.results())["pulse"]["counts"]:
            pass  # Reactions are told once a second.
    staff = house.browser()
    await staff.get(f"/enter/{house.tokens['staff']}")
    text = (await staff.get(f"/workshops/{house.code}/summary.md?lang=en")).text
    assert "1 question was asked." in text
    assert "- Who pays? (Ana, Chile · To La mesa · Answered in the room)" in text
    assert re.search(r"\| I agree \|.*1 \|", text)


async def test_the_same_words_of_several_people_have_each_their_author(house: House) -> None:
    """Behind a question stands who asked it, and nobody else: least of all whose question was hidden."""
    await house.act("polls/questions/open")
    for name, delegation, act in (("Ana", "CL", "approve"), ("Luis", "PE", "approve"), ("Zoe", "CL", "hide")):
        phone = await house.join(delegation=delegation, name=name)
        assert (await asks(phone, "Who pays?"))["type"] == "ack"
        await decide(house, act, await entry_of(house, "Who pays?", "held"))
    headers = {"Authorization": f"Bearer {house.tokens['staff']}"}
    async with house.browser(headers=headers, timeout=PATIENCE) as staff:
        document = (await staff.get(f"/workshops/{house.code}/summary.md?lang=en")).text
    told = re.findall("Ana|Luis|Zoe", document.partition("Who pays?")[2])
    assert sorted(told) == ["Ana", "Luis"]


async def test_answers_beside_the_stage_are_deleted_where_their_poll_is(house: House) -> None:
    """Once it is closed: at its line in the agenda, and among the acts when it is on the desk."""
    phone = await house.join()
    async with house.browser(headers={"Accept-Language": "en"}) as desk:
        await desk.get(f"/enter/{house.tokens['moderator']}")
        path = f"/workshops/{house.code}/moderator"
        links = [f'href="/workshops/{house.code}/reset?poll={poll}"' for poll in ("questions", "pulse")]
        for poll in ("questions", "pulse"):
            await house.act(f"polls/{poll}/open")
        await asks(phone, "Why?")
        before = (await desk.get(path)).text
        for poll in ("questions", "pulse"):
            await house.act(f"polls/{poll}/close")
        after = (await desk.get(path)).text
        assert [(before.count(link), after.count(link)) for link in links] == [(0, 1), (0, 1)]
        await house.act("stage", item="floor", poll="questions")
        assert 'id="reset-poll" ' + links[0] in (await desk.get(path)).text
        assert (await house.act("reset", poll="questions", answers="1")).json()["answers"] == 1
        after = (await desk.get(path)).text
        assert [after.count(link) for link in links] == [0, 1]
