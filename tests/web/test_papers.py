"""Word templates and attendance, as staff use them: uploaded, tried, chosen, removed; lists and certificates."""

from __future__ import annotations

import csv
import io
import zipfile
from functools import partial
from typing import Any

import httpx2
import openpyxl
import pytest
from docx import Document
from redis.asyncio import Redis

from server.exports.template import sandbox
from server.exports.template.example import certificate, summary
from server.exports.template.sandbox import Limits
from server.kinds import BY_NAME
from server.store.archive import archive, restore
from server.store.papers import Papers
from server.store.workshops import Workshops
from tests.exports.template.paper import packed, written
from tests.web.house import House


def staff(house: House, **headers: str) -> httpx2.AsyncClient:
    """A program of the staff's."""
    bearer = f"Bearer {house.tokens['staff']}"
    own = {"Authorization": bearer, "Accept": "application/json", "Accept-Language": "en", **headers}
    return house.browser(headers=own)


async def uploaded(
    client: httpx2.AsyncClient, house: House, data: bytes, name: str = "Our paper.docx", sort: str = "summary"
) -> httpx2.Response:
    return await client.post(
        f"/workshops/{house.code}/templates", files={"file": (name, data)}, data={"sort": sort}, timeout=60
    )


def texts(body: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(body)).paragraphs]


async def test_a_template_is_tried_kept_used_and_removed(house: House) -> None:
    """From the example that is offered to the summary in it."""
    async with staff(house) as client:
        own = f"/workshops/{house.code}"
        example = await client.get(f"{own}/templates/example/summary.docx")
        assert example.status_code == 200
        kept = await uploaded(client, house, example.content)
        assert kept.status_code == 201, kept.text
        assert kept.json() == {"template": "Our paper", "sort": "summary"}
        listed = (await client.get(f"{own}/templates")).json()["templates"]
        assert [(one["name"], one["sort"]) for one in listed] == [("Our paper", "summary")]
        made = await client.get(f"{own}/summary.docx", params={"template": "Our paper", "lang": "es"}, timeout=60)
        assert made.status_code == 200, made.text
        assert "Resumen de «Curso de prueba», reunión celebrada el 15 de febrero de 2024" in texts(made.content)
        gone = await client.post(f"{own}/templates/remove", data={"name": "Our paper"})
        assert gone.status_code == 200
        assert (await client.get(f"{own}/summary.docx", params={"template": "Our paper"})).status_code == 404


async def test_what_is_wrong_is_told_by_tag_and_place(house: House) -> None:
    """To a program as data, to a person on the page; nothing is kept."""
    broken = written("{{ titel }}", cells=("a", "{{ plaec }}"))
    async with staff(house) as client:
        refused = await uploaded(client, house, broken)
        assert refused.status_code == 422
        assert [(one["place"], one["tag"]) for one in refused.json()["troubles"]] == [
            ("Text, paragraph 1", "{{ titel }}"),
            ("Text, table 1, row 1, column 2", "{{ plaec }}"),
        ]
        assert (await client.get(f"/workshops/{house.code}/templates")).json() == {"templates": []}
    async with staff(house, Accept="text/html") as person:
        page = await uploaded(person, house, broken)
        assert "There is no tag “titel”." in page.text
        assert "2 things are wrong with it" in page.text


