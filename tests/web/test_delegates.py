"""A delegate's way: the code, a seat, the stage, an answer."""

from __future__ import annotations

import json
import re
import secrets
from typing import Any

from tests.web.house import House


async def test_a_code_leads_to_the_workshop(house: House) -> None:
    """Spaces in a typed code do not matter; an unknown one gets a polite page."""
    async with house.browser() as client:
        assert (await client.get("/")).status_code == 200
        typed = f"{house.code[:3]} {house.code[3:]}"
        found = await client.post("/", data={"code": typed})
        assert (found.status_code, found.headers["location"]) == (303, f"/{house.code}")
        wrong = await client.post("/", data={"code": "000000"})
        assert wrong.status_code == 404
        assert "No meeting has this code" in wrong.text


async def test_a_seat_is_taken_once(house: House) -> None:
    """The admission names what is wrong, keeps what was typed, and a second seat is not given to the same browser."""
    async with house.browser() as client:
        page = await client.get(f"/{house.code}", headers={"accept-language": "en"})
        assert "Chile" in page.text
        wrong = await client.post(f"/{house.code}/admission", data={"attendance": "room", "name": "Ana"})
        assert wrong.status_code == 422
        assert 'value="Ana"' in wrong.text
        forged = await client.post(f"/{house.code}/admission", data={"delegation": "XX", "attendance": "room"})
        assert forged.status_code == 422
    phone = await house.join()
    token = phone.client.cookies["seat"]
    again = await phone.client.post(f"/{house.code}/admission", data={"delegation": "PE", "attendance": "room"})
    assert again.status_code == 303
    assert phone.client.cookies["seat"] == token


async def test_nothing_of_an_unopened_poll_reaches_a_phone(house: House) -> None:
    """Not before it is opened, not even when the moderator has put it on the desk."""
    phone = await house.join()
    assert "greatest obstacle" not in await phone.page()
    await house.act("stage", item="polls", poll="obstacle")
    async with phone.on_line() as line:
        first = await line.hear("stage")
        assert "obstacle" not in first["html"]
        refused = await line.answer("obstacle", option="money")
        assert refused["type"] == "refusal"


async def test_an_answer_is_acknowledged_counted_and_changed(house: House) -> None:
    """Recorded, changed, resent: one person, one answer, the last one."""
    phone = await house.join()
    async with phone.on_line() as line:
        await house.act("polls/obstacle/open")
        await line.sees("What is the greatest obstacle?")
        first = await line.answer("obstacle", option="money")
        assert first["type"] == "ack"
        assert "Recorded at" in first["text"]
        again = secrets.token_hex(12)
        assert (await line.answer("obstacle", id_=again, option="people"))["type"] == "ack"
        assert (await line.answer("obstacle", id_=again, option="people"))["type"] == "ack"
        assert (await line.answer("obstacle", id_=first["id"], option="money"))["type"] == "ack"
    found = (await house.results())["obstacle"]
    assert (found["people"], found["counts"]) == (1, {"people": 1})
    # So few of a delegation are not told apart from the others.
    assert "delegation:CL" not in found["segments"]
    assert found["segments"]["attendance:room"] == {"people": 1}
    assert found["segments"]["language:en"] == {"people": 1}
    page = await phone.page()
    assert re.search(r'value="people"[^>]*checked', page)
    assert "Recorded at" in page


async def test_refusals_name_the_field_and_keep_the_connection(house: House) -> None:
    """Whatever is wrong, the next right answer goes through on the same socket."""
    phone = await house.join()
    await house.act("polls/obstacle/open")
    async with phone.on_line() as line:
        for text in ("{", "x" * 20_000, '{"type":"dance"}', '{"type":"answer"}', json.dumps(["a"])):
            await line.say(text)
            assert (await line.hear("refusal"))["text"]
        wrong: list[dict[str, Any]] = [
            {"option": "nothing"},
            {"option": ["money", "people"]},
            {},
            {"option": "money", "colour": "red"},
            {"option": "\ud800"},
        ]
        for fields in wrong:
            assert (await line.answer("obstacle", **fields))["type"] == "refusal"
        assert (await line.answer("obstacle", 2, option="money"))["type"] == "refusal"
        assert (await line.answer("unknown", option="money"))["type"] == "refusal"
        assert (await line.answer("obstacle", option="money"))["type"] == "ack"
    assert (await house.results())["obstacle"]["people"] == 1


