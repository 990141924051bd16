"""Reads an agenda file from disk, or from the standard input, with the pictures beside it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from server.domain.errors import HemicycleError
from server.domain.picture import Picture
from server.domain.workshop import Workshop
from server.kinds import BY_NAME
from server.store.files import agenda_file
from server.store.files.album import Album


class Unreadable(HemicycleError):
    """A file that cannot be opened."""


class Agenda(NamedTuple):
    """What a file describes: the workshop, the canonical text that parses to it, the pictures that it names."""

    workshop: Workshop
    text: str
    pictures: Mapping[str, Picture]


def read(path: Path) -> Agenda:
    """The agenda in the file; `-` is the standard input, beside which there are no pictures.

    Raises:
        Faults: with every fault of the agenda.
        Unreadable: when the file cannot be opened.
    """
    # One byte more than is allowed is enough to know that there is too much.
    most = agenda_file.LARGEST_FILE + 1
    if str(path) == "-":
        return _agenda(sys.stdin.buffer.read(most), None)
    try:
        with path.open("rb") as file:
            data = file.read(most)
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error
    return _agenda(data, path.absolute().parent)


def _agenda(data: bytes, beside: Path | None) -> Agenda:
    album = Album(beside)
    workshop, text = agenda_file.load_bytes(data, BY_NAME, beside=beside, album=album)
    return Agenda(workshop, text, album.pictures)
