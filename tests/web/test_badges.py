"""Badges at the door, from the list of people to the seat; and what becomes of one that is used twice."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
import websockets
from lxml import html
from redis.asyncio import Redis

from server.exports.pdf.libraries import missing
from server.files import EXAMPLES
from tests.web.house import AGENDA, House, Phone, serving

BADGES = AGENDA.replace("admission: delegation", "admission: badge")
FILES = EXAMPLES / "registration"


@pytest.fixture
async def hall(redis: Redis, valkey_url: str) -> AsyncIterator[House]:
    """A meeting to which only badges are admitted."""
    async with serving(valkey_url, BADGES) as own:
        yield own


def desk(house: House, role: str = "staff") -> httpx2.AsyncClient:
    """A program of the staff."""
    headers = {"Authorization": f"Bearer {house.tokens[role]}", "Accept": "application/json"}
    return house.browser(headers=headers)


async def registered(house: House, *names: str) -> list[dict[str, str]]:
    """These people, each with a badge of Chile."""
    made: list[dict[str, str]] = []
    async with desk(house) as client:
        for name in names:
            form = {"name": name, "delegation": "CL", "badge": "1"}
            made += (await client.post(f"/workshops/{house.code}/people", data=form)).json()["badges"]
    return made


async def claim(house: House, code: str, **more: str) -> tuple[Phone, httpx2.Response]:
    client = house.browser()
    form = {"badge": code, "attendance": "room", "language": "en", **more}
    return Phone(house, client), await client.post(f"/{house.code}/admission", data=form)


async def test_a_badge_gives_the_seat_of_its_holder(hall: House) -> None:
    """The link shows whose it is and changes nothing; the button takes the seat."""
    [ana] = await registered(hall, "Ana Núñez")
    async with hall.browser() as stranger:
        for _ in range(3):
            page = await stranger.get(ana["link"].removeprefix(hall.base))
            assert page.status_code == 200
            assert "Ana Núñez" in page.text
            assert page.headers["cache-control"] == "no-store"
    phone, taken = await claim(hall, ana["code"])
    assert taken.status_code == 303
    assert "Ana Núñez" in await phone.page()
    assert "Chile" in await phone.page()


async def test_without_a_badge_nobody_comes_in(hall: House) -> None:
    """Naming a delegation is not enough; a wrong code is told so, in the field."""
    client = hall.browser()
    form = {"delegation": "CL", "attendance": "room", "language": "en"}
    refused = await client.post(f"/{hall.code}/admission", data=form)
    assert refused.status_code == 422
    assert "code of your badge" in refused.text
    _, wrong = await claim(hall, "K7QF M2XD 9HTR")
    assert wrong.status_code == 422
    assert 'id="badge-refusal"' in wrong.text
    assert (await client.get(f"/{hall.code}/badge/k7qfm2xd9htr")).status_code == 422
    assert (await client.get("/999999/badge")).status_code == 404


async def test_a_badge_used_twice_replaces(hall: House) -> None:
    """One seat, on the device that came last; the earlier one is told, live and when it is loaded; the desk sees it."""
    [ana] = await registered(hall, "Ana")
    first, _ = await claim(hall, ana["code"])
    await hall.act("polls/obstacle/open")
    async with first.on_line() as line:
        assert (await line.answer("obstacle", option="money"))["type"] == "ack"
        second, taken = await claim(hall, ana["code"])
        assert taken.status_code == 303
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await line.hear("nothing")
        assert closed.value.rcvd is not None
        assert 4400 <= closed.value.rcvd.code < 4500
    async with second.on_line() as line:
        assert (await line.answer("obstacle", option="people"))["type"] == "ack"
    found = (await hall.results())["obstacle"]
    assert (found["people"], found["counts"]) == (1, {"people": 1})
    assert "on another device" in (await first.client.get(first.path)).text
    async with desk(hall, "moderator") as client:
        people = (await client.get(f"/workshops/{hall.code}/people")).json()["people"]
        assert people[0]["again"]
    async with hall.browser() as client:
        await client.get(f"/enter/{hall.tokens['moderator']}")
        assert "another device" in (await client.get(f"/workshops/{hall.code}/moderator")).text
        assert "used on another device" in (await client.get(f"/workshops/{hall.code}/ledger")).text


async def test_the_same_device_may_press_twice(hall: House) -> None:
    """Its seat stays its own, and nothing is said to be on another device."""
    [ana] = await registered(hall, "Ana")
    phone, _ = await claim(hall, ana["code"])
    form = {"badge": ana["code"], "attendance": "room", "language": "en"}
    assert (await phone.client.post(f"/{hall.code}/admission", data=form)).status_code == 303
    assert "Ana" in await phone.page()
    async with desk(hall) as client:
        people = (await client.get(f"/workshops/{hall.code}/people")).json()["people"]
    assert not people[0]["again"]


async def test_a_new_badge_at_the_door(hall: House) -> None:
    """Found by the first letters of the name, made with one press; the lost one is good no more."""
    [ana, _] = await registered(hall, "Ana Núñez", "Luis Peña")
    async with desk(hall) as client:
        found = (await client.get(f"/workshops/{hall.code}/people?q=nun")).json()["people"]
        assert [one["name"] for one in found] == ["Ana Núñez"]
        made = await client.post(f"/workshops/{hall.code}/people/{found[0]['id']}/badge")
        new = made.json()["badges"][0]
    assert (await claim(hall, ana["code"]))[1].status_code == 422
    assert (await claim(hall, new["code"]))[1].status_code == 303


async def test_a_withdrawn_badge(hall: House) -> None:
    """Its seat is gone from its device."""
    [ana] = await registered(hall, "Ana")
    phone, _ = await claim(hall, ana["code"])
    async with desk(hall) as client:
        done = await client.post(f"/workshops/{hall.code}/people/{ana['person']}/revoke")
        assert done.json() == {"revoked": ana["person"]}
    assert 'id="badge"' in (await phone.client.get(phone.path)).text
    assert (await claim(hall, ana["code"]))[1].status_code == 422


async def test_sheets_are_made_of_good_badges_only(hall: House) -> None:
    """As pages, as PDF on two papers, as a list of links; a code that is made up gets into none of them."""
    made = await registered(hall, *[f"Person {n}" for n in range(9)])
    async with hall.browser() as client:
        await client.get(f"/enter/{hall.tokens['staff']}")
        page = (await client.get(f"/workshops/{hall.code}/people")).text
        token = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
        assert token
        form: dict[str, Any] = {"csrf": token[1], "for": "waiting"}
        sheet = await client.post(f"/workshops/{hall.code}/badges", data=form)
        assert sheet.status_code == 200
        assert sheet.headers["cache-control"] == "no-store"
        assert sheet.text.count('class="badge"') == 9
        codes = re.findall(r'name="badge" value="(\w+)"', sheet.text)
        people = re.findall(r'name="person" value="(\w+)"', sheet.text)
        fields = {"csrf": token[1], "person": [*people, "99"], "badge": [*codes[:8], "k7qfm2xd9htr", codes[8]]}
        listed = await client.post(f"/workshops/{hall.code}/badges/sheet.csv", data=fields)
        assert listed.text.count("/badge/") == 8
        assert "k7qfm2xd9htr" not in listed.text
        none = await client.post(f"/workshops/{hall.code}/badges/sheet.csv", data={"csrf": token[1]})
        assert none.status_code == 409
        if not missing():
            for paper in ("a4", "letter"):
                printed = await client.post(
                    f"/workshops/{hall.code}/badges/sheet.pdf", data={**fields, "paper": paper}, timeout=60
                )
                assert printed.content.startswith(b"%PDF")
        assert (await client.post(f"/workshops/{hall.code}/badges/sheet.docx", data=fields)).status_code == 404
        assert (await client.post(f"/workshops/{hall.code}/badges", data={"for": "waiting"})).status_code == 403
    assert (await claim(hall, made[0]["code"]))[1].status_code == 422


async def test_only_the_desk_makes_badges(hall: House) -> None:
    """Neither the screen, nor delegates, nor strangers."""
    [ana] = await registered(hall, "Ana")
    phone, _ = await claim(hall, ana["code"])
    for path in ("people", "delegations", "join", "people/import"):
        assert (await phone.client.get(f"/workshops/{hall.code}/{path}")).status_code == 404
        async with desk(hall, "projector") as client:
            assert (await client.get(f"/workshops/{hall.code}/{path}")).status_code == 404
    for path in ("people", "badges", "people/1/badge", "people/1/revoke", "people/1/remove", "people/forget",
                 "people/import", "badges/sheet.pdf"):  # fmt: skip
        async with desk(hall, "projector") as client:
            assert (await client.post(f"/workshops/{hall.code}/{path}", data={"x": "y"})).status_code == 404


async def test_people_come_and_go(hall: House) -> None:
    """Added with a reason why not, taken off, relieved of their addresses."""
    async with desk(hall) as client:
        people = f"/workshops/{hall.code}/people"
        assert (await client.post(people, data={"name": ""})).status_code == 422
        assert (await client.post(people, data={"name": "Ana", "email": "no"})).status_code == 422
        added = await client.post(people, data={"name": "Ana", "email": "ana@x.example", "delegation": "PE"})
        assert added.status_code == 201
        assert (await client.post(f"{people}/forget")).json() == {"forgotten": 1}
        assert (await client.get(people)).json()["people"][0]["email"] == ""
        assert (await client.post(f"{people}/{added.json()['id']}/remove")).json() == {"removed": "1"}
        assert (await client.post(f"{people}/1/remove")).status_code == 409
        assert (await client.post(f"{people}/1/badge")).status_code == 409
        assert (await client.get(people)).json()["all"] == 0
        assert (await client.post(f"/workshops/{hall.code}/badges", data={"for": "without"})).status_code == 409


async def test_a_list_is_read_in_with_a_preview(hall: House) -> None:
    """With a fault in any row nothing happens; mended by hand it is read in; a second time it changes nothing."""
    path = f"/workshops/{hall.code}/people/import"
    text = "Name;Email;Country\nAna Núñez;ana@x.example;Chlie\nLuis;luis@x.example;Peru\n".encode("cp1252")
    async with desk(hall) as client:
        seen = (await client.post(path, files={"file": ("list.csv", text)})).json()
        assert (seen["people"], seen["added"]) == (1, 1)
        assert seen["unknown"] == [{"said": "Chlie", "rows": 1, "near": ["CL"]}]
        assert seen["faults"][0]["line"] == 2
        refused = await client.post(path, files={"file": ("list.csv", text)}, data={"do": "import"})
        assert refused.status_code == 422
        assert (await client.get(f"/workshops/{hall.code}/people")).json()["all"] == 0
        chosen = {"do": "import", "said": "chlie", "meant": "CL", "attendance": "remote"}
        done = await client.post(path, files={"file": ("list.csv", text)}, data=chosen)
        assert done.json() == {"added": 2, "changed": 0, "removed": 0, "same": 0}
        again = await client.post(path, files={"file": ("list.csv", text)}, data=chosen)
        assert again.json() == {"added": 0, "changed": 0, "removed": 0, "same": 2}
        other = b"Name,Email,Country\nAna Maria,ana@x.example,Peru\n"
        done = await client.post(path, files={"file": ("l.csv", other)}, data={"do": "import", "remove": "1"})
        assert done.json() == {"added": 0, "changed": 1, "removed": 1, "same": 0}
        people = (await client.get(f"/workshops/{hall.code}/people")).json()["people"]
        assert [(one["name"], one["delegation"]) for one in people] == [("Ana Maria", "Peru")]


async def test_the_preview_carries_the_list(hall: House) -> None:
    """A browser needs the file once; whoever was faster is not overwritten."""
    path = f"/workshops/{hall.code}/people/import"
    async with hall.browser() as client:
        await client.get(f"/enter/{hall.tokens['moderator']}")
        assert "Look at it" in (await client.get(path)).text
        token = re.search(r'name="csrf" value="([0-9a-f]+)"', (await client.get(path)).text)
        assert token
        file = {"file": ("forms.xlsx", (FILES / "forms.xlsx").read_bytes())}
        page = (await client.post(path, files=file, data={"csrf": token[1]})).text
        preview = html.fromstring(page).forms[-1]
        form = {name: value for name, value in preview.fields.items() if value is not None}
        said = [field.get("value") for field in preview.xpath('.//input[@name="said"]')]
        form |= {"do": "import", "table": preview.xpath('.//textarea[@name="table"]')[0].text.lstrip("\n")}
        await registered(hall, "Somebody who came meanwhile")
        fields: dict[str, Any] = {**form, "said": said, "meant": ["-"] * len(said)}
        assert (form["seen"], form["column-name"]) == ("0", "5")
        late = await client.post(path, data=fields)
        assert late.status_code == 409
        done = await client.post(path, data={**fields, "seen": "1"})
        assert done.status_code == 303, done.text
        assert "The list was read in." in (await client.get(done.headers["location"])).text
        assert "Catalina Fuentealba" in (await client.get(f"/workshops/{hall.code}/people")).text
        assert (await client.post(path, data={"table": "[]"})).status_code == 403
        assert (await client.post(path, data={"csrf": token[1], "table": "{"})).status_code == 422
        assert (await client.post(path, data={"csrf": token[1]})).status_code == 422


async def test_hostile_files_are_told_so(hall: House) -> None:
    """A wrong type, what is damaged, and what is too large."""
    path = f"/workshops/{hall.code}/people/import"
    async with desk(hall) as client:
        for data, said in (
            (b"%PDF-1.7", "neither an Excel"),
            (b"PK\x03\x04x", "damaged"),
            (b"a" * (11 * 2**20), "10 MB"),
        ):
            refused = await client.post(path, files={"file": ("list.xlsx", data)}, timeout=30)
            assert refused.status_code == 422
            assert said in refused.json()["error"]


async def test_the_roster_and_the_join_card(hall: House) -> None:
    """Delegations with who is here; the way in as text and picture, in the workshop's languages."""
    [ana] = await registered(hall, "Ana")
    await claim(hall, ana["code"])
    async with desk(hall) as client:
        rows = (await client.get(f"/workshops/{hall.code}/delegations")).json()["delegations"]
        assert [(row["id"], row["people"], row["badges"], row["room"]) for row in rows] == [
            ("CL", 1, 1, 1), ("PE", 0, 0, 0),
        ]  # fmt: skip
        card = (await client.get(f"/workshops/{hall.code}/join")).json()
        assert card["link"] == f"{hall.base}/{hall.code}"
        assert set(card["texts"]) == {"es", "en", "fr", "pt"}
        assert all(card["link"] in text for text in card["texts"].values())
        picture = await client.get(f"/workshops/{hall.code}/join.png")
        assert picture.content.startswith(b"\x89PNG")
    async with hall.browser() as client:
        await client.get(f"/enter/{hall.tokens['moderator']}")
        for page in ("delegations", "join", "people"):
            assert (await client.get(f"/workshops/{hall.code}/{page}?lang=es")).status_code == 200
