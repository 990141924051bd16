"""Sheets of badges: what stands on each, as a page to print and as PDF, several to a page with lines to cut along."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import segno
from markupsafe import Markup

from server.domain import badge
from server.domain.language import Language
from server.domain.messages import message
from server.domain.people import Person
from server.domain.workshop import Workshop
from server.exports.as_html import environment
from server.exports.as_pdf import pressed
from server.exports.locales import tag
from server.files import STATIC

PAPERS = ("a4", "letter")
TO_A_PAGE = 8
IN_LARGE_LETTERS = 40  # characters of a name: two lines
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HEAD = re.compile(r"^\s*(<\?xml[^>]*\?>|<!DOCTYPE[^>]*>)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Card:
    """One badge. All texts are in the language of its holder, whose code is `lang`."""

    person: str
    name: str
    delegation: str
    flag: str
    language: str
    lang: str
    direction: str
    title: str
    code: str
    written: str
    link: str
    address: str
    how: str
    label: str

    @property
    def long(self) -> bool:
        """Whether the name needs smaller letters, so that all of it stands on the badge."""
        return len(self.name) > IN_LARGE_LETTERS


def card(workshop: Workshop, person: Person, code: str, language: Language, address: str) -> Card:
    """The badge of a person. `address` is where the workshop is joined: https://vote.example.org/482173."""
    delegation = workshop.delegation(person.delegation)
    shown = re.sub(r"^https?://", "", address)
    return Card(
        person.id,
        person.name,
        delegation.name.pick(language.code) if delegation else "",
        delegation.flag if delegation else "",
        language.name,
        language.code,
        language.direction,
        workshop.title.pick(language.code),
        code,
        badge.written(code),
        f"{address}/badge/{code}",
        f"{shown}/badge",
        language.say(message("Point the camera here, or type the code at")),
        language.say(message("QR code of the badge of %(name)s", name=person.name)),
    )


def pages(cards: Sequence[Card]) -> list[Sequence[Card]]:
    """The cards of each page."""
    return [cards[start : start + TO_A_PAGE] for start in range(0, len(cards), TO_A_PAGE)]


def write_pdf(cards: Sequence[Card], paper: str, title: str, lang: str) -> bytes:
    """The sheet as PDF.

    Raises:
        NoPress: when this machine lacks the libraries that set text.
    """
    template = environment().get_template("badges/pdf.html")
    page = template.render(pages=pages(cards), paper=paper, title=title, tag=tag(lang), drawn=drawn, flag=flag)
    return pressed(page, "badges/pdf.css")


def write_csv(cards: Sequence[Card], addresses: dict[str, str]) -> bytes:
    """Names, addresses and personal links, for a letter to each; spreadsheets take no cell of it for a formula."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["name", "email", "delegation", "language", "code", "link"])
    for one in cards:
        row = [one.name, addresses.get(one.person, ""), one.delegation, one.language, one.written, one.link]
        writer.writerow(["'" + cell if cell.startswith(_FORMULA) else cell for cell in row])
    return written.getvalue().encode("utf-8-sig")


def drawn(text: str, label: str) -> Markup:
    """A QR code as a drawing of one path, with its description."""
    found: str = segno.make(text, error="m", micro=False).svg_inline(
        scale=1, border=2, dark="#000", light=None, svgclass="qr", lineclass=None, omitsize=True
    )
    return Markup(found.replace("<svg ", Markup('<svg role="img" aria-label="{}" ').format(label), 1))  # noqa: S704 - ours


@lru_cache(maxsize=300)
def flag(code: str) -> Markup:
    """The drawing of a flag, whole, for a document that fetches nothing; "" where there is none."""
    file = STATIC / "vendor" / "flags" / f"{code}.svg"
    if not re.fullmatch("[a-z]{2}", code) or not file.is_file():
        return Markup()
    return Markup(_HEAD.sub("", file.read_text(encoding="utf-8")))  # noqa: S704 - shipped with the program
