"""The look of the Word document: real styles, so that staff can change all of one sort at once.

Ink on paper, one serif face that comes with Office on every system, and cobalt for what people wrote in the room. The
page is A4 in every language.
"""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from server.exports.locales import tag

FACE = "Cambria"
# Cambria has no Arabic or Hebrew; this face has, everywhere.
COMPLEX_FACE = "Times New Roman"
INK, QUIET, HAIR, COBALT = "15181C", "454B53", "CFD0CA", "0B47B0"
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Cm(21), Cm(29.7), Cm(2.5)
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN

# Ids of the styles that the body names.
TITLE, SUBTITLE, BULLET, CAPTION, NORMAL = "Title", "Subtitle", "ListBullet", "Caption", "Normal"
NOTE, ANSWER, THEME, STATE, GAP = "TableNote", "Answer", "Theme", "MeetingState", "Gap"
FACTS, FACT, FACT_LABEL = "Facts", "Fact", "FactLabel"
RESULT, HEAD, CELL, TOTAL = "Result", "TableHead", "TableText", "TableTotal"
INTRO, ENTRY_NOTE, REPLY = "ListIntroduction", "AnswerNote", "Reply"
NAMES, STRONG, SPEAKER, DECISION = "Names", "Strong", "Speaker", "Decision"
FOOTNOTE, FOOTNOTE_MARK, LINK = "FootnoteText", "FootnoteReference", "Hyperlink"
HEADINGS = ("Heading1", "Heading2", "Heading3", "Heading4")


def blank(language: str, *, rtl: bool) -> Any:
    """An empty document with the styles, its page, and the language of its dictionary."""
    document = Document()
    _drop_old_parts(document)
    _defaults(document, language)
    _paragraph_styles(document)
    _own_styles(document)
    document.styles.element.append(parse_xml(_RESULT_STYLE))
    document.styles.element.append(parse_xml(_FACTS_STYLE))
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)
    section.different_first_page_header_footer = True
    if rtl:
        section._sectPr.insert_element_before(OxmlElement("w:bidi"), "w:rtlGutter", "w:docGrid", "w:printerSettings")
    return document


def _drop_old_parts(document: Any) -> None:
    """The starting template holds a part that Word may want to repair, and a picture of another document."""
    for owner in (document.part, document.part.package):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                del owner.rels[key]


def _defaults(document: Any, language: str) -> None:
    run = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _face(run)
    lang = run.find(qn("w:lang"))
    lang.set(qn("w:val"), tag(language))
    lang.set(qn("w:eastAsia"), "zh-CN")
    lang.set(qn("w:bidi"), tag(language) if language in ("ar", "fa", "he", "ur") else "ar-SA")


def _face(run: Any) -> None:
    """Names the faces outright: a theme would put another one into headings."""
    fonts = run.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        run.insert(0, fonts)
    for name in list(fonts.attrib):
        if name.endswith(("Theme", "theme")):
            del fonts.attrib[name]
    fonts.set(qn("w:ascii"), FACE)
    fonts.set(qn("w:hAnsi"), FACE)
    fonts.set(qn("w:cs"), COMPLEX_FACE)


# style: size in points, bold, italic, colour, space before and after in points, keep with the next paragraph
_LOOK: dict[str, tuple[float, bool, bool, str, float, float, bool]] = {
    "Normal": (11, False, False, INK, 0, 6, False),
    "Title": (18, True, False, INK, 0, 14, False),
    "Subtitle": (12, False, False, INK, 0, 14, False),
    "Heading 1": (14, True, False, INK, 22, 8, True),
    "Heading 2": (12, True, False, INK, 18, 5, True),
    "Heading 3": (11, True, False, INK, 14, 3, True),
    "Heading 4": (11, False, True, INK, 10, 2, True),
    "List Bullet": (11, False, False, INK, 0, 3, False),
    "Caption": (9.5, False, False, QUIET, 0, 6, True),
    "Header": (9, False, False, QUIET, 0, 0, False),
    "Footer": (9, False, False, QUIET, 0, 0, False),
}


