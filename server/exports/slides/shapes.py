"""Shapes of a slide as DrawingML. All lengths are points; a slide is 960 wide and 540 high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from server.domain.table import Column
from server.domain.text import direction
from server.exports.grid import Grid

WIDTH, HEIGHT = 960, 540
POINT = 12_700  # English Metric Units
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
SPACES = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
# Colours by their place in the theme, so that an organisation changes them in one place.
INK, QUIET, LIVE, PAPER, HAIR = "tx1", "tx2", "accent1", "bg1", "bg2"


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the slide."""

    x: float
    y: float
    width: float
    height: float

    @property
    def xml(self) -> str:
        return (
            f'<a:off x="{round(self.x * POINT)}" y="{round(self.y * POINT)}"/>'
            f'<a:ext cx="{round(self.width * POINT)}" cy="{round(self.height * POINT)}"/>'
        )


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; `size` in points, 0 for that of its place. `after` is the space below it, in points.

    `language` is the tag of its dictionary, `rtl` the direction of the presentation's own language.
    """

    text: str
    size: float = 0
    color: str = ""
    bold: bool = False
    after: float = 0
    align: str = ""
    bullet: bool = False
    note: str = ""
    link: str = ""


def fill(color: str) -> str:
    """A colour of the theme, or six hexadecimal digits."""
    inner = f'<a:srgbClr val="{color}"/>' if len(color) == 6 else f'<a:schemeClr val="{color}"/>'
    return f"<a:solidFill>{inner}</a:solidFill>"


def attribute(text: str) -> str:
    """A text as the value of an attribute, with its line feeds."""
    return quoteattr(text, {"\n": "&#10;", "\t": " "})


def paragraph(words: Words, language: str) -> str:
    """A paragraph; its direction is that of its first strong letter."""
    rtl = direction(words.text) == "rtl"
    align = {"r": "l", "l": "r"}.get(words.align or "l", words.align) if rtl else words.align
    attributes = (
        (' marL="228600" indent="-228600"' if words.bullet else "")
        + (f' algn="{align}"' if align else "")
        + (' rtl="1"' if rtl else "")
    )
    after = f'<a:spcAft><a:spcPts val="{round(words.after * 100)}"/></a:spcAft>' if words.after else ""
    bullet = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if words.bullet else ""
    runs = []
    for place, line in enumerate(words.text.split("\n")):
        if place:
            runs.append(f"<a:br>{_run_properties(words, language)}</a:br>")
        if line:
            runs.append(_run(line, words, language))
    if words.note:
        runs.append(_run(f"  {words.note}", Words("", max(words.size * 0.8, 14), QUIET), language))
    properties = f"<a:pPr{attributes}>{after}{bullet}</a:pPr>"
    return f"<a:p>{properties}{''.join(runs)}</a:p>" if runs else f"<a:p>{properties}{_end(words, language)}</a:p>"


def _run(text: str, words: Words, language: str) -> str:
    text = text.replace("\t", " ")
    return f"<a:r>{_run_properties(words, language)}<a:t>{escape(text)}</a:t></a:r>"


def _attributes(words: Words, language: str) -> str:
    size = f' sz="{round(words.size * 100)}"' if words.size else ""
    return f' lang="{language}"{size}{" b=" + chr(34) + "1" + chr(34) if words.bold else ""} dirty="0"'


def _run_properties(words: Words, language: str) -> str:
    inner = fill(words.color) if words.color else ""
    if words.link:
        inner += f'<a:hlinkClick r:id="{words.link}"/>'
    return f"<a:rPr{_attributes(words, language)}>{inner}</a:rPr>"


def _end(words: Words, language: str) -> str:
    return f"<a:endParaRPr{_attributes(words, language)}/>"


def body(paragraphs: Sequence[Words], language: str, *, anchor: str = "", wrap: bool = True, pad: bool = False) -> str:
    """The text of a shape; `anchor` is t, ctr or b."""
    insets = "" if pad else ' lIns="0" tIns="0" rIns="0" bIns="0"'
    attributes = (f' anchor="{anchor}"' if anchor else "") + ("" if wrap else ' wrap="none"')
    inner = "".join(paragraph(one, language) for one in paragraphs or (Words(""),))
    return f"<p:txBody><a:bodyPr{_order(attributes, insets)}><a:noAutofit/></a:bodyPr><a:lstStyle/>{inner}</p:txBody>"


def _order(attributes: str, insets: str) -> str:
    return f"{insets}{attributes}"


def placeholder(number: int, name: str, sort: str, index: int, text: str) -> str:
    """What fills a place of the layout; its place and its look come from there. `text` is the text's body."""
    kind = f' type="{sort}"' if sort else ""
    at = f' idx="{index}"' if index else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={attribute(name)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{kind}{at}/></p:nvPr></p:nvSpPr><p:spPr/>{text}</p:sp>"
    )


