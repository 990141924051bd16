"""Pictures for tests, good and hostile, and an agenda that shows some."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageDraw

AGENDA = """
hemicycle: 1
title: Pictures
languages: [en]
date: 2024-02-15
timezone: UTC
agenda:
  - id: polls
    title: Polls
    polls:
      - id: emblem
        kind: choice
        prompt: Which emblem should the network have?
        show: hidden
        options:
          - {id: tree, text: A tree, picture: tree.png, alt: A round tree on a hill}
          - {id: bridge, text: A bridge between two shores, picture: bridge.jpg, alt: A bridge of one span}
          - {id: star, text: A star, picture: star.webp, alt: A star over the sea}
          - {id: none, text: None of them}
      - id: later
        kind: choice
        prompt: Which room?
        options:
          - {id: a, text: The hall, picture: plan.png, alt: A plan of the hall}
          - {id: b, text: The terrace}
      - id: foyer
        kind: slide
        prompt: Coffee is served in the foyer
        picture: plan.png
        alt: A plan of the hall
      - id: seat
        kind: pin
        prompt: Where should the interpreters sit?
        picture: plan.png
        alt: A plan of the hall
        regions:
          - {id: stage, label: On the stage, shape: {x: 0, y: 85, width: 100, height: 15}}
          - {id: middle, label: In the middle, shape: {x: 50, y: 50, r: 20}}
      - {id: outcome, kind: slide, prompt: What we chose this morning, results_of: emblem}
      - {id: come, kind: slide, prompt: Please join, join: true, text: No account and no application is needed.}
"""
NAMES = ("tree.png", "bridge.jpg", "star.webp", "plan.png")


def drawn(form: str, size: tuple[int, int] = (640, 400), colour: str = "#0b47b0") -> bytes:
    """Something to see."""
    image = Image.new("RGB", size, "#f1ede4")
    pen = ImageDraw.Draw(image)
    width, height = size
    pen.ellipse((width * 0.3, height * 0.2, width * 0.7, height * 0.8), fill=colour)
    pen.rectangle((0, height * 0.85, width, height), fill="#333")
    return saved(image, form)


def saved(image: Image.Image, form: str, **settings: object) -> bytes:
    """The image as a file."""
    written = io.BytesIO()
    image.save(written, form, **settings)
    return written.getvalue()


def files() -> dict[str, bytes]:
    """The files that the agenda names."""
    return {
        "tree.png": drawn("PNG"),
        "bridge.jpg": drawn("JPEG", (1200, 500), "#8c2d19"),
        "star.webp": drawn("WEBP", (300, 600), "#2f6b3a"),
        "plan.png": drawn("PNG", (2400, 1350), "#6a5acd"),
    }


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG that says it has this size, whatever it holds."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


def bomb() -> bytes:
    """Sixty-four million pixels in 190 KB."""
    return png(8_000, 8_000, bytes(8_000 * 24_001))
