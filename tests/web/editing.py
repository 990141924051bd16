"""An editor in a browser without scripts, and what the room has meanwhile."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any

import httpx2

from server.domain.workshop import Workshop
from server.kinds import BY_NAME
from server.store.connection import connect
from server.store.workshops import Workshops
from tests.web.house import House

POLL = "agenda/polls/polls/obstacle"


class Editor:
    """Somebody with a browser in front of the editor."""

    def __init__(self, house: House, client: httpx2.AsyncClient) -> None:
        self.house = house
        self.client = client
        self.text = ""
        self.at = ""

    @property
    def address(self) -> str:
        return f"/workshops/{self.house.code}/editor"

    @classmethod
    async def enter(cls, house: House) -> Editor:
        """By the moderator's link."""
        client = house.browser(headers={"Accept-Language": "en"})
        await client.get(f"/enter/{house.tokens['moderator']}")
        return cls(house, client)

    async def open(self, at: str = "") -> Editor:
        """Look at a page."""
        response = await self.client.get(self.address, params={"at": at})
        assert response.status_code == 200, response.text
        self.see(response.text)
        return self

    async def send(self, do: str = "save", **fields: str) -> str:
        """Change fields of the page and press a button; what comes back is looked at."""
        data = {name: value for name, value in self.was.items() if value or name in fields}
        values = {name.replace("__", "/"): value for name, value in fields.items()}
        data |= {"csrf": self.csrf, "at": self.at, "was": json.dumps(self.was), "do": do, **values}
        response = await self.client.post(self.address, data=data)
        if response.status_code == 303:
            response = await self.client.get(response.headers["location"])
        self.see(response.text)
        return self.text

    async def fill(self, values: Mapping[str, str], do: str = "save") -> str:
        """Write into fields by their addresses."""
        data = {**self.was, **values}
        data |= {"csrf": self.csrf, "at": self.at, "was": json.dumps(self.was), "do": do}
        response = await self.client.post(self.address, data=data)
        if response.status_code == 303:
            response = await self.client.get(response.headers["location"])
        self.see(response.text)
        return self.text

    def see(self, text: str) -> None:
        self.text = text
        self.at = html.unescape(_attribute(text, "at"))
        self.was: dict[str, str] = json.loads(html.unescape(_attribute(text, "was")))
        self.csrf = _attribute(text, "csrf")

    @property
    def said(self) -> str:
        """All words of the page."""
        return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.text)))


def _attribute(text: str, name: str) -> str:
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', text)
    assert found, text[:2000]
    return found[1]


async def workshop_of(house: House, redis_url: str) -> Workshop:
    """What the room has."""
    redis = connect(redis_url)
    found = await Workshops(redis, BY_NAME).get(house.code)
    await redis.aclose()
    assert found is not None
    return found


async def told(house: House, **fields: str) -> dict[str, Any]:
    """What a program is told."""
    headers = {"Authorization": f"Bearer {house.tokens['moderator']}", "Accept": "application/json"}
    async with house.browser(headers=headers) as client:
        response = await client.post(f"/workshops/{house.code}/editor", data=fields)
        found: dict[str, Any] = response.json()
        return found
