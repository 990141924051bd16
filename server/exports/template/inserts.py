"""What a tag puts into the document besides text: charts, tables, links.

None of these has a public attribute: a template that looks into one finds nothing to call.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.shared import Cm
from lxml import etree

from server.domain.table import Column
from server.exports.chart import Chart, Series
from server.exports.grid import Grid
from server.exports.template.context import CHART, LINK, TABLE
from server.exports.word import columns, parts
from server.exports.word.body import kept

# A tag stands in a run; what is no text closes that run and opens another one behind itself.
_CLOSE, _OPEN = "</w:t></w:r>", '<w:r><w:t xml:space="preserve">'
_WIDEST = int(Cm(16))
HAIR, INK = "CFD0CA", "15181C"


class Insert(ABC):
    """Something that draws itself where its tag stands: `document` is the template, `told` the data of its mark."""

    def __init__(self, document: Any, told: dict[str, Any]) -> None:
        self._document = document
        self._told = told

    def __html__(self) -> str:
        """The XML, which the template engine takes as it is."""
        return self._xml()

    __str__ = __html__

    @abstractmethod
    def _xml(self) -> str:
        """What stands in the place of the tag, within its run or as a block, as WordprocessingML."""


class InlineChart(Insert):
    """{{ poll.chart }}: a native chart that can be edited, as wide as the text and with its words."""

    def _xml(self) -> str:
        told = dict(self._told)
        told["column"] = Column(told["column"])
        told["series"] = tuple(
            Series(one["name"], tuple(one["values"]), tuple(one["texts"]), one["color"]) for one in told["series"]
        )
        for name in ("categories", "colors", "places"):
            told[name] = tuple(told[name])
        drawing = parts.chart(self._document.current_rendering_part, Chart(**told), min(self._document.width, _WIDEST))
        xml = etree.tostring(drawing, encoding="unicode")
        return f"{_CLOSE}<w:r><w:drawing>{xml}</w:drawing></w:r>{_OPEN}"


class InlineLink(Insert):
    """{{ link.link }}: a title that leads to its address."""

    def _xml(self) -> str:
        title, url = escape(self._told["title"]), self._told["url"]
        if not url:
            return title
        relation = parts.link(self._document.current_rendering_part, url)
        look = '<w:rPr><w:color w:val="0B47B0"/><w:u w:val="single"/></w:rPr>'
        text = f'<w:r>{look}<w:t xml:space="preserve">{title}</w:t></w:r>'
        return f'{_CLOSE}<w:hyperlink r:id="{relation}">{text}</w:hyperlink>{_OPEN}'


class BlockTable(Insert):
    """{{p poll.table }}: the result as a table in place of the tag's paragraph, as wide and turned as in our own."""

    def _xml(self) -> str:
        texts = tuple(map(tuple, self._told["rows"]))
        full = self._document.width // 635
        # Only the texts are printed, so they stand for the numbers as well.
        told = Grid(tuple(self._told["titles"]), tuple(map(Column, self._told["columns"])), texts, texts)
        table = columns.turned(told, full)
        widths = columns.widths(table, full)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        lines = [_row(table.titles, widths, table.columns, head=True, keep=True)]
        for place, row in enumerate(table.texts, 1):
            total = self._told["total"] and place == len(table.texts)
            lines.append(_row(row, widths, table.columns, total=total, keep=kept(place, len(table.texts))))
        rule = f'w:val="single" w:sz="4" w:space="0" w:color="{HAIR}"'
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f"<w:tblBorders><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>"
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
            f'</w:tblCellMar><w:tblLook w:val="0420"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(lines)}</w:tbl>'
            # Two tables that touch would become one.
            '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="80" w:lineRule="exact"/></w:pPr></w:p>'
        )


def _row(
    texts: Sequence[str],
    widths: Sequence[int],
    holding: Sequence[Column],
    *,
    head: bool = False,
    total: bool = False,
    keep: bool = False,
) -> str:
    cells = "".join(
        _cell(text, width, at, head, total, keep, number=column is not Column.LABEL)
        for at, (text, width, column) in enumerate(zip(texts, widths, holding, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def _cell(text: str, width: int, at: int, head: bool, total: bool, keep: bool, *, number: bool) -> str:
    rule = f'<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="{INK}"/></w:tcBorders>' if head else ""
    margin = '<w:tcMar><w:left w:w="120" w:type="dxa"/></w:tcMar>' if at else ""
    size = 18 if head else 20
    look = f'<w:rPr>{"<w:b/>" if total else ""}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    align = '<w:jc w:val="right"/>' if number else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{rule}{margin}'
        f"{'<w:vAlign w:val=' + chr(34) + 'bottom' + chr(34) + '/>' if head else ''}</w:tcPr>"
        f'<w:p><w:pPr>{"<w:keepNext/>" if keep else ""}<w:spacing w:before="40" w:after="40"/>{align}</w:pPr>'
        f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc>'
    )


_SORTS: dict[str, type[Insert]] = {CHART: InlineChart, LINK: InlineLink, TABLE: BlockTable}


def values(document: Any, plain: Any) -> Any:
    """The data for one document: marks become what draws itself."""
    match plain:
        case dict():
            for sort, insert in _SORTS.items():
                if sort in plain:
                    return insert(document, plain[sort])
            return {name: values(document, value) for name, value in plain.items()}
        case list():
            return [values(document, value) for value in plain]
        case _:
            return plain
