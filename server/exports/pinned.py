"""Pictures of a workshop in files: the one on which people put pins, with the pins, and the organisation's logo."""

from __future__ import annotations

import base64
import io
import zlib
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from markupsafe import escape
from PIL import Image, ImageDraw

from server.domain.snapshot import RoundData, Snapshot
from server.domain.text import clean
from server.domain.workshop import Poll
from server.exports.chart import COBALT
from server.kinds.lattice import points

DOT, MOST_DOT = 0.9, 4.5  # radius of a pin of one person and of the largest, in hundredths of the picture's width
LONGEST_SIDE = 1_200  # pixels: more is not seen on a page or a slide
LOGO_SIDES, LOGO_BYTES = (800, 400), 150_000  # a logo stands in every file
SHARPER = 3  # times the size at which pins are drawn, so that their edges are smooth


@dataclass(frozen=True, slots=True)
class Pins:
    """What a page knows of a picture with pins that it loads: its words, and a mark that changes with the pins."""

    alt: str
    mark: str


@dataclass(frozen=True)
class Pinned:
    """The picture as PNG, what it shows in words, and the pins: how far across and down from 0 to 100, how many."""

    data: bytes
    alt: str
    size: tuple[int, int]
    pins: tuple[tuple[int, int, int], ...]

    def radius(self, people: int) -> float:
        """How large the pin of so many people is, in hundredths of the width: its area says how many."""
        return min(DOT * sqrt(people), MOST_DOT)

    @cached_property
    def drawn(self) -> bytes:
        """The picture with its pins as one PNG."""
        with Image.open(io.BytesIO(self.data)) as opened:
            ground = opened.convert("RGB")
        width, height = ground.size
        dots = Image.new("RGBA", (width * SHARPER, height * SHARPER))
        pen = ImageDraw.Draw(dots)
        color = tuple(int(COBALT[at : at + 2], 16) for at in (0, 2, 4))
        for x, y, people in self.pins:
            radius = self.radius(people) * dots.width / 100
            middle = x * dots.width / 100, y * dots.height / 100
            box = (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)
            pen.ellipse(box, fill=(*color, 215), outline=(255, 255, 255, 255), width=SHARPER)
        dots = dots.resize(ground.size, Image.Resampling.LANCZOS)
        ground.paste(dots, (0, 0), dots)
        return _png(ground)

    @property
    def svg(self) -> bytes:
        """The same as SVG: the picture is in it, and the pins are circles that can be moved."""
        width, height = self.size
        circles = "".join(
            f'<circle cx="{x * width / 100:g}" cy="{y * height / 100:g}" r="{self.radius(people) * width / 100:.4g}"/>'
            for x, y, people in self.pins
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
            f' aria-label="{escape(self.alt)}"><image width="{width}" height="{height}"'
            f' href="data:image/png;base64,{base64.b64encode(self.data).decode()}"/>'
            f'<g fill="#{COBALT}" fill-opacity="0.85" stroke="#ffffff" stroke-width="{width / LONGEST_SIDE:.3g}">'
            f"{circles}</g></svg>"
        ).encode()


def pins(poll: Poll, data: RoundData, language: str) -> Pins | None:
    """What a page has to know of the picture of a poll that is answered on one; None for every other."""
    placed = _placed(data)
    if not _name(poll) or not placed:
        return None
    return Pins(_alt(poll, language), f"{zlib.crc32(repr(placed).encode()):x}")


def gather(poll: Poll, data: RoundData, snapshot: Snapshot, language: str) -> Pinned | None:
    """The picture of a poll that is answered on one; None for every other, and where the picture is not at hand."""
    kept = snapshot.pictures.get(_name(poll))
    placed = _placed(data)
    if kept is None or not placed:
        return None
    with Image.open(io.BytesIO(kept)) as opened:
        opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        image = opened.convert("RGB")
    return Pinned(_png(image), _alt(poll, language), image.size, placed)


def _placed(data: RoundData) -> tuple[tuple[int, int, int], ...]:
    return tuple((x, y, people) for (x, y), people in points(data.counts).items())


def _name(poll: Poll) -> str:
    return str(getattr(poll.definition, "picture", ""))


def _alt(poll: Poll, language: str) -> str:
    alt = getattr(poll.definition, "alt", None)
    return clean(alt.pick(language) if alt else _name(poll))


def logo(snapshot: Snapshot) -> bytes:
    """The logo of the organisation as a small PNG, empty where there is none or it is not at hand."""
    theme = snapshot.workshop.theme
    kept = snapshot.pictures.get(theme.logo) if theme and theme.logo else None
    if kept is None:
        return b""
    with Image.open(io.BytesIO(kept)) as opened:
        opened.thumbnail(LOGO_SIDES)
        image = opened.convert("RGBA")
    data = _png(image)
    # One with as many colours as a photograph is heavy; nobody sees in a letterhead that it has fewer.
    return data if len(data) <= LOGO_BYTES else _png(image.quantize(64, Image.Quantize.FASTOCTREE))


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height of a picture, in pixels."""
    with Image.open(io.BytesIO(data)) as opened:
        return opened.size


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
