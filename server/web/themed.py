"""What pages need of an organisation's theme."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from server.domain.language import Language
from server.domain.theme import stylesheet
from server.domain.workshop import Workshop


@dataclass(frozen=True, slots=True)
class ThemeView:
    """What pages need of a theme: the addresses of its style sheet and its logo, "" for none, and whose it is."""

    sheet: str
    logo: str
    name: str


def theme_view(code: str, workshop: Workshop | None, language: Language) -> ThemeView | None:
    """The theme of a workshop for a page; None where it has none."""
    if workshop is None or workshop.theme is None:
        return None
    theme = workshop.theme
    sheet = stylesheet(theme)
    logo = f"/{code}/pictures/{theme.logo}" if theme.logo else ""
    return ThemeView(
        f"/{code}/theme.css?v={digest(sheet)}" if sheet else "",
        logo,
        theme.name.pick(language.code) or workshop.body.pick(language.code) or workshop.title.pick(language.code),
    )


def digest(text: str) -> str:
    """Names this style sheet and no other."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]
