"""What a PDF says, read by its tags: the cells of its tables, through the letters that each font says it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from tests.exports.pdf_structure import kids, tags

_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?=\n|<|e)")
Tables = list[list[list[str]]]


def tables(pdf: pikepdf.Pdf) -> Tables:
    """The texts of all tables, row by row. Letters of scripts that run from the right are in the order of the page."""
    said = {page.objgen: _page(page) for page in pdf.pages}
    found = []
    for table in (one for one in tags(pdf.Root.StructTreeRoot) if one.S == "/Table"):
        rows = [one for one in tags(table) if one.S == "/TR"]
        found.append([["".join(_said(cell, said)).strip() for cell in kids(row)] for row in rows])
    return found


def _said(element: Any, said: dict[Any, dict[int, str]]) -> Iterator[str]:
    marks = element.get("/K", [])
    for mark in marks if isinstance(marks, pikepdf.Array) else [marks]:
        if isinstance(mark, int):
            yield said[element.Pg.objgen].get(mark, "")
        elif "/S" in mark:
            yield from _said(mark, said)


def _page(page: Any) -> dict[int, str]:
    """The text of each mark of a page."""
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    marks: list[int | None] = []
    letters: dict[bytes, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "BDC":
            properties = operands[1]
            marks.append(
                int(properties.MCID) if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties else None
            )
        elif operator == "BMC":
            marks.append(None)
        elif operator == "EMC":
            marks.pop()
        elif operator == "Tf":
            letters = fonts[str(operands[0])]
        elif operator in ("Tj", "TJ") and marks and (mark := marks[-1]) is not None:
            parts = operands[0] if operator == "TJ" else [operands[0]]
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            pairs = (codes[at : at + 2] for at in range(0, len(codes), 2))
            found[mark] = found.get(mark, "") + "".join(letters.get(pair, "") for pair in pairs)
    return found


def _letters(font: Any) -> dict[bytes, str]:
    """What each code of a font stands for."""
    table = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
    pairs = _PAIR.findall(table.partition(b"beginbfchar")[2])
    return {bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
