"""Files of the course as the program writes them."""

from __future__ import annotations

from server import catalogues
from server.domain.snapshot import Snapshot
from server.exports.formats import write
from tests.exports import world

CATALOGUES = catalogues.load()


def written(name: str, snapshot: Snapshot, language: str = "en") -> bytes:
    """The summary in one format and language."""
    return write(name, snapshot, world.KINDS, CATALOGUES, language)
