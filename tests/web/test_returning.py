"""Phones that come back, all at once or after a close: each is shown what is its own, and nothing of another."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from redis.asyncio import Redis

from server.files import EXAMPLES
from server.kinds import BY_NAME
from server.store.files.agenda_file import load
from server.web.limits import MOST_ARRIVING
from tests.web.house import House, Line, Phone, serving

CHECKED = re.compile(r'value="(\w+)" checked')
AGENDA = """
hemicycle: 1
title: Delegations that answer as one, and a form
languages: [en, es]
date: 2024-02-15
timezone: America/New_York
admission: delegation
roster:
  - {id: CL, name: Chile}
  - {id: PE, name: {es: Perú, en: Peru}}
agenda:
  - id: polls
    title: Polls
    polls:
      - {id: joint, kind: choice, by: delegation, prompt: Which?, options: [{id: a, text: Bread}, {id: b, text: Roses}]}
      - {id: secret, kind: vote, ballot: secret, prompt: Adopt it?}
      - {id: place, kind: grid, prompt: Where?, items: [{id: a, text: Portal}], x: {label: Effort}, y: {label: Use}}
      - {id: views, kind: scale, prompt: How far?, skip: true, statements: [{id: a, text: One}, {id: b, text: Two}]}
      - {id: remark, kind: text, prompt: Anything else?, length: 500}
"""


@pytest.fixture
async def room(redis: Redis, valkey_url: str) -> AsyncIterator[House]:
    async with serving(valkey_url, AGENDA) as own:
        yield own


async def test_everybody_comes_back_at_once(house: House) -> None:
    """More phones than may come in at a time; each has its own answer in its own language."""
    people = MOST_ARRIVING + 12
    phones = [await house.join(language=("en", "es")[n // 2 % 2]) for n in range(people)]
    await house.act("polls/obstacle/open")
    for n, phone in enumerate(phones):
        if n % 3:
            form = {"type": "answer", "poll": "obstacle", "round": "1", "option": ("money", "people")[n % 2]}
            assert (await phone.client.post(f"{phone.path}/answers", data=form)).status_code == 303
    async with AsyncExitStack() as lines:
        opened = await asyncio.gather(*(lines.enter_async_context(phone.on_line()) for phone in phones))
        greeted = await asyncio.gather(*(line.hear("stage") for line in opened))
        for n, frame in enumerate(greeted):
            assert CHECKED.findall(frame["html"]) == ([("money", "people")[n % 2]] if n % 3 else []), n
            assert ("obstáculo" if n // 2 % 2 else "obstacle?") in frame["html"]
        assert (await opened[0].answer("obstacle", option="money"))["type"] == "ack"
    assert (await house.results())["obstacle"]["people"] == people - people // 3 + 1


async def test_every_kind_greets_whoever_comes_back(redis: Redis, valkey_url: str) -> None:
    """What a stage is known by has a form for whatever a kind puts into its form."""
    text = (EXAMPLES / "gallery.yaml").read_text()
    workshop, _ = load(text, BY_NAME)
    async with serving(valkey_url, text) as gallery:
        phone = await gallery.join()
        usual = [name for name, kind in BY_NAME.items() if kind.answered and not kind.background]
        asked = [one for one in workshop.polls.values() if one.kind in usual]
        assert {one.kind for one in asked} == set(usual)
        for poll in asked:
            assert (await gallery.act(f"polls/{poll.id}/open")).status_code == 200
            await phone.page()  # It is made of the present, which the line then begins with.
            async with phone.on_line() as line:
                assert f'data-key="poll.{poll.id}.1"' in (await line.hear("stage"))["html"]
            assert (await gallery.act(f"polls/{poll.id}/close")).status_code == 200


async def test_once_it_is_closed_each_is_told_its_own_answer(house: House) -> None:
    """On the line and to whoever comes back later; in the page as well; and nobody who did not answer."""
    one, other, silent = [await house.join(language=code) for code in ("en", "es", "en")]
    async with one.on_line() as first, other.on_line() as second, silent.on_line() as third:
        await house.act("polls/obstacle/open")
        await first.answer("obstacle", option="money")
        await second.answer("obstacle", option="people")
        await house.act("polls/obstacle/close")
        told = await first.hear("told")
        assert (told["poll"], told["round"]) == ("obstacle", 1)
        assert re.fullmatch(r"Recorded at \d+:\d\d\. Your answer: Budget", told["text"])
        assert (await second.hear("told"))["text"].endswith("Su respuesta: Personal")
        await house.act("polls/obstacle/reveal")
        await third.sees("Budget")
        assert all(frame["type"] != "told" for frame in third.frames)
    async with one.on_line() as again:
        assert (await again.hear("told"))["text"].endswith("Your answer: Budget")
    assert "Your answer: Budget" in await one.page()
    assert "Your answer: " not in await silent.page()


async def test_a_change_that_came_too_late_stays_refused(house: House) -> None:
    """What was refused is not covered by the word that an earlier answer stands."""
    phone, other = await house.join(), await house.join()
    async with phone.on_line() as line, other.on_line() as witness:
        await house.act("polls/obstacle/open")
        await line.answer("obstacle", option="money")
        await witness.answer("obstacle", option="money")
        await asyncio.gather(house.act("polls/obstacle/close"), late(line))
        await witness.hear("told")
        await line.say({"type": "ping"})
        await line.hear("pong")
        heard = [frame["type"] for frame in line.frames if frame["type"] in ("told", "refusal")]
        assert heard in (["told"], ["refusal"], ["told", "refusal"])


async def late(line: Line) -> None:
    """Another answer, at the moment of the close: recorded just before, or refused just after."""
    await line.answer("obstacle", option="people")


async def test_what_each_kind_says_again(room: House) -> None:
    """A delegation's answer is its own, a ballot that is secret is not known any more, a place is not said in words."""
    phone, colleague = await room.join(), await room.join()

    async def closed(poll: str, **fields: str) -> str:
        await room.act(f"polls/{poll}/open")
        form = {"type": "answer", "poll": poll, "round": "1", **fields}
        assert (await phone.client.post(f"{phone.path}/answers", data=form)).status_code == 303
        await room.act(f"polls/{poll}/close")
        return await receipt(phone)

    assert (await closed("joint", option="b")).endswith("Your delegation’s answer: Roses")
    assert (await receipt(colleague)).endswith("Your delegation’s answer: Roses")
    assert await closed("secret", option="for") == "Recorded."
    assert re.fullmatch(r"Recorded at \d+:\d\d\.", await closed("place", **{"x.a": "35", "y.a": "60"}))
    said = await closed("views", **{"s.a": "skip", "s.b": "4"})
    assert said.endswith("Your answer: One: No view; Two: 4")
    said = await closed("remark", text="word " * 80)
    assert said.endswith("word word…")


async def receipt(phone: Phone) -> str:
    """What the phone's page says about its own answer."""
    found = re.search(r'id="receipt-text">(.*?)</p>', await phone.page(), re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", "", found[1]).split())
