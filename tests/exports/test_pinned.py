"""The picture that people put pins on, in documents and slides."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from openxml_audit import OpenXmlValidator
from PIL import Image
from pptx import Presentation

from server.commands.summary import pictures
from server.domain.language import same
from server.domain.snapshot import Snapshot
from server.domain.workshop import Poll
from server.exports import as_docx, as_pptx
from server.exports.parts import Summary
from server.exports.pinned import MOST_DOT
from server.exports.summary import gather
from server.kinds.pin import PinDefinition
from tests.exports import world

PINS = [{"x": ["20"], "y": ["40"]}] * 3 + [{"x": ["80"], "y": ["60"]}]


@pytest.fixture(scope="module")
def taken(course: Snapshot) -> Snapshot:
    """The course with a poll on a picture of one colour, half as high as wide."""
    file = io.BytesIO()
    Image.new("RGB", (400, 200), "white").save(file, "PNG")
    poll = Poll("where", "pin", same("Where?"), PinDefinition("map.png", same("A white map")))
    item = replace(course.workshop.agenda[0], polls=(poll,))
    workshop = replace(course.workshop, agenda=(item,))
    rounds = [world.play(workshop, poll, 1, PINS, ("11:00", "11:05"))]
    return replace(course, workshop=workshop, rounds=rounds, pictures={"map.png": file.getvalue()})


@pytest.fixture(scope="module")
def pinned(taken: Snapshot) -> Summary:
    """Its summary."""
    return gather(taken, world.KINDS, world.ENGLISH)


def test_pins_stand_where_they_were_put(pinned: Summary) -> None:
    """Those of several people are larger, and blue on the picture."""
    one = next(poll for _, poll in pinned.polls).rounds[0].pinned
    assert one is not None
    assert one.pins == ((20, 40, 3), (80, 60, 1))
    assert one.radius(1) < one.radius(3) < one.radius(10_000) == MOST_DOT
    with Image.open(io.BytesIO(one.drawn)) as drawn:
        assert drawn.size == (400, 200)
        red, _, blue = drawn.getpixel((80, 80))  # type: ignore[misc]
        assert blue > red
        assert drawn.getpixel((200, 20)) == (255, 255, 255)


def test_the_picture_with_pins_as_svg(pinned: Summary) -> None:
    """The picture is in the file, and each pin a circle of its own; the words are read aloud."""
    one = next(poll for _, poll in pinned.polls).rounds[0].pinned
    assert one is not None
    root = etree.fromstring(one.svg)
    assert root.get("aria-label") == "A white map"
    assert [(dot.get("cx"), dot.get("cy")) for dot in root.iter("{*}circle")] == [("80", "80"), ("320", "120")]
    assert next(root.iter("{*}image")).get("href", "").startswith("data:image/png;base64,")


def test_the_command_writes_the_picture_with_the_charts(taken: Snapshot) -> None:
    """As PNG and as SVG; through a browser only what is a chart."""
    named = dict(pictures(taken, "en", "svg"))
    assert b"<circle" in named[f"{taken.code}-where-pins-1-en.svg"]
    assert dict(pictures(taken, "en", "png"))[f"{taken.code}-where-pins-1-en.png"].startswith(b"\x89PNG")


def test_word_has_the_picture_with_its_words(pinned: Summary, tmp_path: Path) -> None:
    """Above the chart of the regions."""
    path = tmp_path / "pins.docx"
    path.write_bytes(as_docx.write(pinned))
    assert OpenXmlValidator().validate(path).is_valid
    shapes = Document(str(path)).inline_shapes
    assert shapes[0]._inline.docPr.get("descr").startswith("A white map")
    assert shapes[0].width == 2 * shapes[0].height


def test_a_slide_has_the_picture_and_pins_that_can_be_moved(pinned: Summary, tmp_path: Path) -> None:
    """As shapes of their own, in a group that says what they show."""
    path = tmp_path / "pins.pptx"
    path.write_bytes(as_pptx.write(pinned))
    assert OpenXmlValidator().validate(path).is_valid
    slides = [slide for slide in Presentation(str(path)).slides if slide.shapes.title.text == "Where?"]
    kinds = [shape.shape_type for shape in slides[0].shapes]
    groups = [shape for shape in slides[0].shapes if hasattr(shape, "shapes")]
    assert any("PICTURE" in str(kind) for kind in kinds)
    assert [len(group.shapes) for group in groups] == [2]


def test_without_the_picture_there_is_the_chart(course: Snapshot, pinned: Summary) -> None:
    """Pages that are made for the moment do not read pictures."""
    assert next(poll for _, poll in pinned.polls).rounds[0].chart is not None
    told = gather(course, world.KINDS, world.ENGLISH)
    assert all(one.pinned is None for _, poll in told.polls for one in poll.rounds)
