"""Every format of one summary in one archive, with the tables of each poll and the form of the JSON."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from server.exports import csv_files
from server.exports.parts import Summary

# The archive format knows no earlier year.
_EARLIEST = (1980, 1, 1, 0, 0, 0)
SCHEMA = Path(__file__).with_name("summary.schema.json")
# Files of Office are packed already; to pack them again takes time and saves nothing.
_PACKED = frozenset({"docx", "pptx", "xlsx", "pdf"})


def write(summary: Summary, writers: Mapping[str, Callable[[Summary], bytes]]) -> bytes:
    """One file per format, named by code and language; the files carry the time of the snapshot."""
    archive = io.BytesIO()
    moment = max(summary.at.timetuple()[:6], _EARLIEST)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:

        def put(name: str, data: bytes, packed: bool = False) -> None:
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, data)

        for extension, writer in writers.items():
            name = f"summary-{summary.code}-{summary.language.code}.{extension}"
            put(name, writer(summary), extension in _PACKED)
        for name, data in csv_files.files(summary):
            put(name, data)
        put(SCHEMA.name, SCHEMA.read_bytes())
    return archive.getvalue()
