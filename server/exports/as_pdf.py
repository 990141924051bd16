"""PDF: the document to hand out and to keep, which screen readers can read as well as eyes."""

from __future__ import annotations

from dataclasses import replace

from server.domain.messages import message
from server.exports.as_html import environment
from server.exports.locales import tag
from server.exports.page import document
from server.exports.parts import Round, Summary, Theme
from server.exports.pdf import libraries
from server.files import TEMPLATES

# Texts of one round that a PDF prints, and lines of who answered what: each costs some five milliseconds.
MOST_ENTRIES = 250
MOST_NAMED = 400


def write(summary: Summary) -> bytes:
    """The document.

    Raises:
        NoPress: when this machine lacks the libraries that set text.
    """
    shortened = _shortened(summary)
    told = document(environment(), shortened)
    template = environment().get_template("summary/pdf.html")
    whole = template.render(summary=shortened, document=told, tag=tag(summary.language.code))
    return pressed(whole, "summary/pdf.css")


def pressed(html: str, style: str) -> bytes:
    """A whole page as a PDF, in the style of one of our files.

    Raises:
        NoPress: when this machine lacks the libraries that set text.
    """
    if reason := libraries.reason():
        raise libraries.NoPress(reason)
    from server.exports.pdf.press import press

    return press(html, (TEMPLATES / style).read_text(encoding="utf-8"))


def _shortened(summary: Summary) -> Summary:
    """The summary without the long tails of its lists; a line says where all of them are."""
    items = tuple(
        replace(
            item,
            polls=tuple(
                replace(poll, rounds=tuple(_short_round(one, summary) for one in poll.rounds)) for poll in item.polls
            ),
        )
        for item in summary.items
    )
    return replace(summary, items=items, beside=_shortened(summary.beside) if summary.beside else None)


def _short_round(one: Round, summary: Summary) -> Round:
    lines = list(one.moderation)
    entries = sum(len(theme.printed) for theme in one.themes)
    if entries > MOST_ENTRIES:
        lines.insert(0, _kept(MOST_ENTRIES, entries, summary))
    named = one.named
    if named and len(named.lines) > MOST_NAMED:
        lines.append(_kept(MOST_NAMED, len(named.lines), summary))
        named = replace(named, grid=named.grid.first(MOST_NAMED))
    return replace(one, themes=_short_themes(one.themes), moderation=tuple(lines), named=named)


def _short_themes(themes: tuple[Theme, ...]) -> tuple[Theme, ...]:
    left, kept = MOST_ENTRIES, []
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
