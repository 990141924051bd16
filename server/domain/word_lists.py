"""Word lists: words that hold an entry back until a moderator has read it. They are a workshop's own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from server.domain.messages import message
from server.domain.reader import LONGEST_WORD, Reader
from server.domain.tags import is_known
from server.domain.text import fold, one_line

MOST_WORDS = 500  # in one language
# Texts whose words a process keeps at hand: what one long poll gathers.
MOST_TEXTS = 20_000

Words = tuple[str, ...]


def read_word_lists(reader: Reader, key: str) -> Mapping[str, Words]:
    """The lists by language: {es: […], en: […]}. Any known language may have one, for people write in any."""
    part = reader.part(key)
    if part is None:
        return {}
    found: dict[str, Words] = {}
    for language in map(str, part.raw):
        words = _read(part, language)
        if not is_known(language):
            part.fault(language, message("“%(tag)s” is not a known language tag, as es or pt-BR are.", tag=language))
        elif words:
            found[language] = words
    part.finish()
    return found


def _read(reader: Reader, language: str) -> Words:
    value = reader.value(language)
    if not isinstance(value, list) or len(value) > MOST_WORDS:
        reader.fault(language, message("This must be a list of at most %(n)s words.", n=MOST_WORDS))
        return ()
    for place, word in enumerate(value):
        path = (*reader.path, language, place)
        if not isinstance(word, str) or not _words(word):
            reader.sink.fault(path, message("This must be a word, or a few words."))
        elif len(word) > LONGEST_WORD:
            reader.sink.fault(path, message("This text is longer than %(n)s characters.", n=LONGEST_WORD))
    return tuple(dict.fromkeys(one_line(word) for word in value if isinstance(word, str)))


class WordList:
    """Words of all languages together: an entry is read whatever language its author uses."""

    def __init__(self, words: Iterable[str]) -> None:
        parts = {_words(word) for word in words} - {()}
        # Writing without spaces has no whole words; there a listed word is found wherever it stands.
        self._anywhere = frozenset(part[0] for part in parts if len(part) == 1 and _unspaced(part[0]))
        self._single = frozenset(part[0] for part in parts if len(part) == 1) - self._anywhere
        self._several = frozenset(part for part in parts if len(part) > 1)

    def __bool__(self) -> bool:
        return bool(self._anywhere or self._single or self._several)

    def catches(self, text: str) -> bool:
        """Whether a listed word stands in the text as a whole word, in whatever case and with whatever accents."""
        if not self:
            return False
        words = _words(text)
        if not self._single.isdisjoint(words) or any(one in word for one in self._anywhere for word in words):
            return True
        return any(
            words[start : start + len(part)] == part
            for part in self._several
            for start in range(len(words) - len(part) + 1)
        )


@lru_cache(maxsize=64)
def word_list(words: frozenset[str]) -> WordList:
    """The list of these words, made once."""
    return WordList(words)


@lru_cache(maxsize=MOST_TEXTS)
def _words(text: str) -> Words:
    """The folded words of a text: letters, their marks and figures; everything else divides."""
    folded = fold(text)
    return tuple("".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in folded).split())


def _unspaced(word: str) -> bool:
    return all(unicodedata.east_asian_width(sign) == "W" for sign in word)
