"""Who sees which picture; pictures given with an agenda file; what a slide quotes."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator

import httpx2
import pytest
from PIL import Image
from redis.asyncio import Redis

from server.domain import picture
from server.store import pictures
from server.store.files.album import made_anew
from server.web.admin import workshops as admin
from tests import pictured
from tests.web.house import House, serving
from tests.web.test_editor_files import MEGABYTES, oversized

KEPT = {name: made_anew(data) for name, data in pictured.files().items()}


@pytest.fixture
async def gallery(redis: Redis, valkey_url: str) -> AsyncIterator[House]:
    """A server with a workshop that shows pictures."""
    async with serving(valkey_url, pictured.AGENDA) as own:
        await pictures.put(redis, own.code, KEPT)
        yield own


def seen(response: httpx2.Response, name: str) -> bool:
    """Whether it is that picture; if not, that nothing is told."""
    if response.status_code == 200:
        assert response.content == KEPT[name].data
        return True
    assert (response.status_code, response.content) == (404, b"")
    assert response.headers["cache-control"] == "no-store"
    return False


async def test_a_seat_sees_the_pictures_of_polls_that_were_opened(gallery: House) -> None:
    """No other, and none of them at the roles' address; they stay when the poll is closed."""
    phone = await gallery.join(delegation="")

    async def sees(name: str) -> bool:
        role = await phone.client.get(f"/workshops/{gallery.code}/pictures/{name}")
        assert role.status_code == 404
        return seen(await phone.client.get(f"/{gallery.code}/pictures/{name}"), name)

    assert not await sees("tree.png")
    assert not await sees("plan.png")
    await gallery.act("stage", item="polls", poll="emblem")
    assert not await sees("tree.png")
    await gallery.act("polls/emblem/open")
    assert await sees("tree.png")
    assert await sees("star.webp")
    assert not await sees("plan.png")
    await gallery.act("polls/emblem/close")
    assert await sees("tree.png")
    await gallery.act("polls/foyer/open")
    assert await sees("plan.png")


async def test_a_role_sees_every_picture(gallery: House) -> None:
    """By its link and by its token; of its own workshop."""
    for role, token in gallery.tokens.items():
        client = gallery.browser()
        await client.get(f"/enter/{token}")
        assert seen(await client.get(f"/workshops/{gallery.code}/pictures/plan.png"), "plan.png"), role
        bearer = {"Authorization": f"Bearer {token}"}
        assert seen(await gallery.browser(headers=bearer).get(f"/{gallery.code}/pictures/plan.png"), "plan.png")
        other = "100000" if gallery.code != "100000" else "100001"
        for path in (f"/{other}/pictures/plan.png", f"/workshops/{other}/pictures/plan.png"):
            assert (await gallery.browser(headers=bearer).get(path)).status_code == 404


async def test_a_stranger_sees_none(gallery: House) -> None:
    """Not even of a poll that is open, nor with a token that is none."""
    await gallery.act("polls/emblem/open")
    for headers in ({}, {"Authorization": "Bearer x"}, {"Cookie": "seat=x"}):
        client = gallery.browser(headers=headers)
        for path in (f"/{gallery.code}/pictures/tree.png", f"/workshops/{gallery.code}/pictures/tree.png"):
            assert not seen(await client.get(path), "tree.png")