def _paragraph_styles(document: Any) -> None:
    for name, look in _LOOK.items():
        _dress(document.styles[name], look)
    normal = document.styles["Normal"].paragraph_format
    normal.line_spacing = 1.12
    normal.widow_control = True
    for name in ("Title", "Subtitle"):
        style = document.styles[name]
        style.paragraph_format.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
        style.element.pPr.remove_all("w:pBdr")
    header = document.styles["Header"]
    header.element.get_or_add_pPr().remove_all("w:tabs")
    header.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    head = document.styles["Heading 1"].element.get_or_add_pPr()
    head.insert_element_before(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="3" w:color="{INK}"/></w:pBdr>'),
        *_AFTER_BORDER,
    )
    bullets = document.styles["List Bullet"].element.get_or_add_pPr()
    bullets.remove_all("w:contextualSpacing")


# What follows w:pBdr in the order of the schema.
_AFTER_BORDER = (
    *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct"),
    *("w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind"),
    *("w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment"),
    *("w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
)


def _dress(style: Any, look: tuple[float, bool, bool, str, float, float, bool]) -> None:
    size, bold, italic, color, before, after, keep = look
    run = style.element.get_or_add_rPr()
    for name in ("w:spacing", "w:kern", "w:caps", "w:smallCaps"):
        for old in run.findall(qn(name)):
            run.remove(old)
    _face(run)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, italic
    style.font.color.rgb = RGBColor.from_string(color)
    for name, value in (("w:bCs", bold), ("w:iCs", italic)):
        old = run.find(qn(name))
        if old is not None and not value:
            run.remove(old)
    cs = run.find(qn("w:szCs"))
    if cs is not None:
        cs.set(qn("w:val"), str(round(size * 2)))
    form = style.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(before), Pt(after), keep


def _own_styles(document: Any) -> None:
    """Styles for what Word has no name for."""
    paragraph = WD_STYLE_TYPE.PARAGRAPH
    styles = document.styles
    for name, base, look in (
        ("Table Note", "Normal", (9.5, False, False, QUIET, 4, 8, False)),
        ("Answer", "List Bullet", (11, False, False, COBALT, 0, 2, False)),
        ("Speaker", "Normal", (11, False, False, INK, 0, 3, False)),
        ("Decision", "Normal", (11, False, False, INK, 2, 4, True)),
        ("Reply", "Normal", (11, False, False, INK, 0, 3, False)),
        ("Theme", "Normal", (11, True, False, INK, 8, 2, True)),
        ("Meeting State", "Normal", (11, True, False, INK, 0, 12, False)),
        ("Fact", "Normal", (11, False, False, INK, 0, 2, False)),
        ("Fact Label", "Normal", (11, False, False, QUIET, 0, 2, False)),
        ("Table Text", "Normal", (10, False, False, INK, 1.5, 1.5, False)),
        ("Table Head", "Table Text", (9, False, False, QUIET, 2, 2, True)),
        ("Table Total", "Table Text", (10, True, False, INK, 1.5, 1.5, False)),
        ("List Introduction", "Normal", (11, False, False, INK, 6, 3, True)),
        ("Names", "Normal", (10, False, False, INK, 2, 4, False)),
        ("Gap", "Normal", (4, False, False, INK, 0, 0, False)),
        ("Footnote Text", "Normal", (9, False, False, INK, 0, 2, False)),
    ):
        style = styles.add_style(name, paragraph, builtin=name == "Footnote Text")
        style.base_style = styles[base]
        _dress(style, look)
    styles["Meeting State"].paragraph_format.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    styles["Table Text"].paragraph_format.line_spacing = 1
    styles["Reply"].paragraph_format.left_indent = Pt(18)
    note = styles.add_style("Answer Note", WD_STYLE_TYPE.CHARACTER)
    note.font.color.rgb, note.font.size = RGBColor.from_string(QUIET), Pt(9.5)
    mark = styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.font.superscript = True
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.underline = True
    link.font.color.rgb = RGBColor.from_string(INK)


_RESULT_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{RESULT}">
  <w:name w:val="Result"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>
  <w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="{HAIR}"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{HAIR}"/></w:tblBorders>
    <w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:tcPr>
    <w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="{INK}"/></w:tcBorders>
    <w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>
</w:style>"""

_FACTS_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{FACTS}">
  <w:name w:val="Facts"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>
  <w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar></w:tblPr>
</w:style>"""
