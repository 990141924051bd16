"""What PDF/UA-1 asks of the parts of a file, read from the file alone: each check names what fails it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf

# Operators that put something on the page.
PAINTING = frozenset(
    ("Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "BI", "INLINE IMAGE")
)
ROWS = frozenset(("/TR", "/THead", "/TBody", "/TFoot", "/Caption"))


def kids(element: Any) -> list[Any]:
    """What hangs on a branch of the tree of tags, without the marks of content."""
    found = element.get("/K", [])
    return [
        kid
        for kid in (found if isinstance(found, pikepdf.Array) else [found])
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
    ]


def tags(element: Any) -> Iterator[Any]:
    """The branches of the tree of tags, from the root outwards, in the order of reading."""
    for kid in kids(element):
        yield kid
        yield from tags(kid)


def faults(pdf: pikepdf.Pdf, titles: int = 1) -> list[str]:
    """Everything that is wrong with a file that has so many titles; none where all is as it should be."""
    found = list(tags(pdf.Root.StructTreeRoot))
    return [
        *_document(pdf),
        *_headings(found, titles),
        *(fault for one in found if one.S == "/Table" for fault in _table(one)),
        *(fault for one in found if one.S == "/L" for fault in _list(one)),
        *(f"a figure without words on {one.get('/Pg')}" for one in found if one.S == "/Figure" and not one.get("/Alt")),
        *(fault for number, page in enumerate(pdf.pages, 1) for fault in _page(page, number)),
        *_fonts(pdf),
    ]


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    with pdf.open_metadata() as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield "the metadata do not name the standard"
        if not metadata.get("dc:title"):
            yield "the metadata have no title"
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", str(root.get("/Lang", ""))):
        yield "the file has no language"
    if not root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked"):
        yield "the file does not say that it is tagged"
    if not root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle"):
        yield "the window would show the name of the file"
    if pdf.is_encrypted:
        yield "a screen reader may be shut out"


def _headings(found: list[Any], titles: int) -> Iterator[str]:
    levels = [int(str(one.S)[2:]) for one in found if re.fullmatch(r"/H[1-6]", str(one.S))]
    if levels[:1] != [1] or levels.count(1) != titles:
        yield f"a title has another level, or something else has its own: {levels}"
    for above, below in pairwise(levels):
        if below > above + 1:
            yield f"a heading of level {below} follows one of level {above}"


def _table(table: Any) -> Iterator[str]:
    rows: list[Any] = []
    for kid in kids(table):
        if kid.S not in ROWS:
            yield f"a table has a {kid.S}"
        rows += [kid] if kid.S == "/TR" else [one for one in kids(kid) if one.S == "/TR"]
        if kid.S == "/THead" and {str(cell.S) for row in kids(kid) for cell in kids(row)} != {"/TH"}:
            yield "the head of a table has other cells than headers"
    if len({len(kids(row)) for row in rows}) != 1:
        yield "the rows of a table differ in length"
    for row in rows:
        for cell in kids(row):
            if cell.S not in ("/TH", "/TD"):
                yield f"a row has a {cell.S}"
            head = row.P.S == "/THead"
            if cell.S == "/TH" and str(cell.get("/A", {}).get("/Scope")) != ("/Column" if head else "/Row"):
                yield "a header does not say what it heads"


def _list(of: Any) -> Iterator[str]:
    for item in kids(of):
        if item.S not in ("/LI", "/Caption", "/L"):
            yield f"a list has a {item.S}"
        elif item.S == "/LI" and not {str(part.S) for part in kids(item)} <= {"/Lbl", "/LBody"}:
            yield "an item of a list is neither label nor body"


def _page(page: Any, number: int) -> Iterator[str]:
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            depth += 1
        elif operator == "EMC":
            depth -= 1
        elif operator in PAINTING and not depth:
            yield f"page {number}: {operator} is neither content nor artefact"
    if "/StructParents" not in page:
        yield f"page {number} hangs on no tree"
    notes = list(page.get("/Annots", []))
    if notes and page.get("/Tabs") != "/S":
        yield f"page {number}: the tabulator does not follow the order of reading"
    for note in notes:
        if not note.get("/Contents"):
            yield f"page {number}: a link has no words"
        if "/StructParent" not in note:
            yield f"page {number}: a link hangs on no tree"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for font in pdf.objects:
        if not (isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font"):
            continue
        if "/FontDescriptor" in font and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(
            font.FontDescriptor.keys()
        ):
            yield f"{font.BaseFont} is not in the file"
        if font.get("/Subtype") == "/Type0" and "/ToUnicode" not in font:
            yield f"{font.BaseFont} does not say which letters it shows"
