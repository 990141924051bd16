"""Themes that texts may be grouped into, suggested from the words that they share; people decide.

The method, which needs no model and no network and gives the same answer to the same texts:

1. Every text becomes the set of its significant words: folded, without stop words and words of one letter (writing
   without spaces is cut into pairs of characters), and cut to their stems by taking the common endings off.
2. The weight of a word is the number of texts that have it times the logarithm of how rare it is among all, so that
   neither a word of one text nor a word of all texts makes a theme.
3. The word with the greatest weight among the texts that have no theme yet makes a theme of them, and so on while a
   word joins at least two texts. Of two equal words the first in the order of code points is taken.
4. A text that fits several themes stays with the one whose texts it has the most words in common with.
5. A theme is named by the spelling that its texts use most for the word, and for a second word that at least half of
   them share.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.kind import Entry
from server.domain.text import fold, one_line
from server.kinds.stop_words import EVERY_STOP_WORD, STOP_WORDS

MOST_THEMES = 8
LEAST_ENTRIES = 2
# More texts than this are not read: a suggestion has to come while the room waits.
MOST_ENTRIES = 2_000
SHORTEST_STEM = 3  # letters
# Common endings, the longest first; they are taken off folded words, so they have no accents.
_ENDINGS: Mapping[str, str] = {
    "en": "ations ation ments ment ings ness ing ies ers ed er es ly y s e",
    "es": "imientos imiento aciones idades ciones acion mente iendo idad cion ando ados adas ares ado ada ar er ir es "
    "os as o a e s",
    "fr": "ements ations ement ation euses ites euse eurs ite eur ees ent ee er es s e",
    "pt": "imentos imento idades acoes mente idade acao coes ando endo ados adas ares cao ado ada oes ar er ir ao es "
    "os as o a e s",
}
_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme that might be: its name, and the ids of the texts that would belong to it, in their order."""

    name: str
    entries: Sequence[str]


def suggest(entries: Sequence[Entry], language: str) -> Sequence[Suggestion]:
    """Themes for the texts, the largest first; `language` is that of most of them, and may be any."""
    read = entries[:MOST_ENTRIES]
    words = [_words(entry.text, language) for entry in read]
    frequency = Counter(stem for text in words for stem in text)
    weight = {stem: n * math.log((len(read) + 1) / n) for stem, n in frequency.items() if n >= LEAST_ENTRIES}
    leaders = _leaders(words, weight)
    members: dict[str, list[int]] = {leader: [] for leader in leaders}
    related = {
        leader: Counter(s for text in words if leader in text for s in text if s in weight) for leader in leaders
    }
    for place, text in enumerate(words):
        fitting = [leader for leader in leaders if leader in text]
        if fitting:
            best = max(fitting, key=lambda leader: (_likeness(text, related[leader], weight), -leaders.index(leader)))
            members[best].append(place)
    found = [
        (
            len(places),
            Suggestion(_name(leader, [words[place] for place in places]), [read[place].id for place in places]),
        )
        for leader, places in members.items()
        if len(places) >= LEAST_ENTRIES
    ]
    return [suggestion for _, suggestion in sorted(found, key=lambda pair: (-pair[0], pair[1].name))]


def _leaders(words: Sequence[Mapping[str, str]], weight: Mapping[str, float]) -> list[str]:
    """The words that make a theme each, in the order in which they were found."""
    leaders: list[str] = []
    left = [set(text) & set(weight) for text in words]
    while len(leaders) < MOST_THEMES:
        among = Counter(stem for text in left for stem in text)
        able = [stem for stem, n in among.items() if n >= LEAST_ENTRIES]
        if not able:
            break
        leader = min(able, key=lambda stem: (-among[stem] * weight[stem], stem))
        leaders.append(leader)
        left = [text for text in left if leader not in text]
    return leaders


def _likeness(text: Mapping[str, str], related: Mapping[str, int], weight: Mapping[str, float]) -> float:
    return sum(weight[stem] * related[stem] for stem in text if stem in weight and stem in related)


def _name(leader: str, texts: Sequence[Mapping[str, str]]) -> str:
    """The word, and a second one that at least half of the texts share."""
    shared = Counter(stem for text in texts for stem in text if stem != leader)
    second = min(shared, key=lambda stem: (-shared[stem], stem), default="")
    parts = [_spelling(leader, texts)]
    if second and shared[second] >= max(LEAST_ENTRIES, len(texts) / 2):
        parts.append(_spelling(second, texts))
    name = ", ".join(parts)
    return name[:1].upper() + name[1:]


def _spelling(stem: str, texts: Sequence[Mapping[str, str]]) -> str:
    spellings = Counter(text[stem] for text in texts if stem in text)
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))


def _words(text: str, language: str) -> dict[str, str]:
    """The significant words of a text: stem → as it was first written, in small letters."""
    stop = STOP_WORDS.get(language, EVERY_STOP_WORD)
    endings = _ENDINGS.get(language, "").split()
    found: dict[str, str] = {}
    for word in _WORD.findall(one_line(text).replace("’", "'")):
        # An article that leans on its word is no part of it: l'eau, d'abord.
        word = word.rpartition("'")[2] if language == "fr" else word
        for part in _pairs(word):
            folded = fold(part)
            if len(folded) > 1 and folded not in stop and not folded.isdigit():
                found.setdefault(_stem(folded, endings), part if part.isupper() else part.lower())
    return found


def _pairs(word: str) -> Sequence[str]:
    """The word itself, or pairs of neighbours where it comes from writing without spaces."""
    if len(word) > 2 and all(unicodedata.east_asian_width(character) == "W" for character in word):
        return [word[place : place + 2] for place in range(len(word) - 1)]
    return [word]


def _stem(folded: str, endings: Sequence[str]) -> str:
    for ending in endings:
        if folded.endswith(ending) and len(folded) - len(ending) >= SHORTEST_STEM:
            return folded[: -len(ending)]
    return folded
