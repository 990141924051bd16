"""The certificate to begin with: one page across, within a double rule."""

from __future__ import annotations

import io
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from server.exports.word import styles

NAVY = "1F3864"


def certificate() -> bytes:
    """One page across, within a double rule: the name in the middle, what was attended, who signs."""
    document = styles.blank("en", rtl=False)
    section = document.sections[0]
    section.page_width, section.page_height = styles.PAGE_HEIGHT, styles.PAGE_WIDTH
    section.left_margin = section.right_margin = Cm(3.2)
    section.top_margin = section.bottom_margin = Cm(2.6)
    section.different_first_page_header_footer = False
    section._sectPr.insert_element_before(
        parse_xml(
            f'<w:pgBorders {nsdecls("w")} w:offsetFrom="page">'
            + "".join(
                f'<w:{side} w:val="thinThickSmallGap" w:sz="18" w:space="24" w:color="{NAVY}"/>'
                for side in ("top", "left", "bottom", "right")
            )
            + "</w:pgBorders>"
        ),
        *("w:lnNumType", "w:pgNumType", "w:cols", "w:vAlign", "w:titlePg", "w:docGrid"),
    )
    middle = OxmlElement("w:vAlign")
    middle.set(qn("w:val"), "center")
    section._sectPr.insert_element_before(middle, "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi", "w:docGrid")
    for text, size, color, before, after, bold in (
        ("{%p if body %}", 11, styles.INK, 0, 0, False),
        ("{{ body }}", 13, styles.QUIET, 0, 4, False),
        ("{%p endif %}", 11, styles.INK, 0, 0, False),
        ("{{ heading }}", 34, NAVY, 18, 14, False),
        ("{{ certifies }}", 14, styles.QUIET, 0, 10, False),
        ("{{ name }}", 30, styles.INK, 0, 2, True),
        ("{%p if delegation %}", 11, styles.INK, 0, 0, False),
        ("{{ delegation }}", 15, styles.INK, 0, 8, False),
        ("{%p endif %}", 11, styles.INK, 0, 0, False),
        ("{{ took_part }}", 14, styles.QUIET, 8, 8, False),
        ("{{ title }}", 20, NAVY, 0, 2, True),
        ("{%p if subtitle %}", 11, styles.INK, 0, 0, False),
        ("{{ subtitle }}", 13, styles.INK, 0, 6, False),
        ("{%p endif %}", 11, styles.INK, 0, 0, False),
        ("{{ date }}{% if place %} · {{ place }}{% endif %}", 12, styles.INK, 6, 2, False),
        ("{{ attended }}", 11, styles.QUIET, 0, 54, False),
    ):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
        paragraph.paragraph_format.line_spacing = 1.0
        run = paragraph.add_run(text)
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, RGBColor.from_string(color)
    table = document.add_table(rows=1, cols=3)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, text in zip(
        table.rows[0].cells,
        ("{%tc for person in presiding %}", "{{ person.name }}\n{{ person.role }}", "{%tc endfor %}"),
        strict=True,
    ):
        cell.paragraphs[0].alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
        run = cell.paragraphs[0].add_run(text)
        run.font.size = Pt(11)
        # A line to sign on, above the name, that does not touch the next one.
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(0.8)
        paragraph._p.get_or_add_pPr().insert_element_before(
            parse_xml(
                f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="4" w:space="4" w:color="{styles.INK}"/></w:pBdr>'
            ),
            *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"),
        )
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    foot.text = "{{ reference }}"
    return saved(document)


def saved(document: Any) -> bytes:
    """The template as a file that names nobody."""
    for name in ("author", "comments", "keywords", "title"):
        setattr(document.core_properties, name, "")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
