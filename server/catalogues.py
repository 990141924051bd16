"""The languages of the interface, with their catalogues; read once, when the program starts."""

from __future__ import annotations

import gettext
from collections.abc import Mapping

from server.domain.language import Language
from server.files import LOCALE

# The four complete languages, in the order in which menus list them. Others appear when a catalogue is added.
NAMES = {"es": "Español", "en": "English", "fr": "Français", "pt": "Português", "ar": "العربية", "ht": "Kreyòl ayisyen"}


def load() -> Mapping[str, Language]:
    """Every language that has a compiled catalogue, and English, which needs none."""
    found: dict[str, Language] = {}
    for code, name in NAMES.items():
        catalogue: gettext.NullTranslations
        try:
            catalogue = gettext.translation("messages", LOCALE, [code])
        except FileNotFoundError:
            if code != "en":
                continue
            catalogue = gettext.NullTranslations()
        found[code] = Language(code, name, catalogue)
    return found
