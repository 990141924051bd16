"""Templates to begin with: a secretariat's summary and a certificate, with every tag in its place.

They are made, not kept: `hemicycle template` writes them, and so does the page of the staff.
"""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from server.exports.template.certificate import NAVY, certificate, saved
from server.exports.template.context import CHART, LINK, TABLE
from server.exports.word import styles

__all__ = ["SAMPLE", "TEMPLATES", "certificate", "smallest", "summary"]


def smallest() -> bytes:
    """One of each that a tag can put in."""
    document = Document()
    for text in (
        "{{ title }} {{ link }}",
        "{{ chart }}",
        "{{p table }}",
        "{%p for a in many %}",
        "{{ a }}",
        "{%p endfor %}",
    ):
        document.add_paragraph(text)
    return saved(document)


_CHART = {
    "kind": "bar",
    "title": "",
    "categories": ["a"],
    "series": [{"name": "n", "values": [1], "texts": ["1"], "color": "0B47B0"}],
    "column": "count",
    "alt": "",
    "language": "en",
    "colors": [],
    "left_out": 0,
    "places": [1],
}
SAMPLE: dict[str, Any] = {
    "title": "é",
    "many": ["a"],
    "chart": {CHART: _CHART},
    "link": {LINK: {"title": "a", "url": "https://example.org"}},
    "table": {TABLE: {"titles": ["a", "b"], "columns": ["label", "count"], "rows": [["a", "1"]], "total": True}},
}


def summary() -> bytes:
    """The paper of a secretariat: letterhead, symbol, facts, proceedings with charts and tables."""
    document = styles.blank("en", rtl=False)
    _letterhead(document)
    _lines(document, _HEAD)
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    _flush(table)
    table.columns[0].width, table.columns[1].width = Cm(4), Cm(12)
    for left, right in (
        ("{%tr for fact in facts %}", ""),
        ("{{ fact.label }}", "{{ fact.text }}"),
        ("{%tr endfor %}", ""),
    ):
        cells = table.add_row().cells
        for cell, text, style, width in ((cells[0], left, "Fact Label", 4), (cells[1], right, "Fact", 12)):
            cell.width = Cm(width)
            cell.paragraphs[0].text = text
            cell.paragraphs[0].style = style
    _lines(document, _BODY)
    return saved(document)


