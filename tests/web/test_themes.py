"""Texts are grouped into themes on a page of plain forms."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx2
import pytest
from redis.asyncio import Redis

from tests.web.house import House, Phone, serving
from tests.web.test_moderation import AGENDA, decide, entered, polling

TEXTS = (
    "Train the staff of consulates",
    "More staff in embassies",
    "Security of passports",
    "The security of our networks",
    "A picnic",
)


@pytest.fixture
async def course(redis: Redis, valkey_url: str) -> AsyncIterator[House]:
    """A course in which five people have written what they think."""
    async with serving(valkey_url, AGENDA) as own:
        phones = [await own.join(delegation="") for _ in TEXTS]
        async with polling(own, "texts", phones[0]):
            for phone, text in zip(phones, TEXTS, strict=True):
                async with phone.on_line() as line:
                    assert (await line.answer("texts", text=text))["type"] == "ack"
        yield own


class Desk:
    """Somebody with the page of themes open."""

    def __init__(self, house: House, phone: Phone) -> None:
        self.client = phone.client
        self.address = f"/workshops/{house.code}/polls/texts/themes"

    async def page(self) -> str:
        response = await self.client.get(f"{self.address}?lang=en")
        assert response.status_code == 200
        return response.text

    async def send(self, do: str, **fields: str | list[str]) -> httpx2.Response:
        """What the page's forms post."""
        csrf = re.findall(r'name="csrf" value="(\w+)"', await self.page())[0]
        data = {"csrf": csrf, "round": "1", "do": do, **fields}
        return await self.client.post(self.address, data=data)

    async def id_of(self, text: str) -> str:
        found: list[tuple[str, str]] = re.findall(
            r'name="entry" value="(\w+)">\s*<span[^>]*>([^<]*)<', await self.page()
        )
        return next(name for name, shown in found if shown == text)

    async def theme(self, name: str) -> str:
        """The id of a theme."""
        found: list[tuple[str, str]] = re.findall(r'id="name-(\w+)" name="name" value="([^"]*)"', await self.page())
        return next(theme for theme, shown in found if shown == name)


@pytest.mark.parametrize("role", ["moderator", "staff"])
async def test_themes_by_hand(course: House, role: str) -> None:
    """Made, filled, renamed and removed, without a script, by moderators and staff."""
    desk = Desk(course, await entered(course, role))
    picnic, security = await desk.id_of("A picnic"), await desk.id_of("Security of passports")
    assert (await desk.send("new", name="Leisure", entry=[picnic])).status_code == 303
    theme = await desk.theme("Leisure")
    assert "Texts: 5, without a theme: 4" in await desk.page()
    await desk.send("put", theme=theme, entry=[security, picnic])
    assert "2 texts" in await desk.page()
    await desk.send("put", theme="", entry=[security])
    await desk.send("rename", theme=theme, name="Free time")
    assert await desk.theme("Free time") == theme
    await desk.send("remove", theme=theme)
    page = await desk.page()
    assert "Free time" not in page
    assert "without a theme: 5" in page


async def test_suggestions_are_accepted_one_by_one_or_all(course: House) -> None:
    """With the names and the texts that stood on the page; the wall then shows the themes."""
    desk = Desk(course, await entered(course, "staff"))
    page = await desk.page()
    names = re.findall(r'name="offer-(\d)" value="([^"]*)"', page)
    entries = dict(re.findall(r'name="entries-(\d)" value="([^"]*)"', page))
    assert [name for _, name in names] == ["Security", "Staff"]
    fields: dict[str, str | list[str]] = {f"offer-{n}": name for n, name in names}
    fields |= {f"entries-{n}": value for n, value in entries.items()}
    await desk.send("accept-2", **{**fields, "offer-2": "People"})
    page = await desk.page()
    assert await desk.theme("People")
    assert "without a theme: 3" in page
    await desk.send("accept-all", **{name: value for name, value in fields.items() if name.endswith("-1")})
    assert "without a theme: 1" in await desk.page()
    assert 'name="offer-' not in await desk.page()
    await course.act("polls/texts/reveal")
    wall = await entered(course, "projector")
    shown = (await wall.client.get(f"/workshops/{course.code}/projector?lang=en")).text
    assert "People" in shown
    assert "Security" in shown


async def test_what_is_hidden_is_not_grouped(course: House) -> None:
    """It is not on the page, and no form puts it anywhere."""
    desk = Desk(course, await entered(course, "moderator"))
    picnic = await desk.id_of("A picnic")
    await decide(course, "texts", "hide", picnic)
    assert "A picnic" not in await desk.page()


async def test_what_makes_no_sense_is_told(course: House) -> None:
    """Without texts, without a name, with a theme that is gone, from another page, or for somebody else."""
    desk = Desk(course, await entered(course, "moderator"))
    picnic = await desk.id_of("A picnic")
    for do, fields, sentence in (
        ("put", {"theme": "gone", "entry": [picnic]}, "This theme does not exist any more."),
        ("put", {"theme": ""}, "Please choose at least one text."),
        ("put", {"theme": "", "entry": ["0123456789ab"]}, "This is not there any more"),
        ("new", {"name": " ", "entry": [picnic]}, "A theme needs a name."),
        ("new", {"name": "x" * 81, "entry": [picnic]}, "at most 80 characters"),
        ("rename", {"theme": "no id", "name": "x"}, "This decision is not known."),
        ("put", {"theme": "", "entry": [picnic], "round": "2"}, "This poll has no such round."),
        ("nonsense", {}, "This decision is not known."),
        ("new", {"name": "x", "csrf": "wrong"}, "This page is out of date."),
    ):
        told = await desk.send(do, **fields)
        assert told.status_code == 409, do
        assert sentence in told.text
    wall = Desk(course, await entered(course, "projector"))
    assert (await wall.client.get(wall.address)).status_code == 404
    assert (await wall.client.post(wall.address, data={"do": "put"})).status_code == 404
    for poll in ("after", "gone"):
        assert (await desk.client.get(desk.address.replace("texts", poll))).status_code == 404


async def test_staff_decide_about_themes_and_nothing_else(course: House) -> None:
    """The acts as programs send them: themes are everybody's who keeps the record, moderation is not."""
    headers = {"Authorization": f"Bearer {course.tokens['staff']}", "Accept": "application/json"}
    path = f"/workshops/{course.code}/polls/texts/entries"
    async with course.browser(headers=headers) as client:
        fields = {"act": "name", "subject": "t1", "value": "Costs", "round": "1"}
        assert (await client.post(path, data=fields)).status_code == 200
        for act in ("hide", "approve", "merge"):
            assert (await client.post(path, data={**fields, "act": act})).status_code == 404
        assert (await client.post(path.replace("entries", "close"))).status_code == 404
