"""The attendance list as files: Word and PDF to sign and to keep, a workbook and CSV to work with."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from datetime import UTC
from types import MappingProxyType
from typing import Any

import xlsxwriter

from server.domain.messages import message
from server.exports.as_csv import safe
from server.exports.as_html import environment
from server.exports.as_pdf import STYLES, pressed
from server.exports.drawingml import BOOK_OPTIONS
from server.exports.formats import Format
from server.exports.locales import tag
from server.exports.parts import Fact
from server.exports.people.listing import HERE, Listing
from server.exports.word import styles
from server.exports.word.body import Body as Document
from server.exports.words import words

_OFFICE = "application/vnd.openxmlformats-officedocument"


def facts(listing: Listing) -> list[Fact]:
    """The lines below the heading."""
    say = listing.language.say
    found = (
        ("body", message("Body"), listing.body),
        ("date", message("Date"), listing.day),
        ("time", message("Time"), listing.span),
        ("place", message("Place"), listing.place),
    )
    return [Fact(name, say(label), text) for name, label, text in found if text]


def docx(listing: Listing) -> bytes:
    """The list as a Word document."""
    rtl = listing.language.direction == "rtl"
    document = styles.blank(listing.language.code, rtl=rtl)
    properties = document.core_properties
    properties.title, properties.subject = listing.heading[:255], listing.reference[:255]
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = tag(listing.language.code)
    properties.created = properties.modified = listing.at.astimezone(UTC).replace(tzinfo=None)
    section = document.sections[0]
    section.first_page_header.paragraphs[0].text = f"\t{listing.reference}"
    section.header.paragraphs[0].text = f"{listing.title}\t{listing.reference}"
    body = Document(document, rtl=rtl)
    body.paragraph(listing.heading, styles.TITLE)
    if listing.subtitle:
        body.paragraph(listing.subtitle, styles.SUBTITLE)
    if listing.state:
        body.paragraph(listing.state, styles.STATE)
    body.facts(facts(listing))
    for sentence in listing.sentences:
        body.paragraph(sentence)
    body.heading(1, listing.titles[0])
    body.grid(listing.by_hour, total=len(listing.delegations) > 1)
    if listing.people:
        body.heading(1, listing.titles[1])
        body.grid(listing.named)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf(listing: Listing) -> bytes:
    """The list as a tagged PDF.

    Raises:
        NoPress: when this machine lacks the libraries that set text.
    """
    template = environment().get_template("people/list.html")
    page = template.render(listing=listing, facts=facts(listing), tag=tag(listing.language.code))
    return pressed(page, *STYLES)


def xlsx(listing: Listing) -> bytes:
    """A sheet of delegations by the hour and one of people, with filters and frozen headers."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, BOOK_OPTIONS)
    at = listing.at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": listing.heading[:255], "subject": listing.reference[:255], "created": at})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
    percent = book.add_format({"num_format": "0%"})
    named = words(listing.language)
    _sheet(
        book,
        named.delegation,
        head,
        [named.delegation, _observer(listing), named.room, named.remote, named.total, *listing.hours],
        [
            [one.name, HERE if one.observer else "", one.room, one.remote, one.room + one.remote, *one.hours]
            for one in listing.delegations
        ],
        {},
    )
    _sheet(
        book,
        named.people,
        head,
        [*listing.named.titles, *listing.hours],
        [
            [one.name, one.delegation, one.attendance, one.arrived, one.left, one.share]
            + [HERE if there else "" for there in one.hours]
            for one in listing.people
        ],
        {5: percent},
    )
    book.close()
    return file.getvalue()


def _observer(listing: Listing) -> str:
    return listing.language.say(message("Observer"))


def _sheet(book: Any, name: str, head: Any, titles: list[str], rows: list[list[Any]], forms: Mapping[int, Any]) -> None:
    sheet = book.add_worksheet(name[:31])
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 30 if forms else 10)
    sheet.set_column(2, len(titles), 12)
    for at, title in enumerate(titles):
        sheet.write_string(0, at, title, head)
    for place, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(place, at, cell)
            else:
                sheet.write_number(place, at, cell, forms.get(at))
    sheet.autofilter(0, 0, max(len(rows), 1), len(titles) - 1)


def csv_(listing: Listing) -> bytes:
    """One line for each delegation and hour, and one for each person, for statistics."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(
        ("workshop", "sort", "delegation", "name", "attendance", "hour", "people", "arrived", "left", "share")
    )
    for one in listing.delegations:
        for hour, people in zip(listing.hours, one.hours, strict=True):
            writer.writerow((listing.code, "delegation", safe(one.name), "", "", hour, people, "", "", ""))
    for person in listing.people:
        texts = [safe(text) for text in (person.delegation, person.name, person.attendance)]
        writer.writerow((listing.code, "person", *texts, "", 1, person.arrived, person.left, f"{person.share:.2f}"))
    return file.getvalue().encode("utf-8-sig")


_WRITERS: tuple[tuple[Format, Callable[[Listing], bytes]], ...] = (
    (Format("docx", f"{_OFFICE}.wordprocessingml.document", "docx"), docx),
    (Format("pdf", "application/pdf", "pdf"), pdf),
    (Format("xlsx", f"{_OFFICE}.spreadsheetml.sheet", "xlsx"), xlsx),
    (Format("csv", "text/csv; charset=utf-8", "csv"), csv_),
)
FORMATS: Mapping[str, Format] = MappingProxyType({one.name: one for one, _ in _WRITERS})


def write(format_: str, listing: Listing) -> bytes:
    """The list in one format.

    Raises:
        KeyError: when there is no such format.
        NoPress: when it is PDF, and this machine lacks what that needs.
    """
    wanted = FORMATS[format_]
    return next(writer for one, writer in _WRITERS if one is wanted)(listing)
