"""A survey: several polls, open at once, answered page by page at the delegate's own pace."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from redis.asyncio import Redis

from tests.web.house import AGENDA, House, Phone, serving
from tests.web.test_moderation import decide

SURVEY = """
  - id: survey
    time: "11:00–11:30"
    title: {es: Encuesta, en: Survey}
    pace: delegates
    polls:
      - id: first
        kind: choice
        prompt: {es: ¿Primera?, en: The first question?}
        options: [{id: a, text: Apples}, {id: b, text: Bread}]
      - id: pause
        kind: slide
        prompt: Not a page
      - id: second
        kind: words
        prompt: {es: ¿Segunda?, en: The second question?}
        moderation: none
      - id: third
        kind: choice
        prompt: The third question?
        ballot: secret
        options: [{id: a, text: Yes}, {id: b, text: No}]
"""


@pytest.fixture
async def house(redis: Redis, valkey_url: str) -> AsyncIterator[House]:
    """A server with a workshop that has a survey."""
    async with serving(valkey_url, AGENDA + SURVEY) as own:
        yield own


async def opened(house: House) -> None:
    response = await house.act("items/survey/open")
    assert response.status_code == 200, response.text


async def page(phone: Phone, number: int | str = "") -> str:
    response = await phone.client.get(f"{phone.path}?page={number}" if number else phone.path)
    assert response.status_code == 200
    return response.text


async def send(phone: Phone, number: int, poll: str, **fields: Any) -> str:
    """What a form without scripts does; returns where it leads, or the page that says why not."""
    values = {"type": "answer", "poll": poll, "round": "1", **fields}
    response = await phone.client.post(f"{phone.path}/answers?page={number}", data=values)
    return response.headers.get("location", response.text)


async def test_pages_are_answered_without_scripts(house: House) -> None:
    """Each page has its own form and leads to the next; the last one lists what was answered."""
    phone = await house.join()
    await opened(house)
    first = await phone.page()
    assert "The first question?" in first
    assert "Question 1 of 3" in first
    assert "0 of 3 answered" in first
    assert "The second question?" not in first
    assert f'action="{phone.path}/answers?page=1"' in first
    assert f'href="{phone.path}?page=2"' in first
    assert "Previous question" not in first
    assert await send(phone, 1, "first", option="b") == f"{phone.path}?page=2"
    second = await page(phone, 2)
    assert "1 of 3 answered" in second
    assert await send(phone, 2, "second", word="water") == f"{phone.path}?page=3"
    assert "To the end" in await page(phone, 3)
    end = await page(phone, 4)
    assert "1 question is not answered." in end
    assert end.count(">Answered<") == 2
    assert await send(phone, 3, "third", option="a") == f"{phone.path}?page=4"
    end = await page(phone, 4)
    assert "That is all. Thank you." in end
    assert "3 of 3 answered" in end


async def test_answers_are_kept_and_changeable_until_the_survey_closes(house: House) -> None:
    """People come back where they left off; each page shows what was answered there."""
    phone = await house.join()
    await opened(house)
    await send(phone, 1, "first", option="b")
    assert "The second question?" in await phone.page()
    back = await page(phone, 1)
    assert re.search(r'value="b" checked', back)
    assert "Recorded at" in back
    await send(phone, 1, "first", option="a")
    assert re.search(r'value="a" checked', await page(phone, 1))
    for odd in ("9", "0", "-1", "x", "1e3", "٣", "9999999999"):
        assert "of 3 answered" in await page(phone, odd)
    closed = await house.act("items/survey/close")
    assert closed.json()["rev"]
    assert "The survey is closed. Thank you." in await phone.page()
    late = await send(phone, 2, "second", word="late")
    assert "Not recorded: the poll closed" in late
    found = await house.results()
    assert (found["first"]["counts"], found["second"]["people"], found["third"]["people"]) == ({"a": 1}, 0, 0)


async def test_a_refusal_stays_on_its_page(house: House) -> None:
    """With the reason, and with what was typed."""
    phone = await house.join()
    await opened(house)
    refused = await send(phone, 2, "second", word="x" * 60)
    assert "The second question?" in refused
    assert "x" * 60 in refused
    assert 'data-state="refused"' in refused


async def test_pushes_leave_everybody_on_the_own_page(house: House) -> None:
    """A socket turns pages, keeps its page through acts of the moderator, and comes back to it."""
    phone = await house.join()
    async with phone.on_line() as line:
        await opened(house)
        await line.sees("Question 1 of 3")
        assert (await line.answer("first", option="a"))["type"] == "ack"
        await line.say({"type": "page", "page": 2})
        second = await line.sees("The second question?")
        assert "1 of 3 answered" in second
        assert 'data-page="2"' in second
        await house.act("polls/first/hide")
        await house.act("polls/first/reveal")
        pushed = await line.hear("stage")
        assert 'data-page="2"' in pushed["html"]
        keys = [re.findall('data-key="([^"]+)"', html) for html in (second, pushed["html"])]
        assert keys[0] == keys[1]
        await line.say({"type": "page", "page": 4})
        await line.sees("2 questions are not answered.")
        await line.say({"type": "page", "page": "2"})
        assert (await line.hear("refusal"))["text"]
    async with phone.on_line(f"{phone.path}/live?page=3") as line:
        assert "The third question?" in (await line.hear("stage"))["html"]
    async with phone.on_line() as line:
        assert "The second question?" in (await line.hear("stage"))["html"]
        await house.act("items/survey/close")
        await line.sees("The survey is closed.")


async def test_pages_without_a_socket(house: House) -> None:
    """The plain request for the stage carries the page."""
    phone = await house.join()
    await opened(house)
    stage = (await phone.client.get(f"{phone.path}/stage?page=3&rev=-1")).json()
    assert "The third question?" in stage["html"]
    same = await phone.client.get(f"{phone.path}/stage?page=3&rev={stage['rev']}")
    assert same.status_code == 304


async def test_another_survey_begins_at_its_beginning(house: House) -> None:
    """Whoever was on the last page is on the first one of the next round."""
    phone = await house.join()
    async with phone.on_line() as line:
        await opened(house)
        await line.sees("Question 1 of 3")
        await line.say({"type": "page", "page": 3})
        await line.sees("Question 3 of 3")
        await house.act("items/survey/close")
        await line.sees("The survey is closed.")
        await opened(house)
        await line.sees("Question 1 of 3")
    assert {(await house.results())[poll]["round"] for poll in ("first", "second", "third")} == {2}


async def test_one_thing_is_open_at_a_time(house: House) -> None:
    """A survey and a poll exclude one another, and a page of the survey is not closed alone."""
    await house.act("polls/obstacle/open")
    assert (await house.act("items/survey/open")).status_code == 409
    await house.act("polls/obstacle/close")
    await opened(house)
    for path, fields in [
        ("polls/words/open", {}),
        ("stage", {"item": "polls", "poll": "words"}),
        ("polls/first/close", {}),
        ("polls/first/extend", {"seconds": "30"}),
        ("polls/first/open", {}),
        ("items/survey/open", {}),
        ("items/survey/extend", {"seconds": "30"}),
        ("items/polls/open", {}),
    ]:
        refused = await house.act(path, **fields)
        assert refused.status_code == 409, path
        assert refused.json()["error"].endswith(".")
    assert (await house.act("items/nothing/open")).status_code == 404
    assert (await house.act("items/survey/nothing")).status_code == 404
    assert (await house.act("items/survey/close")).status_code == 200
    assert (await house.act("polls/words/open")).status_code == 200


async def test_a_desk_that_is_behind_opens_nothing(house: House) -> None:
    """Two moderators press; the second one is told."""
    assert (await house.act("items/survey/open", phase="draft", round="0")).status_code == 200
    await house.act("items/survey/close")
    late = await house.act("items/survey/open", phase="draft", round="0")
    assert late.status_code == 409
    assert {(await house.results())[poll]["round"] for poll in ("first", "second", "third")} == {1}


async def test_the_wall_says_how_many_have_finished(house: House) -> None:
    """In the room and online; and how many answered each question, never how."""
    one, other = await house.join(), await house.join(delegation="PE", attendance="remote")
    await opened(house)
    for phone in (one, other):
        await send(phone, 1, "first", option="b")
    for number, poll, fields in ((2, "second", {"word": "water"}), (3, "third", {"option": "a"})):
        await send(other, number, poll, **fields)
    wall = house.browser()
    await wall.get(f"/enter/{house.tokens['projector']}")
    shown = (await wall.get(f"/workshops/{house.code}/projector?lang=en")).text
    assert re.search(r'class="big numeric">1<', shown)
    assert "have answered every question" in shown
    assert "The first question?" in shown
    assert "3 questions at your own pace." in shown
    assert "Apples" not in shown
    assert re.search(r'class="seat seat--answered" data-delegation="PE"', shown)
    assert re.search(r'class="seat seat--present" data-delegation="CL"', shown)


async def test_the_desk_runs_a_survey(house: House) -> None:
    """Stage the item, open it, see the rates, close it, and show the results one by one."""
    desk = house.browser()
    await desk.get(f"/enter/{house.tokens['moderator']}")

    async def sheet() -> str:
        return (await desk.get(f"/workshops/{house.code}/moderator?lang=en")).text

    async def primary() -> str:
        found = re.search(r'act--primary"[\s\S]*?<span>([^<]+)</span>', await sheet())
        assert found
        return found[1]

    await house.act("begin")
    await house.act("stage", item="survey", poll="")
    assert await primary() == "Open the survey"
    assert "Survey at the delegates’ pace" in await sheet()
    await opened(house)
    assert await primary() == "Close the survey"
    phone = await house.join()
    await send(phone, 1, "first", option="b")
    running = await sheet()
    assert "A survey of 3 questions at the delegates’ pace." in running
    assert re.search(r'id="question-first"[\s\S]*?survey-count numeric">1<', running)
    assert re.search(r'id="question-second"[\s\S]*?survey-count numeric">0<', running)
    assert "/reset" not in running
    await house.act("items/survey/close")
    assert await primary() == "Show the first result"
    assert f'id="reset-poll" href="/workshops/{house.code}/reset"' in await sheet()
    await house.act("stage", item="survey", poll="first")
    assert await primary() == "Show the result"
    closed = await phone.page()
    assert "<table" not in closed
    assert "Your answer: Bread" in closed
    await house.act("polls/first/reveal")
    assert "<table" in await phone.page()
    assert await primary() == "Next result"
    await house.act("stage", item="survey", poll="second")
    await house.act("polls/second/reveal")
    await house.act("stage", item="survey", poll="third")
    await house.act("polls/third/reveal")
    assert await primary() == "Next poll"
    await house.act("end")
    assert (await house.results())["first"]["people"] == 1


async def test_a_survey_has_one_countdown(redis: Redis, valkey_url: str) -> None:
    """It closes by itself, and can be given more time."""
    timed = SURVEY.replace("pace: delegates", "pace: delegates\n    countdown: 5")
    async with serving(valkey_url, AGENDA + timed) as house:
        phone = await house.join()
        async with phone.on_line() as line:
            await opened(house)
            await line.sees("left")
            assert (await house.act("items/survey/extend", seconds="1")).status_code == 200
            await line.sees("The survey is closed.")
        assert {(await house.results())[poll]["phase"] for poll in ("first", "second", "third")} == {"closed"}


async def test_a_forged_act_opens_nothing(house: House) -> None:
    """Neither without a token nor without the form's own."""
    stranger = house.browser()
    assert (await stranger.post(f"/workshops/{house.code}/items/survey/open")).status_code in (403, 404)
    await stranger.get(f"/enter/{house.tokens['moderator']}")
    forged = await stranger.post(f"/workshops/{house.code}/items/survey/open", headers={"accept": "application/json"})
    assert forged.status_code == 403


