"""Texts of the summary written on the page of the staff: by people, by programs, by two at once."""

from __future__ import annotations

import re

import httpx2
import pytest

from server.domain.passages import revision
from server.web.staff import summaries
from tests.web.house import House
from tests.web.test_desks import entered

NOTE = "Peru asked for training."


def token(page: str) -> str:
    """The token of the page's forms."""
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert found is not None
    return found[1]


async def shown(house: House, query: str = "lang=en", role: str = "staff") -> tuple[httpx2.AsyncClient, str]:
    """A member of staff with the page."""
    client = (await entered(house, role)).client
    return client, (await client.get(f"/workshops/{house.code}/summary?{query}", timeout=60)).text


async def write(house: House, place: str, text: str, **fields: str) -> httpx2.Response:
    """What a program writes."""
    headers = {"Authorization": f"Bearer {house.tokens['staff']}", "Accept": "application/json"}
    async with house.browser(headers=headers) as client:
        data = {"place": place, "lang": "en", "text": text, **fields}
        return await client.post(f"/workshops/{house.code}/texts", data=data)


async def choose(house: House, place: str, value: str) -> httpx2.Response:
    headers = {"Authorization": f"Bearer {house.tokens['staff']}", "Accept": "application/json"}
    async with house.browser(headers=headers) as client:
        return await client.post(f"/workshops/{house.code}/choices", data={"place": place, "value": value})


async def document(house: House, language: str = "en") -> str:
    """The summary as Markdown."""
    headers = {"Authorization": f"Bearer {house.tokens['staff']}"}
    async with house.browser(headers=headers, timeout=httpx2.Timeout(60)) as client:
        return (await client.get(f"/workshops/{house.code}/summary.md?lang={language}")).text


async def test_a_plain_form_writes_a_text(house: House) -> None:
    """Without any script: the page has the field, takes it, and leads back to it; the document has the text."""
    client, page = await shown(house)
    assert 'name="place" value="item:polls"' in page
    fields = {"csrf": token(page), "place": "item:polls", "lang": "en", "seen": "", "text": NOTE, "view": "en"}
    response = await client.post(f"/workshops/{house.code}/texts", data=fields)
    assert response.status_code == 303
    assert response.headers["location"] == f"/workshops/{house.code}/summary?lang=en#passage-item-polls"
    assert NOTE in (await client.get(f"/workshops/{house.code}/summary?lang=en")).text
    assert NOTE in await document(house)
    assert f"[Original: inglés] {NOTE}".replace("[", "\\[").replace("]", "\\]") in await document(house, "es")


async def test_nobody_writes_without_the_right(house: House) -> None:
    """Neither without a role, nor from another site, nor with another one's token, nor for the screen."""
    data = {"place": "item:polls", "lang": "en", "text": NOTE}
    async with house.browser() as stranger:
        assert (await stranger.post(f"/workshops/{house.code}/texts", data=data)).status_code == 404
    wall = (await entered(house, "projector")).client
    assert (await wall.post(f"/workshops/{house.code}/texts", data=data)).status_code == 404
    client, page = await shown(house)
    assert (await client.post(f"/workshops/{house.code}/texts", data=data)).status_code == 403
    foreign = {**data, "csrf": token(page)}
    elsewhere = {"Origin": "https://elsewhere.example"}
    response = await client.post(f"/workshops/{house.code}/texts", data=foreign, headers=elsewhere)
    assert response.status_code == 403
    assert NOTE not in await document(house)


async def test_two_people_at_once_lose_nothing(house: House) -> None:
    """The later one is shown both texts, with the revision to write over; programs and plain pages alike."""
    first = await write(house, "closing", "Thank you.", seen="")
    assert first.json()["revision"] == revision("Thank you.")
    assert first.json()["text"].startswith("Saved at ")
    second = await write(house, "closing", "Goodbye.", seen="")
    assert second.status_code == 409
    assert second.json()["theirs"] == "Thank you."
    assert "Thank you." in second.json()["html"]
    client, page = await shown(house)
    fields = {"csrf": token(page), "place": "closing", "lang": "en", "seen": "", "text": "Goodbye."}
    both = await client.post(f"/workshops/{house.code}/texts", data=fields)
    assert both.status_code == 409
    assert "Thank you." in both.text
    assert "Goodbye.</textarea>" in both.text
    joined = await write(house, "closing", "Thank you. Goodbye.", seen=second.json()["revision"])
    assert joined.status_code == 200
    assert "Thank you. Goodbye." in await document(house)
    kept = await client.post(f"/workshops/{house.code}/texts", data={**fields, "act": "theirs", "seen": "*"})
    assert kept.status_code == 303
    assert "Thank you. Goodbye." in await document(house)


