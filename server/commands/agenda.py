"""Reads an agenda file from disk, or from the standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from server.domain.errors import HemicycleError
from server.domain.workshop import Workshop
from server.kinds import BY_NAME
from server.store import agenda_file


class Unreadable(HemicycleError):
    """A file that cannot be opened."""


def read(path: Path) -> tuple[Workshop, str]:
    """The workshop in the file (`-` is the standard input), and the file's canonical text.

    Raises:
        Faults: with every fault of the agenda.
        Unreadable: when the file cannot be opened.
    """
    # One byte more than is allowed is enough to know that there is too much.
    most = agenda_file.LARGEST_FILE + 1
    if str(path) == "-":
        return agenda_file.load_bytes(sys.stdin.buffer.read(most), BY_NAME)
    try:
        with path.open("rb") as file:
            data = file.read(most)
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error
    return agenda_file.load_bytes(data, BY_NAME, beside=path.absolute().parent)
