"""A file of Office as a package: parts, how they are related, and of which type each one is."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from xml.sax.saxutils import quoteattr

DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Types that go by the ending of a name; every other part says its own.
_BY_ENDING = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpeg": "image/jpeg",
}
# The archive format knows no earlier year.
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass
class Part:
    """A part of the package; `type` is "" where the ending of its name says it."""

    name: str
    type: str = ""
    data: bytes = b""
    relations: list[tuple[str, str, bool]] = field(default_factory=list)

    def relate(self, sort: str, target: Part | str) -> str:
        """The id of a relationship to another part, or to an address outside; `sort` is the last word of its type."""
        where = target if isinstance(target, str) else posixpath.relpath(target.name, posixpath.dirname(self.name))
        if not self.name:
            where = where.lstrip("./")
        kind = sort if sort.startswith("http") else f"{_DOCUMENT}/{sort}"
        relation = (kind, where, isinstance(target, str))
        if relation not in self.relations:
            self.relations.append(relation)
        return f"rId{self.relations.index(relation) + 1}"

    @property
    def relations_name(self) -> str:
        folder, file = posixpath.split(self.name)
        return posixpath.join(folder, "_rels", f"{file}.rels")

    def relations_xml(self) -> str:
        lines = "".join(
            f'<Relationship Id="rId{number}" Type="{kind}" Target={quoteattr(where)}'
            + (' TargetMode="External"/>' if outside else "/>")
            for number, (kind, where, outside) in enumerate(self.relations, 1)
        )
        return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


class Package:
    """Collects parts and packs them."""

    def __init__(self) -> None:
        self.root = Part("")
        self._parts: dict[str, Part] = {}

    def add(self, name: str, type_: str = "", data: bytes | str = b"") -> Part:
        """A new part; its data may be set later."""
        assert name not in self._parts, name
        part = self._parts[name] = Part(name, type_, data.encode() if isinstance(data, str) else data)
        return part

    def pack(self, at: datetime) -> bytes:
        """The file; `at` is the time that its entries bear."""
        archive = io.BytesIO()
        moment = max(at.timetuple()[:6], _EARLIEST)
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:

            def put(name: str, data: bytes | str) -> None:
                entry = zipfile.ZipInfo(name, moment)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                package.writestr(entry, data)

            put("[Content_Types].xml", self._types())
            for part in (self.root, *self._parts.values()):
                if part.name:
                    put(part.name, part.data)
                if part.relations:
                    put(part.relations_name, part.relations_xml())
        return archive.getvalue()

    def _types(self) -> str:
        endings = {"rels", "xml"} | {part.name.rpartition(".")[2] for part in self._parts.values()}
        defaults = "".join(
            f'<Default Extension="{ending}" ContentType="{_BY_ENDING[ending]}"/>' for ending in sorted(endings)
        )
        others = "".join(
            f'<Override PartName="/{part.name}" ContentType="{part.type}"/>'
            for part in self._parts.values()
            if part.type
        )
        return f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{defaults}{others}</Types>'
