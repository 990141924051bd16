"""Templates as tests write them: a few paragraphs, and packages with something in them that should not be there."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from docx import Document

Change = Callable[[str, bytes], bytes]


def written(*paragraphs: str, cells: tuple[str, ...] = (), header: str = "", footer: str = "") -> bytes:
    """A document with these paragraphs, one table with a row of cells, and texts at the head and foot of the page."""
    document, out = Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    if cells:
        table = document.add_table(rows=1, cols=len(cells))
        for cell, text in zip(table.rows[0].cells, cells, strict=True):
            cell.text = text
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].footer.paragraphs[0].text = footer
    document.save(out)
    return out.getvalue()


def packed(
    data: bytes, more: Mapping[str, bytes] | None = None, change: Change = lambda name, text: text, level: int = 6
) -> bytes:
    """The same package with other parts in it, or with parts changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, text in (more or {}).items():
            new.writestr(name, text)
    return out.getvalue()


def replaced(part: str, old: bytes, new: bytes) -> Change:
    """In one part, one text by another."""

    def change(name: str, text: bytes) -> bytes:
        if name != part:
            return text
        assert old in text
        return text.replace(old, new, 1)

    return change
