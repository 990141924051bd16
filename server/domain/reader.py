"""Reads a mapping that a person wrote: typed values out, every fault collected with its path and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from server.domain.errors import Fault
from server.domain.language import EVERY, LanguageMap
from server.domain.messages import Message, message
from server.domain.picture import NAME
from server.domain.text import clean, one_line

Path = tuple[str | int, ...]
# Names that people give to items, polls, options and delegations end up in addresses, keys and columns.
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
LONGEST_TEXT = 20_000  # characters; a page of notes has about 3,000
LONGEST_WORD = 100  # characters; what is said again in a fault must not fill the page
LONGEST_STEP = 60  # characters of a name in a path
NEAR = 0.7  # how alike a key must be to one that is known and missing, from 0 to 1: a slip of the fingers, no guess


class Sink:
    """Where faults go, and how lines and languages are known. One for a whole file."""

    def __init__(self, line_of: Callable[[Path], int] = lambda path: 0) -> None:
        self.faults: list[Fault] = []
        self.line_of = line_of
        self.languages: tuple[str, ...] = ()
        # Polls that other parts of the file name; whether they exist is known only at its end.
        self.references: list[tuple[Path, str]] = []
        # Pictures that it names; whether they were given is known to who holds the files.
        self.pictures: list[tuple[Path, str]] = []

    def fault(self, path: Path, reason: Message) -> None:
        self.faults.append(Fault(written(path), self.line_of(path), reason))


def written(path: Path) -> str:
    """The path as people read it: agenda[2].polls[0].prompt."""
    text = ""
    for whole in path:
        step = whole if isinstance(whole, int) or len(whole) <= LONGEST_STEP else whole[:LONGEST_STEP] + "…"
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


class Reader:
    """One mapping of the file. Each key that is read is known; `finish` reports the others."""

    def __init__(self, raw: Mapping[str, Any], path: Path, sink: Sink) -> None:
        self.raw = raw
        self.path = path
        self.sink = sink
        self._known: set[str] = set()

    def fault(self, key: str | int | None, reason: Message) -> None:
        """Report a fault at one key, or at the mapping itself."""
        self.sink.fault(self.path if key is None else (*self.path, key), reason)

    def has(self, key: str) -> bool:
        self._known.add(key)
        return self.raw.get(key) is not None

    def value(self, key: str) -> Any:
        """The raw value, None where it is absent."""
        self._known.add(key)
        return self.raw.get(key)

    def text(self, key: str, *, required: bool = False, longest: int = LONGEST_TEXT) -> str:
        """A plain text on one line; "" where it is missing or a fault."""
        value = self.value(key)
        if value is None:
            if required:
                self.fault(key, message("This is missing."))
            return ""
        if not isinstance(value, (str, int, float)) or isinstance(value, bool):
            self.fault(key, message("This must be a text."))
            return ""
        text = one_line(str(value))
        if len(text) > longest:
            self.fault(key, message("This text is longer than %(n)s characters.", n=longest))
            return ""
        if required and not text:
            self.fault(key, message("This is empty."))
        return text

    def identifier(self, key: str = "id") -> str:
        """A name for addresses and keys: Latin letters, digits, - and _, at most 40."""
        text = self.text(key, required=True, longest=LONGEST_WORD)
        if text and not IDENTIFIER.fullmatch(text):
            self.fault(key, message("An id is made of Latin letters, digits, - and _, at most 40."))
        return text

    def reference(self, key: str) -> str:
        """The id of a poll of the same file, "" where it is absent; an id that no poll has is reported at the end."""
        if not self.has(key):
            return ""
        name = self.identifier(key)
        if IDENTIFIER.fullmatch(name):
            self.sink.references.append(((*self.path, key), name))
        return name

    def picture(self, key: str = "picture") -> str:
        """The file name of a picture, "" where it is absent; one that was not given is reported at the end."""
        name = self.text(key, longest=LONGEST_WORD)
        if not name:
            return ""
        if not NAME.fullmatch(name):
            self.fault(key, message("A picture is the name of a PNG, JPEG, WebP or GIF file, without a folder."))
            return ""
        self.sink.pictures.append(((*self.path, key), name))
        return name

    def word(self, key: str, allowed: Sequence[str], default: str) -> str:
        """One of the allowed words."""
        text = self.text(key, longest=LONGEST_WORD) or default
        if text not in allowed:
            self.fault(key, message("“%(word)s” is not one of: %(words)s.", word=text, words=", ".join(allowed)))
            return default
        return text

    def integer(self, key: str, default: int, least: int, most: int) -> int:
        value = self.value(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(key, message("This must be a whole number."))
            return default
        if not least <= value <= most:
            self.fault(key, message("This must be from %(least)s to %(most)s.", least=least, most=most))
            return default
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.value(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.fault(key, message("This must be true or false."))
            return default
        return value

    def words(self, key: str, *, required: bool = False, longest: int = LONGEST_TEXT) -> LanguageMap:
        """A text in the workshop's languages; a plain string means the same in each."""
        value = self.value(key)
        if value is None:
            if required:
                self.fault(key, message("This is missing."))
            return LanguageMap()
        return self._language_map(value, (*self.path, key), required, longest)

    def words_list(self, key: str, *, longest: int = LONGEST_TEXT) -> tuple[LanguageMap, ...]:
        """A list of texts in the workshop's languages."""
        value = self.value(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.fault(key, message("This must be a list."))
            return ()
        return tuple(
            self._language_map(item, (*self.path, key, place), True, longest) for place, item in enumerate(value)
        )

    def part(self, key: str) -> Reader | None:
        """A mapping inside this one."""
        value = self.value(key)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.fault(key, message("This must be a mapping of names to values."))
            return None
        return Reader(value, (*self.path, key), self.sink)

    def parts(self, key: str) -> Iterator[Reader]:
        """The mappings in a list; whatever in it is no mapping is a fault."""
        value = self.value(key)
        if value is None:
            return
        if not isinstance(value, list):
            self.fault(key, message("This must be a list."))
            return
        for place, item in enumerate(value):
            path = (*self.path, key, place)
            if isinstance(item, Mapping):
                yield Reader(item, path, self.sink)
            else:
                self.sink.fault(path, message("This must be a mapping of names to values."))

    def finish(self) -> None:
        """Report every key that nobody asked for."""
        for key in map(str, self.raw):
            if key in self._known:
                continue
            near = get_close_matches(key[:LONGEST_STEP], sorted(self._known - set(self.raw)), 1, NEAR)
            if near:
                self.fault(key, message("This key is not known here. Did you mean “%(key)s”?", key=near[0]))
            else:
                self.fault(key, message("This key is not known here."))

    def _language_map(self, value: Any, path: Path, required: bool, longest: int) -> LanguageMap:
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            texts = {EVERY: clean(str(value))}
        elif isinstance(value, Mapping):
            texts = self._texts(value, path)
        else:
            self.sink.fault(path, message("This must be a text, or one text for each language."))
            return LanguageMap()
        if required and not any(texts.values()):
            self.sink.fault(path, message("This is empty."))
        for language, text in texts.items():
            if len(text) > longest:
                place = path if language == EVERY else (*path, language)
                self.sink.fault(place, message("This text is longer than %(n)s characters.", n=longest))
        return LanguageMap(texts)

    def _texts(self, value: Mapping[str, Any], path: Path) -> dict[str, str]:
        found: dict[str, str] = {}
        for language, text in value.items():
            if language not in self.sink.languages:
                self.sink.fault((*path, str(language)), message("This is not one of the workshop’s languages."))
            elif not isinstance(text, (str, int, float)) or isinstance(text, bool):
                self.sink.fault((*path, language), message("This must be a text."))
            else:
                found[language] = clean(str(text))
        return {language: found[language] for language in self.sink.languages if language in found}
