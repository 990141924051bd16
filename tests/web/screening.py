"""The wall as a visitor's page, and the moderator's hand on it."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import httpx2

from tests.web.house import House, Phone


async def shown(visitor: Phone, query: str = "") -> str:
    """The wall's page as this visitor gets it."""
    reply = await visitor.client.get(f"/workshops/{visitor.house.code}/projector{query}")
    return reply.text if reply.status_code == 200 else ""


def data(page: str, name: str) -> str:
    found = re.search(rf'id="stage"[^>]* data-{name}="([^"]*)"', page)
    assert found, page[:2000]
    return found[1]


async def choose(house: House, *fields: tuple[str, str]) -> httpx2.Response:
    """POST …/wall; a field may come twice."""
    headers = {"Authorization": f"Bearer {house.tokens['moderator']}", "Accept": "application/json"}
    body = urlencode(fields)
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    async with house.browser(headers=headers) as client:
        return await client.post(f"/workshops/{house.code}/wall", content=body)
