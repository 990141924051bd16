"""Pictures in the store and in archives."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace

import pytest

from server.domain.picture import LARGEST_KEPT, Picture
from server.domain.workshop import Workshop
from server.store import keys, pictures
from server.store.archive import BadArchive, archive, restore
from server.store.files.album import made_anew
from server.store.package import unpack
from server.store.pictures import Pictures
from server.store.workshops import Workshops
from tests import pictured
from tests.store.sample import KINDS, Floor, differences, parse, text_of

PNG, JPEG = made_anew(pictured.drawn("PNG")), made_anew(pictured.drawn("JPEG"))


def showing(*names: str) -> Workshop:
    """The sample, whose first poll shows pictures."""
    workshop = parse(text_of(), KINDS)
    first, *others = workshop.agenda[0].polls
    item = replace(workshop.agenda[0], polls=[replace(first, pictures=names), *others])
    return replace(workshop, agenda=(item,))


async def gallery(floor: Floor) -> str:
    """A workshop with two pictures."""
    workshops = Workshops(floor.redis, KINDS, parse=parse)
    return (await workshops.create(text_of(), showing("a.png", "b.jpg"), {"a.png": PNG, "b.jpg": JPEG})).code


async def test_pictures_are_kept_with_their_workshop(floor: Floor) -> None:
    """By name, byte for byte, for this workshop alone."""
    code, own = await gallery(floor), Pictures(floor.redis)
    assert await own.get(code, "a.png") == PNG
    assert await own.get(code, "b.jpg") == JPEG
    assert await own.get(code, "c.png") is None
    assert await own.get(floor.code, "a.png") is None
    assert await pictures.given(floor.redis, code) == ["a.png", "b.jpg"]


async def test_an_edited_workshop_shows_its_new_pictures(floor: Floor) -> None:
    """Also to those who had the old ones at hand; what it no longer names is forgotten."""
    code, own = await gallery(floor), Pictures(floor.redis)
    assert await own.get(code, "a.png") == PNG
    assert await own.get(code, "b.jpg") == JPEG
    await floor.workshops.replace(code, text_of(), showing("a.png"), {"a.png": JPEG})
    assert await own.get(code, "a.png") == JPEG
    assert await own.get(code, "b.jpg") is None
    await floor.workshops.replace(code, text_of(), showing("a.png"))
    assert await own.get(code, "a.png") == JPEG


async def test_what_is_at_hand_has_an_end(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those asked for longest ago give way, and are read again."""
    code, own = await gallery(floor), Pictures(floor.redis)
    monkeypatch.setattr(pictures, "ROOM", len(PNG.data) + 10)
    assert await own.get(code, "a.png") == PNG
    assert await own.get(code, "b.jpg") == JPEG
    assert await own.get(code, "a.png") == PNG


async def test_pictures_go_with_their_workshop(floor: Floor) -> None:
    """Nothing is left in the store, nor at hand."""
    code, own = await gallery(floor), Pictures(floor.redis)
    assert await own.get(code, "a.png") == PNG
    await floor.workshops.delete(code)
    assert await own.get(code, "a.png") is None
    assert not await floor.redis.exists(keys.pictures(code))


async def test_an_archive_carries_pictures(floor: Floor) -> None:
    """As files that open with a double click; back they are the same, and the file verifies."""
    code = await gallery(floor)
    data = await archive(floor.redis, code)
    assert differences(data) == []
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.read("pictures/a.png") == PNG.data
    await floor.workshops.delete(code)
    await restore(floor.redis, data)
    own = Pictures(floor.redis)
    assert await own.get(code, "a.png") == PNG
    assert await own.get(code, "b.jpg") == JPEG
    assert await archive(floor.redis, code) == data


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.svg", PNG.data),
        ("../a.png", PNG.data),
        ("a/b.png", PNG.data),
        ("a.png", b"<svg onload='alert(1)'/>"),
        ("a.png", b"GIF89a"),
        ("a.png", b""),
        ("a.png", PNG.data + bytes(LARGEST_KEPT)),
    ],
)
async def test_an_archive_may_not_bring_other_files(floor: Floor, name: str, data: bytes) -> None:
    """Whoever made it: what a workshop serves is a picture by its bytes, and has the name of one."""
    forged = added(await archive(floor.redis, floor.code), f"pictures/{name}", data)
    await floor.workshops.delete(floor.code)
    with pytest.raises(BadArchive, match="not complete"):
        unpack(forged)
    with pytest.raises(BadArchive, match="not complete"):
        await restore(floor.redis, forged)
    assert not await floor.redis.keys(f"*{floor.code}*")


async def test_an_archive_without_pictures_is_one(floor: Floor) -> None:
    """Those made before there were any."""
    contents = unpack(await archive(floor.redis, floor.code))
    assert contents.pictures == {}


def added(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with another member, under a manifest that knows it."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        members = {member: file.read(member) for member in file.namelist()}
    manifest = json.loads(members["manifest.json"])
    manifest["files"][name] = hashlib.sha256(content).hexdigest()
    members |= {"manifest.json": json.dumps(manifest).encode(), name: content}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for member, text in members.items():
            file.writestr(member, text)
    return written.getvalue()


def test_a_type_is_read_from_the_bytes() -> None:
    """A picture that was stored says itself what it is."""
    assert (PNG.type, JPEG.type) == ("image/png", "image/jpeg")
    assert Picture(PNG.data, PNG.type).digest == PNG.digest