async def test_a_picture_is_nothing_but_a_picture(gallery: House) -> None:
    """Its type is that of its bytes and not of its name; only the browser that got it keeps it, and asks by its tag."""
    client = gallery.browser(headers={"Authorization": f"Bearer {gallery.tokens['staff']}"})
    path = f"/workshops/{gallery.code}/pictures/"
    for name, kept in KEPT.items():
        response = await client.get(path + name)
        assert response.headers["content-type"] == kept.type
        assert kept.type in picture.TYPES
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["cache-control"].startswith("private, max-age=")
        assert "default-src 'none'" in response.headers["content-security-policy"]
        assert "content-encoding" not in response.headers
        again = await client.get(path + name, headers={"If-None-Match": response.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    for name in ("nothing.png", "..%2F..%2Fagenda.yaml", "tree.png%00", "x" * 5_000):
        assert (await client.get(path + name)).status_code == 404
    assert (await client.post(path + "tree.png")).status_code in (404, 405)


async def administrator(house: House) -> tuple[httpx2.AsyncClient, str]:
    """Somebody with the password, and the token of the form."""
    client = house.browser()
    await client.post("/workshops/login", data={"password": "correct horse"})
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', (await client.get("/workshops")).text)
    assert found
    return client, found[1]


def given(**files: bytes) -> list[tuple[str, tuple[str, bytes, str]]]:
    """The form's files; the browser's word for their type is not asked."""
    return [("pictures", (name.replace("_", "."), data, "text/html")) for name, data in files.items()]


async def test_staff_see_the_pins_on_the_picture(gallery: House) -> None:
    """The page of the summary shows the picture with its pins, and offers it as PNG and SVG."""
    phone = await gallery.join(delegation="")
    await gallery.act("polls/seat/open")
    headers = {"Authorization": f"Bearer {gallery.tokens['staff']}"}
    own = f"/workshops/{gallery.code}/summary"
    async with gallery.browser(headers=headers, timeout=60) as client:
        assert "charts/seat.pins-1" not in (await client.get(own)).text
        async with phone.on_line() as line:
            assert (await line.answer("seat", x="20", y="40"))["type"] == "ack"
        page = (await client.get(own)).text
        found = re.search(r'<img class="paper-picture" src="([^"]+)" alt="([^"]+)"', page)
        assert found is not None
        drawn = await client.get(found[1].replace("&amp;", "&"))
        assert drawn.content.startswith(b"\x89PNG")
        drawing = await client.get(f"{own}/charts/seat.pins-1.svg")
        assert drawing.headers["content-type"] == "image/svg+xml"
        assert "<circle" in drawing.text
        assert "There is no chart of this poll" in (await client.get(f"{own}/charts/seat.pins-2.png")).text
    async with gallery.browser() as stranger:
        assert (await stranger.get(f"{own}/charts/seat.pins-1.png")).status_code == 404


async def test_the_administrator_gives_pictures_with_a_file(gallery: House) -> None:
    """They are drawn anew; those that the file does not name are left out."""
    client, csrf = await administrator(gallery)
    files = [
        *given(**{name.replace(".", "_"): data for name, data in pictured.files().items()}),
        *given(other_png=b"x"),
    ]
    agenda = ("file", ("agenda.yaml", pictured.AGENDA.encode(), "application/yaml"))
    response = await client.post("/workshops", data={"csrf": csrf}, files=[agenda, *files])
    assert response.status_code == 200, response.text
    link = re.search(r"/enter/([\w-]+)", response.text)
    assert link
    home = (await client.get(link[0])).headers["location"]
    folder = home.rpartition("/")[0] + "/pictures/"
    assert (await client.get(folder + "other.png")).status_code == 404
    image = Image.open(io.BytesIO((await client.get(folder + "plan.png")).content))
    assert image.size == (1_600, 900)


async def test_a_file_without_its_pictures_is_not_loaded(gallery: House) -> None:
    """Each fault with its path; nothing is left of those that were good, and the text stays in the form."""
    client, csrf = await administrator(gallery)
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    files = given(tree_png=svg, bridge_jpg=pictured.bomb(), star_webp=pictured.drawn("WEBP")[:200])
    before = len((await client.get("/workshops")).text.split("register-entry"))
    response = await client.post("/workshops", data={"csrf": csrf, "text": pictured.AGENDA}, files=files)
    assert response.status_code == 422
    page = response.text
    for path, sentence in (
        ("agenda[0].polls[0].options[0].picture", "An SVG can hold programs; please export it as PNG."),
        ("agenda[0].polls[0].options[1].picture", "A picture has at most 50 million pixels."),
        ("agenda[0].polls[0].options[2].picture", "This picture is damaged."),
        ("agenda[0].polls[2].picture", "The picture “plan.png” is missing"),
    ):
        assert path in page
        assert sentence in page
    assert "A tree" in page
    assert "Please choose them again." in page
    assert len((await client.get("/workshops")).text.split("register-entry")) == before


async def test_forms_have_an_end(gallery: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that says it is larger is not read; one that does not say is not, either."""
    client, csrf = await administrator(gallery)
    monkeypatch.setattr(admin, "LARGEST_FORM", 1_000)
    large = await client.post("/workshops", data={"csrf": csrf}, files=given(tree_png=bytes(2_000)))
    assert large.status_code == 413

    async def endless() -> AsyncIterator[bytes]:
        yield b"csrf=" + csrf.encode()

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert (await client.post("/workshops", headers=form, content=endless())).status_code == 413


@pytest.mark.parametrize("said", [True, False])
async def test_a_form_that_is_too_large_makes_no_workshop(gallery: House, redis: Redis, said: bool) -> None:
    """A real body of 65 MB, sent piece by piece: the list says why, no workshop and no picture is left of it."""
    client, csrf = await administrator(gallery)
    before = (await client.get("/workshops")).text.count("register-entry")
    stored = await redis.dbsize()
    head, sent = oversized(csrf)
    length = {"content-length": str(len(head) + MEGABYTES * 2**20)} if said else {}
    headers = {"content-type": "multipart/form-data; boundary=x", **length}
    response = await client.post("/workshops", content=sent, headers=headers)
    assert response.status_code == 413
    assert "have at most 64 MB together" in response.text
    assert (await client.get("/workshops")).text.count("register-entry") == before
    assert await redis.dbsize() == stored


async def test_a_slide_quotes_a_result_once_the_room_may_see_it(gallery: House) -> None:
    """Not while the poll waits; after the close, on the phone as a table and on the wall with its figure and base."""
    phone = await gallery.join(delegation="")
    wall = gallery.browser()
    await wall.get(f"/enter/{gallery.tokens['projector']}")

    async def shown() -> tuple[str, str]:
        return await phone.page(), (await wall.get(f"/workshops/{gallery.code}/projector")).text

    await gallery.act("polls/outcome/open")
    for page in await shown():
        assert "The result of this poll is not open yet." in page
        assert "A tree" not in page
    await gallery.act("polls/outcome/close")
    await gallery.act("polls/emblem/open")
    async with phone.on_line() as line:
        assert (await line.answer("emblem", option=["tree"]))["type"] == "ack"
    await gallery.act("polls/emblem/close")
    await gallery.act("polls/outcome/next-round")
    small, large = await shown()
    assert "What we chose this morning" in small
    assert re.search(r"<table[^>]*aria-labelledby=\"quoted\"", small)
    for page in (small, large):
        assert "Shares of the one person who answered." in page
        assert "Which emblem should the network have?" in page
        assert "A tree" in page
    assert "data-figure=" in large


async def test_a_quoted_result_reaches_open_pages(gallery: House) -> None:
    """Somebody who was there sees the result when the slide comes."""
    phone = await gallery.join(delegation="")
    async with phone.on_line() as line:
        await gallery.act("polls/outcome/open")
        await line.sees("The result of this poll is not open yet.")
        await gallery.act("polls/outcome/close")
        await gallery.act("polls/emblem/open")
        assert (await line.answer("emblem", option=["bridge"]))["type"] == "ack"
        await gallery.act("polls/emblem/close")
        await gallery.act("polls/outcome/next-round")
        assert "A bridge between two shores" in await line.sees("Shares of the one person who answered.")


async def test_a_slide_says_how_to_join(gallery: House) -> None:
    """A large drawing and the code on the wall, the code on the phones."""
    phone = await gallery.join(delegation="")
    wall = gallery.browser()
    await wall.get(f"/enter/{gallery.tokens['projector']}")
    await gallery.act("polls/come/open")
    spaced = f"{gallery.code[:3]} {gallery.code[3:]}"
    page = (await wall.get(f"/workshops/{gallery.code}/projector")).text
    assert page.count('<div class="qr"') == 1
    assert "slide-join" in page
    assert spaced in page.partition("slide-join")[2]
    assert spaced in (await phone.page()).partition("Others come in with this code:")[2]
