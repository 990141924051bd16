"""Who may come in, and what strangers are told."""

from __future__ import annotations

import re

import pytest
import websockets

from server.web.limits import WRONG_AT_ONCE
from tests.web.house import House, serving

OTHER = "https://elsewhere.example"


async def test_a_role_link_becomes_a_cookie(house: House) -> None:
    """The token leaves the address bar; the page opens with the cookie alone."""
    async with house.browser() as client:
        entered = await client.get(f"/enter/{house.tokens['moderator']}")
        assert entered.status_code == 303
        assert house.tokens["moderator"] not in entered.headers["location"]
        cookie = entered.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert (await client.get(entered.headers["location"])).status_code == 200


@pytest.mark.parametrize("place", ["moderator", "projector", "summary", "summary.docx", "results.json", "nothing"])
async def test_strangers_see_one_polite_page(house: House, place: str) -> None:
    """Unknown workshops, missing rights and forged cookies cannot be told apart."""
    async with house.browser() as client:
        here = await client.get(f"/workshops/{house.code}/{place}")
        elsewhere = await client.get(f"/workshops/999999/{place}")
        forged = await client.get(
            f"/workshops/{house.code}/{place}", headers={"cookie": f"moderator-{house.code}=forged"}
        )
        assert here.status_code == elsewhere.status_code == forged.status_code == 404
        assert here.text == elsewhere.text == forged.text
        assert (await client.get("/enter/forged")).text == here.text


async def test_roles_do_not_reach_further_than_they_should(house: House) -> None:
    """A projector cannot act, a seat cannot see the desk, staff cannot act."""
    for role in ("projector", "staff"):
        headers = {"Authorization": f"Bearer {house.tokens[role]}"}
        async with house.browser(headers=headers) as client:
            assert (await client.post(f"/workshops/{house.code}/polls/obstacle/open")).status_code == 404
            assert (await client.get(f"/workshops/{house.code}/moderator")).status_code == 404
    phone = await house.join()
    assert (await phone.client.get(f"/workshops/{house.code}/moderator")).status_code == 404


async def test_a_form_from_elsewhere_does_nothing(house: House) -> None:
    """The moderator's cookie alone is not enough: the form's own token and the origin are."""
    async with house.browser() as client:
        await client.get(f"/enter/{house.tokens['moderator']}")
        path = f"/workshops/{house.code}/polls/obstacle/open"
        assert (await client.post(path)).status_code == 403
        page = (await client.get(f"/workshops/{house.code}/moderator")).text
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
        assert found
        form = {"csrf": found[1]}
        assert (await client.post(path, data=form, headers={"origin": OTHER})).status_code == 403
        assert (await client.post(path, data=form)).status_code == 303
    phone = await house.join()
    answer = {"type": "answer", "poll": "obstacle", "round": "1", "option": "money"}
    await phone.client.post(f"/{house.code}/answers", data=answer, headers={"origin": OTHER})
    assert (await house.results())["obstacle"]["people"] == 0


async def test_sockets_ask_the_same_questions(house: House) -> None:
    """Another origin is turned away at the handshake; a stranger is let in only to be told to go."""
    phone = await house.join()
    with pytest.raises(websockets.InvalidStatus):
        async with phone.on_line(Origin=OTHER):
            pass
    for path in (f"/workshops/{house.code}/moderator/live", f"/workshops/{house.code}/projector/live", "/999999/live"):
        async with phone.on_line(path) as line:
            with pytest.raises(websockets.ConnectionClosed) as closed:
                await line.connection.recv()
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == 4403


async def test_every_answer_carries_the_policy(house: House) -> None:
    """Pages and refusals alike."""
    async with house.browser() as client:
        for path in ("/", f"/{house.code}", "/nothing-here", "/workshops", "/healthz"):
            headers = (await client.get(path)).headers
            assert "default-src 'none'" in headers["content-security-policy"]
            assert "unsafe" not in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"


async def test_the_administrator_signs_out(house: House, valkey_url: str) -> None:
    """The browser forgets; and with another password the sessions of the old one are over."""
    async with house.browser() as client:
        assert (await client.post("/workshops/login", data={"password": "correct horse"})).status_code == 303
        page = (await client.get("/workshops")).text
        assert "Sign out" in page
        token = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
        assert token
        session = client.cookies["administrator"]
        for form, headers in (({"csrf": token[1]}, {"origin": "https://elsewhere.example"}), ({"csrf": "0"}, {})):
            assert (await client.post("/workshops/logout", data=form, headers=headers)).status_code == 303
            assert "administrator" in client.cookies
        done = await client.post("/workshops/logout", data={"csrf": token[1]})
        assert done.headers["location"] == "/workshops"
        assert "Sign out" not in (await client.get("/workshops")).text
    for password, known in (("correct horse", True), ("battery staple", False)):
        async with serving(valkey_url, admin_password=password) as other, other.browser() as client:
            client.cookies.set("administrator", session, path="/workshops")
            assert ("Sign out" in (await client.get("/workshops")).text) is known


async def test_the_administrator_creates_workshops(house: House) -> None:
    """The password, the list, a file with faults, a file without, and its links."""
    async with house.browser() as client:
        assert "password" in (await client.get("/workshops")).text.lower()
        assert (await client.post("/workshops/login", data={"password": "wrong"})).status_code == 403
        assert (await client.post("/workshops/login", data={"password": "correct horse"})).status_code == 303
        page = (await client.get("/workshops")).text
        assert house.code[:3] in page
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
        assert found
        bad = await client.post("/workshops", data={"csrf": found[1], "text": "hemicycle: 1\ntitle: <b>Only</b>\n"})
        assert bad.status_code == 422
        assert "&lt;b&gt;Only" in bad.text
        assert (await client.post("/workshops", data={"text": "hemicycle: 1"})).status_code == 403
        text = (
            "hemicycle: 1\ntitle: Second\nlanguages: [en]\ndate: 2026-01-01\ntimezone: UTC\n"
            "agenda: [{id: one, title: One}]\n"
        )
        good = await client.post("/workshops", data={"csrf": found[1], "text": text})
        assert good.status_code == 200, good.text
        link = re.search(r"/enter/([\w-]+)", good.text)
        assert link
        assert (await client.get(link[0])).status_code == 303


async def test_guessing_stops_being_answered(house: House) -> None:
    """After many wrong codes even the right one is not looked up for this address, until time passes."""
    async with house.browser() as client:
        for n in range(WRONG_AT_ONCE):
            await client.post("/", data={"code": f"{n:06}"})
        # While they were sent, on a slow machine, some were forgiven.
        while (right := await client.post("/", data={"code": house.code})).status_code != 404:
            assert right.status_code == 303
            await client.post("/", data={"code": "000000"})
        # Links cannot be guessed, so that a guesser in the hall keeps no moderator out.
        assert (await client.get(f"/enter/{house.tokens['moderator']}")).status_code == 303
