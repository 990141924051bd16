"""Names of languages as documents write them."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global


@cache
def tag(code: str) -> str:
    """A language with its usual country, which programs need to choose a dictionary: es becomes es-ES."""
    try:
        likely = Locale.parse(get_global("likely_subtags").get(code, code))
    except (UnknownLocaleError, ValueError):
        return "en-US"
    return f"{likely.language}-{likely.territory}" if likely.territory else likely.language
