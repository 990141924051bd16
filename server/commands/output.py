"""Writes what a command made to a file: wholly, or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from server.domain.errors import HemicycleError


class Unwritable(HemicycleError):
    """A file that cannot be written."""


def write(path: Path, data: bytes) -> None:
    """Write the file, making the folder where there is none; `-` is the standard output.

    Raises:
        Unwritable: with the reason.
    """
    if str(path) == "-":
        sys.stdout.buffer.write(data)
        return
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(data)
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise Unwritable(f"{path} cannot be written: {error.strerror}.") from error
