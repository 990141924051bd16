"""Word: the document that the secretariat hands in, with charts that can be edited."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from server.exports.locales import tag
from server.exports.parts import Comparison, Grouping, ItemPart, LinkGroup, Named, PollPart, Round, Speaker, Summary
from server.exports.word import beside, parts, styles
from server.exports.word.body import Body


def write(summary: Summary) -> bytes:
    """The document; with a second language beside the first where the summary has one."""
    rtl = summary.language.direction == "rtl"
    document = styles.blank(summary.language.code, rtl=rtl)
    other = summary.beside
    footnotes = (*summary.footnotes, *(other.footnotes if other else ()))
    if footnotes:
        parts.footnotes(document, footnotes)
    _properties(document, summary)
    _margins(document, summary)
    if other is None:
        _whole(Body(document, rtl=rtl), summary)
    else:
        beside.widen(document)
        turned = beside.turned(summary, other)
        _whole(Body(document, rtl=rtl, width=beside.SIDE_WIDTH, turned=turned), summary)
        first = beside.elements(document)
        second = Body(
            document,
            rtl=other.language.direction == "rtl",
            width=beside.SIDE_WIDTH,
            language=tag(other.language.code),
            notes=len(summary.footnotes),
            turned=turned,
        )
        _whole(second, other)
        beside.pair(document, first, beside.elements(document)[len(first) :], rtl=rtl)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _whole(body: Body, summary: Summary) -> None:
    """Everything from the title to the closing, and the table of the delegations behind it."""
    _opening(body, summary)
    _attendance(body, summary)
    _background(body, summary)
    if summary.items:
        body.heading(1, summary.words.proceedings)
        if summary.earlier:
            body.paragraph(summary.earlier, styles.NOTE)
    for item in summary.items:
        _item(body, item, summary)
    if summary.conclusions:
        body.heading(1, summary.words.conclusions)
        for paragraph in summary.conclusions:
            body.paragraph(paragraph)
    _closing(body, summary)
    if summary.attendance.grid:
        body.heading(1, summary.words.by_delegation, page=summary.attendance.paged)
        body.grid(summary.attendance.grid, total=True)


def _properties(document: Any, summary: Summary) -> None:
    properties = document.core_properties
    at = summary.at.astimezone(UTC).replace(tzinfo=None)
    properties.title = summary.heading[:255]
    properties.subject = summary.reference[:255]
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = tag(summary.language.code)
    properties.created = properties.modified = at
    properties.revision = 1


def _margins(document: Any, summary: Summary) -> None:
    """The reference at the head of every page, with the logo on the first and the title from the second on; numbers."""
    section = document.sections[0]
    first, later = section.first_page_header.paragraphs[0], section.header.paragraphs[0]
    if summary.logo:
        parts.letterhead(first.insert_paragraph_before(), summary.logo, summary.logo_alt or summary.title)
        first.paragraph_format.space_after = Pt(18)
    first.text = summary.reference
    first.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
    later.text = f"{summary.title}\t{summary.reference}" if summary.reference else summary.title
    for footer in (section.first_page_footer, section.footer):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
        _field(paragraph, "PAGE")


def _field(paragraph: Any, name: str) -> None:
    """A field that Word fills in."""
    for sort, text in (("begin", ""), ("", name), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run(text if sort == "text" else "")
        if sort == "":
            instruction = OxmlElement("w:instrText")
            instruction.text = text
            run._r.append(instruction)
        elif sort != "text":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), sort)
            run._r.append(mark)


def _opening(body: Body, summary: Summary) -> None:
    title = body.paragraph(summary.heading, styles.TITLE)
    for number in range(1, len(summary.footnotes) + 1):
        body.mark(title, number)
    if summary.subtitle:
        body.paragraph(summary.subtitle, styles.SUBTITLE)
    if summary.state:
        body.paragraph(summary.state, styles.STATE)
    body.facts(summary.facts)


def _attendance(body: Body, summary: Summary) -> None:
    attendance = summary.attendance
    body.heading(1, summary.words.attendance)
    for sentence in (*attendance.sentences, attendance.quorum):
        if sentence:
            body.paragraph(sentence)
    _links(body, summary.recordings)


def _background(body: Body, summary: Summary) -> None:
    if not summary.background and not summary.documents:
        return
    body.heading(1, summary.words.background)
    for paragraph in summary.background:
        body.paragraph(paragraph)
    _links(body, summary.documents)


def _links(body: Body, groups: Sequence[LinkGroup]) -> None:
    for group in groups:
        body.paragraph(group.sentence, styles.INTRO)
        for link in group.links:
            body.links(body.paragraph("", styles.BULLET, about=link.title), [link])


def _item(body: Body, item: ItemPart, summary: Summary) -> None:
    body.heading(2, item.heading)
    # The names of those who spoke would stand alone at the foot of a page, with nothing of what follows them.
    leads = bool(item.polls) and not (item.topics or item.notes or item.discussion)
    for speaker in item.speakers:
        _speaker(body, speaker, keep=leads)
    for topic in item.topics:
        body.paragraph(topic, styles.BULLET)
    if item.links:
        body.links(body.paragraph(about=item.links[0].title, keep=leads), item.links)
    for paragraph in item.notes:
        body.paragraph(paragraph)
    if item.discussion:
        body.paragraph(summary.words.discussion, styles.INTRO)
        for question in item.discussion:
            body.paragraph(question, styles.BULLET)
    for poll in item.polls:
        _poll(body, poll, summary)


def _speaker(body: Body, speaker: Speaker, *, keep: bool) -> None:
    """The name in bold, which tells those who spoke from what they spoke about; then the role, and the links."""
    line = body.paragraph("", styles.SPEAKER, about=speaker.text, keep=keep)
    before, name, after = speaker.text.partition(speaker.name)
    for text, style in ((before, ""), (name, styles.STRONG), (after, "")):
        if text:
            body.run(line, text, style=style)
    if speaker.links:
        body.run(line, " (")
        body.links(line, speaker.links)
        body.run(line, ")")


def _poll(body: Body, poll: PollPart, summary: Summary) -> None:
    language = tag(poll.language) if poll.foreign else ""
    body.heading(3, poll.prompt, language=language, lead=f"{poll.number}. ")
    settings = " ".join(line for line in (f"{poll.label}.", *poll.settings, poll.foreign) if line)
    body.paragraph(settings, styles.CAPTION)
    if poll.absent:
        body.paragraph(poll.absent)
    for one in poll.rounds:
        if len(poll.rounds) > 1:
            body.heading(4, one.name)
        _round(body, one, summary, one.times if len(poll.rounds) > 1 else one.when)
    for comparison in poll.comparisons:
        _comparison(body, comparison)
    for paragraph in poll.comment:
        body.paragraph(paragraph)


def _round(body: Body, one: Round, summary: Summary, when: str) -> None:
    body.paragraph(f"{when} {one.answered}".lstrip(), styles.CAPTION)
    if one.decision:
        word, why = one.decision
        line = body.paragraph("", styles.DECISION, about=why)
        if word:
            body.run(line, word, style=styles.STRONG)
        body.run(line, why)
    elif one.spoken:
        body.paragraph(one.spoken)
    if one.pinned:
        body.picture(one.pinned.drawn, f"{one.pinned.alt} {one.sentence}".strip(), one.pinned.size)
    if one.chart:
        body.chart(one.chart, keep=bool(one.chart_note or one.caption))
    if one.caption:
        body.paragraph(one.caption, styles.NOTE)
    if one.chart_note:
        body.paragraph(one.chart_note, styles.NOTE)
    for grid in one.grids:
        body.grid(grid, keep=bool(one.basis))
    if one.basis:
        body.paragraph(one.basis, styles.NOTE)
    for grouping in one.groupings:
        if grouping.printed:
            _grouping(body, grouping)
    for theme in one.themes:
        if theme.name or len(one.themes) > 1:
            body.paragraph(theme.name or summary.words.no_theme, styles.THEME)
        for entry in theme.printed:
            line = body.paragraph(entry.text, styles.ANSWER)
            if entry.note:
                body.run(line, f" ({entry.note})", style=styles.ENTRY_NOTE)
            for place, paragraph in enumerate(entry.answer):
                reply = body.paragraph("", styles.REPLY, about=paragraph)
                if not place:
                    body.run(reply, f"{summary.words.reply} ", style=styles.ENTRY_NOTE)
                body.run(reply, paragraph)
    for line in one.moderation:
        body.paragraph(line, styles.NOTE)
    if one.named and one.named.told:
        _named(body, one.named)


def _named(body: Body, named: Named) -> None:
    """Who answered what: the names run on behind each answer, or a table where every answer is its own."""
    body.paragraph(named.title, styles.THEME)
    for group in named.groups:
        line = body.paragraph("", styles.NAMES, about=group.answer)
        body.run(line, f"{group.head} ", style=styles.STRONG)
        body.run(line, group.who)
    if named.printed:
        body.grid(named.printed)
    if named.note:
        body.paragraph(named.note, styles.NOTE)


def _grouping(body: Body, grouping: Grouping) -> None:
    body.paragraph(grouping.title, styles.THEME)
    if grouping.grid:
        body.grid(grouping.grid, keep=bool(grouping.line))
    if grouping.line:
        body.paragraph(grouping.line, styles.NOTE)


def _comparison(body: Body, comparison: Comparison) -> None:
    body.heading(4, comparison.heading)
    if comparison.chart:
        body.chart(comparison.chart)
    body.grid(comparison.printed, keep=bool(comparison.note))
    if comparison.note:
        body.paragraph(comparison.note, styles.NOTE)


def _closing(body: Body, summary: Summary) -> None:
    if not summary.closing and not summary.adjournment:
        return
    body.heading(1, summary.words.closing)
    paragraphs = [paragraph for paragraph in (*summary.closing, summary.adjournment) if paragraph]
    for paragraph in paragraphs:
        body.paragraph(paragraph, keep=paragraph is not paragraphs[-1])