def text_box(number: int, name: str, box: Box, text: str) -> str:
    """A text that stands free."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={attribute(name)}/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm>{box.xml}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        f"{text}</p:sp>"
    )


def ellipse(number: int, name: str, box: Box, inside: str, edge: str, weight: float, *, alpha: float = 1) -> str:
    """A disc or a ring; `inside` and `edge` are colours, "" for none. `weight` is that of the edge in points."""
    opacity = f'<a:alpha val="{round(alpha * 100_000)}"/>' if alpha < 1 else ""
    filled = fill(inside).replace("/></a:solidFill>", f">{opacity}</a:schemeClr></a:solidFill>") if opacity else ""
    within = (filled or fill(inside)) if inside else "<a:noFill/>"
    line = f'<a:ln w="{round(weight * POINT)}">{fill(edge)}</a:ln>' if edge else "<a:ln><a:noFill/></a:ln>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={attribute(name)}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm>{box.xml}</a:xfrm><a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>{within}{line}</p:spPr>'
        "</p:sp>"
    )


def group(number: int, name: str, alt: str, box: Box, inner: str) -> str:
    """Shapes that belong together and say one thing."""
    child = box.xml.replace("<a:off", "<a:chOff").replace("<a:ext", "<a:chExt")
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name={attribute(name)} descr={attribute(alt)}/>'
        f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{box.xml}{child}</a:xfrm></p:grpSpPr>{inner}</p:grpSp>"
    )


def picture(number: int, name: str, alt: str, box: Box, relation: str) -> str:
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name={attribute(name)} descr={attribute(alt)}/>'
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr><a:xfrm>{box.xml}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def _frame(number: int, name: str, alt: str, box: Box, uri: str, inner: str) -> str:
    place = box.xml
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name={attribute(name)} descr={attribute(alt)}/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'<p:xfrm>{place}</p:xfrm><a:graphic><a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )


def chart(number: int, name: str, alt: str, box: Box, relation: str) -> str:
    """The frame of a chart whose part has this relationship."""
    return _frame(number, name, alt, box, C, f'<c:chart xmlns:c="{C}" r:id="{relation}"/>')


def table(
    number: int, name: str, alt: str, box: Box, grid: Grid, widths: Sequence[float], size: float, row: float, lang: str
) -> str:
    """A table with hairlines; `row` is the least height of a row."""
    columns = "".join(f'<a:gridCol w="{round(width * POINT)}"/>' for width in widths)
    rows = [_row(grid.titles, grid, row, lang, size=max(size - 2, 14), head=True)]
    rows += [_row(texts, grid, row, lang, size=size) for texts in grid.texts]
    inner = f'<a:tbl><a:tblPr firstRow="1"/><a:tblGrid>{columns}</a:tblGrid>{"".join(rows)}</a:tbl>'
    return _frame(number, name, alt, box, "http://schemas.openxmlformats.org/drawingml/2006/table", inner)


def _row(texts: Sequence[str], grid: Grid, height: float, lang: str, *, size: float, head: bool = False) -> str:
    cells = []
    for place, text in enumerate(texts):
        number = grid.columns[place] is not Column.LABEL
        words = Words(text, size, QUIET if head else LIVE if number else INK, align="r" if number else "")
        edge = fill(INK if head else HAIR)
        weight = round((1 if head else 0.75) * POINT)
        none = "".join(f"<a:{side}><a:noFill/></a:{side}>" for side in ("lnL", "lnR", "lnT"))
        line = f'<a:lnB w="{weight}">{edge}</a:lnB>'
        left = 0 if not place else 8 * POINT
        cells.append(
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph(words, lang)}</a:txBody>"
            f'<a:tcPr marL="{left}" marR="0" marT="{3 * POINT}" marB="{3 * POINT}" anchor="{"b" if head else "ctr"}">'
            f"{none}{line}<a:noFill/></a:tcPr></a:tc>"
        )
    return f'<a:tr h="{round(height * POINT)}">{"".join(cells)}</a:tr>'
