"""A result is taken apart by attendance, group, language and an earlier answer, and no small group is shown."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from server.kinds import BY_NAME
from server.store.archive import archive, verify
from server.store.connection import connect
from tests.web.house import House, Phone, serving
from tests.web.test_moderation import entered

OPTIONS = '[{id: "yes", text: {es: Sí, en: "Yes"}}, {id: "no", text: "No"}]'
AGENDA = f"""
hemicycle: 1
title: Course
languages: [en, es]
date: 2024-02-15
timezone: America/New_York
roster:
  - {{id: CL, name: Chile, groups: [south]}}
  - {{id: BB, name: Barbados, groups: [caribbean]}}
groups:
  south: {{es: Sudamérica, en: South America}}
agenda:
  - id: polls
    title: Polls
    polls:
      - {{id: before, kind: choice, prompt: Have you been here before?, options: {OPTIONS}}}
      - {{id: after, kind: choice, prompt: Will you come again?, split: before, options: {OPTIONS}}}
      - {{id: secret, kind: choice, prompt: Secret?, ballot: secret, split: before, options: {OPTIONS}}}
      - {{id: words, kind: words, prompt: What do you think of?}}
      - {{id: texts, kind: text, prompt: Why?, split: before}}
"""


@pytest.fixture
async def course(redis: Redis, valkey_url: str) -> AsyncIterator[House]:
    """A course of which only the workshop is ready."""
    async with serving(valkey_url, AGENDA) as own:
        yield own


async def sends(phone: Phone, poll: str, option: str) -> None:
    """An answer by a plain form."""
    form = {"type": "answer", "poll": poll, "round": "1", "option": option}
    response = await phone.client.post(f"{phone.path}/answers", data=form)
    assert response.status_code == 303, response.text


async def asked(house: House, people: int) -> list[Phone]:
    """So many people have answered the first poll, every third one with no, and are asked the second one."""
    phones = [
        await house.join(
            delegation="CL" if n % 2 else "BB",
            attendance="room" if n < 6 else "remote",
            language="es" if n < 3 else "en",
        )
        for n in range(people)
    ]
    await house.act("polls/before/open")
    for n, phone in enumerate(phones):
        await sends(phone, "before", "no" if n % 3 == 0 else "yes")
    await house.act("polls/before/close")
    await house.act("polls/after/open")
    return phones


async def wall(house: House, language: str = "en") -> str:
    screen = await entered(house, "projector")
    return (await screen.client.get(f"/workshops/{house.code}/projector?lang={language}")).text


async def test_what_somebody_answered_before_splits_the_result(course: House, valkey_url: str) -> None:
    """By socket and by form, also where the earlier answer was anonymous; the recount of the archive agrees."""
    phones = await asked(course, 4)
    async with phones[0].on_line() as line:
        assert (await line.answer("after", option="yes"))["type"] == "ack"
        assert (await line.answer("after", option="no"))["type"] == "ack"
    for phone in phones[1:3]:
        await sends(phone, "after", "yes")
    newcomer = await course.join(delegation="")
    await sends(newcomer, "after", "yes")
    segments = (await course.results())["after"]["segments"]
    assert segments["answer:before=no"] == {"no": 1}
    assert segments["answer:before=yes"] == {"yes": 2}
    await course.act("polls/after/compare", by="answer")
    await course.act("polls/after/numbers", numbers="counts")
    await course.act("polls/after/close")
    store = connect(valkey_url)
    assert verify(await archive(store, course.code), BY_NAME) == []
    await store.aclose()


async def test_the_wall_sets_groups_beside_one_another(course: House) -> None:
    """In its own language, and back with one act."""
    phones = await asked(course, 18)
    for n, phone in enumerate(phones):
        await sends(phone, "after", "no" if n % 4 == 0 else "yes")
    for by, names in (
        ("attendance", ("In the room", "Online")),
        ("group", ("South America", "caribbean")),
        ("answer", ("Yes (12 people)", "No (6 people)")),
    ):
        assert (await course.act("polls/after/compare", by=by)).status_code == 200
        page = await wall(course)
        compared = re.findall(r"Compared: ([^.]*)\.", page)
        assert compared, by
        assert all(name in compared[0] for name in names)
    await course.act("polls/after/compare", by="group")
    assert "Sudamérica" in await wall(course, "es")
    await course.act("polls/after/compare", by="")
    assert "Compared:" not in await wall(course)
    assert (await course.act("polls/after/compare", by="nonsense")).status_code == 409


async def test_words_are_set_beside_one_another(course: House) -> None:
    """Of a kind whose counts by segment are read only where they are compared, and again once they are not."""
    for n in range(12):
        phone = await course.join(delegation="CL", attendance="room" if n < 6 else "remote")
        if not n:
            await course.act("polls/words/open")
        form = {"type": "answer", "poll": "words", "round": "1", "word": "sea" if n < 6 else "land"}
        assert (await phone.client.post(f"{phone.path}/answers", data=form)).status_code == 303
    plain = await wall(course)
    assert "Most written: land (6) and sea (6)." in plain
    assert "Compared:" not in plain
    await course.act("polls/words/compare", by="attendance")
    compared = await wall(course)
    assert "In the room (6 people) and Online (6 people). land: 0% and 100%; sea: 100% and 0%." in compared
    await course.act("polls/words/compare", by="")
    assert "Most written: land (6) and sea (6)." in await wall(course)


async def test_small_groups_are_kept_back(course: House) -> None:
    """And with them the group by which they could be found out; the wall says which."""
    phones = await asked(course, 12)
    for phone in phones:
        await sends(phone, "after", "yes")
    # Three read Spanish: with nine others alone, the three could be told by taking the nine from everybody.
    await course.act("polls/after/compare", by="language")
    page = await wall(course)
    assert "Compared:" not in page
    assert "Not shown, because of fewer than 5 people: English and Spanish." in page
    # Four chose no before; eight chose yes.
    await course.act("polls/after/compare", by="answer")
    assert "Not shown, because of fewer than 5 people: Yes and No." in await wall(course)
    await course.act("polls/after/compare", by="attendance")
    assert "Not shown" not in await wall(course)


async def test_the_desk_offers_what_the_poll_allows(course: House) -> None:
    """A list with what holds now, without scripts too; nothing for secret ballots and for texts."""
    await asked(course, 1)
    desk = await entered(course, "moderator")
    address = f"/workshops/{course.code}/moderator?lang=en"
    page = (await desk.client.get(address)).text
    for label in ("Everybody", "Room and online", "By group", "By language", "By the answer to “Have you been"):
        assert label in page
    await course.act("polls/after/compare", by="group")
    assert 'value="group" aria-current="true"' in (await desk.client.get(address)).text
    await course.act("polls/after/close")
    await course.act("polls/after/next-round")
    await course.act("polls/after/close")
    page = (await desk.client.get(address)).text
    assert "Both rounds" in page
    assert "This round alone" in page
    for poll in ("secret", "texts"):
        await course.act(f"polls/{poll}/open")
        assert 'name="by"' not in (await desk.client.get(address)).text
        assert (await course.act(f"polls/{poll}/compare", by="attendance")).status_code == 409
        await course.act(f"polls/{poll}/close")
    assert (await course.act("polls/gone/compare", by="")).status_code == 404


async def test_rounds_are_compared_or_not(course: House) -> None:
    """A second round stands beside the first one until a moderator wants it alone."""
    phones = await asked(course, 2)
    await sends(phones[0], "after", "yes")
    await course.act("polls/after/close")
    await course.act("polls/after/next-round")
    async with phones[0].on_line() as line:
        await line.answer("after", 2, option="no")
    assert "Compared: Before" in await wall(course)
    await course.act("polls/after/compare", by="alone")
    assert "Compared:" not in await wall(course)


async def test_shares_or_numbers(course: House) -> None:
    """Where the kind can show both, a moderator chooses."""
    phones = await asked(course, 2)
    await sends(phones[0], "after", "yes")
    assert (await course.act("polls/after/numbers", numbers="counts")).status_code == 200
    desk = await entered(course, "moderator")
    page = (await desk.client.get(f"/workshops/{course.code}/moderator?lang=en")).text
    assert 'value="counts" aria-current="true"' in page
    label = "&#34;100%&#34;"
    assert label not in await wall(course)
    await course.act("polls/after/numbers", numbers="shares")
    assert label in await wall(course)
    assert (await course.act("polls/after/numbers", numbers="nonsense")).status_code == 409
    await course.act("polls/after/close")
    await course.act("polls/texts/open")
    assert (await course.act("polls/texts/numbers", numbers="counts")).status_code == 409
