"""The agenda as a file: down, up again, and what is no agenda file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator

import pytest

from server.store import keys
from server.store.connection import connect
from server.store.files.yaml_text import read
from tests.web.editing import Editor, workshop_of
from tests.web.house import House


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
    editor.see(response.text)
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
    editor.see(response.text)
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
    editor.see(response.text)
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


async def test_the_downloaded_yaml_is_read_by_people(house: House) -> None:
    """Texts in their languages stand on one line."""
    editor = await Editor.enter(house)
    text = (await editor.client.get(f"{editor.address}/agenda.yaml")).text
    assert "title: {es: Curso de prueba, en: Trial course}" in text
    assert read(text).value["title"] == {"es": "Curso de prueba", "en": "Trial course"}
