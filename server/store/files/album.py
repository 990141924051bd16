"""The pictures that come with an agenda file: read when the file names them, and made anew before they are kept."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from server.domain import picture
from server.domain.messages import Message
from server.domain.picture import Picture

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
QUALITY = 85
# Beyond this a lossless picture is a photograph, and takes a tenth of the room as what it is.
LARGEST_LOSSLESS = 1_000_000  # bytes

# What a header says is checked before anything is unpacked. This is the library's own limit: the second one.
Image.MAX_IMAGE_PIXELS = picture.MOST_PIXELS


class Unusable(ValueError):
    """A file that cannot be used as a picture."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Album:
    """The pictures of one agenda file: those of the folder beside it, or those that were given together with it.

    `pictures` are those that the file named so far and that can be used.
    """

    def __init__(self, beside: Path | None = None, given: Mapping[str, bytes] | None = None) -> None:
        self._beside = beside
        self._given = given or {}
        self.pictures: dict[str, Picture] = {}

    def trouble(self, name: str) -> Message | None:
        """Takes the picture with this name, or says why it cannot be used."""
        try:
            data = self._read(name)
            if data is None:
                return picture.missing(name)
            self.pictures[name] = made_anew(data)
        except Unusable as unusable:
            return unusable.reason
        return None

    def _read(self, name: str) -> bytes | None:
        if name in self._given or self._beside is None:
            return self._given.get(name)
        file = self._beside / name
        try:
            if not file.is_file():
                return None
            # One byte more than is allowed is enough to know that there is too much.
            with file.open("rb") as opened:
                return opened.read(picture.LARGEST + 1)
        except OSError:
            return None


def made_anew(data: bytes) -> Picture:
    """The picture in a file, drawn anew: upright, at most 1,600 pixels long, of an animation the first frame.

    Nothing else of the file is kept: no place, no name of a camera, nothing that stood behind the picture.

    Raises:
        Unusable: with the reason.
    """
    if reason := picture.refused(data):
        raise Unusable(reason)
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > picture.MOST_PIXELS:
                raise Unusable(picture.TOO_MANY_PIXELS)
            drawn = _drawn(opened)
            lossless = opened.format in ("PNG", "GIF")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Unusable(picture.TOO_MANY_PIXELS) from bomb
    except UnidentifiedImageError as unknown:
        raise Unusable(picture.NOT_A_PICTURE) from unknown
    except Unusable:
        raise
    except Exception as damage:  # A damaged file makes the decoders raise whatever they come upon.
        raise Unusable(picture.DAMAGED) from damage
    kept = _written(drawn, lossless)
    if len(kept.data) > picture.LARGEST_KEPT:
        raise Unusable(picture.TOO_LARGE)
    return kept


def _drawn(opened: Image.Image) -> Image.Image:
    """The pixels alone, as colours of eight bits."""
    image: Image.Image = opened
    if image.mode in ("P", "1", "LA", "PA", "RGBA"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    elif image.mode.startswith("I"):
        # Sixteen bits of grey would be cut off at the eighth, and the picture would be white.
        image = image.convert("I").point(lambda level: level / 256).convert("L")
    image.thumbnail((picture.LONGEST_SIDE, picture.LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = ImageOps.exif_transpose(image)
    image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.info.clear()
    return image


def _written(image: Image.Image, lossless: bool) -> Picture:
    if lossless:
        data = _saved(image, "PNG", optimize=True)
        if len(data) <= LARGEST_LOSSLESS:
            return Picture(data, "image/png")
    if image.mode == "RGBA":
        return Picture(_saved(image, "WEBP", quality=QUALITY), "image/webp")
    return Picture(_saved(image, "JPEG", quality=QUALITY, optimize=True, progressive=True), "image/jpeg")


def _saved(image: Image.Image, form: str, **settings: object) -> bytes:
    written = io.BytesIO()
    image.save(written, form, **settings)
    return written.getvalue()
