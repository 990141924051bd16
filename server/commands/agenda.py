"""Reads an agenda file from disk, or from the standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from server.domain.errors import HemicycleError
from server.domain.workshop import Workshop
from server.kinds import BY_NAME
from server.store import agenda_file

# The largest agenda file that is read; a conference of a week with five languages has about 1 MB.
LARGEST_FILE = 8_000_000  # bytes


class Unreadable(HemicycleError):
    """A file that is no text that we can read."""


def read(path: Path) -> tuple[Workshop, str]:
    """The workshop in the file, and the file's canonical text.

    Raises:
        Faults: with every fault of the agenda.
        Unreadable: when the file is too large, or no text.
    """
    standard_input = str(path) == "-"
    name = "The standard input" if standard_input else str(path)
    try:
        raw = sys.stdin.buffer.read(LARGEST_FILE + 1) if standard_input else _bytes(path)
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"{name} is not UTF-8 text (line {line}).") from error
    except OSError as error:
        raise Unreadable(f"{name} cannot be read: {error.strerror}.") from error
    if len(raw) > LARGEST_FILE:
        raise Unreadable(f"{name} is larger than {LARGEST_FILE // 1_000_000} MB, which no agenda file needs.")
    return agenda_file.load(text, BY_NAME, beside=None if standard_input else path.parent)


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)