async def test_closing_is_a_barrier_and_results_wait_to_be_shown(house: House) -> None:
    """After the close an answer is refused with the time; hidden results reach phones only when they are shown."""
    phone = await house.join()
    async with phone.on_line() as line:
        await house.act("polls/views/open")
        await line.sees("Your ideas")
        assert (await line.answer("views", text="More training"))["type"] == "ack"
        await house.act("polls/views/close")
        closed = await line.hear("stage")
        assert "More training" not in closed["html"]
        late = await line.answer("views", text="Too late")
        assert late["type"] == "refusal"
        assert re.search(r"closed at \d+:\d\d", late["text"])
        await house.act("polls/views/reveal")
        await line.sees("More training")


async def test_held_words_stay_with_the_moderator(house: House) -> None:
    """Moderation before: neither phones nor walls see a word until it is approved."""
    phone = await house.join()
    async with phone.on_line() as line:
        await house.act("polls/words/open")
        await line.sees("One word")
        told = await line.answer("words", word=["Blockchain", "Robots"])
        assert "moderator" in told["text"]
        await house.act("polls/words/close")
        await house.act("polls/words/reveal")
        shown = await line.hear("stage", type="stage")
        assert "Blockchain" not in shown["html"]
        await house.act("polls/words/entries", round="1", act="approve", subject="blockchain")
        html = await line.sees("Blockchain")
        assert "Robots" not in html


async def test_an_answer_that_may_not_change(house: House) -> None:
    """The first answer stands; resending the same is still acknowledged."""
    phone = await house.join()
    await house.act("polls/final/open")
    async with phone.on_line() as line:
        first = await line.answer("final", option="yes")
        assert first["type"] == "ack"
        other = await line.answer("final", option="no")
        assert other["type"] == "refusal"
        assert (await line.answer("final", id_=first["id"], option="yes"))["type"] == "ack"
    assert (await house.results())["final"]["counts"] == {"yes": 1}


async def test_without_sockets(house: House) -> None:
    """POST and GET do what the socket does, with the same frames."""
    phone = await house.join()
    await house.act("polls/obstacle/open")
    answer = {"type": "answer", "id": secrets.token_hex(12), "poll": "obstacle", "round": "1", "option": "money"}
    for _ in range(2):
        told = await phone.client.post(f"/{house.code}/answers", data=answer, headers={"accept": "application/json"})
        assert told.json()["type"] == "ack"
        assert told.json()["id"] == answer["id"]
    stage = await phone.client.get(f"/{house.code}/stage?rev=0")
    frame = stage.json()
    assert frame["type"] == "stage"
    same = await phone.client.get(f"/{house.code}/stage?rev={frame['rev']}")
    assert same.status_code == 304
    refused = await phone.client.post(
        f"/{house.code}/answers", data={**answer, "id": "?"}, headers={"accept": "application/json"}
    )
    assert refused.json()["type"] == "refusal"
    assert (await house.results())["obstacle"]["people"] == 1


async def test_without_scripts(house: House) -> None:
    """A plain form: 303 when it is stored; the page again with the reason and what was typed when it is not."""
    phone = await house.join()
    await house.act("polls/views/open")
    form = {"type": "answer", "poll": "views", "round": "1", "text": "Training first"}
    stored = await phone.client.post(f"/{house.code}/answers", data=form)
    assert stored.status_code == 303
    assert "Training first" in await phone.page()
    refused = await phone.client.post(f"/{house.code}/answers", data={**form, "text": "y" * 900})
    assert refused.status_code == 422
    assert "y" * 900 in refused.text


async def test_the_language_can_change_at_any_moment(house: House) -> None:
    """The page and the socket speak the new language from the next look on."""
    phone = await house.join(language="es")
    await house.act("polls/obstacle/open")
    assert "¿Cuál es el mayor obstáculo?" in await phone.page()
    changed = await phone.client.get(f"/{house.code}?lang=en")
    assert "What is the greatest obstacle?" in changed.text
    async with phone.on_line() as line:
        assert "What is the greatest obstacle?" in (await line.hear("stage"))["html"]


async def test_a_second_round(house: House) -> None:
    """A new round starts empty, keeps the old one, and an answer to the old one is refused."""
    phone = await house.join()
    async with phone.on_line() as line:
        await house.act("polls/obstacle/open")
        await line.answer("obstacle", option="money")
        await house.act("polls/obstacle/close")
        again = (await house.act("polls/obstacle/next-round")).json()
        assert (again["phase"], again["round"]) == ("open", 2)
        assert (await line.answer("obstacle", 1, option="people"))["type"] == "refusal"
        assert (await line.answer("obstacle", 2, option="people"))["type"] == "ack"
    found = (await house.results())["obstacle"]
    assert (found["round"], found["counts"]) == (2, {"people": 1})
