"""The settings that every kind has, from the agenda file to the phone, the wall and the summary."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from redis.asyncio import Redis

from server.store import keys, reading
from server.store.connection import connect
from tests.web.house import House, serving

OPTIONS = '[{id: "yes", text: "Yes"}, {id: "no", text: "No"}]'
AGENDA = f"""
hemicycle: 1
title: Course
languages: [en]
date: 2024-02-15
timezone: America/New_York
admission: delegation
ask: {{name: optional}}
roster:
  - {{id: CL, name: Chile}}
  - {{id: PE, name: Peru}}
agenda:
  - id: polls
    title: Polls
    polls:
      - {{id: anonymous, kind: choice, prompt: Anonymous?, options: {OPTIONS}}}
      - {{id: recorded, kind: choice, prompt: Recorded?, ballot: recorded, options: {OPTIONS}}}
      - {{id: open, kind: choice, prompt: Open?, ballot: open, other: true, options: {OPTIONS}}}
      - {{id: secret, kind: choice, prompt: Secret?, ballot: secret, options: {OPTIONS}}}
      - {{id: final, kind: choice, prompt: Final?, change: false, options: {OPTIONS}}}
      - {{id: hidden, kind: choice, prompt: Hidden?, show: hidden, options: {OPTIONS}}}
      - {{id: one, kind: choice, prompt: One each?, by: delegation, options: {OPTIONS}}}
      - {{id: first, kind: choice, prompt: First each?, by: delegation, change: false, options: {OPTIONS}}}
      - {{id: shuffled, kind: choice, prompt: Shuffled?, shuffle: true, countdown: 60, options: {OPTIONS}}}
      - {{id: words, kind: words, prompt: Words?, entries: 2}}
"""
SAID = {
    "anonymous": "It is anonymous.",
    "recorded": "It is recorded with your delegation’s name in the summary.",
    "open": "It is open: it may be shown, and is recorded with your delegation and the name you gave.",
    "secret": "It is secret and cannot be changed.",
    "one": "Only totals are shown. Your delegation answers as one: its last answer counts.",
    "first": "Only totals are shown. Your delegation answers as one: its first answer counts.",
}


@pytest.fixture
async def course(redis: Redis, valkey_url: str) -> AsyncIterator[House]:
    """A course with a poll for each setting."""
    async with serving(valkey_url, AGENDA) as own:
        yield own


async def summary(house: House) -> dict[str, Any]:
    """The polls of the summary in JSON."""
    headers = {"Authorization": f"Bearer {house.tokens['staff']}"}
    async with house.browser(headers=headers, timeout=httpx2.Timeout(60)) as client:
        told = (await client.get(f"/workshops/{house.code}/summary.json?lang=en")).json()
    return {poll["id"]: poll for item in told["agenda"] for poll in item["polls"]}


async def wall(house: House) -> str:
    """The projector's page."""
    headers = {"Authorization": f"Bearer {house.tokens['projector']}"}
    async with house.browser(headers=headers) as client:
        return (await client.get(f"/workshops/{house.code}/projector")).text


async def test_what_becomes_of_an_answer_is_said_before_it_is_given(course: House) -> None:
    """For each ballot and each way of answering, on the phone's page."""
    phone = await course.join()
    for poll, sentence in SAID.items():
        await course.act(f"polls/{poll}/open")
        assert sentence in await phone.page(), poll
        await course.act(f"polls/{poll}/close")


async def test_the_summary_names_whom_the_ballot_lets_it_name(course: House) -> None:
    """Delegations of a recorded ballot, people too of an open one, nobody of the others."""
    phones = [await course.join(name="Ana"), await course.join(delegation="PE", name="Rosa")]
    for poll in ("anonymous", "recorded", "open", "secret"):
        await course.act(f"polls/{poll}/open")
        for phone, option in zip(phones, ("yes", "no"), strict=True):
            async with phone.on_line() as line:
                assert (await line.answer(poll, option=option))["type"] == "ack"
        await course.act(f"polls/{poll}/close")
    polls = await summary(course)
    answers = {poll: polls[poll]["rounds"][0]["answers"] for poll in ("anonymous", "recorded", "open", "secret")}
    assert answers == {
        "anonymous": [],
        "recorded": [
            {"delegation": "CL", "name": "", "answer": "Yes"},
            {"delegation": "PE", "name": "", "answer": "No"},
        ],
        "open": [
            {"delegation": "CL", "name": "Ana", "answer": "Yes"},
            {"delegation": "PE", "name": "Rosa", "answer": "No"},
        ],
        "secret": [],
    }


async def test_the_wall_does_not_say_who_has_answered_a_secret_ballot(course: House) -> None:
    """It says how many have; the seats show who is present."""
    phone = await course.join()
    await course.join(delegation="PE", attendance="remote")
    await course.act("polls/secret/open")
    async with phone.on_line() as line:
        await line.answer("secret", option="yes")
    shown = await wall(course)
    assert "of 2 people" in shown
    assert "In the room" not in shown
    assert "present have answered" not in shown
    assert "seat--answered" not in shown