WRITTEN = """
  - id: survey
    title: Survey
    pace: delegates
    polls:
      - {id: read, kind: words, prompt: Read first, moderation: before}
      - {id: seen, kind: words, prompt: Seen at once}
      - {id: together, kind: choice, prompt: As one, by: delegation, options: [{id: a, text: Yes}, {id: b, text: No}]}
"""


async def test_pages_say_what_moderators_decided(redis: Redis, valkey_url: str) -> None:
    """What is held, what was let through, and what was hidden: whoever turns back to a page reads it there."""
    async with serving(valkey_url, AGENDA + WRITTEN) as house:
        phone = await house.join()
        await opened(house)
        await send(phone, 1, "read", word="Paper")
        await send(phone, 2, "seen", word="ink")
        assert "It will be shown once a moderator has read it." in await page(phone, 1)
        assert "You can change it until" in await page(phone, 2)
        assert await decide(house, "read", "approve", "paper") == 200
        assert "You can change it until" in await page(phone, 1)
        assert await decide(house, "seen", "hide", "ink") == 200
        assert "A moderator decided not to show it." in await page(phone, 2)
        assert await decide(house, "seen", "restore", "ink") == 200
        assert "You can change it until" in await page(phone, 2)


async def test_colleagues_hear_of_their_delegations_answer(redis: Redis, valkey_url: str) -> None:
    """On a page that a delegation answers as one, as at the moderator's pace; other delegations hear nothing."""
    async with serving(valkey_url, AGENDA + WRITTEN) as house:
        one, colleague, other = await house.join(), await house.join(), await house.join(delegation="PE")
        await opened(house)
        async with one.on_line() as sender, colleague.on_line() as line, other.on_line() as away:
            await line.hear("stage")
            await away.hear("stage")
            assert (await sender.answer("together", option="a"))["type"] == "ack"
            told = await line.hear("told", poll="together", round=1)
            assert told["text"].startswith("Somebody of your delegation answered for it at ")
            assert (await away.answer("together", option="b"))["type"] == "ack"
            assert not [frame for frame in sender.frames + away.frames if frame["type"] == "told"]


async def test_another_language_keeps_the_page(house: House) -> None:
    """The links to the languages lead to the same page of the survey, also from the page that refuses an answer."""
    phone = await house.join()
    await opened(house)
    link = f'href="{phone.path}?page=2&amp;lang=es"'
    assert link in await page(phone, 2)
    assert "¿Segunda?" in (await phone.client.get(f"{phone.path}?page=2&lang=es")).text
    assert f'href="{phone.path}?lang=es"' in await page(phone, "x")
    form = {"poll": "second", "round": "1", "word": ""}
    refused = await phone.client.post(f"{phone.path}/answers?page=2", data=form)
    assert refused.status_code == 422
    assert link in refused.text
