"""The formats of the summary by name. Each is one module with `write(summary) -> bytes`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from server.domain.kind import AnyKind
from server.domain.language import Language
from server.domain.snapshot import Snapshot
from server.exports import as_csv, as_docx, as_html, as_interactive, as_json, as_md, as_pdf, as_pptx, as_xlsx, as_zip
from server.exports.parts import Summary
from server.exports.pdf import libraries
from server.exports.summary import gather


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the name in addresses and on the command line, the type for browsers, the ending of a file."""

    name: str
    media_type: str
    extension: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
_WRITERS: tuple[tuple[Format, Callable[[Summary], bytes]], ...] = (
    (Format("docx", f"{_OFFICE}.wordprocessingml.document", "docx"), as_docx.write),
    (Format("pdf", "application/pdf", "pdf"), as_pdf.write),
    (Format("pptx", f"{_OFFICE}.presentationml.presentation", "pptx"), as_pptx.write),
    (Format("html", "text/html; charset=utf-8", "html"), as_html.write),
    (Format("interactive", "text/html; charset=utf-8", "interactive.html"), as_interactive.write),
    (Format("md", "text/markdown; charset=utf-8", "md"), as_md.write),
    (Format("xlsx", f"{_OFFICE}.spreadsheetml.sheet", "xlsx"), as_xlsx.write),
    (Format("csv", "text/csv; charset=utf-8", "csv"), as_csv.write),
    (Format("json", "application/json", "json"), as_json.write),
)
# Those that have the answers one by one.
ROWS = frozenset({"xlsx", "zip"})
_ZIP = Format("zip", "application/zip", "zip")

FORMATS: Mapping[str, Format] = MappingProxyType({one.name: one for one, _ in _WRITERS} | {_ZIP.name: _ZIP})


def write(
    format: str,  # noqa: A002 - the word of the command line and of the address
    snapshot: Snapshot,
    kinds: Mapping[str, AnyKind],
    languages: Mapping[str, Language],
    language: str,
) -> bytes:
    """The summary of a workshop as a file in one format and language.

    A function of its arguments alone, so that it can run in another process. Documents set two languages side by side,
    `es+en`, and a presentation one after the other; files of numbers are in the first of them.

    Raises:
        KeyError: when there is no such format or language.
        NoPress: when it is PDF, and this machine lacks what that needs. A zip is made without it.
    """
    wanted = FORMATS[format]
    first, _, second = language.partition("+")
    summary = gather(snapshot, kinds, languages[first])
    if second:
        summary = replace(summary, beside=gather(snapshot, kinds, languages[second]))
    if wanted is _ZIP:
        return as_zip.write(summary, {one.extension: writer for one, writer in _WRITERS if possible(one.name)})
    return next(writer for one, writer in _WRITERS if one is wanted)(summary)


def possible(format: str) -> bool:  # noqa: A002
    """Whether this machine has what the format needs."""
    return format != "pdf" or not libraries.missing()