async def test_a_secret_ballot_joins_nobody_and_an_answer(course: House, valkey_url: str) -> None:
    """The store knows who voted and the totals; neither answers, segments nor the log know more."""
    phone = await course.join()
    await course.act("polls/secret/open")
    async with phone.on_line() as line:
        assert (await line.answer("secret", option="yes"))["text"].startswith("Recorded at")
        assert (await line.answer("secret", option="no"))["type"] == "refusal"
    page = await phone.page()
    assert "Recorded." in page
    assert "checked" not in page
    await course.act("polls/secret/close")
    store = connect(valkey_url)
    answers = await reading.fields(store, keys.answers(course.code, "secret", 1))
    counts = await reading.fields(store, keys.counts(course.code, "secret", 1))
    log: Any = await store.xrange(keys.log(course.code))
    await store.aclose()
    assert "yes" not in str(answers)
    assert set(counts) == {"", "yes"}
    assert not any("yes" in entry["entry"] for _, entry in log if entry["entry"].split("\n")[2] == "answers")


async def test_an_answer_may_be_final(course: House) -> None:
    """A second one is refused, and the first stays."""
    phone = await course.join()
    await course.act("polls/final/open")
    async with phone.on_line() as line:
        assert "change" not in (await line.answer("final", option="yes"))["text"]
        told = await line.answer("final", option="no")
        assert told["text"] == "Not recorded: you have answered, and an answer to this poll cannot be changed."
    assert (await course.results())["final"]["counts"] == {"yes": 1}


async def test_a_result_may_be_hidden_until_it_is_shown(course: House) -> None:
    """Neither wall nor phone has it before, whatever the state of the poll."""
    phone = await course.join()
    await course.act("polls/hidden/open")
    async with phone.on_line() as line:
        await line.answer("hidden", option="yes")
    for act in ("", "close"):
        if act:
            await course.act(f"polls/hidden/{act}")
        shown = await wall(course)
        assert "data-figure" not in shown
        assert "100%" not in shown
    assert "not shown yet" in await phone.page()
    await course.act("polls/hidden/reveal")
    assert "100%" in await phone.page()


async def test_a_delegation_answers_as_one(course: House) -> None:
    """The second answer takes the place of the first; both people are told, and one is counted."""
    ana, eva, rosa = await course.join(), await course.join(), await course.join(delegation="PE")
    await course.act("polls/one/open")
    async with ana.on_line() as first, eva.on_line() as second, rosa.on_line() as other:
        told = await first.answer("one", option="yes")
        assert "your delegation’s answer; you and your colleagues can change it" in told["text"]
        heard = await second.hear("told", poll="one", round=1)
        assert heard["text"].startswith("Somebody of your delegation answered for it at")
        assert heard["text"].endswith("You can change that.")
        told = await second.answer("one", option="no")
        assert told["text"].endswith("It replaces what your delegation answered before.")
        assert (await first.hear("told"))["text"].endswith("You can change that.")
        for line in (first, second, other):
            await line.say({"type": "ping"})
            await line.hear("pong")
        assert not any(frame["type"] == "told" for frame in other.frames)
        assert sum(frame["type"] == "told" for frame in second.frames) == 1
    found = (await course.results())["one"]
    assert (found["people"], found["counts"]) == (1, {"no": 1})
    assert 'value="no" checked' in await ana.page()


async def test_the_first_answer_of_a_delegation_may_be_final(course: House) -> None:
    """Whoever comes second is told why nothing changes."""
    ana, eva = await course.join(), await course.join()
    await course.act("polls/first/open")
    async with ana.on_line() as first, eva.on_line() as second:
        await first.answer("first", option="yes")
        told = await second.answer("first", option="no")
    assert told["text"] == "Not recorded: your delegation has answered, and its answer cannot be changed."


async def test_rates_count_delegations_where_each_answers_as_one(course: House) -> None:
    """Of delegations present, not of people."""
    phones = [await course.join(), await course.join(), await course.join(delegation="PE", attendance="remote")]
    await course.act("polls/one/open")
    async with phones[0].on_line() as line:
        await line.answer("one", option="yes")
    headers = {"Authorization": f"Bearer {course.tokens['moderator']}"}
    async with course.browser(headers=headers) as desk:
        page = (await desk.get(f"/workshops/{course.code}/moderator")).text
    for words in ("of 2 have answered", "of 1 in the room", "of 1 online"):
        assert words in page


async def test_options_are_shuffled_by_the_phone_and_time_runs(course: House) -> None:
    """The page says so; what is counted does not depend on the order."""
    phone = await course.join()
    await course.act("polls/shuffled/open")
    page = await phone.page()
    assert "data-shuffle" in page
    assert "data-deadline" in page


async def test_entries_have_a_limit(course: House) -> None:
    """One more is refused in a sentence that says both numbers; no script is needed for that."""
    phone = await course.join()
    await course.act("polls/words/open")
    form = {"type": "answer", "poll": "words", "round": "1", "word": ["a", "b", "c"]}
    page = (await phone.client.post(f"{phone.path}/answers", data=form)).text
    assert "Please write at most 2 words; 3 arrived." in page
