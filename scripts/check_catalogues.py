"""Say what the catalogues lack; exit 1 when they lack anything. Run by scripts/catalogues --check."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent.parent / "locale"
LANGUAGES = ("es", "fr", "pt")
PLACE = re.compile(r"%\((\w+)\)s")


def read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def faults() -> list[str]:
    """Every sentence that has no translation, an old one, or other parameters than its source."""
    source = read(LOCALE / "messages.pot")
    wanted = {message.id: message for message in source if message.id}
    found: list[str] = []
    for language in LANGUAGES:
        catalogue = read(LOCALE / language / "LC_MESSAGES" / "messages.po", language)
        own = {message.id: message for message in catalogue if message.id}
        found += [f"{language}: not in the source any more: {id_!r}" for id_ in own.keys() - wanted.keys()]
        for id_ in wanted:
            message = own.get(id_)
            forms = message.string if message else ""
            forms = forms if isinstance(forms, (tuple, list)) else (forms,)
            if message is None or message.fuzzy or not all(forms):
                found.append(f"{language}: no translation of {id_!r}")
                continue
            ids = id_ if isinstance(id_, (tuple, list)) else (id_,)
            places = {place for text in ids for place in PLACE.findall(text)}
            found += [
                f"{language}: other parameters in {form!r}"
                for form in forms
                if not set(PLACE.findall(form)) <= places or (len(ids) == 1 and set(PLACE.findall(form)) != places)
            ]
    return found


if __name__ == "__main__":
    wrong = faults()
    print("\n".join(wrong) or "The catalogues are complete.")
    sys.exit(1 if wrong else 0)