# style and text of every paragraph; a tag with a p stands for its whole paragraph.
_HEAD = (
    ("Title", "{{ heading }}"),
    ("Normal", "{%p if subtitle %}"),
    ("Subtitle", "{{ subtitle }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p if state %}"),
    ("Meeting State", "{{ state }}"),
    ("Normal", "{%p endif %}"),
)
_BODY = (
    ("Heading 1", "{{ words.attendance }}"),
    ("Normal", "{%p for sentence in attendance.sentences %}"),
    ("Normal", "{{ sentence }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p if attendance.quorum %}"),
    ("Normal", "{{ attendance.quorum }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p if background or links %}"),
    ("Heading 1", "{{ words.background }}"),
    ("Normal", "{%p for paragraph in background %}"),
    ("Normal", "{{ paragraph }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p for group in links %}"),
    ("List Introduction", "{{ group.sentence }}"),
    ("Normal", "{%p for link in group.links %}"),
    ("List Bullet", "{{ link.link }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endif %}"),
    ("Heading 1", "{{ words.proceedings }}"),
    ("Normal", "{%p if earlier %}"),
    ("Table Note", "{{ earlier }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p for item in agenda %}"),
    ("Heading 2", "{{ item.heading }}"),
    ("Normal", "{%p for speaker in item.speakers %}"),
    (
        "Speaker",
        "{{ speaker.text }}{% if speaker.links %} ({% for link in speaker.links %}{{ link.link }}"
        "{% if not loop.last %}, {% endif %}{% endfor %}){% endif %}",
    ),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p for topic in item.topics %}"),
    ("List Bullet", "{{ topic }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p for paragraph in item.notes %}"),
    ("Normal", "{{ paragraph }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p if item.discussion %}"),
    ("List Introduction", "{{ words.discussion }}"),
    ("Normal", "{%p for question in item.discussion %}"),
    ("List Bullet", "{{ question }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p for poll in item.polls %}"),
    ("Heading 3", "{{ poll.heading }}"),
    ("Caption", "{{ poll.settings }}"),
    ("Normal", "{%p if poll.absent %}"),
    ("Normal", "{{ poll.absent }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p for round in poll.rounds %}"),
    ("Normal", "{%p if poll.rounds|length > 1 %}"),
    ("Heading 4", "{{ round.name }}"),
    ("Normal", "{%p endif %}"),
    ("Caption", "{{ round.when }} {{ round.answered }}"),
    ("Normal", "{%p if round.outcome %}"),
    ("Theme", "{{ round.outcome }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p if round.chart %}"),
    ("Normal", "{{ round.chart }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p for note in round.notes %}"),
    ("Table Note", "{{ note }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p for one in round.tables %}"),
    ("Normal", "{{p one.table }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p if round.basis %}"),
    ("Table Note", "{{ round.basis }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p for grouping in round.groupings %}"),
    ("Theme", "{{ grouping.title }}"),
    ("Normal", "{%p if grouping.table %}"),
    ("Normal", "{{p grouping.table }}"),
    ("Normal", "{%p endif %}"),
    ("Table Note", "{{ grouping.line }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p for theme in round.themes %}"),
    ("Normal", "{%p if theme.name or round.themes|length > 1 %}"),
    ("Theme", "{{ theme.name or words.no_theme }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p for entry in theme.entries %}"),
    ("Answer", "{{ entry.text }}{% if entry.note %} ({{ entry.note }}){% endif %}"),
    ("Normal", "{%p for paragraph in entry.answer %}"),
    ("Normal", "{% if loop.first %}{{ words.reply }} {% endif %}{{ paragraph }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p for line in round.moderation %}"),
    ("Table Note", "{{ line }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p for line in round.named %}"),
    ("List Bullet", "{{ line }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p for one in poll.comparisons %}"),
    ("Heading 4", "{{ one.heading }}"),
    ("Normal", "{%p if one.chart %}"),
    ("Normal", "{{ one.chart }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{{p one.table }}"),
    ("Normal", "{%p if one.note %}"),
    ("Table Note", "{{ one.note }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p for paragraph in poll.comment %}"),
    ("Normal", "{{ paragraph }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p if conclusions %}"),
    ("Heading 1", "{{ words.conclusions }}"),
    ("Normal", "{%p for paragraph in conclusions %}"),
    ("Normal", "{{ paragraph }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p if closing or adjournment %}"),
    ("Heading 1", "{{ words.closing }}"),
    ("Normal", "{%p for paragraph in closing %}"),
    ("Normal", "{{ paragraph }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{{ adjournment }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p if attendance.table %}"),
    ("Heading 1", "{{ words.by_delegation }}"),
    ("Normal", "{{p attendance.table }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p for footnote in footnotes %}"),
    ("Table Note", "{{ loop.index }}. {{ footnote }}"),
    ("Normal", "{%p endfor %}"),
)


def _letterhead(document: Any) -> None:
    """The first page has the body's name and the symbol, every later one the title; pages are numbered."""
    section = document.sections[0]
    section.top_margin, section.header_distance = Cm(3), Cm(1.4)
    first = section.first_page_header
    table = first.add_table(1, 2, styles.TEXT_WIDTH)
    _flush(table)
    left, right = table.rows[0].cells
    left.width, right.width = Cm(10.5), Cm(5.5)
    left.paragraphs[0].text = ""
    run = left.paragraphs[0].add_run("{{ body or title }}")
    run.font.size, run.font.bold, run.font.color.rgb = Pt(13), True, RGBColor.from_string(NAVY)
    right.paragraphs[0].alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
    right.paragraphs[0].add_run("{{ reference }}").font.bold = True
    more = right.add_paragraph("{{ date }}", "Header")
    more.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
    for cell in (left, right):
        cell._tc.get_or_add_tcPr().append(
            parse_xml(
                f'<w:tcBorders {nsdecls("w")}><w:bottom w:val="single" w:sz="12" w:space="0" w:color="{NAVY}"/>'
                "</w:tcBorders>"
            )
        )
    _drop(first.paragraphs[0])
    first.add_paragraph("", "Header")
    section.header.paragraphs[0].text = "{{ title }}\t{{ reference }}"
    for footer in (section.first_page_footer, section.footer):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
        _number(paragraph)


def _flush(table: Any) -> None:
    """Texts in the table begin and end where those around it do."""
    sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(
        parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    )


def _drop(paragraph: Any) -> None:
    paragraph._p.getparent().remove(paragraph._p)


def _number(paragraph: Any) -> None:
    """The number of the page, which Word fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>1</w:t></w:r>"))
    paragraph._p.append(field)


def _lines(document: Any, lines: tuple[tuple[str, str], ...]) -> None:
    for style, text in lines:
        document.add_paragraph(text, style)


TEMPLATES = {"summary": summary, "certificate": certificate}
