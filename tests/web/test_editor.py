"""The editor as plain forms: what is typed is kept, what is faulty stays out of the room, nobody overwrites anybody."""

from __future__ import annotations

import asyncio
import html
import io
import json
import re
import zipfile
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx2
import pytest

from server.domain.workshop import Workshop
from server.kinds import BY_NAME
from server.store import keys
from server.store.archive import archive, verify
from server.store.connection import connect
from server.store.files.yaml_text import read
from server.store.workshops import Workshops
from tests.web.house import House

POLL = "agenda/polls/polls/obstacle"


class Editor:
    """Somebody with a browser in front of the editor."""

    def __init__(self, house: House, client: httpx2.AsyncClient) -> None:
        self.house = house
        self.client = client
        self.text = ""
        self.at = ""

    @property
    def address(self) -> str:
        return f"/workshops/{self.house.code}/editor"

    @classmethod
    async def enter(cls, house: House) -> Editor:
        """By the moderator's link."""
        client = house.browser(headers={"Accept-Language": "en"})
        await client.get(f"/enter/{house.tokens['moderator']}")
        return cls(house, client)

    async def open(self, at: str = "") -> Editor:
        """Look at a page."""
        response = await self.client.get(self.address, params={"at": at})
        assert response.status_code == 200, response.text
        self._see(response.text)
        return self

    async def send(self, do: str = "save", **fields: str) -> str:
        """Change fields of the page and press a button; what comes back is looked at."""
        data = {name: value for name, value in self.was.items() if value or name in fields}
        values = {name.replace("__", "/"): value for name, value in fields.items()}
        data |= {"csrf": self.csrf, "at": self.at, "was": json.dumps(self.was), "do": do, **values}
        response = await self.client.post(self.address, data=data)
        if response.status_code == 303:
            response = await self.client.get(response.headers["location"])
        self._see(response.text)
        return self.text

    async def fill(self, values: Mapping[str, str], do: str = "save") -> str:
        """Write into fields by their addresses."""
        data = {**self.was, **values}
        data |= {"csrf": self.csrf, "at": self.at, "was": json.dumps(self.was), "do": do}
        response = await self.client.post(self.address, data=data)
        if response.status_code == 303:
            response = await self.client.get(response.headers["location"])
        self._see(response.text)
        return self.text

    def _see(self, text: str) -> None:
        self.text = text
        self.at = html.unescape(_attribute(text, "at"))
        self.was: dict[str, str] = json.loads(html.unescape(_attribute(text, "was")))
        self.csrf = _attribute(text, "csrf")

    @property
    def said(self) -> str:
        """All words of the page."""
        return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.text)))


def _attribute(text: str, name: str) -> str:
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', text)
    assert found, text[:2000]
    return found[1]


async def workshop_of(house: House, redis_url: str) -> Workshop:
    """What the room has."""
    redis = connect(redis_url)
    found = await Workshops(redis, BY_NAME).get(house.code)
    await redis.aclose()
    assert found is not None
    return found


async def told(house: House, **fields: str) -> dict[str, Any]:
    """What a program is told."""
    headers = {"Authorization": f"Bearer {house.tokens['moderator']}", "Accept": "application/json"}
    async with house.browser(headers=headers) as client:
        response = await client.post(f"/workshops/{house.code}/editor", data=fields)
        found: dict[str, Any] = response.json()
        return found


async def test_what_is_typed_is_in_the_room_at_once(house: House, valkey_url: str) -> None:
    """In every language, and numbers as numbers."""
    editor = await (await Editor.enter(house)).open(POLL)
    await editor.fill({f"{POLL}/prompt/en": "What is in the way?", f"{POLL}/countdown": "90"})
    assert "Kept, but not in the room" not in editor.said
    poll = (await workshop_of(house, valkey_url)).polls["obstacle"]
    assert poll.prompt.pick("en") == "What is in the way?"
    assert poll.prompt.pick("es") == "¿Cuál es el mayor obstáculo?"
    assert poll.settings.countdown == 90


