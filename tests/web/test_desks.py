"""Moderators, walls and staff."""

from __future__ import annotations

import asyncio
import io
import re
import zipfile

import httpx2
import pytest

from tests.web.house import House, Phone


async def entered(house: House, role: str) -> Phone:
    client = house.browser(headers={"accept-language": "en"})
    await client.get(f"/enter/{house.tokens[role]}")
    return Phone(house, client)


async def test_acts_answer_programs_with_the_state(house: House) -> None:
    """Phase, round and revision; a conflict says why and changes nothing."""
    opened = (await house.act("polls/obstacle/open")).json()
    assert (opened["poll"], opened["phase"], opened["round"]) == ("obstacle", "open", 1)
    again = await house.act("polls/obstacle/open")
    assert again.status_code == 409
    assert again.json()["error"]
    assert (await house.act("polls/words/open")).status_code == 409
    closed = (await house.act("polls/obstacle/close")).json()
    assert closed["phase"] == "closed"
    assert closed["rev"] > opened["rev"]
    assert (await house.act("polls/obstacle/close")).status_code == 409
    assert (await house.act("polls/gone/open")).status_code == 404


@pytest.mark.parametrize(
    ("act", "seen"),
    [
        ("close", {"round": "7"}),
        ("close", {"phase": "draft", "round": "1"}),
        ("reveal", {"phase": "closed"}),
        ("hide", {"phase": "draft", "round": "7"}),
        ("extend", {"round": "two"}),
        ("next-round", {"phase": "closed", "round": "1"}),
    ],
)
async def test_an_act_on_another_state_than_was_seen_loses(house: House, act: str, seen: dict[str, str]) -> None:
    """Whatever of phase and round it names has to be so; nothing is done, and the reason is said."""
    await house.act("polls/obstacle/open")
    lost = await house.act(f"polls/obstacle/{act}", **seen)
    assert lost.status_code == 409
    assert "Somebody else has just changed this poll." in lost.json()["error"]
    assert (lost.json()["phase"], lost.json()["round"]) == ("open", 1)
    assert (await house.act("polls/obstacle/close", phase="open", round="1")).status_code == 200


async def test_two_acts_at_the_same_instant(house: House) -> None:
    """Both moderators saw a draft; one wins, the other is told."""
    replies = await asyncio.gather(*(house.act("polls/obstacle/open", phase="draft", round="0") for _ in range(2)))
    assert sorted(reply.status_code for reply in replies) == [200, 409]


async def test_two_desks_see_each_other(house: House) -> None:
    """What one opens, the other has at once."""
    one, two = await entered(house, "moderator"), await entered(house, "moderator")
    path = f"/workshops/{house.code}/moderator/live"
    async with one.on_line(path) as first, two.on_line(path) as second:
        await first.hear("stage")
        await second.hear("stage")
        await house.act("polls/obstacle/open")
        for line in (first, second):
            await line.sees("Close the poll")


async def test_the_wall_shows_answers_as_they_arrive(house: House) -> None:
    """The number of people and the figure follow; nothing of a hidden result does."""
    wall = await entered(house, "projector")
    phone = await house.join()
    page = await wall.client.get(f"/workshops/{house.code}/projector")
    assert house.code[:3] in page.text
    async with wall.on_line(f"/workshops/{house.code}/projector/live") as screen, phone.on_line() as line:
        await house.act("polls/obstacle/open")
        await screen.hear("figure")
        await line.answer("obstacle", option="people")
        while True:
            drawn = await screen.hear("figure")
            if any(1 in trace.get("x", ()) for trace in drawn["figure"]["data"] if trace["type"] == "bar"):
                break
        await house.act("polls/obstacle/close")
        await house.act("polls/views/open")
        await line.sees("Your ideas")
        await line.answer("views", text="Nobody may read this yet")
        await house.act("polls/views/close")
        await screen.sees("Sus ideas")
        assert not any("Nobody may read" in str(frame) for frame in screen.frames)
        await house.act("polls/views/reveal")
        await screen.hear("figure")


async def test_a_deadline_holds_while_nobody_watches(house: House) -> None:
    """A countdown closes the poll by itself."""
    phone = await house.join()
    async with phone.on_line() as line:
        state = (await house.act("polls/final/open")).json()
        assert state["phase"] == "open"
        html = await line.sees("Final?")
        assert "data-deadline" in html


async def test_slides_show_and_go(house: House) -> None:
    """A slide is put on and taken off; it takes no answers."""
    phone = await house.join()
    async with phone.on_line() as line:
        await house.act("polls/break/open")
        await line.sees("Fifteen minutes")
        assert (await line.answer("break", option="x"))["type"] == "refusal"
        await house.act("polls/break/close")
        await line.hear("stage")


async def test_the_summary_in_every_format(house: House) -> None:
    """While the workshop runs and after it, in every language, for staff and nobody else."""
    phone = await house.join(name="Ana")
    await house.act("polls/obstacle/open")
    async with phone.on_line() as line:
        await line.answer("obstacle", option="people")
    staff = await entered(house, "staff")
    page = await staff.client.get(f"/workshops/{house.code}/summary?lang=es")
    assert page.status_code == 200
    assert "¿Cuál es el mayor obstáculo?" in page.text
    timeout = httpx2.Timeout(60)
    for name in ("docx", "html", "md", "xlsx", "csv", "json", "zip"):
        file = await staff.client.get(f"/workshops/{house.code}/summary.{name}?lang=fr", timeout=timeout)
        assert file.status_code == 200, name
        assert "attachment" in file.headers["content-disposition"]
    assert zipfile.ZipFile(io.BytesIO(file.content)).testzip() is None
    assert (await staff.client.get(f"/workshops/{house.code}/summary.exe")).status_code == 404


async def test_the_end(house: House) -> None:
    """Phones and walls say goodbye; an open poll is closed with the meeting."""
    phone = await house.join()
    await house.act("polls/obstacle/open")
    async with phone.on_line() as line:
        await line.answer("obstacle", option="people")
        await house.act("end")
        # What became of the first answer may be shown before the end is.
        await line.sees('data-key="end"')
        assert (await line.answer("obstacle", option="money"))["type"] == "refusal"
    assert (await house.results())["obstacle"]["phase"] == "closed"
    wall = await entered(house, "projector")
    page = (await wall.client.get(f"/workshops/{house.code}/projector?lang=en")).text
    people = re.search(r"<dt>person</dt><dd>1</dd>|<dt>persona</dt><dd>1</dd>", page)
    assert people, "the page of thanks counts who took part, whoever has left by then"
    async with house.browser() as late:
        page = (await late.get(f"/{house.code}?lang=en")).text
        form = {"delegation": "CL", "attendance": "room", "language": "en", "name": ""}
        seatless = await late.post(f"/{house.code}/admission", data=form)
    assert "The meeting has ended." in page
    assert "delegation" not in page, "no seat is offered after the end"
    assert (seatless.status_code, len(late.cookies)) == (303, 0), "nor given to a page that was loaded before"
