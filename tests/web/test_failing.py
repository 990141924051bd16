"""What people see when something fails that nobody thought of."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from redis import exceptions

from server.live import patience
from server.live.intake import Intake
from server.store.workshops import Workshops
from tests.web.house import House


async def test_a_polite_page(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """No trace of the program, the policy's headers, and a way on."""

    async def broken(*args: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(Workshops, "listing", broken)
    async with house.browser() as client:
        await client.post("/workshops/login", data={"password": "correct horse"})
        page = await client.get("/workshops", headers={"accept-language": "en"})
    assert page.status_code == 500
    assert "What was recorded is safe." in page.text
    assert "secret detail" not in page.text
    assert "content-security-policy" in page.headers


@pytest.mark.parametrize(
    "error",
    [exceptions.ConnectionError("Gone"), exceptions.TimeoutError("Late"), exceptions.BusyLoadingError("Loading")],
)
async def test_a_store_that_is_away(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    """Whoever asks meanwhile hears that nothing is lost, and when to come again; the log has a line, and no more."""

    async def broken(*args: object) -> None:
        raise error

    async with house.browser() as client:
        await client.post("/workshops/login", data={"password": "correct horse"})
        monkeypatch.setattr(Workshops, "listing", broken)
        page = await client.get("/workshops")
        program = await client.get("/workshops", headers={"accept": "application/json"})
        script = await client.get("/workshops", headers={"hx-request": "true"})
    told = "What was recorded is safe. Please try again in a moment."
    assert page.status_code == program.status_code == script.status_code == 503
    assert page.headers["retry-after"] == "2"
    assert told in page.text
    assert program.json() == {"error": told}
    assert script.text == told
    assert [(record.levelno, record.exc_info) for record in caplog.records] == [(logging.WARNING, None)] * 3


async def test_a_first_answer_waits_for_the_store(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once it is back the answer is recorded; where it stays away, the delegate hears that nothing was."""
    phone = await house.join()
    await house.act("polls/obstacle/open")
    tries = 0

    async def away(own: Intake, *more: Any) -> str:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise exceptions.ConnectionError("Gone")
        monkeypatch.undo()
        return await own.voter(*more)

    monkeypatch.setattr(Intake, "voter", away)
    async with phone.on_line() as line:
        assert (await line.answer("obstacle", option="money"))["type"] == "ack"
    assert tries == 3

    async def gone(*more: Any) -> str:
        raise exceptions.ConnectionError("Gone")

    monkeypatch.setattr(patience, "PAUSES", ())
    monkeypatch.setattr(Intake, "voter", gone)
    async with phone.on_line() as line:
        refused = await line.answer("obstacle", option="time")
    assert refused["type"] == "refusal"
    assert refused["text"].startswith("Not recorded: the server cannot store answers")


def _charset(name: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """A form that says in which letters it is written."""
    part = 'Content-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    body = "".join("--x\r\n" + part.format(*pair) for pair in fields.items()) + "--x--\r\n"
    return {"content": body, "headers": {"content-type": f"multipart/form-data; boundary=x; charset={name}"}}


@pytest.mark.parametrize(
    "form",
    [
        {"data": {f"f{n}": "1" for n in range(600)}},
        {"files": {"name": ("a.bin", b"\x00")}},
        {"content": b"xxxx", "headers": {"content-type": "multipart/form-data"}},
        {"content": b"xxxx", "headers": {"content-type": "multipart/form-data; boundary=x"}},
        _charset("punycode", {"name": "Ana \\ x"}),
        _charset("undefined", {"name": "Ana"}),
    ],
    ids=["fields", "file", "no boundary", "torn", "punycode", "undefined"],
)
async def test_what_cannot_be_read(house: House, form: dict[str, Any]) -> None:
    """A form that none of our pages sends is answered with a sentence: as a page, to a program, to a script."""
    told = "What was sent could not be read. Please load the page again, and send it once more."
    headers = form.get("headers", {})
    async with house.browser() as client:
        address = f"/{house.code}/admission"
        page = await client.post(address, **form)
        program = await client.post(address, **form | {"headers": headers | {"accept": "application/json"}})
        script = await client.post(address, **form | {"headers": headers | {"hx-request": "true"}})
    assert page.status_code == program.status_code == script.status_code == 400
    assert told in page.text
    assert "content-security-policy" in page.headers
    assert program.json() == {"error": told}
    assert script.text == told


@pytest.mark.parametrize("origin", ["http://[::1", "http://]", "null", "//", "http://evil.example"])
async def test_an_origin_that_is_none(house: House, origin: str) -> None:
    """It is somebody else's, whatever it is."""
    async with house.browser(headers={"origin": origin}) as client:
        page = await client.post(f"/{house.code}/admission", data={"delegation": "CL", "attendance": "room"})
    assert page.status_code == 422
    assert "Please send this form again." in page.text


HUGE = "9" * 5_000  # digits; more than Python reads as a number


async def test_numbers_without_end(house: House) -> None:
    """They are like those that are not there."""
    await house.act("polls/obstacle/open")
    async with house.browser() as client:
        await client.get(f"/enter/{house.tokens['moderator']}")
        csrf = _csrf((await client.get(f"/workshops/{house.code}/people")).text)
        shares = [await client.get(f"/workshops/{house.code}/attendance?share={n}") for n in (HUGE, "0001" * 1500)]
        clerk = {"csrf": csrf, "clerk.version": HUGE, "clerk.how": "nod"}
        entered = await client.post(f"/workshops/{house.code}/clerk/obstacle", data=clerk)
        table = {"csrf": csrf, "table": '[["Name", "Delegation"], [[2, "Ana", "CL"]]]'}
        column = await client.post(f"/workshops/{house.code}/people/import", data={**table, "column-name": HUGE})
    assert [one.status_code for one in shares] == [200, 200]
    assert (entered.status_code, column.status_code) == (422, 200)
    assert "Please say how the answers came." in entered.text


@pytest.mark.parametrize("line", ["Infinity", "1e999", "null", '"x"'])
async def test_a_list_that_came_back_changed(house: House, line: str) -> None:
    """The preview carries the list; whoever changes it there is asked for the file again."""
    async with house.browser() as client:
        await client.get(f"/enter/{house.tokens['moderator']}")
        address = f"/workshops/{house.code}/people/import"
        csrf = _csrf((await client.get(address)).text)
        table = f'[["Name", "Delegation"], [[{line}, "Ana", "CL"]]]'
        page = await client.post(address, data={"csrf": csrf, "table": table})
        half = await client.post(address, data={"csrf": csrf, "table": '[["Na\\ud800me"], [[2, "A\\ud800na"]]]'})
    assert page.status_code == 422
    assert "Please choose the file again." in page.text
    # Half of a character is none; what is left of the text is shown.
    assert half.status_code == 200
    assert "Name" in half.text


async def test_a_link_that_is_none(house: House) -> None:
    """The link of an earlier workshop as somebody might paste it."""
    async with house.browser() as client:
        await client.get(f"/enter/{house.tokens['staff']}")
        csrf = _csrf((await client.get(f"/workshops/{house.code}/summary")).text)
        page = await client.post(f"/workshops/{house.code}/earlier", data={"csrf": csrf, "link": "http://[::1/enter/x"})
    assert page.status_code == 409
    assert "Please give the link of the staff of another workshop" in page.text


async def test_a_form_that_does_not_say_how_long_it_is(house: House) -> None:
    """It could be of any length, and is not read."""
    phone = await house.join()

    async def endless() -> AsyncIterator[bytes]:
        yield b"poll=obstacle&round=1&option=" + b"x" * 100_000

    headers = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
    for place in ("answers", "questions", "upvotes"):
        answer = await phone.client.post(f"/{house.code}/{place}", content=endless(), headers=headers)
        assert answer.status_code == 413
        assert answer.json()["text"] == "This message is larger than 16 KiB."


async def test_a_phone_that_goes_while_it_sends(house: House, caplog: pytest.LogCaptureFixture) -> None:
    """Networks are lost in the middle of a form; that is no failure of the server's."""
    port = int(house.base.rpartition(":")[2])
    head = f"POST /{house.code}/admission HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n"
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        _, phone = await asyncio.open_connection("127.0.0.1", port)
        phone.write(f"{head}Content-Type: {kind}\r\n\r\n--x".encode())
        await phone.drain()
        phone.close()
        await phone.wait_closed()
    # Whatever came of them is over once somebody else was served.
    await house.join()
    await house.join()
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


def _csrf(page: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert found
    return found[1]