async def test_a_faulty_draft_stays_out_of_the_room(house: House, valkey_url: str) -> None:
    """It is kept, the sentence of `check` stands on the page, and mending it brings everything into the room."""
    editor = await (await Editor.enter(house)).open(POLL)
    await editor.fill({f"{POLL}/countdown": "soon", f"{POLL}/prompt/en": "New words"})
    assert "This must be a whole number." in editor.said
    assert "1 thing is to be mended" in editor.said
    assert (await workshop_of(house, valkey_url)).polls["obstacle"].prompt.pick(
        "en"
    ) == "What is the greatest obstacle?"
    other = await (await Editor.enter(house)).open(POLL)
    assert other.was[f"{POLL}/countdown"] == "soon"
    await editor.fill({f"{POLL}/countdown": ""})
    assert (await workshop_of(house, valkey_url)).polls["obstacle"].prompt.pick("en") == "New words"


async def test_two_editors_change_different_fields(house: House, valkey_url: str) -> None:
    """Both are kept, although both pages were made before either."""
    one, two = [await (await Editor.enter(house)).open(POLL) for _ in range(2)]
    await one.fill({f"{POLL}/prompt/en": "One"})
    await two.fill({f"{POLL}/prompt/fr": "Deux"})
    prompt = (await workshop_of(house, valkey_url)).polls["obstacle"].prompt
    assert (prompt.pick("en"), prompt.pick("fr")) == ("One", "Deux")


async def test_the_loser_of_a_field_is_told_with_both_texts(house: House, valkey_url: str) -> None:
    """What else was typed is kept, and the loser may take the own text after all."""
    one, two = [await (await Editor.enter(house)).open(POLL) for _ in range(2)]
    await one.fill({f"{POLL}/prompt/en": "One"})
    await two.fill({f"{POLL}/prompt/en": "Two", f"{POLL}/prompt/pt": "Dois"})
    assert "Meanwhile somebody else has written: One" in two.said.replace(" :", ":")
    assert "You had written: Two" in two.said.replace(" :", ":")
    prompt = (await workshop_of(house, valkey_url)).polls["obstacle"].prompt
    assert (prompt.pick("en"), prompt.pick("pt")) == ("One", "Dois")
    await two.fill({f"mine:{POLL}/prompt/en": "Two"}, f"take {POLL}/prompt/en")
    assert (await workshop_of(house, valkey_url)).polls["obstacle"].prompt.pick("en") == "Two"


async def test_everybody_undoes_their_own(house: House, valkey_url: str) -> None:
    """And does it again; what somebody else did stays."""
    one, two = [await (await Editor.enter(house)).open(POLL) for _ in range(2)]
    await one.fill({f"{POLL}/prompt/en": "One"})
    await two.fill({f"{POLL}/prompt/fr": "Deux"})
    await one.send("undo")
    prompt = (await workshop_of(house, valkey_url)).polls["obstacle"].prompt
    assert (prompt.pick("en"), prompt.pick("fr")) == ("What is the greatest obstacle?", "Deux")
    await one.send("redo")
    assert (await workshop_of(house, valkey_url)).polls["obstacle"].prompt.pick("en") == "One"
    assert 'value="redo" data-key="y" disabled' in one.text


async def test_options_come_go_and_move(house: House, valkey_url: str) -> None:
    """By buttons that need no script."""
    editor = await (await Editor.enter(house)).open(POLL)
    await editor.send(f"add {POLL}/options")
    assert "1 thing is to be mended" in editor.said
    await editor.fill({f"{POLL}/options/a/text/en": "Time"})
    await editor.send(f"up {POLL}/options/a")
    await editor.send(f"remove {POLL}/options/money")
    definition: Any = (await workshop_of(house, valkey_url)).polls["obstacle"].definition
    assert [option.id for option in definition.options] == ["a", "people"]


async def test_polls_and_items_come_go_and_move(house: House, valkey_url: str) -> None:
    """A poll at the end of its item goes on to the next one."""
    editor = await (await Editor.enter(house)).open()
    await editor.send("add agenda")
    assert editor.at == "agenda/item"
    await editor.fill({"agenda/item/title/es": "Cierre"})
    await editor.open("agenda/polls/polls/break")
    await editor.send("down agenda/polls/polls/break")
    assert editor.at == "agenda/item/polls/break"
    await editor.send("copy agenda/item/polls/break")
    workshop = await workshop_of(house, valkey_url)
    assert [poll.id for poll in workshop.agenda[1].polls] == ["break", "break-2"]
    await editor.send("move agenda/polls/polls/words", to="agenda/item/polls", index="1")
    await editor.send("remove agenda/item/polls/break-2")
    workshop = await workshop_of(house, valkey_url)
    assert [poll.id for poll in workshop.agenda[1].polls] == ["break", "words"]


