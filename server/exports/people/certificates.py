"""Certificates of participation: what each says, and all of them as one file to print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from server.domain.messages import message
from server.exports.as_html import environment
from server.exports.as_pdf import FACES, pressed
from server.exports.locales import tag
from server.exports.people.listing import Attendee, Listing

# In one file or one zip; a plenary makes several, delegation by delegation.
MOST = 1_000


def contexts(listing: Listing, people: Sequence[Attendee]) -> list[dict[str, Any]]:
    """What the tags of server.exports.template.shape.CERTIFICATE stand for, for each person."""
    say, language = listing.language.say, listing.language
    common = {
        "title": listing.title,
        "subtitle": listing.subtitle,
        "reference": listing.reference,
        "body": listing.body,
        "date": listing.day,
        "place": listing.place,
        "presiding": [{"name": one.name, "role": one.role, "text": one.text} for one in listing.presiding],
        "hours": listing.lasted,
        "heading": say(message("Certificate of participation")),
        "certifies": say(message("This is to certify that")),
        "took_part": say(message("took part in")),
        "signed": say(message("Signed")),
        "language": language.code,
    }
    return [
        {
            **common,
            "name": one.name,
            "delegation": one.delegation,
            "share": language.percent(one.share),
            "attended": say(
                message(
                    "and attended %(share)s of its %(hours)s.",
                    share=language.percent(one.share),
                    hours=listing.lasted,
                )
            ),
            "number": f"{listing.code}-{one.number:04d}",
        }
        for one in people
    ]


def names(people: Sequence[Attendee]) -> list[str]:
    """A file name for each: 0007-Ana-Pérez.docx."""
    return [f"{one.number:04d}-{_plain(one.name)}.docx" for one in people]


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFC", name)
    return re.sub(r"[^\w]+", "-", letters).strip("-")[:60] or "certificate"


def properties(listing: Listing) -> dict[str, str]:
    """What the file says of itself."""
    title = listing.language.say(message("Certificates of participation: %(title)s", title=listing.title))
    return {"title": title[:255], "subject": listing.reference[:255], "language": tag(listing.language.code)}


def pdf(listing: Listing, people: Sequence[Attendee]) -> bytes:
    """Our own certificate for each, one a page, as a tagged PDF.

    Raises:
        NoPress: when this machine lacks the libraries that set text.
    """
    template = environment().get_template("people/certificates.html")
    page = template.render(
        many=contexts(listing, people),
        title=properties(listing)["title"],
        at=listing.at.isoformat(),
        tag=tag(listing.language.code),
        direction=listing.language.direction,
    )
    return pressed(page, FACES, "people/certificates.css")
