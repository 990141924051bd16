"""Pictures that an agenda file names: what they may be called, how large they may be, and what they are."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from server.domain.messages import Message, message

# A picture is a file name and never a path; drawings that can carry scripts are left out.
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}\.(?:png|jpe?g|webp|gif)", re.IGNORECASE)
LARGEST = 10 * 2**20  # bytes of a file that is given; the photograph of a telephone has some 5 MB
MOST_PIXELS = 50_000_000  # of a file that is given; above this it is no photograph but a bomb
LONGEST_SIDE = 1_600  # pixels of what is kept: enough for a wall, and not too much for 300 phones on one Wi-Fi
LARGEST_KEPT = 4 * 2**20  # bytes
MOST = 100  # in one workshop

TYPES = ("image/png", "image/jpeg", "image/webp")
_MARKUP = (b"<svg", b"<?xml", b"<!doctype svg", b"<!--")
_MARKS = ("\ufeff".encode(), b"\xff\xfe", b"\xfe\xff")

NOT_A_PICTURE = message("This is no PNG, JPEG, WebP or GIF picture.")
DRAWING = message("An SVG can hold programs; please export it as PNG.")
TOO_LARGE = message("A picture has at most %(n)s MB.", n=LARGEST // 2**20)
TOO_MANY_PIXELS = message("A picture has at most %(n)s million pixels.", n=MOST_PIXELS // 1_000_000)
DAMAGED = message("This picture is damaged.")
TOO_MANY = message("A workshop has at most %(n)s pictures.", n=MOST)


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept and served: made anew from what was given, with nothing in it but the picture."""

    data: bytes
    type: str

    @cached_property
    def digest(self) -> str:
        """Names these bytes and no others."""
        return hashlib.sha256(self.data).hexdigest()[:32]


def type_of(data: bytes) -> str:
    """The media type by the first bytes, "" for anything that is not kept; a name can say anything."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return ""


def refused(data: bytes) -> Message | None:
    """Why a file is not even looked into, None where it is: its size, or because it is a drawing in XML."""
    if len(data) > LARGEST:
        return TOO_LARGE
    # Whatever stands before it, and in whatever sixteen-bit encoding.
    start = data[:1024]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return DRAWING if start.replace(b"\0", b"").lstrip().lower().startswith(_MARKUP) else None


def missing(name: str) -> Message:
    """The sentence for a picture that the file names and nobody gave."""
    return message("The picture “%(name)s” is missing: it belongs beside the agenda file.", name=name)