async def test_a_wording_is_frozen_with_its_first_answer(house: House, valkey_url: str) -> None:
    """The page says so before and after; the round keeps its words, also in the summary, and the next one asks anew."""
    phone = await house.join()
    await house.act("polls/obstacle/open")
    async with phone.on_line() as line:
        await line.answer("obstacle", option="money")
    editor = await (await Editor.enter(house)).open(POLL)
    assert "This poll is open, so" in editor.said
    await editor.fill({f"{POLL}/prompt/en": "Waiting"})
    assert "close it before you change it" in editor.said
    await editor.fill({f"{POLL}/prompt/en": "What is the greatest obstacle?"})
    await house.act("polls/obstacle/close", reveal="1")
    await editor.open(POLL)
    assert "1 person has answered this wording, so it is frozen." in editor.said
    assert 'value="remove agenda/polls/polls/obstacle"' not in editor.text
    await editor.fill({f"{POLL}/prompt/en": "What helps most?"})
    await editor.send(f"remove {POLL}/options/money")
    await editor.send(f"add {POLL}/options")
    await editor.fill({f"{POLL}/options/a/text/en": "Training"})
    await editor.open(POLL)
    assert "Round 2 will ask the new wording." in editor.said
    assert "“What is the greatest obstacle?”" in editor.said
    page = await phone.page()
    assert "¿Cuál es el mayor obstáculo?" in page or "What is the greatest obstacle?" in page
    assert (await house.results())["obstacle"]["counts"] == {"money": 1}
    await house.act("polls/obstacle/next-round")
    page = await phone.page()
    assert "Training" in page
    async with phone.on_line() as line:
        assert (await line.answer("obstacle", 2, option="a"))["type"] == "ack"
    await house.act("polls/obstacle/close")
    headers = {"Authorization": f"Bearer {house.tokens['staff']}"}
    async with house.browser(headers=headers) as staff:
        summary = (await staff.get(f"/workshops/{house.code}/summary.md", params={"lang": "en"})).text
    assert "This round was asked in other words: “What is the greatest obstacle?”" in summary
    assert "What helps most?" in summary
    assert "Budget" in summary
    assert "Training" in summary


async def test_the_words_of_an_open_poll_stay_and_the_page_says_what_to_do(house: House, valkey_url: str) -> None:
    """Once somebody has answered: kept, closed, put before the room, opened again with the new words."""
    phone = await house.join()
    await house.act("polls/obstacle/open")
    async with phone.on_line() as line:
        assert (await line.answer("obstacle", option="money"))["type"] == "ack"
    editor = await (await Editor.enter(house)).open(POLL)
    assert "This poll is open, so the room keeps its words." in editor.said
    assert "close the poll on the desk, put the change before the room here, and open the poll again" in editor.said
    await editor.fill({f"{POLL}/prompt/en": "What helps most?"})
    assert "Kept, but not in the room yet." in editor.said
    await editor.send("publish")
    assert "close it before you change it" in editor.said
    assert "What is the greatest obstacle?" in await phone.page()
    await house.act("polls/obstacle/close")
    await editor.open(POLL)
    assert "Put it before the room now" in editor.text
    await editor.send("publish")
    assert (await house.act("polls/obstacle/next-round")).json()["round"] == 2
    assert "What helps most?" in await phone.page()
    async with phone.on_line() as line:
        assert (await line.answer("obstacle", 2, option="money"))["type"] == "ack"


