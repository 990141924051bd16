"""Parts of a Word file beside its text: charts with their workbooks, links, footnotes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu

from server.exports import chart_labels, drawingml
from server.exports.chart import Chart
from server.exports.pinned import size_of
from server.exports.word.styles import FOOTNOTE, FOOTNOTE_MARK, TEXT_WIDTH

HIGHEST = 9  # centimetres of a picture
LOGO_WIDTH, LOGO_HEIGHT = 6, 1.8  # centimetres
LOGO_ID = 900_000
_CHART_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def chart(part: Any, drawn: Chart, width: int = int(TEXT_WIDTH)) -> Any:
    """The chart as an inline drawing of a width in EMU; the chart part and its workbook are put into the package."""
    package = part.package
    wide = Emu(width).cm
    chart_name = package.next_partname("/word/charts/chart%d.xml")
    chart_part = Part(chart_name, CONTENT_TYPE.DML_CHART, drawingml.part(drawn, width=wide), package)
    relation = part.relate_to(chart_part, RELATIONSHIP_TYPE.CHART)
    book_name = package.next_partname("/word/embeddings/Microsoft_Excel_Worksheet%d.xlsx")
    book = Part(book_name, CONTENT_TYPE.SML_SHEET, drawingml.workbook(drawn), package)
    # The first relationship of a new part is rId1, which the chart part names.
    chart_part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    number = part.next_id
    return parse_xml(
        f'<wp:inline distT="0" distB="0" distL="0" distR="0" {nsdecls("wp", "a", "r")} xmlns:c="{_CHART_SPACE}">'
        f'<wp:extent cx="{width}" cy="{int(Cm(chart_labels.height(drawn, wide)))}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name={quoteattr(f"Chart {number}")} descr={_attribute(drawn.alt)}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_CHART_SPACE}">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline>'
    )


def picture(part: Any, data: bytes, alt: str, size: tuple[int, int]) -> Any:
    """A picture as an inline drawing, as wide as the text unless it would be too high; `size` is in pixels."""
    width, height = size
    scale = min(int(TEXT_WIDTH) / width, int(Cm(HIGHEST)) / height)
    inline = part.new_pic_inline(io.BytesIO(data), width=int(width * scale), height=int(height * scale))
    # Some programs read one of the two, and some the other.
    for place in (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr):
        place.set("descr", alt)
    return inline


def letterhead(paragraph: Any, data: bytes, alt: str) -> None:
    """The logo in a paragraph at the head of the first page."""
    width, height = size_of(data)
    scale = min(int(Cm(LOGO_WIDTH)) / width, int(Cm(LOGO_HEIGHT)) / height)
    drawn = paragraph.add_run().add_picture(io.BytesIO(data), int(width * scale), int(height * scale))
    properties = drawn._inline.docPr
    properties.set("descr", alt)
    # The head is a part of its own, and counts from 1 as the text does.
    properties.set("id", str(LOGO_ID))


def _attribute(text: str) -> str:
    return quoteattr(text, {"\n": "&#10;", "\t": " "})


def link(part: Any, url: str) -> str:
    """The id of a relationship that leads to an address outside."""
    return str(part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))


def footnotes(document: Any, texts: Sequence[str]) -> None:
    """The part of footnotes, numbered from 1 in the order of the texts, with the two rules that Word asks for."""
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{FOOTNOTE}"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{FOOTNOTE_MARK}"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(" ".join(text.split()))}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(texts, 1)
    )
    rules = "".join(
        f'<w:footnote w:type="{sort}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
        f'w:lineRule="auto"/></w:pPr><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for number, sort, mark in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        )
    )
    xml = (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        f"<w:footnotes {nsdecls('w', 'r')}>{rules}{notes}</w:footnotes>"
    )
    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    settings = document.settings.element
    declared = parse_xml(f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>')
    following = settings.find(qn("w:compat"))
    if following is None:
        settings.append(declared)
    else:
        following.addprevious(declared)
