"""An earlier workshop beside this one, and the addresses that forms ask for."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
from redis.asyncio import Redis

from server.kinds import BY_NAME
from server.store.archive import archive
from server.store.files.agenda_file import load
from server.store.workshops import Created, Workshops
from tests.web.house import AGENDA, House, serving
from tests.web.test_desks import entered

FORM = """
  - id: after
    title: {es: Después, en: Afterwards}
    polls:
      - id: contact
        kind: form
        prompt: {es: Sigamos en contacto, en: Stay in touch}
        fields:
          - {id: mail, type: email, label: {es: Correo, en: E-mail}}
          - {id: agree, type: consent, label: {es: Pueden escribirme, en: You may write to me}}
"""


@pytest.fixture
async def earlier(redis: Redis, house: House) -> Created:
    """Another workshop on the same server, with one answer."""
    workshop, text = load(AGENDA.replace("2024-02-15", "2023-02-15"), BY_NAME)
    created = await Workshops(redis, BY_NAME).create(text, workshop)
    other = House(house.worker, int(house.base.rpartition(":")[2]), created.code, created.tokens)
    phone = await other.join()
    await other.act("polls/obstacle/open")
    async with phone.on_line() as line:
        await line.answer("obstacle", option="money")
    await other.act("polls/obstacle/close")
    await other.close()
    return created


async def choose(house: House, **fields: Any) -> httpx2.Response:
    headers = {"Authorization": f"Bearer {house.tokens['staff']}", "Accept": "application/json"}
    async with house.browser(headers=headers, timeout=httpx2.Timeout(60)) as client:
        files = {name: value for name, value in fields.items() if isinstance(value, bytes)}
        data = {name: value for name, value in fields.items() if isinstance(value, str)}
        sent = {name: (f"{name}.zip", value, "application/zip") for name, value in files.items()}
        return await client.post(f"/workshops/{house.code}/earlier", data=data, files=sent or {"x": ("", b"")})


async def compared(house: House) -> Any:
    """The comparison of the first poll in the summary, once it was answered here too."""
    headers = {"Authorization": f"Bearer {house.tokens['staff']}"}
    async with house.browser(headers=headers, timeout=httpx2.Timeout(60)) as client:
        told = (await client.get(f"/workshops/{house.code}/summary.json?lang=en")).json()
    return told["agenda"][0]["polls"][0]["earlier"]


async def answered(house: House) -> None:
    phone = await house.join()
    await house.act("polls/obstacle/open")
    async with phone.on_line() as line:
        await line.answer("obstacle", option="people")


async def test_by_the_link_of_its_staff(house: House, earlier: Created) -> None:
    """Whoever holds a link to the other summary may set it beside this one; a link to its screen is not enough."""
    await answered(house)
    wrong = await choose(house, link=f"{house.base}/enter/{earlier.tokens['projector']}")
    assert wrong.status_code == 409
    assert (await choose(house, link=f"{house.base}/enter/{house.tokens['staff']}")).status_code == 409
    assert (await choose(house, other=earlier.code)).status_code == 409
    assert await compared(house) is None
    done = await choose(house, link=f"{house.base}/enter/{earlier.tokens['staff']}")
    assert done.json()["earlier"] is True
    table = (await compared(house))["table"]
    assert table["titles"][1:5:2] == ["2023", "2024"]
    assert [row[1] for row in table["rows"]] == [1, 0]
    page = (await (await entered(house, "staff")).client.get(f"/workshops/{house.code}/summary?lang=en")).text
    assert "2023 and 2024 compared" in page
    assert (await choose(house, act="remove")).json()["earlier"] is False
    assert await compared(house) is None


async def test_by_its_archive(redis: Redis, house: House, earlier: Created) -> None:
    """A workshop of another server comes as a file; one that was changed is refused."""
    await answered(house)
    data = await archive(redis, earlier.code)
    assert (await choose(house, archive=data[:-50])).status_code == 422
    assert (await choose(house, archive=data)).json()["earlier"] is True
    assert (await compared(house))["table"]["titles"][1] == "2023"


async def test_the_administrator_chooses_from_the_list(house: House, earlier: Created) -> None:
    """Who may see every workshop needs no link."""
    client = (await entered(house, "staff")).client
    await client.post("/workshops/login", data={"password": "correct horse"})
    page = (await client.get(f"/workshops/{house.code}/summary?lang=en")).text
    assert f'<option value="{earlier.code}">' in page
    stranger = (await entered(house, "staff")).client
    assert earlier.code not in (await stranger.get(f"/workshops/{house.code}/summary?lang=en")).text


async def test_addresses_are_for_the_staff_alone(redis: Redis, valkey_url: str) -> None:
    """On a page and in a file, of those who agreed; in no summary, and not for moderators."""
    async with serving(valkey_url, AGENDA.rstrip() + FORM) as house:
        phone = await house.join()
        await house.act("polls/contact/open")
        async with phone.on_line() as line:
            await line.answer("contact", 1, "", **{"f.mail": "ana@example.org", "f.agree": "yes"})
        staff = (await entered(house, "staff")).client
        assert "/addresses" in (await staff.get(f"/workshops/{house.code}/summary?lang=en")).text
        page = await staff.get(f"/workshops/{house.code}/addresses")
        assert "ana@example.org" in page.text
        assert page.headers["cache-control"] == "no-store"
        file = await staff.get(f"/workshops/{house.code}/addresses.csv")
        assert file.content.decode("utf-8-sig") == "email\r\nana@example.org\r\n"
        moderator = (await entered(house, "moderator")).client
        assert (await moderator.get(f"/workshops/{house.code}/addresses")).status_code == 404
        assert (await moderator.get(f"/workshops/{house.code}/addresses.csv")).status_code == 404
        summary = await staff.get(f"/workshops/{house.code}/summary.json", timeout=httpx2.Timeout(60))
        assert "ana@" not in summary.text
