"""Say what the catalogues lack; exit 1 when they lack anything. Run by scripts/catalogues --check.

With --restore, give sentences that are back in the source the translation they had. Run by scripts/catalogues.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

LOCALE = Path(__file__).parent.parent / "locale"
LANGUAGES = ("es", "fr", "pt")
PLACE = re.compile(r"%\((\w+)\)s")


def read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def restore() -> None:
    """Empty translations are filled from the obsolete ones (`#~`); what is used again is obsolete no more."""
    for language in LANGUAGES:
        path = LOCALE / language / "LC_MESSAGES" / "messages.po"
        catalogue = read(path, language)
        kept = {message.id: (key, message) for key, message in catalogue.obsolete.items()}
        back = [message for message in catalogue if message.id and message.id in kept]
        for message in back:
            key, old = kept[message.id]
            del catalogue.obsolete[key]
            if not complete(message):
                message.string = old.string
        if back:
            with path.open("wb") as file:
                write_po(file, catalogue)


def forms_of(message: Message) -> tuple[str, ...]:
    """The one translation, or that of each number."""
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (message.string or "",)


def complete(message: Message) -> bool:
    """Whether every form of the sentence has a translation that somebody has looked at."""
    return not message.fuzzy and all(forms_of(message))


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
            if message is None or not complete(message):
                found.append(f"{language}: no translation of {id_!r}")
                continue
            ids = id_ if isinstance(id_, (tuple, list)) else (id_,)
            places = {place for text in ids for place in PLACE.findall(text)}
            found += [
                f"{language}: other parameters in {form!r}"
                for form in forms_of(message)
                if not set(PLACE.findall(form)) <= places or (len(ids) == 1 and set(PLACE.findall(form)) != places)
            ]
    return found


if __name__ == "__main__":
    if "--restore" in sys.argv:
        restore()
        sys.exit()
    wrong = faults()
    print("\n".join(wrong) or "The catalogues are complete.")
    sys.exit(1 if wrong else 0)