async def test_the_prepared_text_comes_back(house: House) -> None:
    """By an act of its own, by an empty text, and where somebody sends what stands there anyway."""
    phone = await house.join()
    assert phone.house is house
    counted = "One person took part: 1 in the room and 0 online."
    for back in ({"act": "prepared"}, {}):
        assert (await write(house, "attendance", "All were there.")).json()["written"]
        assert "All were there." in await document(house)
        assert not (await write(house, "attendance", "", **back)).json()["written"]
        assert counted in await document(house)
    told = re.search(r'id="passage-attendance-text"[^>]*>([^<]*)<', (await shown(house))[1])
    assert told is not None
    assert not (await write(house, "attendance", told[1])).json()["written"]


async def test_only_known_places_are_written(house: House) -> None:
    """Unknown places, languages and values are refused with a sentence, and so are endless texts."""
    assert (await write(house, "item:nowhere", NOTE)).status_code == 404
    assert (await write(house, "closing", NOTE, lang="xx")).status_code == 404
    assert (await write(house, "closing", "x" * 20_001)).status_code == 422
    assert (await choose(house, "chart:obstacle", "pie")).status_code == 404
    assert (await choose(house, "opened", "99:99")).status_code == 404


async def test_what_is_left_out_can_come_back(house: House) -> None:
    """In the documents it is gone; on the page stands where it was, and how to take it in again."""
    assert (await choose(house, "out:poll:obstacle", "1")).status_code == 200
    assert "greatest obstacle" not in await document(house)
    page = (await shown(house))[1]
    assert "Left out of the document: What is the greatest obstacle?" in page
    await choose(house, "out:poll:obstacle", "")
    assert "greatest obstacle" in await document(house)


async def test_two_languages_on_one_page(house: House) -> None:
    """Each with its own fields, and names that are unique."""
    _, page = await shown(house, "lang=es&beside=en")
    assert page.count('name="place" value="item:polls"') == 2
    names = re.findall(r' id="([^"]+)"', page)
    assert sorted(names) == sorted(set(names))
    assert 'value="es+en"' in page
    assert (await shown(house, "lang=es%2Ben"))[1].count('class="pair-side"') == page.count('class="pair-side"')


async def test_a_look_brings_only_what_is_new(house: House) -> None:
    """The page asks with the revision that it has."""
    client, page = await shown(house)
    found = re.search(r'data-rev="(\d+)"', page)
    assert found is not None
    address = f"/workshops/{house.code}/summary?lang=en&rev="
    assert (await client.get(address + found[1])).status_code == 204
    await house.act("polls/obstacle/open")
    assert (await client.get(address + found[1])).status_code == 200


async def test_a_large_meeting_is_gathered_elsewhere(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the process that writes files, so that no phone waits; the page is the same."""
    before = (await shown(house, "lang=es&beside=en"))[1]
    monkeypatch.setattr(summaries, "FEW", -1)
    after = (await shown(house, "lang=es&beside=en"))[1]
    assert re.sub(r'value="[0-9a-f]{32}"', "", after) == re.sub(r'value="[0-9a-f]{32}"', "", before)


async def test_the_ledger_says_what_was_written_once(house: House) -> None:
    """However often a text was saved while it was typed."""
    for text in ("P", "Peru", NOTE):
        await write(house, "item:polls", text)
    await choose(house, "out:poll:obstacle", "1")
    await choose(house, "chart:obstacle", "none")
    client = (await entered(house, "staff")).client
    page = (await client.get(f"/workshops/{house.code}/ledger")).text
    assert page.count("A note of the staff was written") == 1
    assert NOTE in page
    assert "Left out of the summary: “What is the greatest obstacle?”" in page
    assert "Another chart was chosen for the summary" in page


async def test_charts_as_pictures(house: House) -> None:
    """SVG and PNG for who may read the summary; a sentence where there is none."""
    phone = await house.join()
    await house.act("polls/obstacle/open")
    async with phone.on_line() as line:
        await line.answer("obstacle", option="people")
    headers = {"Authorization": f"Bearer {house.tokens['staff']}"}
    async with house.browser(headers=headers, timeout=httpx2.Timeout(60)) as client:
        svg = await client.get(f"/workshops/{house.code}/summary/charts/obstacle.1.svg?lang=es")
        assert svg.headers["content-type"] == "image/svg+xml"
        assert "Personal" in svg.text
        png = await client.get(f"/workshops/{house.code}/summary/charts/obstacle.1.png")
        assert png.content.startswith(b"\x89PNG")
        none = await client.get(f"/workshops/{house.code}/summary/charts/words.1.png")
        assert "There is no chart of this poll" in none.text
        assert (await client.get(f"/workshops/{house.code}/summary/charts/obstacle.1.gif")).status_code == 404
    async with house.browser() as stranger:
        assert (await stranger.get(f"/workshops/{house.code}/summary/charts/obstacle.1.svg")).status_code == 404
