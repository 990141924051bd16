"""Looks at the file before anything reads it as a document. Runs in the child: a file is hostile until it is known."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from server.exports.template.trouble import Trouble
from server.store.files.damage import DAMAGED

LARGEST_UNPACKED = 40_000_000  # bytes
LARGEST_XML = 12_000_000  # bytes of one part; the text of a thousand pages
MOST_PARTS = 1_000
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_SCHEMES = frozenset({"http", "https", "mailto"})
# Parts that carry programs, or text of another format that Word would convert.
_PROGRAMS = re.compile(
    r"vbaproject|vbadata|activex|oleobject|/afchunk|\.bin$|\.exe$|\.dll$|\.js$|\.vbs$", re.IGNORECASE
)
_PROGRAM_TYPES = re.compile(r"macroenabled|vbaproject|activex|oleobject|ms-office\.attachedtoolbars", re.IGNORECASE)
_PROGRAM_LINKS = ("/aFChunk", "/oleObject", "/control", "/vbaProject", "/attachedTemplate", "/frame", "/subDocument")
_FETCHING = re.compile(r"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON)\b", re.IGNORECASE)


def troubles(data: bytes) -> list[Trouble]:
    """What speaks against opening this file; nothing when all is well."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return list(_troubles(package))
    except DAMAGED:
        return [Trouble("unreadable")]
    except (etree.XMLSyntaxError, ValueError):
        return [Trouble("unreadable")]


def _troubles(package: zipfile.ZipFile) -> Iterator[Trouble]:
    members = package.infolist()
    names = [member.filename for member in members]
    if len(members) > MOST_PARTS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
        yield Trouble("unpacked")
        return
    if len(set(names)) != len(names) or "[Content_Types].xml" not in names:
        yield Trouble("unreadable")
        return
    for member in members:
        name = member.filename
        if _PROGRAMS.search(name):
            yield Trouble("macros", name)
        if not name.endswith((".xml", ".rels")):
            continue
        if member.file_size > LARGEST_XML:
            yield Trouble("unpacked")
            return
        text = _read(package, member)
        if text is None:
            yield Trouble("unpacked")
            return
        if trouble := _declared(name, text):
            yield trouble
            return
        if name == "[Content_Types].xml":
            yield from _types(text)
        elif name.endswith(".rels"):
            yield from _links(text)
        elif name.startswith("word/"):
            yield from _fields(text)


def _read(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | None:
    """A part, never more of it than it says it has: what it says may be false."""
    with package.open(member) as opened:
        text = opened.read(member.file_size + 1)
    return None if len(text) > member.file_size else text


def _declared(name: str, text: bytes) -> Trouble | None:
    """Entities come with a declaration of the document's type, which no part of an Office file has."""
    if text[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in text[:200]:
        return Trouble("unreadable")
    return Trouble("entities", name) if b"<!DOCTYPE" in text or b"<!ENTITY" in text else None


def _parsed(text: bytes) -> etree._Element:
    return etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _types(text: bytes) -> Iterator[Trouble]:
    types = [str(element.get("ContentType", "")) for element in _parsed(text)]
    for one in types:
        if _PROGRAM_TYPES.search(one):
            yield Trouble("macros", one.rpartition("/")[2])
    if MAIN not in types and not any(_PROGRAM_TYPES.search(one) for one in types):
        yield Trouble("unreadable")


def _links(text: bytes) -> Iterator[Trouble]:
    for relation in _parsed(text).iter(_RELATIONSHIP):
        sort, target = str(relation.get("Type", "")), str(relation.get("Target", ""))
        outside = relation.get("TargetMode") == "External"
        if sort.endswith("/hyperlink"):
            scheme = urlsplit(target).scheme.lower()
            if outside and scheme not in _SCHEMES and "{{" not in target and "%7B%7B" not in target:
                yield Trouble("link", target)
        elif outside:
            yield Trouble("outside", target)
        elif sort.endswith(_PROGRAM_LINKS):
            yield Trouble("macros", target)


def _fields(text: bytes) -> Iterator[Trouble]:
    """Fields whose instruction makes Word fetch a file or run a program when it opens the document."""
    if b"instrText" not in text and b"fldSimple" not in text:
        return
    tree = _parsed(text)
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    # Word reads an instruction as one, also where it is cut into several runs.
    for paragraph in tree.iter(f"{w}p"):
        words = "".join(str(run.text or "") for run in paragraph.iter(f"{w}instrText"))
        words += " ".join(str(field.get(f"{w}instr", "")) for field in paragraph.iter(f"{w}fldSimple"))
        if found := _FETCHING.search(words):
            yield Trouble("field", found[1].upper())
