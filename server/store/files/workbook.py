"""The first sheet of an Excel workbook as rows of texts, read part by part: no file can make us unpack it whole.

Only texts, numbers and truths come out (ISO/IEC 29500-1, 18.3 and 18.4). Nothing is computed, no address is followed
and no entity is expanded. A cell with a formula is refused, because what it says depends on who opens the file.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from lxml import etree

from server.domain.columns import Row
from server.domain.errors import Refusal
from server.domain.messages import Message, message

MOST_PARTS = 2_000
LARGEST_PART = 48 * 2**20  # bytes of one part unpacked; twenty thousand rows of thirty cells have some thirty million
MOST_TEXTS = 500_000
MOST_LINES = 200_000  # rows that are looked at; formatted ones without a word in them are many in some files
LONGEST_TEXT = 2_000  # characters that are read of a shared text
SMALL_PART = 2**20  # bytes of a part that only lists others
CHUNK = 65_536

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATED_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def first_sheet(data: bytes, *, most_rows: int, most_columns: int) -> list[Row]:
    """The rows of the first sheet that holds something.

    Raises:
        Refusal: when the file is no workbook, is too large, or holds a formula.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > MOST_PARTS:
                raise _refused(message("This workbook would unpack to more than any list needs."))
            texts = _texts(archive)
            for part in _sheets(archive):
                rows = _rows(archive, part, texts, most_rows, most_columns)
                if rows:
                    return rows
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, ValueError, EOFError, OSError) as problem:
        raise _refused(message("This Excel workbook is damaged, or it is none.")) from problem
    except (NotImplementedError, RuntimeError) as problem:  # what the library says of encryption and strange packing
        raise _refused(message("This workbook is protected. Save it without a password.")) from problem
    return []


def _refused(reason: Message) -> Refusal:
    return Refusal("file", reason)


class _Bounded(io.RawIOBase):
    """A part that ends in a refusal where it goes on for too long, whatever it says about its size."""

    def __init__(self, member: IO[bytes], most: int) -> None:
        self._member = member
        self._left = most

    def read(self, size: int = -1) -> bytes:
        """The next piece."""
        piece = self._member.read(CHUNK if size < 0 else min(size, CHUNK))
        self._left -= len(piece)
        if self._left < 0:
            raise _refused(message("This workbook would unpack to more than any list needs."))
        return piece

    def readable(self) -> bool:
        return True


def _elements(archive: zipfile.ZipFile, part: str, *tags: str, most: int = LARGEST_PART) -> Iterator[etree._Element]:
    """The elements of a part with these names, one after another; each is forgotten before the next."""
    wanted = [space + tag for tag in tags for space in (_MAIN, _STRICT)]
    with archive.open(part) as member:
        found = etree.iterparse(
            _Bounded(member, most), tag=wanted, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        for _, element in found:
            yield element
            element.clear(keep_tail=False)
            while element.getprevious() is not None:
                parent = element.getparent()
                if parent is None:
                    break
                del parent[0]


def _sheets(archive: zipfile.ZipFile) -> list[str]:
    """The parts of the sheets in the order of their tabs."""
    with archive.open("xl/_rels/workbook.xml.rels") as member:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        related = etree.fromstring(member.read(SMALL_PART), parser)
    targets = {one.get("Id"): str(one.get("Target", "")) for one in related}
    found = []
    for sheet in _elements(archive, "xl/workbook.xml", "sheet", most=SMALL_PART):
        name = targets.get(sheet.get(_RELATED) or sheet.get(_RELATED_STRICT), "")
        path = name.lstrip("/") if name.startswith("/") else f"xl/{name}"
        if path.startswith("xl/worksheets/") and path in archive.namelist():
            found.append(path)
    if not found:
        raise ValueError("A workbook has at least one sheet.")
    return found


def _texts(archive: zipfile.ZipFile) -> list[str]:
    """The texts that cells share."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    texts: list[str] = []
    for item in _elements(archive, "xl/sharedStrings.xml", "si"):
        if len(texts) >= MOST_TEXTS:
            raise _refused(message("This workbook would unpack to more than any list needs."))
        texts.append(_said(item))
    return texts


def _said(item: etree._Element) -> str:
    """The text of a shared or an inline text, without what only says how it is pronounced."""
    pieces: list[str] = []
    for node in item.iter(f"{_MAIN}t", f"{_STRICT}t"):
        parent = node.getparent()
        if node.text and (parent is None or not str(parent.tag).endswith("}rPh")):
            pieces.append(node.text)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(pieces)[:LONGEST_TEXT])


def _rows(archive: zipfile.ZipFile, part: str, texts: list[str], most_rows: int, most_columns: int) -> list[Row]:
    rows: list[Row] = []
    line = 0
    for seen, element in enumerate(_elements(archive, part, "row")):
        if seen >= MOST_LINES:
            raise _refused(message("This workbook would unpack to more than any list needs."))
        line = int(element.get("r") or line + 1)
        cells: dict[int, str] = {}
        column = -1
        for cell in element:
            column = _column(cell.get("r"), column)
            if column >= most_columns:
                raise _refused(message("A list has at most %(n)s columns.", n=most_columns))
            cells[column] = _value(cell, texts, line)
        if any(cells.values()):
            if len(rows) >= most_rows:
                raise _refused(message("A list has at most %(n)s rows.", n=f"{most_rows:,}"))
            rows.append(Row(line, tuple(cells.get(place, "") for place in range(max(cells) + 1))))
    return rows


def _column(place: str | None, before: int) -> int:
    """The number of a cell's column from 0: C7 is 2."""
    found = _PLACE.fullmatch(place or "")
    if found is None:
        return before + 1
    number = 0
    for letter in found[1]:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: etree._Element, texts: list[str], line: int) -> str:
    value, written = "", ""
    for node in cell:
        name = etree.QName(node).localname
        if name == "f":
            raise _refused(
                message("Row %(line)s holds a formula. Save the list with values only, or as CSV.", line=line)
            )
        if name == "v":
            value = node.text or ""
        elif name == "is":
            written = _said(node)
    kind = cell.get("t", "n")
    if kind == "s":
        number = int(value or -1)
        return texts[number] if 0 <= number < len(texts) else ""
    if kind == "inlineStr":
        return written
    if kind == "e":
        return ""
    return value.removesuffix(".0") if kind == "n" else value
