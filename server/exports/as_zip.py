"""Every format of one summary in one archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from server.exports.parts import Summary

# The archive format knows no earlier year.
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def write(summary: Summary, writers: Mapping[str, Callable[[Summary], bytes]]) -> bytes:
    """One file per format, named by code and language; the files carry the time of the snapshot."""
    archive = io.BytesIO()
    moment = summary.at.timetuple()[:6]
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        for extension, writer in writers.items():
            name = zipfile.ZipInfo(
                f"summary-{summary.code}-{summary.language.code}.{extension}", max(moment, _EARLIEST)
            )
            name.compress_type = zipfile.ZIP_DEFLATED
            name.external_attr = 0o644 << 16
            package.writestr(name, writer(summary))
    return archive.getvalue()
