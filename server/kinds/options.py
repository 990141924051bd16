"""Options to choose from, as several kinds have them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from server.domain.agenda_keys import Key
from server.domain.language import EVERY, Language, LanguageMap
from server.domain.messages import message
from server.domain.poll_keys import ENTRY_ID
from server.domain.reader import Reader

PICTURE = Key("picture", message("Picture"), "picture", more=True)
ALT = Key(
    "alt",
    message("What the picture shows"),
    "words",
    note=message("For people who cannot see it."),
    more=True,
)
OPTION = (Key("text", message("Option"), "words", required=True), PICTURE, ALT, ENTRY_ID)
OPTIONS = Key("options", message("Options"), "list", keys=OPTION, add=message("Add an option"))
# What a new poll with options begins with.
TWO: Mapping[str, Any] = {"options": [{"id": "a"}, {"id": "b"}]}

MOST = 40
LONGEST = 200  # characters of an option's text
LONGEST_ALT = 500  # characters of what a picture shows, for those who do not see it


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. `picture` is a file name, `alt` says what it shows."""

    id: str
    text: LanguageMap
    picture: str = ""
    alt: LanguageMap = field(default_factory=LanguageMap)


def parse_options(
    raw: Reader,
    *,
    least: int = 2,
    most: int = MOST,
    reserved: Sequence[str] = (),
    also: Callable[[Option, Reader], None] = lambda option, part: None,
) -> tuple[Option, ...]:
    """The `options` of a poll, with every fault reported: from `least` to `most` of them, ids unique.

    Args:
        also: reads what the kind adds to each option.
    """
    found: list[Option] = []
    for part in raw.parts("options"):
        option = Option(part.identifier(), part.words("text", required=True, longest=LONGEST), *picture(part))
        also(option, part)
        part.finish()
        if option.id and option.id in {one.id for one in found}:
            part.fault("id", message("The id “%(id)s” is used twice.", id=option.id))
        elif option.id in reserved:
            part.fault("id", message("The id “%(id)s” is taken here; please choose another.", id=option.id))
        found.append(option)
    if not raw.has("options"):
        raw.fault("options", message("This is missing."))
    elif isinstance(raw.value("options"), list) and not least <= len(raw.value("options")) <= most:
        raw.fault("options", message("There must be from %(least)s to %(most)s options.", least=least, most=most))
    return tuple(found)


def picture(part: Reader) -> tuple[str, LanguageMap]:
    """The `picture` and the `alt` beside it; a picture without words for who cannot see it is a fault."""
    name = part.picture()
    alt = part.words("alt", longest=LONGEST_ALT)
    if name and not alt:
        part.fault("alt", message("A picture needs words for people who cannot see it."))
    return name, alt


def form_options(options: Iterable[Option], language: Language) -> list[Mapping[str, Any]]:
    """What a form shows of each option; `foreign` is the language of a text that is not in the reader's, else ""."""
    return [
        {
            "id": option.id,
            "text": option.text.pick(language.code),
            "foreign": foreign(option.text, language),
            "picture": option.picture,
            "alt": option.alt.pick(language.code),
        }
        for option in options
    ]


def foreign(text: LanguageMap, language: Language) -> str:
    """The language in which this reader gets the text, where it is not the reader's own, else ""."""
    code = text.language_for(language.code)
    return "" if code in (language.code, EVERY) else code
