"""Which delegation a name means: in any language, by a long or an older name, by a code; and what comes close."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from babel import Locale

from server.domain.text import fold
from server.domain.workshop import Delegation

# Languages whose names of countries are known besides those of the roster: the United Nations’ and some neighbours’.
LANGUAGES = ("en", "es", "fr", "pt", "ar", "ru", "zh", "de", "it", "nl", "ja")
NEAR = 0.72  # how alike two names must be to be offered, from 0 to 1
MOST_OFFERED = 3
SHORTEST_PART = 4  # letters of a name that is looked for inside a longer one

_NO_LETTERS = re.compile(r"[^\w]+")
# Words that come and go before and within a name.
_ARTICLES = frozenset(
    (
        "and",
        "as",
        "da",
        "de",
        "del",
        "des",
        "do",
        "du",
        "e",
        "el",
        "et",
        "l",
        "la",
        "las",
        "le",
        "les",
        "los",
        "o",
        "of",
        "os",
        "the",
        "y",
    )
)


def plain(name: str) -> str:
    """A name without case, accents, punctuation, articles and conjunctions."""
    words = _NO_LETTERS.sub(" ", fold(name.replace("&", " and "))).split()
    kept = [word for word in words if word not in _ARTICLES]
    return " ".join(kept or words)


@lru_cache(maxsize=1_024)
def _territory(flag: str) -> frozenset[str]:
    names = (Locale.parse(language).territories.get(flag.upper(), "") for language in LANGUAGES)
    return frozenset(filter(None, names))


class Nations:
    """The delegations of one roster by everything that they are called."""

    def __init__(self, delegations: Sequence[Delegation]) -> None:
        self._ids: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for one in delegations:
            names = [*one.name.texts.values(), *one.aliases, *(_territory(one.flag) if one.flag else ())]
            for name in names:
                self._names.setdefault(plain(name), one.id)
            for code in (one.id, one.plate, one.flag):
                if code:
                    self._ids.setdefault(code.casefold(), one.id)

    def find(self, said: str) -> str:
        """The id of the delegation, "" where the name means none for certain."""
        return self._names.get(plain(said)) or self._ids.get(said.strip().casefold(), "")

    def near(self, said: str) -> list[str]:
        """The delegations that may be meant, the likeliest first: named within a longer text, or spelled alike."""
        asked = plain(said)
        if not asked:
            return []
        inside = [
            id_ for name, id_ in self._names.items() if len(name) >= SHORTEST_PART and f" {name} " in f" {asked} "
        ]
        alike: dict[str, float] = {}
        for name, id_ in self._names.items():
            likeness = SequenceMatcher(None, asked, name).ratio()
            if likeness >= NEAR:
                alike[id_] = max(likeness, alike.get(id_, 0))
        ranked = sorted(alike, key=lambda id_: -alike[id_])
        return list(dict.fromkeys([*inside, *ranked]))[:MOST_OFFERED]