async def test_an_open_poll_that_nobody_has_answered_gets_other_words(house: House, valkey_url: str) -> None:
    """Not while they are typed, but at once when they are put before the room; nothing said to the old ones counts."""
    phone, other = await house.join(), await house.join()
    screen = house.browser(headers={"Authorization": f"Bearer {house.tokens['projector']}"})
    await house.act("polls/obstacle/open")
    editor = await (await Editor.enter(house)).open(POLL)
    assert "This poll is open, and nobody has answered it yet." in editor.said
    async with phone.on_line() as line, other.on_line(f"{other.path}/live") as late:
        await line.sees("What is the greatest obstacle?")
        before = re.search(r'name="opened" value="([0-9]+)"', await phone.page())
        assert before
        await editor.fill({f"{POLL}/prompt/en": "What helps most?"})
        assert "put the change before the room, or close it" in editor.said
        again = await told(
            house, was=json.dumps({f"{POLL}/prompt/en": "What helps most?"}), **{f"{POLL}/prompt/en": "?"}
        )
        assert "put the change before the room, or close it" in again["held"]
        await told(house, was=json.dumps({f"{POLL}/prompt/en": "?"}), **{f"{POLL}/prompt/en": "What helps most?"})
        assert "What is the greatest obstacle?" in await phone.page()
        await editor.send("publish")
        assert "Kept, but not in the room yet." not in editor.said
        await line.sees("What helps most?")
        await late.sees("What helps most?")
        assert "What helps most?" in (await screen.get(f"/workshops/{house.code}/projector?lang=en")).text
        refused = await line.answer("obstacle", option="money", opened=before[1])
        assert refused["text"] == "Not recorded: this round is over."
        now = re.search(r'name="opened" value="([0-9]+)"', await phone.page())
        assert now
        assert int(now[1]) > int(before[1])
        assert (await line.answer("obstacle", option="money", opened=now[1]))["type"] == "ack"
        assert (await late.answer("obstacle", option="people"))["type"] == "ack"
    # From the first answer on the words are frozen.
    await editor.open(POLL)
    await editor.fill({f"{POLL}/prompt/en": "Too late?"})
    await editor.send("publish")
    assert "close it before you change it" in editor.said
    assert (await house.results())["obstacle"]["counts"] == {"money": 1, "people": 1}
    store = connect(valkey_url)
    assert verify(await archive(store, house.code), BY_NAME) == []
    await store.aclose()


async def test_a_first_answer_at_the_same_moment_keeps_the_words(house: House, valkey_url: str) -> None:
    """Whichever the store hears first: the words that were answered, or an answer that is refused; never both."""
    phones = [await house.join() for _ in range(4)]
    editor = await (await Editor.enter(house)).open(POLL)
    frames: list[dict[str, Any]] = []
    for n in range(6):
        await house.act("polls/obstacle/next-round" if n else "polls/obstacle/open")
        await editor.open(POLL)
        await editor.fill({f"{POLL}/prompt/en": f"Question {n}?"})
        page = await phones[0].page()
        opened = re.search(r'name="opened" value="([0-9]+)"', page)
        assert opened
        async with phones[n % 4].on_line() as line:
            edit = asyncio.create_task(editor.send("publish"))
            frame = await line.answer("obstacle", n + 1, option="money", opened=opened[1])
            await edit
        frames.append(frame)
        await house.act("polls/obstacle/close")
        asked = (await workshop_of(house, valkey_url)).polls["obstacle"].prompt.pick("en")
        # An answer that counts was given to the words that stay.
        assert (frame["type"] == "ack") == (asked != f"Question {n}?"), frame
        await editor.send("publish")
    store = connect(valkey_url)
    assert verify(await archive(store, house.code), BY_NAME) == []
    await store.aclose()


async def test_only_words_change_while_a_poll_is_open(house: House) -> None:
    """How answers are given and counted stays, and so does the poll itself; what runs beside the stage, too."""
    await house.act("polls/obstacle/open")
    editor = await (await Editor.enter(house)).open(POLL)
    await editor.fill({f"{POLL}/ballot": "secret"})
    await editor.send("publish")
    assert "close it before you change it" in editor.said
    await editor.send("undo")
    await editor.send(f"remove {POLL}")
    await editor.send("publish")
    assert "Kept, but not in the room yet." in editor.said
    assert (await house.act("polls/obstacle/close")).status_code == 200


async def test_a_place_without_end(house: House) -> None:
    """Whoever says that they are at a place of a million letters is led to the first page."""
    editor = await (await Editor.enter(house)).open("")
    data = {"csrf": editor.csrf, "at": "a" * 1_000_000, "was": "{}", "do": "save"}
    response = await editor.client.post(editor.address, data=data)
    assert (response.status_code, response.headers["location"]) == (303, f"{editor.address}?at=")


async def test_a_poll_with_answers_cannot_be_removed(house: House) -> None:
    """Nor the item that has it, nor by a file without it."""
    phone = await house.join()
    await house.act("polls/obstacle/open")
    async with phone.on_line() as line:
        await line.answer("obstacle", option="money")
    await house.act("polls/obstacle/close")
    for name in (POLL, "agenda/polls"):
        assert "has answers, so it stays" in (await told(house, do=f"remove {name}"))["told"][0]


