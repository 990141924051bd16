"""The organisation's logo in documents: in the file itself, with words, and never heavy."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from lxml import html
from openxml_audit import OpenXmlValidator
from PIL import Image

from server.domain.language import same
from server.domain.snapshot import Snapshot
from server.domain.theme import Theme
from server.exports.formats import write
from server.exports.pinned import LOGO_SIDES, logo, size_of
from tests.exports import world


def bearing(course: Snapshot, image: Image.Image) -> Snapshot:
    """The course of an organisation with this logo."""
    file = io.BytesIO()
    image.save(file, "PNG")
    theme = Theme(same("The organisation"), "logo.png", "#7d1a3a")
    workshop = replace(course.workshop, theme=theme, agenda=course.workshop.agenda[:1])
    return replace(course, workshop=workshop, rounds=(), pictures={"logo.png": file.getvalue()})


@pytest.fixture(scope="module")
def borne(course: Snapshot) -> Snapshot:
    return bearing(course, Image.new("RGBA", (400, 100), (0, 51, 102, 200)))


def written(name: str, snapshot: Snapshot, language: str = "en") -> bytes:
    return write(name, snapshot, world.KINDS, world.LANGUAGES, language)


@pytest.mark.parametrize("name", ["html", "interactive"])
def test_a_page_holds_it_and_nothing_is_fetched(borne: Snapshot, course: Snapshot, name: str) -> None:
    """Its policy allows pictures within the page, and only where there is one."""
    page = html.fromstring(written(name, borne).decode())
    (image,) = page.iter("img")
    assert image.get("alt") == "The organisation"
    assert image.get("src").startswith("data:image/png;base64,")
    policy = page.xpath("//meta[@http-equiv]/@content")[0]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    plain = written(name, replace(course, rounds=()))
    assert b"<img" not in plain
    assert b"img-src" not in plain


def test_two_languages_have_it_once(borne: Snapshot) -> None:
    """It belongs to the organisation, and not to a column."""
    assert written("html", borne, "es+en").count(b"<img") == 1


def test_a_pdf_tells_it_in_words(borne: Snapshot) -> None:
    """As a figure with the name of the organisation."""
    with pikepdf.open(io.BytesIO(written("pdf", borne))) as pdf:
        figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        assert [str(one.Alt) for one in figures] == ["The organisation"]
        drawn = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
        assert [one.get("/ColorSpace") for one in drawn if "/SMask" in one] == ["/DeviceRGB"]


def test_word_has_it_at_the_head_of_the_first_page(borne: Snapshot, tmp_path: Path) -> None:
    """With its words; the later pages have the title alone."""
    path = tmp_path / "logo.docx"
    path.write_bytes(written("docx", borne))
    assert OpenXmlValidator().validate(path).is_valid
    with zipfile.ZipFile(path) as package:
        heads = [package.read(name).decode() for name in package.namelist() if name.startswith("word/header")]
    assert sorted(head.count("<pic:pic") for head in heads) == [0, 1]
    assert sum('descr="The organisation"' in head for head in heads) == 1


def test_a_heavy_one_is_made_light(course: Snapshot) -> None:
    """Whatever was uploaded, every file stays small; the shape is kept."""
    noise = Image.frombytes("RGB", (1600, 1600), random.Random(1).randbytes(1600 * 1600 * 3))
    snapshot = bearing(course, noise)
    small = logo(snapshot)
    assert len(snapshot.pictures["logo.png"]) > 5_000_000
    assert len(small) < 200_000
    width, height = size_of(small)
    assert width == height == min(LOGO_SIDES)
