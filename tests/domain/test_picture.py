"""What a picture may be called, and what it is by its first bytes."""

from __future__ import annotations

import pytest

from server.domain import picture
from server.domain.agenda import parse
from server.domain.errors import Faults
from server.domain.messages import Message
from server.domain.picture import Picture
from server.domain.reader import Reader
from tests.domain.tiny import Tiny, TinyDefinition


class Pictured(Tiny):
    """A kind that shows a picture."""

    name = "pictured"

    def parse(self, raw: Reader) -> TinyDefinition:
        raw.picture()
        raw.picture("ground")
        return super().parse(raw)


KINDS = {"tiny": Tiny(), "pictured": Pictured()}
FILE = {"hemicycle": 1, "title": "A", "languages": ["en"], "date": "2024-02-15", "timezone": "UTC"}


def agenda(*polls: dict[str, object]) -> dict[str, object]:
    """A file with these polls."""
    numbered = [{"id": f"p{n}", "prompt": "A?", **poll} for n, poll in enumerate(polls)]
    return {**FILE, "agenda": [{"id": "one", "title": "One", "polls": numbered}]}


@pytest.mark.parametrize("name", ["a.png", "A-1_2.JPEG", "x.y.webp", "0.gif", "a" * 95 + ".jpg"])
def test_names(name: str) -> None:
    """A plain file name with an ending of a picture."""
    assert picture.NAME.fullmatch(name)


@pytest.mark.parametrize(
    "name",
    ["", ".png", "a.svg", "../a.png", "a/b.png", "a\\b.png", "a.png\n", "-a.png", "a b.png", "ä.png", "a.png.exe"],
)
def test_names_that_lead_elsewhere(name: str) -> None:
    """No folder, no blank, no other ending."""
    assert not picture.NAME.fullmatch(name)


def test_a_file_that_names_pictures() -> None:
    """Each poll knows its own, the workshop all of them once."""
    raw = agenda(
        {"kind": "pictured", "picture": "a.png", "ground": "b.png"},
        {"kind": "tiny"},
        {"kind": "pictured", "picture": "a.png"},
    )
    workshop = parse(raw, KINDS)
    assert [tuple(poll.pictures) for poll in workshop.polls.values()] == [("a.png", "b.png"), (), ("a.png",)]
    assert workshop.pictures == ["a.png", "b.png"]


def test_a_picture_that_cannot_be_used_is_a_fault_at_its_place() -> None:
    """Each place that names it is told; it is looked at once."""
    asked: list[str] = []

    def trouble(name: str) -> Message | None:
        asked.append(name)
        return picture.missing(name) if name == "b.png" else None

    raw = agenda({"kind": "pictured", "picture": "b.png"}, {"kind": "pictured", "picture": "a.png", "ground": "b.png"})
    with pytest.raises(Faults) as faults:
        parse(raw, KINDS, trouble=trouble)
    sentence = "The picture “b.png” is missing: it belongs beside the agenda file."
    assert [str(one) for one in faults.value.faults] == [
        f"agenda[0].polls[0].picture: {sentence}",
        f"agenda[0].polls[1].ground: {sentence}",
    ]
    assert asked == ["b.png", "a.png"]


def test_a_name_that_is_none_is_a_fault_and_no_picture() -> None:
    """Nobody is asked for it."""
    with pytest.raises(Faults, match="without a folder"):
        parse(agenda({"kind": "pictured", "picture": "../a.png"}), KINDS, trouble=picture.missing)


def test_there_is_an_end_to_pictures() -> None:
    """A hundred and one are too many, and the last is not looked at."""
    asked: list[str] = []

    def trouble(name: str) -> Message | None:
        asked.append(name)
        return None

    polls: list[dict[str, object]] = [{"kind": "pictured", "picture": f"{n}.png"} for n in range(picture.MOST + 1)]
    raw = agenda(*polls)
    with pytest.raises(Faults, match="at most 100 pictures"):
        parse(raw, KINDS, trouble=trouble)
    assert len(asked) == picture.MOST


def test_types() -> None:
    """By content alone."""
    assert picture.type_of(b"\x89PNG\r\n\x1a\n...") == "image/png"
    assert picture.type_of(b"\xff\xd8\xff\xe0") == "image/jpeg"
    assert picture.type_of(b"RIFF\0\0\0\0WEBPVP8 ") == "image/webp"
    for other in (b"", b"GIF89a", b"<svg>", b"RIFF\0\0\0\0WAVE", b"<html>\x89PNG\r\n\x1a\n"):
        assert picture.type_of(other) == ""


@pytest.mark.parametrize("start", ["<svg", "  \n<SVG ", "<?xml version='1.0'?>", "<!DOCTYPE svg", "<!-- -->"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_drawings_are_refused(start: str, encoding: str) -> None:
    """Whatever their encoding and their first words."""
    assert picture.refused(start.encode(encoding)) == picture.DRAWING


def test_large_files_are_refused() -> None:
    """Before anybody looks into them."""
    assert picture.refused(bytes(picture.LARGEST)) is None
    assert picture.refused(bytes(picture.LARGEST + 1)) == picture.TOO_LARGE


def test_a_digest_names_the_bytes() -> None:
    """Equal bytes, equal digest."""
    one, same, other = Picture(b"a", "image/png"), Picture(b"a", "image/png"), Picture(b"b", "image/png")
    assert one.digest == same.digest != other.digest