async def test_a_file_goes_down_and_comes_up_again(house: House, valkey_url: str) -> None:
    """As YAML, JSON and zip it means the same."""
    editor = await Editor.enter(house)
    before = await workshop_of(house, valkey_url)
    for format_ in ("yaml", "json", "zip"):
        body = (await editor.client.get(f"{editor.address}/agenda.{format_}")).content
        await editor.open("file")
        files = {"file": (f"agenda.{format_}", body)}
        response = await editor.client.post(f"{editor.address}/upload", data={"csrf": editor.csrf}, files=files)
        assert response.status_code == 303, response.text
        assert await workshop_of(house, valkey_url) == before


def _torn() -> bytes:
    """A zip that was hurt in the middle of what it packs."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("agenda.yaml", "hemicycle: 1\n" + "title: A title\n" * 200)
    data = bytearray(written.getvalue())
    data[45:49] = b"\xff\x07\xff\xff"
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Please choose a file."),
        (b"\xff\xfe\x00", "This file is not text in UTF-8."),
        (b"hemicycle: 1\ntitle: Half", "This is missing."),
        (b"PK\x03\x04 half a zip", "This zip is damaged"),
        (_torn(), "This zip is damaged"),
        (b"hemicycle: 2", "This program reads version 1"),
        (b"just a text", "An agenda file is a mapping"),
    ],
)
async def test_what_is_no_agenda_file_changes_nothing(
    house: House, valkey_url: str, data: bytes, sentence: str
) -> None:
    """Every fault is said."""
    editor = await (await Editor.enter(house)).open("file")
    before = await workshop_of(house, valkey_url)
    files = {"file": ("agenda.yaml", data)}
    response = await editor.client.post(f"{editor.address}/upload", data={"csrf": editor.csrf}, files=files)
    assert response.status_code in (409, 422)
    editor._see(response.text)
    assert sentence in editor.said
    assert await workshop_of(house, valkey_url) == before


async def test_a_file_with_faults_names_each_with_its_line(house: House) -> None:
    """Unknown kinds, ids that come twice, languages that are missing, times that overlap."""
    editor = await (await Editor.enter(house)).open("file")
    text = """
hemicycle: 1
title: {es: Uno, de: Eins}
languages: [es]
date: 2024-02-15
timezone: UTC
agenda:
  - {id: one, title: A, time: "10:00–11:00"}
  - id: one
    title: B
    time: "10:30–11:30"
    polls:
      - {id: p, kind: dance, prompt: Shall we?}
