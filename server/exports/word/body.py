"""The text of a Word document, paragraph by paragraph.

Elements are made directly, for looking a style up by name costs a millisecond a paragraph and there may be thousands.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from server.domain.table import Column
from server.domain.text import direction
from server.exports.chart import Chart
from server.exports.grid import Grid
from server.exports.parts import Fact, LinkPart
from server.exports.word import columns, parts, styles

_TWIPS = 635  # English Metric Units in a twentieth of a point
_GUTTER = 120  # twips before every column but the first, so that two of them do not touch
# A table of so few rows stays on one page.
_KEPT_ROWS = 12
# Of a longer one the header and as many rows as this, less one, stay together.
_KEPT_FIRST = 3
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def _under(parent: Any, name: str, **attributes: str | int) -> Any:
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    parent.append(element)
    return element


def kept(place: int, rows: int) -> bool:
    """Whether a row stays with the next one: those of a short table, the first ones of a long one, and its last two.

    `place` is that of the row, 0 for the header, of so many `rows` below it.
    """
    return place < rows and (rows <= _KEPT_ROWS or place < _KEPT_FIRST or place == rows - 1)


class Body:
    """Writes into a document, one part of it after the other, in a column of a width in EMU.

    `language` is that of its text where it is not the document's own, `notes` the footnotes that come before its own,
    `turned` the tables that are turned because the same one in another language is.
    """

    def __init__(
        self,
        document: Any,
        *,
        rtl: bool,
        width: int = int(styles.TEXT_WIDTH),
        language: str = "",
        notes: int = 0,
        turned: Collection[Grid] = (),
    ) -> None:
        self.part = document.part
        self.rtl = rtl
        self.width = width
        self.language = language
        self.notes = notes
        self._turned = turned
        self._body = document.element.body
        self._last = self._body.sectPr

    def paragraph(self, text: str = "", style: str = styles.NORMAL, *, keep: bool = False, about: str = "") -> Any:
        """A paragraph; line feeds become line breaks, and its direction is that of its first strong letter.

        `about` is the text that runs will bring, where `text` does not.
        """
        element = OxmlElement("w:p")
        self._last.addprevious(element)
        self._begin(element, style, text or about, keep=keep)
        if text:
            self.run(element, text)
        return element

    def _begin(self, element: Any, style: str, text: str, *, keep: bool = False, align: str = "") -> None:
        properties = _under(element, "pPr")
        if style != styles.NORMAL:
            _under(properties, "pStyle", val=style)
        if keep:
            _under(properties, "keepNext")
        if direction(text) == "rtl":
            _under(properties, "bidi")
        if align:
            _under(properties, "jc", val=align)

    def run(self, paragraph: Any, text: str, *, style: str = "", language: str = "") -> Any:
        """A run of text at the end of a paragraph or of a link."""
        run = _under(paragraph, "r")
        rtl = direction(text) == "rtl"
        language = language or self.language
        if style or rtl or language:
            properties = _under(run, "rPr")
            if style:
                _under(properties, "rStyle", val=style)
            if rtl:
                _under(properties, "rtl")
            if language:
                _under(properties, "lang", val=language)
        for place, line in enumerate(text.split("\n")):
            if place:
                _under(run, "br")
            _words(run, line)
        return run

    def heading(self, level: int, text: str, *, language: str = "", lead: str = "", page: bool = False) -> None:
        """A heading; `lead` stands before the text in the document's language (the number of a poll).

        `page` begins a new page with it.
        """
        element = self.paragraph("", styles.HEADINGS[level - 1], about=text)
        if page:
            element.pPr.get_or_add_pageBreakBefore()
            # What holds a heading off the text above it would be an empty line at the head of the page.
            element.pPr.get_or_add_spacing().set(qn("w:before"), "0")
        if lead:
            self.run(element, lead)
        self.run(element, text, language=language)

    def mark(self, paragraph: Any, number: int) -> None:
        """The mark of a footnote at the end of a paragraph."""
        run = _under(paragraph, "r")
        _under(_under(run, "rPr"), "rStyle", val=styles.FOOTNOTE_MARK)
        _under(run, "footnoteReference", id=number + self.notes)

    def links(self, paragraph: Any, many: Sequence[LinkPart]) -> None:
        """Links with commas between them; one without an address is text."""
        for place, one in enumerate(many):
            if place:
                self.run(paragraph, ", ")
            if not one.url:
                self.run(paragraph, one.title)
                continue
            element = _under(paragraph, "hyperlink")
            element.set(qn("r:id"), parts.link(self.part, one.url))
            self.run(element, one.title, style=styles.LINK)

    def chart(self, drawn: Chart, *, keep: bool = False) -> None:
        """A chart in a paragraph of its own, below the caption that stays with it."""
        element = self.paragraph(keep=keep)
        run = _under(element, "r")
        _under(run, "drawing").append(parts.chart(self.part, drawn, self.width))

    def picture(self, data: bytes, alt: str, size: tuple[int, int]) -> None:
        """A picture in a paragraph of its own, below the caption that stays with it."""
        run = _under(self.paragraph(keep=True), "r")
        _under(run, "drawing").append(parts.picture(self.part, data, alt, size))

    def facts(self, facts: Sequence[Fact]) -> None:
        """Labels and texts side by side, without rules."""
        full = self.width // _TWIPS
        label = min(2300, full // 3)
        table = self._table(styles.FACTS, [label, full - label])
        for fact in facts:
            row = _under(table, "tr")
            _under(_under(row, "trPr"), "cantSplit")
            self._cell(row, fact.label, label, styles.FACT_LABEL)
            self._cell(row, fact.text, full - label, styles.FACT)
        self._after_table()

    def grid(self, grid: Grid, *, total: bool = False, keep: bool = False) -> None:
        """A result as a table: its header is repeated on every page, numbers stand to the right.

        `total` says that the last row sums up the others, `keep` that a note follows, from which it is not parted.
        """
        full = self.width // _TWIPS
        grid = columns.turned(grid, full, anyway=grid in self._turned)
        widths = columns.widths(grid, full)
        table = self._table(styles.RESULT, widths)
        for place, texts in enumerate((grid.titles, *grid.texts)):
            row = _under(table, "tr")
            properties = _under(row, "trPr")
            _under(properties, "cantSplit")
            if not place:
                _under(properties, "tblHeader")
            last = place == len(grid.texts)
            stays = keep if last else kept(place, len(grid.texts))
            style = styles.HEAD if not place else styles.TOTAL if total and last else styles.CELL
            for at, (text, width, column) in enumerate(zip(texts, widths, grid.columns, strict=True)):
                number = column is not Column.LABEL
                self._cell(row, text, width, style, number=number, apart=at > 0, keep=stays)
        self._after_table(keep=keep)

    def _table(self, style: str, widths: Sequence[int]) -> Any:
        table = OxmlElement("w:tbl")
        self._last.addprevious(table)
        properties = _under(table, "tblPr")
        _under(properties, "tblStyle", val=style)
        if self.rtl:
            _under(properties, "bidiVisual")
        _under(properties, "tblW", w=sum(widths), type="dxa")
        _under(properties, "tblLayout", type="fixed")
        _under(properties, "tblLook", val="0420")
        grid = _under(table, "tblGrid")
        for width in widths:
            _under(grid, "gridCol", w=width)
        return table

    def _cell(
        self,
        row: Any,
        text: str,
        width: int,
        style: str,
        *,
        number: bool = False,
        apart: bool = False,
        keep: bool = False,
    ) -> None:
        cell = _under(row, "tc")
        properties = _under(cell, "tcPr")
        _under(properties, "tcW", w=width, type="dxa")
        if apart:
            _under(_under(properties, "tcMar"), "right" if self.rtl else "left", w=_GUTTER, type="dxa")
        paragraph = _under(cell, "p")
        self._begin(paragraph, style, text, keep=keep, align="right" if number else "")
        if text:
            self.run(paragraph, text)

    def _after_table(self, *, keep: bool = False) -> None:
        """Two tables that touch would become one, and a document may not end in a table: a small gap."""
        self.paragraph("", styles.GAP, keep=keep)


def _words(run: Any, line: str) -> None:
    """Text with its tabs as Word keeps them."""
    for place, part in enumerate(line.split("\t")):
        if place:
            _under(run, "tab")
        if part:
            element = _under(run, "t")
            element.set(XML_SPACE, "preserve")
            element.text = part