@pytest.mark.parametrize(
    "data",
    [
        b"no document",
        written("{{ ''.__class__ }}"),
        written("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"),
        packed(written("{{ title }}"), {"word/vbaProject.bin": b"a"}),
        bytes(5 * 2**20 + 1),
    ],
    ids=["text", "code", "loops", "macros", "size"],
)
async def test_a_hostile_template_does_not_stop_the_server(
    house: House, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    """It is refused, and the next request is answered as ever."""
    monkeypatch.setattr(sandbox, "check", partial(sandbox.check, limits=Limits(cpu=3)))
    async with staff(house) as client:
        refused = await uploaded(client, house, data)
        assert refused.status_code in (413, 422)
        assert refused.json()["troubles"]
        assert (await client.get("/readyz")).status_code == 200


async def test_only_staff_and_moderators_come_in(house: House) -> None:
    """Neither the page nor a file is there for others, and a form from elsewhere does nothing."""
    own = f"/workshops/{house.code}"
    async with house.browser() as stranger:
        for path in (
            "templates",
            "attendance",
            "attendance.xlsx",
            "certificates.zip",
            "templates/example/summary.docx",
        ):
            assert (await stranger.get(f"{own}/{path}")).status_code == 404
        assert (await uploaded(stranger, house, summary())).status_code == 404
    async with house.browser() as browser:
        assert (await browser.get(f"/enter/{house.tokens['staff']}")).status_code == 303
        assert (await uploaded(browser, house, summary())).status_code == 403
        assert (await browser.get(f"{own}/templates")).status_code == 200


async def test_ten_templates_are_enough(house: House, redis: Redis) -> None:
    """The eleventh is refused with a sentence; one of the same name is replaced."""
    papers = Papers(redis)
    for n in range(10):
        await papers.put(house.code, "summary", f"{n}.docx", b"PK")
    async with staff(house) as client:
        refused = await uploaded(client, house, summary())
        assert refused.json()["error"] == "A workshop keeps at most 10 templates. Remove one first."
        assert (await uploaded(client, house, summary(), "3.docx")).status_code == 201


async def test_names_of_files_become_names_of_templates(house: House, redis: Redis) -> None:
    """No path, no markup, no end."""
    papers = Papers(redis)
    names = {"../../etc/passwd": "passwd", "C:\\a\\Nota (1).DOCX": "Nota (1)", "<b>.docx": "b", ".docx": "template"}
    for given, expected in names.items():
        assert (await papers.put(house.code, "summary", given, b"PK")).name == expected


async def seen(house: House) -> None:
    """Ana of Chile in the room, Luis of Peru online, and somebody without a name; the meeting begins."""
    await house.act("begin")
    for fields in (
        {"delegation": "CL", "name": "Ana Pérez"},
        {"delegation": "PE", "name": "Luis Quispe", "attendance": "remote"},
        {"delegation": "CL", "name": ""},
    ):
        await house.join(**fields)


async def test_the_list_names_those_who_gave_a_name(house: House) -> None:
    """Everybody else is a number, in every format."""
    await seen(house)
    async with staff(house) as client:
        own = f"/workshops/{house.code}"
        told: dict[str, Any] = (await client.get(f"{own}/attendance")).json()
        assert [(one["name"], one["delegation"]) for one in told["people"]] == [
            ("Ana Pérez", "Chile"),
            ("Luis Quispe", "Perú"),
        ]
        assert [(one["id"], one["room"], one["remote"], one["unnamed"]) for one in told["delegations"]] == [
            ("CL", 2, 0, 1),
            ("PE", 0, 1, 0),
        ]
        assert all(one["enough"] for one in told["people"])
        book = openpyxl.load_workbook(io.BytesIO((await client.get(f"{own}/attendance.xlsx?lang=en")).content))
        assert [row[0].value for row in book["People"].iter_rows(min_row=2)] == ["Ana Pérez", "Luis Quispe"]
        text = (await client.get(f"{own}/attendance.csv?lang=en")).content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert {row["name"] for row in rows} == {"", "Ana Pérez", "Luis Quispe"}
        document = await client.get(f"{own}/attendance.docx?lang=en")
        assert texts(document.content)[0] == "Attendance list of “Trial course”, held on February 15, 2024"
        assert (await client.get(f"{own}/attendance.pdf?lang=fr", timeout=60)).content.startswith(b"%PDF-1.7")
        assert (await client.get(f"{own}/attendance.odt")).status_code == 404


async def test_certificates_for_those_who_attended_enough(house: House) -> None:
    """As one file to print, as PDF, one by one in a zip, in an own template, and for one person alone."""
    await seen(house)
    async with staff(house) as client:
        own = f"/workshops/{house.code}"
        one = await client.get(f"{own}/certificates.docx?share=100&lang=es", timeout=60)
        assert one.status_code == 200, one.text
        lines = texts(one.content)
        assert lines.count("Ana Pérez") == lines.count("Luis Quispe") == 1
        many = await client.get(f"{own}/certificates.zip?share=0", timeout=60)
        with zipfile.ZipFile(io.BytesIO(many.content)) as files:
            assert files.namelist() == ["0001-Ana-Pérez.docx", "0002-Luis-Quispe.docx"]
            assert "Ana Pérez" in texts(files.read(files.namelist()[0]))
        assert (await client.get(f"{own}/certificates.pdf?lang=pt", timeout=60)).content.startswith(b"%PDF-1.7")
        assert (
            await uploaded(client, house, written("{{ name }} 𝒱 {{ title }}"), "Ours.docx", "certificate")
        ).is_success
        ours = await client.get(f"{own}/certificates.docx?person=2&template=Ours&lang=en", timeout=60)
        assert texts(ours.content) == ["Luis Quispe 𝒱 Trial course"]
        assert (await client.get(f"{own}/certificates.docx?person=99")).status_code == 404
        assert (await uploaded(client, house, written("{{ agenda }}"), "a.docx", "certificate")).status_code == 422
    assert certificate()


async def test_templates_and_times_are_archived_and_forgotten(house: House, redis: Redis) -> None:
    """They come back with the workshop, and go with it."""
    await seen(house)
    papers, workshops = Papers(redis), Workshops(redis, BY_NAME)
    await papers.put(house.code, "summary", "Ours.docx", b"PK\x03\x04 a template")
    data = await archive(redis, house.code)
    await workshops.delete(house.code)
    assert await papers.listing(house.code) == []
    assert not [key async for key in redis.scan_iter(f"hc:{{{house.code}}}*")]
    await restore(redis, data)
    assert await papers.get(house.code, "Ours", "summary") == b"PK\x03\x04 a template"