"""
    files = {"file": ("agenda.yaml", text.encode())}
    response = await editor.client.post(f"{editor.address}/upload", data={"csrf": editor.csrf}, files=files)
    editor._see(response.text)
    for sentence in (
        "is not one of the workshop’s languages",
        "used twice",
        "goes on until 11:00",
        "“dance” is not one",
    ):
        assert sentence in editor.said
    assert "Nothing was changed: the file has 4 faults." in editor.said


@pytest.mark.parametrize("said", [True, False])
async def test_more_than_sixty_four_megabytes_are_refused(house: House, valkey_url: str, said: bool) -> None:
    """Whether the request says how long it is or streams without end; nothing of it is kept, and the page says why."""
    editor = await (await Editor.enter(house)).open("file")
    before = await workshop_of(house, valkey_url)
    drafts = (await editor.client.get(f"{editor.address}/agenda.json")).content
    head, sent = oversized(editor.csrf)
    length = {"content-length": str(len(head) + MEGABYTES * 2**20)} if said else {}
    headers = {"content-type": "multipart/form-data; boundary=x", **length}
    response = await editor.client.post(f"{editor.address}/upload", content=sent, headers=headers)
    assert response.status_code == 413
    editor._see(response.text)
    assert "An agenda file and its pictures have at most 64 MB together." in editor.said
    assert await workshop_of(house, valkey_url) == before
    assert (await editor.client.get(f"{editor.address}/agenda.json")).content == drafts
    redis = connect(valkey_url)
    assert not await redis.exists(keys.pictures(house.code))
    await redis.aclose()
    # The editor goes on as before.
    editor = await (await Editor.enter(house)).open("file")
    file = {"file": ("agenda.json", drafts)}
    response = await editor.client.post(f"{editor.address}/upload", data={"csrf": editor.csrf}, files=file)
    assert response.status_code == 303


MEGABYTES = 65


def oversized(csrf: str) -> tuple[bytes, AsyncIterator[bytes]]:
    """A form with a good agenda file and a picture without an end, as a browser would send it, piece by piece."""
    parts = [("csrf", "", csrf), ("file", "agenda.yaml", SMALL), ("pictures", "large.png", "")]
    before = '--x\r\nContent-Disposition: form-data; name="'
    named = [(f'{name}"; filename="{file}"' if file else f'{name}"', text) for name, file, text in parts]
    head = "\r\n".join(f"{before}{name}\r\n\r\n{text}" for name, text in named).encode()

    async def sent() -> AsyncIterator[bytes]:
        yield head
        for _ in range(MEGABYTES):
            yield bytes(2**20)

    return head, sent()


SMALL = "hemicycle: 1\ntitle: Half\nlanguages: [es]\ndate: 2024-02-15\ntimezone: UTC\nagenda: [{id: one, title: Uno}]\n"


async def test_the_library_fills_an_item(house: House, valkey_url: str) -> None:
    """In the languages of the workshop, with its picture, with one act; a whole agenda item by item."""
    editor = await (await Editor.enter(house)).open("agenda/polls")
    await editor.send("library poll:where", into="agenda/polls/polls")
    assert editor.at == "agenda/polls/polls/where"
    assert "Kept, but not" not in editor.said
    await editor.send("library agenda:plenary", into="agenda")
    workshop = await workshop_of(house, valkey_url)
    assert [item.id for item in workshop.agenda][-1] == "adjournment"
    assert workshop.polls["where"].pictures == ("americas.png",)
    for kind in BY_NAME:
        await editor.send(f"library kind:{kind}", into="agenda/polls/polls")
        assert editor.at.startswith("agenda/polls/polls/poll")
        for where in ("phone", "wall"):
            shown = await editor.client.get(f"{editor.address}/{where}", params={"at": editor.at, "lang": "es"})
            assert shown.status_code == 200, (kind, where)
        await editor.send(f"remove {editor.at}")


async def test_languages_that_go_take_their_texts_along(house: House, valkey_url: str) -> None:
    """And undoing brings them back."""
    editor = await (await Editor.enter(house)).open("meeting")
    await editor.fill({"languages": "es\nfr\npt"})
    workshop = await workshop_of(house, valkey_url)
    assert workshop.languages == ("es", "fr", "pt")
    assert set(workshop.polls["obstacle"].prompt.texts) == {"es"}
    await editor.send("undo")
    assert set((await workshop_of(house, valkey_url)).polls["obstacle"].prompt.texts) == {"es", "en"}


async def test_a_picture_is_uploaded_into_its_field(house: House, valkey_url: str) -> None:
    """And needs words for those who cannot see it."""
    from server.files import EXAMPLES

    editor = await (await Editor.enter(house)).open(POLL)
    name = f"{POLL}/options/money/picture"
    data = {**editor.was, "csrf": editor.csrf, "at": editor.at, "was": json.dumps(editor.was)}
    files = {f"file:{name}": ("My picture.png", (EXAMPLES / "channel-website.png").read_bytes())}
    response = await editor.client.post(editor.address, data=data, files=files)
    assert response.status_code == 303, response.text
    await editor.open(POLL)
    assert editor.was[name] == "my-picture.png"
    assert "A picture needs words" in editor.said
    await editor.fill({f"{POLL}/options/money/alt/es": "Un sitio"})
    assert (await workshop_of(house, valkey_url)).polls["obstacle"].pictures == ("my-picture.png",)


async def test_only_moderators_edit(house: House) -> None:
    """Others see that this page is not open to them."""
    async with house.browser() as client:
        assert (await client.get(f"/workshops/{house.code}/editor")).status_code == 404
        assert (await client.post(f"/workshops/{house.code}/editor", data={"do": "add agenda"})).status_code == 404
    editor = await (await Editor.enter(house)).open()
    response = await editor.client.post(editor.address, data={"do": "add agenda", "csrf": "wrong"})
    assert response.status_code == 403


async def test_the_downloaded_yaml_is_read_by_people(house: House) -> None:
    """Texts in their languages stand on one line."""
    editor = await Editor.enter(house)
    text = (await editor.client.get(f"{editor.address}/agenda.yaml")).text
    assert "title: {es: Curso de prueba, en: Trial course}" in text
    assert read(text).value["title"] == {"es": "Curso de prueba", "en": "Trial course"}
