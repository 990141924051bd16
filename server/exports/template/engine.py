"""Fills in a template that was looked at. Runs in the child alone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from server.exports.template import inserts
from server.exports.template.shape import Shape
from server.exports.template.tags import Places, check, numbered
from server.exports.template.trouble import Trouble

# A library that fills templates in takes this prefix for another namespace, and what a file says of itself would be
# written where no program looks for it.
nsmap["cp"] = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"

# Whatever a template can do wrong while it is filled in. A lack of memory is the child's own affair.
_FAULTS = (
    TemplateError,
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    RecursionError,
)


class Refused(Exception):
    """What is wrong with the template."""

    def __init__(self, troubles: Sequence[Trouble]) -> None:
        super().__init__()
        self.troubles = list(troubles)


class Environment(ImmutableSandboxedEnvironment):
    """Values go in escaped, and nothing that a template names is looked up anywhere but in the data."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        # What a template of Word has no use for, and what makes work out of nothing.
        for name in ("lipsum", "cycler", "joiner", "namespace", "dict"):
            self.globals.pop(name, None)
        for name in ("pprint", "xmlattr", "urlize", "map", "attr", "format", "tojson", "safe", "forceescape"):
            self.filters.pop(name, None)


class Document(DocxTemplate):  # type: ignore[misc]
    """A template that is filled in as often as there is data for it."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))
        self.environment = Environment()
        self.render_init()

    @property
    def width(self) -> int:
        """Of the text, in EMU."""
        section = self.docx.sections[0]
        return int(section.page_width - section.left_margin - section.right_margin)

    def sources(self) -> Iterator[tuple[str, Any, str]]:
        """Of every part with text: which it is, its tree as written, and its source with the tags put in order."""
        xml = self.get_xml()
        yield "body", self.docx._element, self.patch_xml(xml)
        for part, uri in (("header", self.HEADER_URI), ("footer", self.FOOTER_URI)):
            for _, found in self.get_headers_footers(uri):
                text = self.get_part_xml(found)
                yield part, etree.fromstring(text.encode()), self.patch_xml(text)
        for found in self._footnotes():
            yield "footnotes", etree.fromstring(found.blob), self.patch_xml(found.blob.decode())

    def _footnotes(self) -> list[Any]:
        return [part for part in self.docx.part.package.parts if part.content_type == FOOTNOTES]

    def render_footnotes(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Once each: filled in a second time, what people wrote would be read as tags."""
        for part in self._footnotes():
            xml = self.render_xml_part(self.patch_xml(part.blob.decode()), part, context, jinja_env)
            part._blob = xml.encode()

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """The caller says what the file says of itself."""


def examine(data: bytes, shape: Mapping[str, Shape]) -> list[Trouble]:
    """Everything that can be said of the tags without filling them in."""
    document = _opened(data)
    found: list[Trouble] = []
    count = 0
    for part, root, source in document.sources():
        places = Places(part, root)
        count += places.count
        found += check(source, places, shape, document.environment)
    return found or ([] if count else [Trouble("empty")])


def _opened(data: bytes) -> Document:
    try:
        return Document(data)
    except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as damage:
        raise Refused([Trouble("unreadable")]) from damage


def fill(data: bytes, plain: Mapping[str, Any], properties: Mapping[str, str]) -> bytes:
    """The template with its data, as a file.

    Raises:
        Refused: with the tag and place of what could not be filled in.
    """
    document = _opened(data)
    context = inserts.values(document, dict(plain))
    try:
        document.render(context, document.environment, autoescape=True)
    except _FAULTS as fault:
        raise Refused([_placed(data, plain, fault)]) from fault
    return _saved(document, properties)


def together(data: bytes, many: Sequence[Mapping[str, Any]], properties: Mapping[str, str]) -> bytes:
    """The template once for each, one after the other in one file, each on a page of its own."""
    document = _opened(data)
    source = document.patch_xml(document.get_xml())
    bodies = []
    try:
        for plain in many:
            context = inserts.values(document, dict(plain))
            xml = document.render_xml_part(source, document.docx._part, context, document.environment)
            bodies.append(document.fix_tables(xml))
        document.render(inserts.values(document, dict(many[0])), document.environment, autoescape=True)
    except _FAULTS as fault:
        raise Refused([_placed(data, many[0], fault)]) from fault
    body = document.docx._element.body
    last = body.sectPr
    for child in list(body):
        if child is not last:
            body.remove(child)
    for place, tree in enumerate(bodies):
        for child in list(tree):
            if child.tag == qn("w:sectPr"):
                continue
            last.addprevious(parse_xml(etree.tostring(child)))
        if place < len(bodies) - 1:
            _end_page(last)
    for number, drawing in enumerate(body.iter(qn("wp:docPr")), 5_000):
        drawing.set("id", str(number))
    return _saved(document, properties)


def _end_page(last: Any) -> None:
    """A section of its own for each: its page ends, and what hangs on the page is there again."""
    paragraph = last.makeelement(qn("w:p"), {})
    properties = last.makeelement(qn("w:pPr"), {})
    spacing = last.makeelement(qn("w:spacing"), {qn("w:before"): "0", qn("w:after"): "0", qn("w:line"): "20"})
    spacing.set(qn("w:lineRule"), "exact")
    properties.append(spacing)
    properties.append(deepcopy(last))
    paragraph.append(properties)
    last.addprevious(paragraph)


def _saved(document: Document, properties: Mapping[str, str]) -> bytes:
    core = document.docx.core_properties
    core.title, core.subject, core.language = (properties.get(name, "") for name in ("title", "subject", "language"))
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    if at := properties.get("at", ""):
        core.created = core.modified = datetime.fromisoformat(at)
    document.is_rendered = True
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _placed(data: bytes, plain: Mapping[str, Any], fault: Exception) -> Trouble:
    """The fault with its tag and place: each part is filled in once more, with its tags numbered by lines."""
    sort = "forbidden" if isinstance(fault, SecurityError) else "failed"
    document = _opened(data)
    context = inserts.values(document, dict(plain))
    for part, root, source in document.sources():
        text, tags = numbered(source)
        document.current_rendering_part = document.docx._part
        try:
            document.environment.from_string(text).render(context)
        except TemplateSyntaxError as again:
            return _at(sort, again, again.lineno, tags, Places(part, root))
        except Exception as again:
            return _at(sort, again, _line(again), tags, Places(part, root))
    return Trouble(sort, _reason(fault))


def _line(fault: Exception) -> int:
    """The line of the template at which it was raised: the engine makes it look like a line of a program."""
    line, trace = 0, fault.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _at(sort: str, fault: Exception, line: int, tags: Sequence[tuple[str, int]], places: Places) -> Trouble:
    if 2 <= line <= len(tags) + 1:
        tag, turn = tags[line - 2]
        return Trouble(sort, _reason(fault), places.written(tag, turn), places.of(tag, turn))
    return Trouble(sort, _reason(fault))


def _reason(fault: Exception) -> str:
    """The engine's own words without the addresses of its memory."""
    text = str(getattr(fault, "message", None) or fault) or type(fault).__name__
    return re.sub(r" at 0x[0-9a-f]+", "", text)[:160].rstrip(".")
