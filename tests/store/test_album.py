"""Files that are pictures, and files that would like to be."""

from __future__ import annotations

import io
import os
import struct
from pathlib import Path

import pytest
from PIL import Image

from server.domain import picture
from server.domain.messages import Message
from server.store.files.album import Album, Unusable, made_anew
from tests import pictured
from tests.pictured import saved

SCRIPT = b"<script>alert(1)</script>"


def opened(data: bytes) -> Image.Image:
    """What is kept, decoded."""
    image = Image.open(io.BytesIO(made_anew(data).data))
    image.load()
    return image


def reason(data: bytes) -> Message:
    """Why a file is refused."""
    with pytest.raises(Unusable) as refused:
        made_anew(data)
    return refused.value.reason


def outcome(data: bytes) -> str | Message:
    """The type of the picture, or why there is none."""
    try:
        return made_anew(data).type
    except Unusable as refused:
        return refused.reason


@pytest.mark.parametrize(
    ("form", "type_"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/jpeg"), ("GIF", "image/png")]
)
def test_pictures_are_drawn_anew(form: str, type_: str) -> None:
    """At most 1,600 pixels on the long side, in the shape they had; the type is that of the bytes."""
    kept = made_anew(pictured.drawn(form, (3_200, 800)))
    assert kept.type == type_ == picture.type_of(kept.data)
    assert Image.open(io.BytesIO(kept.data)).size == (1_600, 400)
    assert opened(pictured.drawn(form, (30, 20))).size == (30, 20)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_mode(mode: str) -> None:
    """Colours of eight bits come out, with what is seen through them."""
    data = saved(Image.new(mode, (30, 20)), "JPEG" if mode == "CMYK" else "PNG")
    assert opened(data).mode == ("RGBA" if mode in ("LA", "RGBA") else "RGB")


def test_sixteen_bits_are_not_cut_off() -> None:
    """A middle grey stays one."""
    assert opened(saved(Image.new("I;16", (4, 4), 32_768), "PNG")).getpixel((1, 1)) == (128, 128, 128)


def test_nothing_but_the_picture_is_kept() -> None:
    """No place, no camera, no comment, no profile; and what the camera turned is turned."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "secret"
    image = Image.new("RGB", (300, 200))
    data = saved(image, "JPEG", exif=exif.tobytes(), comment=b"secret", icc_profile=b"secret profile" * 20)
    kept = made_anew(data)
    assert b"secret" in data
    assert b"secret" not in kept.data
    assert opened(data).size == (200, 300)
    assert not opened(data).getexif()


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_of_an_animation_the_first_frame(form: str) -> None:
    """Nothing on a ballot moves."""
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "blue")]
    image = opened(saved(frames[0], form, save_all=True, append_images=frames[1:], duration=100))
    assert getattr(image, "n_frames", 1) == 1
    red, _, blue = image.convert("RGB").getpixel((5, 5))  # type: ignore[misc]
    assert red > 200 > 50 > blue


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_what_stands_behind_a_picture_is_left_there(form: str) -> None:
    """A file that is a picture and a page, too, becomes a picture."""
    assert SCRIPT not in made_anew(pictured.drawn(form) + SCRIPT).data


def test_a_large_lossless_picture_is_kept_as_a_photograph() -> None:
    """A tenth of the room, and with its transparency where it has one."""
    noise = Image.effect_noise((1_500, 1_000), 90)
    assert made_anew(saved(noise.convert("RGB"), "PNG")).type == "image/jpeg"
    seen_through = Image.merge("RGBA", [noise, noise.rotate(90), noise.rotate(180), noise])
    assert made_anew(saved(seen_through, "PNG")).type == "image/webp"


def test_drawings_in_xml() -> None:
    """With the way out."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>"
    assert str(reason(svg)) == "An SVG can hold programs; please export it as PNG."


def test_bombs() -> None:
    """By what the header says, before anything is unpacked; and by what the library finds."""
    for bomb in (pictured.png(20_000, 20_000), pictured.bomb(), pictured.png(2**31 - 1, 1)):
        assert reason(bomb) == picture.TOO_MANY_PIXELS
    gif = pictured.drawn("GIF")
    assert reason(gif[:6] + struct.pack("<HH", 60_000, 60_000) + gif[10:]) == picture.TOO_MANY_PIXELS
    webp = pictured.drawn("WEBP")
    canvas = (16_382).to_bytes(3, "little") * 2
    head = b"RIFF" + struct.pack("<I", len(webp) + 18) + b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + canvas
    assert reason(head + webp[12:]) in (picture.TOO_MANY_PIXELS, picture.DAMAGED)


@pytest.mark.parametrize("data", [b"", b"hello", b"GIF89", b"%PDF-1.7", bytes(1_000), pictured.png(0, 0), SCRIPT])
def test_other_files(data: bytes) -> None:
    """Whatever they are called."""
    assert reason(data) in (picture.NOT_A_PICTURE, picture.DAMAGED)


def test_formats_that_browsers_do_not_share() -> None:
    """The library could read them; nobody needs them."""
    for form in ("TIFF", "BMP", "ICO", "PPM"):
        assert reason(pictured.drawn(form)) == picture.NOT_A_PICTURE


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_damaged_files(form: str) -> None:
    """Cut short at every tenth, and with bytes turned: one of two sentences, or a picture; never anything else."""
    data = pictured.drawn(form, (200, 120))
    for tenth in range(1, 10):
        assert reason(data[: len(data) * tenth // 10]) in (picture.DAMAGED, picture.NOT_A_PICTURE)
    for place in range(0, len(data), max(1, len(data) // 60)):
        turned = data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]
        assert outcome(turned) in (*picture.TYPES, picture.DAMAGED, picture.NOT_A_PICTURE, picture.TOO_MANY_PIXELS)


def test_the_pictures_beside_a_file(tmp_path: Path) -> None:
    """By name, from this folder and no other; folders, pipes and what is not there are missing."""
    folder = tmp_path / "agenda"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(pictured.drawn("PNG"))
    (folder / "a.png").write_bytes(pictured.drawn("JPEG"))
    (folder / "b.png").mkdir()
    os.mkfifo(folder / "c.png")
    (folder / "d.png").write_bytes(bytes(picture.LARGEST + 2))
    album = Album(folder)
    assert album.trouble("a.png") is None
    assert album.pictures["a.png"].type == "image/jpeg"
    for name in ("b.png", "c.png", "secret.png"):
        assert album.trouble(name) == picture.missing(name)
    assert album.trouble("d.png") == picture.TOO_LARGE
    assert list(album.pictures) == ["a.png"]


def test_the_pictures_given_with_a_file() -> None:
    """Those that it names are kept, others are not looked at."""
    album = Album(given={"a.png": pictured.drawn("PNG"), "other.png": b"nothing"})
    assert album.trouble("a.png") is None
    assert album.trouble("b.png") == picture.missing("b.png")
    assert list(album.pictures) == ["a.png"]
    assert Album().trouble("a.png") == picture.missing("a.png")
