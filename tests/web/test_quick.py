"""A poll made up on the spot: typed, looked at, opened; with the languages that it lacks, and what cannot be."""

from __future__ import annotations

import asyncio
import re

import httpx2

from tests.web.house import House, Phone
from tests.web.test_desks import entered


async def sent(house: House, **fields: str) -> httpx2.Response:
    """POST …/quick as a program."""
    return await house.act("quick", **{"do": "open", **fields})


async def csrf_of(desk: Phone) -> str:
    page = (await desk.client.get(f"/workshops/{desk.house.code}/quick?lang=en")).text
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


async def test_typed_and_open(house: House) -> None:
    """One act: it is a poll of the agenda, after the one on stage, and phones show it."""
    phone = await house.join(language="es")
    async with phone.on_line() as line:
        reply = await sent(house, text="¿Seguimos?\n- Sí, ya\n- Después del café", language="es")
        assert reply.status_code == 200, reply.text
        made = reply.json()
        assert (made["poll"], made["phase"], made["round"]) == ("seguimos", "open", 1)
        await line.sees("¿Seguimos?")
        assert (await line.answer("seguimos", option="si-ya"))["type"] == "ack"
    await house.act("polls/seguimos/close", reveal="1")
    assert (await house.results())["seguimos"]["counts"] == {"si-ya": 1}
    staff = await entered(house, "staff")
    assert "Después del café" in (await staff.client.get(f"/workshops/{house.code}/summary.md?lang=es")).text


async def test_delegates_see_the_original_with_its_language_named(house: House) -> None:
    """In the language of the page, with the attribute that screen readers need."""
    english = await house.join(language="en")
    await sent(house, text="¿Qué temas faltan?", language="es")
    page = await english.page()
    assert 'lang="es" dir="auto">¿Qué temas faltan?' in page
    assert "In Spanish" in page
    spanish = await house.join(language="es")
    assert "In Spanish" not in await spanish.page()


async def test_yes_and_no_are_said_in_every_language(house: House) -> None:
    """Nobody has to type them."""
    await sent(house, text="Shall we go on?", language="en")
    spanish = await house.join(language="es")
    assert "Sí" in await spanish.page()


async def test_translations_are_optional(house: House) -> None:
    """Given, they stand beside the original; what is missing is named before it is opened."""
    desk = await entered(house, "moderator")
    fields = {"text": "Where?\n- Lima\n- Quito", "language": "en", "text-es": "¿Dónde?\nLima\nQuito", "do": "look"}
    looked = {**fields, "csrf": await csrf_of(desk)}
    page = (await desk.client.post(f"/workshops/{house.code}/quick?lang=en", data=looked)).text
    assert "Not in French and Portuguese." in page
    await house.act("quick", **{**fields, "do": "open"})
    spanish = await house.join(language="es")
    assert "¿Dónde?" in await spanish.page()


async def test_the_page_shows_the_phone_while_one_types(house: House) -> None:
    """The fragment is the same as in the page, and suggests a kind."""
    desk = await entered(house, "moderator")
    csrf = await csrf_of(desk)
    address = f"/workshops/{house.code}/quick?lang=en"
    fields = {"text": "Rate the session", "language": "en", "csrf": csrf}
    fragment = (await desk.client.post(address, data=fields, headers={"HX-Request": "true"})).text
    assert fragment.lstrip().startswith('<div id="quick-look"')
    assert "Rate the session" in fragment
    assert "Scale" in fragment
    assert "Your text suggests it." in fragment
    chosen = (await desk.client.post(address, data={**fields, "kind": "text"}, headers={"HX-Request": "true"})).text
    assert "You chose it." in chosen
    empty = (await desk.client.post(address, data={**fields, "text": " "}, headers={"HX-Request": "true"})).text
    assert "appears here" in empty


async def test_without_scripts_it_is_a_form(house: House) -> None:
    """It leads back to the desk, where the poll is open."""
    desk = await entered(house, "moderator")
    csrf = await csrf_of(desk)
    fields = {"text": "A word?", "do": "open", "csrf": csrf}
    reply = await desk.client.post(f"/workshops/{house.code}/quick", data=fields)
    assert (reply.status_code, reply.headers["location"]) == (303, f"/workshops/{house.code}/moderator")
    page = (await desk.client.get(f"/workshops/{house.code}/moderator")).text
    assert "A word?" in page


async def test_from_the_remote_it_leads_back_to_the_remote(house: House) -> None:
    """Which has it among its small acts, as long as the meeting is not over."""
    desk = await entered(house, "moderator")
    base = f"/workshops/{house.code}"
    assert f'href="{base}/quick?back=remote"' in (await desk.client.get(f"{base}/remote")).text
    page = (await desk.client.get(f"{base}/quick?back=remote")).text
    assert 'name="back" value="remote"' in page
    assert 'name="back" value="moderator"' in (await desk.client.get(f"{base}/quick?back=//elsewhere")).text
    fields = {"text": "A word?", "do": "open", "csrf": await csrf_of(desk), "back": "remote"}
    reply = await desk.client.post(f"{base}/quick", data=fields)
    assert (reply.status_code, reply.headers["location"]) == (303, f"{base}/remote")
    await house.act("end")
    for name in ("remote", "moderator"):
        assert f"{base}/quick" not in (await desk.client.get(f"{base}/{name}")).text


async def test_kept_for_later(house: House) -> None:
    """It waits in the agenda, with its settings."""
    reply = await sent(house, text="In one word?", do="keep", countdown="60", show="live", ballot="recorded")
    assert (reply.json()["phase"], reply.json()["round"]) == ("draft", 0)
    opened = (await house.act("polls/in-one-word/open")).json()
    assert opened["phase"] == "open"


async def test_what_cannot_be_says_why_and_changes_nothing(house: House) -> None:
    """Nothing is added by halves."""
    assert "write the question" in (await sent(house, text=" \n ")).json()["error"]
    assert (await sent(house, text="x" * 600)).status_code == 422
    await house.act("polls/obstacle/open")
    busy = await sent(house, text="Another?")
    assert busy.status_code == 409
    assert "Another poll is open" in busy.json()["error"]
    # Kept for later, it does not disturb the poll that is open.
    assert (await sent(house, text="Another?", do="keep")).status_code == 200
    assert (await sent(house, text="Another?", do="keep")).json()["poll"] == "another-2"
    await house.act("end")
    assert (await sent(house, text="After the end?")).status_code == 409


async def test_two_who_add_at_the_same_instant(house: House) -> None:
    """Both polls are in the agenda: neither overwrites the other."""
    replies = await asyncio.gather(*(sent(house, text=f"Number {n}?", do="keep") for n in range(3)))
    assert [reply.status_code for reply in replies] == [200, 200, 200]
    assert len({reply.json()["poll"] for reply in replies}) == 3
    desk = await entered(house, "moderator")
    page = (await desk.client.get(f"/workshops/{house.code}/moderator")).text
    assert all(f"Number {n}?" in page for n in range(3))


async def test_only_moderators(house: House) -> None:
    """And only from our own pages."""
    for role in ("staff", "projector"):
        other = await entered(house, role)
        assert (await other.client.get(f"/workshops/{house.code}/quick")).status_code == 404
    desk = await entered(house, "moderator")
    reply = await desk.client.post(f"/workshops/{house.code}/quick", data={"text": "A?", "do": "open", "csrf": "no"})
    assert reply.status_code == 403
