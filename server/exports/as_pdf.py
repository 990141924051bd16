"""PDF: the document to hand out and to keep, which screen readers can read as well as eyes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from server.domain.messages import message
from server.exports.as_html import environment
from server.exports.locales import tag
from server.exports.page import document
from server.exports.parts import Round, Summary, Theme
from server.exports.pdf import libraries
from server.exports.pinned import Pinned
from server.files import TEMPLATES

# Texts of one round that a PDF prints, and lines of who answered what: each costs some five milliseconds.
MOST_ENTRIES = 250
MOST_NAMED = 400
# Of both together in one document; where there are more, every round prints its part of them.
MOST_LINES = 1_200
LOGO = "picture:logo"
FACES = "summary/pdf/faces.css"
# How the document is set: the sheet first, then what lies on it.
STYLES = (FACES, *(f"summary/pdf/{name}.css" for name in ("sheet", "text", "results", "two", "people")))


def write(summary: Summary) -> bytes:
    """The document.

    Raises:
        NoPress: when this machine lacks the libraries that set text.
    """
    shortened = _shortened(summary, 2 if summary.beside else 1)
    pictures = {LOGO: summary.logo} if summary.logo else {}

    def pinned(picture: Pinned) -> str:
        address = f"picture:{len(pictures)}"
        pictures[address] = picture.drawn
        return address

    told = document(environment(), shortened, logo=LOGO, pinned=pinned)
    template = environment().get_template("summary/pdf.html")
    whole = template.render(summary=shortened, document=told, tag=tag(summary.language.code))
    return pressed(whole, *STYLES, pictures=pictures)


def pressed(html: str, *styles: str, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """A whole page as a PDF, in the styles of our files one after the other, with these PNGs by their addresses.

    Raises:
        NoPress: when this machine lacks the libraries that set text.
    """
    if reason := libraries.reason():
        raise libraries.NoPress(reason)
    from server.exports.pdf.press import press

    style = "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in styles)
    return press(html, style, pictures or {})


def _shortened(summary: Summary, columns: int = 1) -> Summary:
    """The summary, or one of two `columns`, without the long tails of its lists; a line says where all of them are."""
    rounds = [one for _, poll in summary.polls for one in poll.rounds]
    lines = sum(min(_entries(one), MOST_ENTRIES) + min(_names(one), MOST_NAMED) for one in rounds)
    part = min(1.0, MOST_LINES / max(lines, 1)) / columns
    items = tuple(
        replace(
            item,
            polls=tuple(
                replace(poll, rounds=tuple(_short_round(one, part, summary) for one in poll.rounds))
                for poll in item.polls
            ),
        )
        for item in summary.items
    )
    return replace(summary, items=items, beside=_shortened(summary.beside, columns) if summary.beside else None)


def _entries(one: Round) -> int:
    return sum(len(theme.printed) for theme in one.themes)


def _names(one: Round) -> int:
    return len(one.named.printed.rows) if one.named and one.named.printed else 0


def _short_round(one: Round, part: float, summary: Summary) -> Round:
    lines = list(one.moderation)
    entries, names = int(MOST_ENTRIES * part), int(MOST_NAMED * part)
    if _entries(one) > entries:
        lines.insert(0, _kept(entries, _entries(one), summary))
    named = one.named
    if named and named.printed and _names(one) > names:
        lines.append(_kept(names, _names(one), summary))
        named = replace(named, printed=named.printed.first(names))
    return replace(one, themes=_short_themes(one.themes, entries), moderation=tuple(lines), named=named)


def _short_themes(themes: tuple[Theme, ...], most: int) -> tuple[Theme, ...]:
    left, kept = most, []
    for theme in themes:
        if left > 0:
            kept.append(replace(theme, printed=theme.printed[:left]))
            left -= len(theme.printed)
    return tuple(kept)


def _kept(shown: int, all_: int, summary: Summary) -> str:
    number = summary.language.number
    return summary.language.say(
        message(
            "The first %(shown)s of %(all)s are printed; the spreadsheet has all.",
            shown=number(shown),
            all=number(all_),
        )
    )
