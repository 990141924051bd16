"""Words that people have answered stay; others come at once, or with the next round."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

from server.kinds import BY_NAME
from server.store.archive import archive, verify
from server.store.connection import connect
from tests.web.editing import POLL, Editor, told, workshop_of
from tests.web.house import House


async def test_a_wording_is_frozen_with_its_first_answer(house: House, valkey_url: str) -> None:
    """The page says so before and after; the round keeps its words, also in the summary, and the next one asks anew."""
    phone = await house.join()
    await house.act("polls/obstacle/open")
    async with phone.on_line() as line:
        await line.answer("obstacle", option="money")
    editor = await (await Editor.enter(house)).open(POLL)
    assert "This poll is open, so" in editor.said
    await editor.fill({f"{POLL}/prompt/en": "Waiting"})
    assert "close it before you change it" in editor.said
    await editor.fill({f"{POLL}/prompt/en": "What is the greatest obstacle?"})
    await house.act("polls/obstacle/close", reveal="1")
    await editor.open(POLL)
    assert "1 person has answered this wording, so it is frozen." in editor.said
    assert 'value="remove agenda/polls/polls/obstacle"' not in editor.text
    await editor.fill({f"{POLL}/prompt/en": "What helps most?"})
    await editor.send(f"remove {POLL}/options/money")
    await editor.send(f"add {POLL}/options")
    await editor.fill({f"{POLL}/options/a/text/en": "Training"})
    await editor.open(POLL)
    assert "Round 2 will ask the new wording." in editor.said
    assert "“What is the greatest obstacle?”" in editor.said
    page = await phone.page()
    assert "¿Cuál es el mayor obstáculo?" in page or "What is the greatest obstacle?" in page
    assert (await house.results())["obstacle"]["counts"] == {"money": 1}
    await house.act("polls/obstacle/next-round")
    page = await phone.page()
    assert "Training" in page
    async with phone.on_line() as line:
        assert (await line.answer("obstacle", 2, option="a"))["type"] == "ack"
    await house.act("polls/obstacle/close")
    headers = {"Authorization": f"Bearer {house.tokens['staff']}"}
    async with house.browser(headers=headers) as staff:
        summary = (await staff.get(f"/workshops/{house.code}/summary.md", params={"lang": "en"})).text
    assert "This round was asked in other words: “What is the greatest obstacle?”" in summary
    assert "What helps most?" in summary
    assert "Budget" in summary
    assert "Training" in summary


async def test_the_words_of_an_open_poll_stay_and_the_page_says_what_to_do(house: House, valkey_url: str) -> None:
    """Once somebody has answered: kept, closed, put before the room, opened again with the new words."""
    phone = await house.join()
    await house.act("polls/obstacle/open")
    async with phone.on_line() as line:
        assert (await line.answer("obstacle", option="money"))["type"] == "ack"
    editor = await (await Editor.enter(house)).open(POLL)
    assert "This poll is open, so the room keeps its words." in editor.said
    assert "close the poll on the desk, put the change before the room here, and open the poll again" in editor.said
    await editor.fill({f"{POLL}/prompt/en": "What helps most?"})
    assert "1 poll waits here" in editor.said
    assert "The room keeps it as it was." in editor.said
    await editor.send("publish")
    assert "close it before you change it" in editor.said
    assert "What is the greatest obstacle?" in await phone.page()
    await house.act("polls/obstacle/close")
    await editor.open(POLL)
    assert "Put it before the room now" in editor.text
    await editor.send("publish")
    assert (await house.act("polls/obstacle/next-round")).json()["round"] == 2
    assert "What helps most?" in await phone.page()
    async with phone.on_line() as line:
        assert (await line.answer("obstacle", 2, option="money"))["type"] == "ack"


async def test_an_open_poll_that_nobody_has_answered_gets_other_words(house: House, valkey_url: str) -> None:
    """Not while they are typed, but at once when they are put before the room; nothing said to the old ones counts."""
    phone, other = await house.join(), await house.join()
    screen = house.browser(headers={"Authorization": f"Bearer {house.tokens['projector']}"})
    await house.act("polls/obstacle/open")
    editor = await (await Editor.enter(house)).open(POLL)
    assert "This poll is open, and nobody has answered it yet." in editor.said
    async with phone.on_line() as line, other.on_line(f"{other.path}/live") as late:
        await line.sees("What is the greatest obstacle?")
        before = re.search(r'name="opened" value="([0-9]+)"', await phone.page())
        assert before
        await editor.fill({f"{POLL}/prompt/en": "What helps most?"})
        assert "put the change before the room, or close it" in editor.said
        again = await told(
            house, was=json.dumps({f"{POLL}/prompt/en": "What helps most?"}), **{f"{POLL}/prompt/en": "?"}
        )
        assert "put the change before the room, or close it" in again["waiting"][0]["reason"]
        await told(house, was=json.dumps({f"{POLL}/prompt/en": "?"}), **{f"{POLL}/prompt/en": "What helps most?"})
        assert "What is the greatest obstacle?" in await phone.page()
        await editor.send("publish")
        assert "in the room yet" not in editor.said
        await line.sees("What helps most?")
        await late.sees("What helps most?")
        assert "What helps most?" in (await screen.get(f"/workshops/{house.code}/projector?lang=en")).text
        refused = await line.answer("obstacle", option="money", opened=before[1])
        assert refused["text"] == "Not recorded: this round is over."
        now = re.search(r'name="opened" value="([0-9]+)"', await phone.page())
        assert now
        assert int(now[1]) > int(before[1])
        assert (await line.answer("obstacle", option="money", opened=now[1]))["type"] == "ack"
        assert (await late.answer("obstacle", option="people"))["type"] == "ack"
    # From the first answer on the words are frozen.
    await editor.open(POLL)
    await editor.fill({f"{POLL}/prompt/en": "Too late?"})
    await editor.send("publish")
    assert "close it before you change it" in editor.said
    assert (await house.results())["obstacle"]["counts"] == {"money": 1, "people": 1}
    store = connect(valkey_url)
    assert verify(await archive(store, house.code), BY_NAME) == []
    await store.aclose()


async def test_a_first_answer_at_the_same_moment_keeps_the_words(house: House, valkey_url: str) -> None:
    """Whichever the store hears first: the words that were answered, or an answer that is refused; never both."""
    phones = [await house.join() for _ in range(4)]
    editor = await (await Editor.enter(house)).open(POLL)
    frames: list[dict[str, Any]] = []
    for n in range(6):
        await house.act("polls/obstacle/next-round" if n else "polls/obstacle/open")
        await editor.open(POLL)
        await editor.fill({f"{POLL}/prompt/en": f"Question {n}?"})
        page = await phones[0].page()
        opened = re.search(r'name="opened" value="([0-9]+)"', page)
        assert opened
        async with phones[n % 4].on_line() as line:
            edit = asyncio.create_task(editor.send("publish"))
            frame = await line.answer("obstacle", n + 1, option="money", opened=opened[1])
            await edit
        frames.append(frame)
        await house.act("polls/obstacle/close")
        asked = (await workshop_of(house, valkey_url)).polls["obstacle"].prompt.pick("en")
        # An answer that counts was given to the words that stay.
        assert (frame["type"] == "ack") == (asked != f"Question {n}?"), frame
        await editor.send("publish")
    store = connect(valkey_url)
    assert verify(await archive(store, house.code), BY_NAME) == []
    await store.aclose()


async def test_the_ledger_says_that_words_were_changed(house: House) -> None:
    """The second opening of a round is told as what it was; that of a poll which was reset is an opening."""
    await house.act("polls/obstacle/open")
    editor = await (await Editor.enter(house)).open(POLL)
    await editor.fill({f"{POLL}/prompt/en": "What stops us?"})
    await editor.send("publish")
    async with house.browser(headers={"Authorization": f"Bearer {house.tokens['moderator']}"}) as client:
        page = (await client.get(f"/workshops/{house.code}/ledger")).text
    assert page.count("The question was put in other words; nobody had answered") == 1
    assert page.count("The poll was opened") == 1


async def test_only_words_change_while_a_poll_is_open(house: House) -> None:
    """How answers are given and counted stays, and so does the poll itself; what runs beside the stage, too."""
    await house.act("polls/obstacle/open")
    editor = await (await Editor.enter(house)).open(POLL)
    await editor.fill({f"{POLL}/ballot": "secret"})
    await editor.send("publish")
    assert "close it before you change it" in editor.said
    await editor.send("undo")
    await editor.send(f"remove {POLL}")
    await editor.send("publish")
    assert "Kept, but not in the room yet." in editor.said
    assert (await house.act("polls/obstacle/close")).status_code == 200


async def test_a_poll_with_answers_cannot_be_removed(house: House) -> None:
    """Nor the item that has it, nor by a file without it."""
    phone = await house.join()
    await house.act("polls/obstacle/open")
    async with phone.on_line() as line:
        await line.answer("obstacle", option="money")
    await house.act("polls/obstacle/close")
    for name in (POLL, "agenda/polls"):
        assert "has answers, so it stays" in (await told(house, do=f"remove {name}"))["told"][0]
