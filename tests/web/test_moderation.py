"""What moderators decide about what people write, and that nothing held or hidden gets out."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import zipfile
from collections.abc import AsyncIterator

import httpx2
import pytest
from redis.asyncio import Redis

from tests.web.house import House, Line, Phone, serving

AGENDA = """
hemicycle: 1
title: {es: Curso, en: Course}
languages: [es, en]
date: 2024-02-15
timezone: America/New_York
moderation_words: {es: [zopilote], en: [buzzard bird]}
agenda:
  - id: polls
    title: Polls
    polls:
      - {id: first, kind: words, prompt: Held first, entries: 3, moderation: before}
      - {id: after, kind: words, prompt: Shown first, entries: 3, show: hidden}
      - {id: free, kind: words, prompt: Not moderated, entries: 3, moderation: none}
      - {id: texts, kind: text, prompt: Texts, entries: 2, show: hidden}
      - id: own
        kind: choice
        prompt: Choice
        other: true
        show: hidden
        options: [{id: a, text: A}, {id: b, text: B}]
"""


@pytest.fixture
async def course(redis: Redis, valkey_url: str) -> AsyncIterator[House]:
    """A course with every sort of written field."""
    async with serving(valkey_url, AGENDA) as own:
        yield own


async def entered(house: House, role: str) -> Phone:
    client = house.browser(headers={"accept-language": "en"})
    await client.get(f"/enter/{house.tokens[role]}")
    return Phone(house, client)


async def decide(house: House, poll: str, act: str, *subjects: str, value: str = "", round_: str = "1") -> int:
    """A decision as a program makes it; the status of its answer."""
    headers = {"Authorization": f"Bearer {house.tokens['moderator']}", "Accept": "application/json"}
    fields = {"act": act, "subject": list(subjects), "value": value, "round": round_}
    async with house.browser(headers=headers) as client:
        path = f"/workshops/{house.code}/polls/{poll}/entries"
        return (await client.post(path, data=fields)).status_code


async def entries(house: House, poll: str) -> dict[str, str]:
    """Text → id of what was written in the first round of a poll."""
    desk = await entered(house, "moderator")
    page = (await desk.client.get(f"/workshops/{house.code}/moderator")).text
    found: dict[str, str] = {}
    for part in page.split(f'id="entry-{poll}-1-')[1:]:
        text = part.split('dir="auto">')[1].split("<")[0]
        found[text] = part.split('"')[0]
    return found


@contextlib.asynccontextmanager
async def polling(house: House, poll: str, phone: Phone) -> AsyncIterator[Line]:
    """A poll is opened, somebody is on line, and it is closed again."""
    async with phone.on_line() as line:
        await house.act(f"polls/{poll}/open")
        await line.hear("stage")
        yield line
        await house.act(f"polls/{poll}/close")


async def test_delegates_learn_that_an_entry_is_held(course: House) -> None:
    """At once and after a reload, where moderators read first and where a listed word is in it."""
    phone = await course.join(delegation="")
    async with polling(course, "first", phone) as line:
        told = await line.answer("first", word=["Paper", "Ink"])
        assert told["text"].endswith("It will be shown once a moderator has read it.")
        assert "It will be shown once a moderator has read it." in await phone.page()
        assert await decide(course, "first", "approve", "paper") == 200
        assert "A part of it will be shown once" in await phone.page()
        assert await decide(course, "first", "approve", "ink") == 200
        assert "You can change it until the poll closes." in await phone.page()
        assert await decide(course, "first", "hide", "paper", "ink") == 200
        assert "A moderator decided not to show it." in await phone.page()
    assert "A moderator decided not to show it." in await phone.page()
    async with polling(course, "after", phone) as line:
        assert "shown once" not in (await line.answer("after", word="sky"))["text"]
        told = await line.answer("after", word=["un ZOPÍLOTE", "sky"])
        assert told["text"].endswith("A part of it will be shown once a moderator has read it.")
        assert await decide(course, "after", "hide", "sky") == 200
        assert await decide(course, "after", "approve", "un zopilote") == 200
        assert "A moderator decided not to show a part of it." in await phone.page()
    async with polling(course, "free", phone) as line:
        assert "can change it" in (await line.answer("free", word="zopilote"))["text"]


async def test_decisions_are_made_only_where_they_make_sense(course: House) -> None:
    """About what is there, between what people wrote, and where the agenda lets people moderate."""
    phone = await course.join(delegation="")
    async with polling(course, "own", phone) as line:
        await line.answer("own", option="other", other="Something")
    assert await decide(course, "own", "merge", "other:something", value="a") == 409
    assert await decide(course, "own", "hide", "a") == 409
    assert await decide(course, "own", "hide", "other:gone") == 409
    assert await decide(course, "own", "theme", "other:something", value="t") == 409
    assert await decide(course, "own", "hide", "other:something", value="Not an answer") == 200
    assert await decide(course, "own", "nonsense", "other:something") == 409
    assert await decide(course, "own", "hide") == 409
    assert await decide(course, "own", "hide", "other:something", round_="2") == 409
    async with polling(course, "free", phone) as line:
        await line.answer("free", word="one")
    assert await decide(course, "free", "hide", "one") == 409
    async with polling(course, "after", phone) as line:
        await line.answer("after", word=["IA", "AI", "sky"])
    assert await decide(course, "after", "merge", "ai", value="") == 409
    assert await decide(course, "after", "merge", "ai", value="ai") == 409
    assert await decide(course, "after", "merge", "ai", value="ia") == 200
    assert await decide(course, "after", "unmerge", "ai") == 200


async def test_everything_that_waits_is_approved_with_one_act(course: House) -> None:
    """Of what the act names, what is still there; what came later goes on waiting."""
    phone, other = await course.join(delegation=""), await course.join(delegation="")
    async with polling(course, "first", phone) as line, other.on_line() as second:
        await line.answer("first", word=["one", "two"])
        await second.answer("first", word=["late"])
        assert await decide(course, "first", "approve", "one", "two", "gone") == 200
        await course.act("polls/first/reveal")
    page = await phone.page()
    assert "one" in page
    assert "two" in page
    assert "late" not in page
    assert await decide(course, "first", "approve", "gone") == 409


async def test_the_desk_shows_reasons(course: House) -> None:
    """Why an entry was hidden, and why one waits although entries are shown first."""
    phone = await course.join(delegation="")
    async with polling(course, "after", phone) as line:
        await line.answer("after", word=["zopilote", "sky"])
        await decide(course, "after", "hide", "sky", value="Off the subject")
        desk = await entered(course, "moderator")
        page = (await desk.client.get(f"/workshops/{course.code}/moderator?lang=en")).text
    assert "Hidden: Off the subject" in page
    assert "A word of the list is in it." in page


async def test_the_ledger_keeps_every_act(course: House) -> None:
    """With its time, its author, its reason and the words it was about; for moderators and staff alone."""
    phone = await course.join(delegation="")
    async with polling(course, "texts", phone) as line:
        await line.answer("texts", text=["A first thought", "A second thought"])
        ids = await entries(course, "texts")
        await decide(course, "texts", "hide", ids["A first thought"], value="Said already")
        await decide(course, "texts", "restore", ids["A first thought"], value="Read again")
        await decide(course, "texts", "name", "t1", value="Thoughts")
        await decide(course, "texts", "theme", *ids.values(), value="t1")
        await decide(course, "texts", "name", "t1")
        # The texts of answers that were replaced are still known.
        await line.answer("texts", text="Another thought")
    moderator, staff = await entered(course, "moderator"), await entered(course, "staff")
    for one in (moderator, staff):
        page = (await one.client.get(f"/workshops/{course.code}/ledger?lang=en")).text
        for words in (
            "Hidden: “A first thought”",
            "Said already",
            "Restored: “A first thought”",
            "Read again",
            "The theme “Thoughts” was named",
            "“A second thought” was put into the theme “Thoughts”",
            "The theme “Thoughts” was removed",
            "The poll was opened",
            "Texts (round 1)",
            "Moderator (",
        ):
            assert words in page, words
    assert page.index("was removed") < page.index("The poll was opened")
    assert "Another thought" not in page
    for role in ("projector", ""):
        visitor = await entered(course, role) if role else phone
        assert (await visitor.client.get(f"/workshops/{course.code}/ledger")).status_code == 404


SECRETS = ("zopilote", "buzzard", "unreadwaiting", "hiddenword", "hidden sentence", "hiddenother", "mergedaway")


async def written(house: House, phone: Phone) -> None:
    """Somebody writes what is held, and what is then hidden, in every poll."""
    async with polling(house, "first", phone) as line:
        await line.answer("first", word=["unreadwaiting", "fine"])
        await decide(house, "first", "approve", "fine")
        await house.act("polls/first/reveal")
    async with polling(house, "after", phone) as line:
        await line.answer("after", word=["zopilote", "hiddenword", "mergedaway"])
        await decide(house, "after", "hide", "hiddenword")
        await decide(house, "after", "merge", "mergedaway", value="hiddenword")
    async with polling(house, "texts", phone) as line:
        await line.answer("texts", text=["A hidden sentence", "Look at the buzzard, bird!"])
        await decide(house, "texts", "hide", (await entries(house, "texts"))["A hidden sentence"])
    async with polling(house, "own", phone) as line:
        await line.answer("own", option="other", other="hiddenother")
        await decide(house, "own", "hide", "other:hiddenother")


async def test_nothing_held_or_hidden_gets_out(course: House) -> None:
    """Not in a frame, a page or its source, not on a second round's wall, not in any file."""
    author, reader = await course.join(delegation=""), await course.join(delegation="")
    wall = await entered(course, "projector")
    staff = await entered(course, "staff")
    seen: list[str] = []

    async def look() -> None:
        page, stage = f"/{course.code}", f"/{course.code}/stage"
        seen.extend([(await reader.client.get(address)).text for address in (page, stage)])
        seen.append((await wall.client.get(f"/workshops/{course.code}/projector")).text)

    # The people who look are not those who write: everybody may read their own words.
    async with reader.on_line() as phone, wall.on_line(f"/workshops/{course.code}/projector/live") as screen:
        writing = asyncio.create_task(written(course, author))
        while not writing.done():
            await look()
        await writing
        for poll in ("first", "after", "texts", "own"):
            await course.act("stage", item="polls", poll=poll)
            await look()
            await course.act(f"polls/{poll}/hide")
            await look()
            await course.act(f"polls/{poll}/reveal")
            await look()
            # The round before stands beside the new one.
            await course.act(f"polls/{poll}/next-round")
            await look()
            await course.act(f"polls/{poll}/close")
            await look()
        await course.act("end")
        await look()
        for line in (phone, screen):
            await line.say({"type": "ping"})
            await line.hear("pong")
            seen.append(json.dumps(line.frames, ensure_ascii=False))
    async with httpx2.AsyncClient(timeout=60) as slow:
        slow.cookies = staff.client.cookies
        for name in ("docx", "html", "md", "xlsx", "csv", "json"):
            address = f"{course.base}/workshops/{course.code}/summary.{name}?lang=en"
            body = (await slow.get(address)).content
            seen.append(unpacked(body))
    assert any("fine" in text for text in seen)
    for text in seen:
        for secret in SECRETS:
            assert secret not in text.casefold(), secret


def unpacked(body: bytes) -> str:
    """Everything readable in a file, whether it is a package or not."""
    if not body.startswith(b"PK"):
        return body.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        parts = [package.read(name) for name in package.namelist()]
    return "\n".join(unpacked(part) if part.startswith(b"PK") else part.decode(errors="replace") for part in parts)
