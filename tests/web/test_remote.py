"""The moderator's phone in the hand: how a phone becomes one, and that every button is a form."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest

from server.web.desk import remote
from tests.web.house import House, Phone
from tests.web.test_desks import entered


async def drawn(desk: Phone) -> str:
    """The address in the drawing; what stands in a drawing cannot be read here, so it is made in the same way."""
    reply = await desk.client.get(f"/workshops/{desk.house.code}/remote/code")
    assert reply.status_code == 200
    assert reply.headers["cache-control"] == "no-store"
    assert "<svg" in reply.text
    return reply.text


async def test_a_phone_becomes_the_remote(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a right of its own, which can be withdrawn alone; for a few minutes only."""
    links: list[str] = []
    real = remote.ticket

    def noted(*args: Any) -> str:
        links.append(real(*args))
        return links[-1]

    monkeypatch.setattr(remote, "ticket", noted)
    await drawn(await entered(house, "moderator"))
    phone = Phone(house, house.browser())
    reply = await phone.client.get(f"/workshops/{house.code}/remote/{links[0]}")
    assert (reply.status_code, reply.headers["location"]) == (303, f"/workshops/{house.code}/remote")
    page = await phone.client.get(f"/workshops/{house.code}/remote?lang=en")
    assert "Open the meeting" in page.text
    grant, until, signature = links[0].split(".")
    forged = [
        f"{grant}.{int(until) + 60}.{signature}",
        f"{grant[::-1]}.{until}.{signature}",
        f"{grant}.{until}.",
        "x",
        "a.b.c",
    ]
    for wrong in forged:
        other = house.browser()
        assert (await other.get(f"/workshops/{house.code}/remote/{wrong}")).status_code == 404
    monkeypatch.setattr(time, "time", lambda: float(until) + 1)
    assert (await house.browser().get(f"/workshops/{house.code}/remote/{links[0]}")).status_code == 404


async def test_the_meeting_by_forms_alone(house: House) -> None:
    """Next, dark, back, the poll after: each leads back to the remote."""
    phone = await entered(house, "moderator")
    address = f"/workshops/{house.code}/remote?lang=en"

    async def press(label: str) -> None:
        page = (await phone.client.get(address)).text
        for form in re.findall(r"<form.*?</form>", page, re.DOTALL):
            if label in form:
                fields = dict(re.findall(r'name="([a-z]+)" value="([^"]*)"', form))
                action = re.search(r'action="([^"]+)"', form)
                assert action
                reply = await phone.client.post(action[1], data=fields)
                assert (reply.status_code, reply.headers["location"]) == (303, f"/workshops/{house.code}/remote")
                return
        raise AssertionError(page)

    await press("Open the meeting")
    await press("Next poll")
    await press("Open the poll")
    await press("Dark screen")
    assert "The screen is dark." in (await phone.client.get(address)).text
    await press("Take back: changing the screen")
    await press("Close the poll")
    await press("Next poll")
    await press("Poll before")
    assert "What is the greatest obstacle?" in (await phone.client.get(address)).text


async def test_the_remote_hears_of_everything(house: House) -> None:
    """Its socket brings its own page."""
    phone = await entered(house, "moderator")
    async with phone.on_line(f"/workshops/{house.code}/moderator/live?remote") as line:
        await line.sees('data-key="remote"')
        await house.act("polls/final/open")
        html = await line.sees("Final?")
        assert "data-deadline" in html
        assert "columns" not in html


async def test_nobody_else_has_a_remote(house: House) -> None:
    """Neither the page nor the drawing."""
    for role in ("projector", "staff"):
        other = await entered(house, role)
        for path in ("remote", "remote/code"):
            assert (await other.client.get(f"/workshops/{house.code}/{path}")).status_code == 404
