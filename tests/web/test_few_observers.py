"""What a few observers answered where they are tallied apart is told nowhere; where they stand, they stand apart."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pikepdf

from server.exports import formats
from server.kinds import BY_NAME
from server.store.archive import archive, verify
from server.store.connection import connect
from tests.exports.pdf_text import tables
from tests.web.house import House, serving
from tests.web.test_votes import PLENARY, desk, wall

POLLS = """
      - {id: urn, kind: vote, prompt: The text, by: delegation, ballot: secret}
      - {id: mood, kind: vote, prompt: The mood, ballot: anonymous, temperature: true}
      - {id: chair, kind: choice, prompt: The chair, by: delegation, ballot: secret, other: true, show: live,
         options: [{id: a, text: Ana}, {id: b, text: Luis}]}
      - {id: told, kind: vote, prompt: The roll, by: delegation, ballot: recorded}
"""
# What the only observer answers: in the first meeting this, in the second that.
ANSWERS: Any = ({"option": "for"}, {"option": "against"}), ({"other": "Beatriz"}, {"other": "Zenobia"})
KEPT = "Observers, not counted: how they answered is not shown, because fewer than 5 of them did."
# Times, codes, addresses and what is made of them; a digest may begin with as many figures as a time has.
PASSING = re.compile(
    r"""<svg[^>]*class="qr".*?</svg>|127\.0\.0\.1:\d+|\d{4}-\d\d-\d\dT[^"<\s]*|[\w-]{20,}|[0-9a-f]{12,}|\b\d{6}\b"""
    r"""|\d{1,2}:\d\d(:\d\d)?([ap]m)?|\b\d{3}[\s\xa0\u202f-]\d{3}\b|rev\W+\d+""",
    re.DOTALL,
)


def inside(data: bytes) -> Iterator[str]:
    """The texts in a file: of what is packed in it, of the cells of a PDF."""
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in sorted(package.namelist()):
                if not name.startswith("docProps"):
                    yield from inside(package.read(name))
    elif data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            yield repr(tables(pdf))
    else:
        yield data.decode(errors="replace")


async def files(house: House) -> dict[str, str]:
    """What anybody can read of the meeting in its files, without times and codes."""
    found = {}
    headers = {"Authorization": f"Bearer {house.tokens['staff']}"}
    async with house.browser(headers=headers, timeout=60) as client:
        found["results.json"] = (await client.get(f"/workshops/{house.code}/results.json")).text
        for name in formats.FORMATS:
            if name != "zip" and formats.possible(name):
                told = await client.get(f"/workshops/{house.code}/summary.{name}?lang=en")
                assert told.status_code == 200, name
                found[name] = "\n".join(inside(told.content))
    return {name: PASSING.sub("~", text) for name, text in found.items()}


async def meeting(house: House, which: int) -> dict[str, str]:
    """A meeting in which the observers answer this or that: what anybody reads, poll by poll and in the end."""
    found = {}
    phones = [await house.join(delegation=name) for name in ("CL", "BR", "EU")]
    for poll in ("urn", "mood", "chair"):
        chosen = poll == "chair"
        own: Any = [{"option": "a"}, {"option": "b"}] if chosen else [{"option": "for"}, {"option": "against"}]
        await house.act(f"polls/{poll}/open")
        for phone, answer in zip(phones, [*own, ANSWERS[chosen][which]], strict=True):
            async with phone.on_line() as line:
                assert (await line.answer(poll, **answer))["type"] == "ack"
        await house.act(f"polls/{poll}/close", reveal="1")
        for name, text in (("wall", wall(house)), ("desk", desk(house)), ("phone", phones[0].page())):
            found[f"{poll}, {name}"] = PASSING.sub("~", await text)
    return found | await files(house)


async def test_what_a_few_observers_answered_is_told_nowhere(valkey_url: str) -> None:
    """On the wall, on phones, on the desk and in every file: two meetings are equal that differ only in that."""
    seen = []
    for which in (0, 1):
        async with serving(valkey_url, PLENARY + POLLS) as house:
            seen.append(await meeting(house, which))
            code = house.code
        store = connect(valkey_url)
        assert verify(await archive(store, code), BY_NAME) == []
        await store.aclose()
    first, second = seen
    for name, text in first.items():
        assert text == second[name], name
        # The one has counts and no words, the other rows and no sentences, and of the third only cells are read.
        if name not in ("results.json", "csv", "pdf"):
            assert len(re.findall(KEPT.replace(" ", r"\s+"), text)) >= (1 if ", " in name else 3), name
    assert first["results.json"].replace(" ", "").count('"observer:":1') >= 3


async def test_a_recorded_ballot_says_who_said_what_anyway(valkey_url: str) -> None:
    """There observers stand in their line, however few they are."""
    async with serving(valkey_url, PLENARY + POLLS) as house:
        phone = await house.join(delegation="EU")
        await house.act("polls/told/open")
        async with phone.on_line() as line:
            assert (await line.answer("told", option="for"))["type"] == "ack"
        await house.act("polls/told/close", reveal="1")
        assert "Observers, not counted: 1 for, 0 against, 0 abstentions." in await wall(house)
        assert (await house.results())["told"]["counts"] == {"observer:for": 1, "observer:": 1}


async def test_what_the_clerk_enters_for_a_delegation_has_its_standing(valkey_url: str) -> None:
    """It counts among members or observers, as it would have done had it come by phone."""
    async with serving(valkey_url, PLENARY + POLLS) as house:
        await house.act("polls/told/open")
        for name, option in (("CL", "for"), ("EU", "against")):
            fields = {"clerk.mode": "answer", "clerk.how": "paper", "clerk.delegation": name, "clerk.round": "1"}
            entered = await house.act("clerk/told", **fields, option=option)
            assert entered.status_code == 200, entered.text
        segments = (await house.results())["told"]["segments"]
        assert segments["standing:member"] == {"for": 1}
        assert segments["standing:observer"] == {"observer:against": 1, "observer:": 1}
