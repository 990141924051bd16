"""A secret ballot leaves no pair: neither in the store, its files, an archive nor a metric or a line of the log."""

from __future__ import annotations

import io
import logging
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from redis.asyncio import Redis

from server.kinds import BY_NAME
from server.store.archive import archive, verify
from server.store.connection import connect
from server.store.embedded import Embedded
from tests.store.test_forgetting import gone, on_disk
from tests.web.house import AGENDA, serving

ELECTION = (
    AGENDA.split("agenda:")[0]
    + """
agenda:
  - id: votes
    title: Votes
    polls:
      - id: urn
        kind: choice
        prompt: Who presides?
        ballot: secret
        options: [{id: zebra, text: One}, {id: walrus, text: Two}, {id: heron, text: Three}]
      - id: each
        kind: vote
        prompt: The proposal
        by: delegation
        ballot: secret
"""
)
# What the visitors of this test write down themselves.
CLIENTS = ("httpx", "httpcore", "websockets.client")
CHOICES = ("zebra", "walrus", "heron", "zebra", "heron")


@pytest.fixture
def ground() -> Iterator[Embedded]:
    """A store of its own, whose files are looked at."""
    directory = Path(tempfile.mkdtemp(prefix="hc-"))
    with Embedded(directory) as server:
        yield server
    shutil.rmtree(directory)


async def pieces(redis: Redis) -> list[str]:
    """Everything in the store, in pieces that belong together: a field with its value, an entry of a stream."""
    found: list[str] = []
    async for key in redis.scan_iter("hc:{*"):
        match await redis.type(key):
            case "hash":
                fields = cast("dict[str, str]", await redis.hgetall(key))
                found += [f"{key} {name} {value}" for name, value in fields.items()]
            case "stream":
                entries = cast("list[tuple[str, dict[str, str]]]", await redis.xrange(key))
                found += [f"{key} {entry['entry']}" for _, entry in entries]
            case "zset":
                found += [f"{key} {member!s}" for member in cast("list[str]", await redis.zrange(key, 0, -1))]
            case "set":
                found += [f"{key} {member!s}" for member in cast("set[str]", await redis.smembers(key))]
            case _:
                # Some are numbers that no text can hold.
                raw: bytes = await cast("Any", redis).execute_command("GET", key, NEVER_DECODE=True)
                found.append(f"{key!s} {raw.decode(errors='replace')}")
    return found


def commands(aof: bytes) -> list[str]:
    """The commands of an append-only file."""
    return [one.decode(errors="replace") for one in re.split(rb"\*\d+\r\n", aof)]


def texts(value: Any) -> list[str]:
    """What stands in JSON, one mapping or list at a time."""
    if isinstance(value, dict):
        return [str(value), *(text for one in value.values() for text in texts(one))]
    return [text for one in value for text in texts(one)] if isinstance(value, list) else []


async def test_who_said_what_is_nowhere(ground: Embedded, caplog: pytest.LogCaptureFixture) -> None:
    """Who voted is known, and what the votes come to; the two are never found together once the poll is closed."""
    caplog.set_level(logging.DEBUG)
    ids: list[str] = []
    async with serving(ground.url, ELECTION) as house:
        redis = connect(ground.url)
        await house.act("polls/urn/open")
        for place, choice in enumerate(CHOICES):
            phone = await house.join(delegation="CL" if place % 2 else "PE", name=f"Person{place}")
            async with phone.on_line() as line:
                told = await line.answer("urn", option=choice)
                assert told["type"] == "ack"
                assert choice not in told["text"]
                ids.append(told["id"])
                again = await line.answer("urn", option="walrus")
                assert again["type"] == "refusal"
            page = await phone.page()
            assert not re.search(r"value=\"\w+\"[^>]*checked", page)
        await house.act("polls/urn/close", reveal="1")
        await house.act("polls/each/open")
        for place in range(2):
            phone = await house.join(delegation=("CL", "PE")[place], name="Voter")
            async with phone.on_line() as line:
                told = await line.answer("each", option=("for", "against")[place])
                assert told["type"] == "ack"
                ids.append(told["id"])
        await house.act("polls/each/close")
        await gone(redis, ground.directory, b"HINCRBY")

        def joined(text: str, *, people: bool) -> bool:
            """Whether a piece tells of a choice and of an answer or a person."""
            said = any(choice in text for choice in CHOICES)
            return said and (any(one in text for one in ids) or (people and "Person" in text))

        for piece in await pieces(redis):
            assert not joined(piece, people=":workshop" not in piece), piece
            if ":p:each:" in piece and ":answers" in piece:
                assert not re.search(r"for|against", piece), piece
        for command in commands(on_disk(ground.directory)):
            # One command may write a whole hash or the agenda; what it may not do is to name an answer and a choice.
            assert not joined(command, people=False), command[:400]
        data = await archive(redis, house.code)
        assert verify(data, BY_NAME) == []
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            for name in file.namelist():
                for line_ in file.read(name).decode(errors="replace").split("\n"):
                    assert not joined(line_, people=False) or '"define"' in line_ or name == "manifest.json", name
        async with house.browser(headers={"Authorization": f"Bearer {house.tokens['staff']}"}) as client:
            metrics = (await client.get("/metrics")).text
            assert not any(word in metrics for word in (*CHOICES, *ids, "Person"))
            found = (await client.get(f"/workshops/{house.code}/results.json")).json()
            for text in texts(found):
                assert not joined(text, people=True)
            assert all(not poll["segments"] for poll in found["polls"])
            for form in ("md", "csv", "json", "html"):
                summary = (await client.get(f"/workshops/{house.code}/summary.{form}?lang=en")).text
                assert not any(one in summary for one in ids), form
                assert "Answers by name" not in summary, form
        await redis.aclose()
    spoken = [record.getMessage() for record in caplog.records if not record.name.startswith(CLIENTS)]
    for text in spoken:
        assert not any(word in text for word in (*CHOICES, *ids)), text
