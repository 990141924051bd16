"""What simulated delegates say: short lists per language; of words and short answers the first are said most often."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import TypeVar

T = TypeVar("T")

FOLDER = Path(__file__).parent
FALLBACK = "en"
WORDS = "words"
SHORT = ("charter", "topic")  # lists of answers of a few words
# In a line, one of several wordings: {one|the other}.
_CHOICE = re.compile(r"\{([^{}]*)\}")
# A poll that no list fits by its name gets any of these.
ANY = ("challenges", "services", "government")


def voice(language: str) -> Mapping[str, Sequence[str]]:
    """The lists of a language by heading; those of English where the language has none."""
    known = re.fullmatch("[a-z]{2,3}", language) and (FOLDER / f"{language}.txt").is_file()
    return _lists(f"{language if known else FALLBACK}.txt")


def places(poll: str) -> Sequence[tuple[int, int]]:
    """The places that people mean on the picture of a poll, across and down in hundredths; none where none are known.

    Simulated delegates do not see pictures, so that for those of our examples it is written down what is where.
    """
    return [_place(line) for line in _lists("places.txt").get(poll, ())]


def _place(line: str) -> tuple[int, int]:
    across, down = line.split()
    return int(across), int(down)


@cache
def _lists(name: str) -> Mapping[str, Sequence[str]]:
    lists: dict[str, list[str]] = {}
    heading = ""
    for line in filter(None, (FOLDER / name).read_text(encoding="utf-8").splitlines()):
        if line.startswith("["):
            heading = line.strip("[]")
            lists[heading] = []
        else:
            lists[heading].append(line)
    return lists


def words(random: Random, language: str, many: int) -> list[str]:
    """Different words, at most `many`; some written without capitals, as people do on phones."""
    chosen: list[str] = []
    lines = voice(language)[WORDS]
    for _ in range(3 * many):
        word = drawn(random, lines)
        if len(chosen) < many and word not in chosen:
            chosen.append(word)
    return [word.lower() if random.random() < 0.3 else word for word in chosen]


def remark(random: Random, language: str, *hints: str) -> str:
    """What somebody says to what is asked: from the list that a hint names (an id of a poll, a name of a field)."""
    lists = voice(language)
    topics = [topic for topic in lists if topic != WORDS and any(topic in hint for hint in hints)]
    topic = topics[-1] if topics else random.choice(ANY)
    # Many people give the same short answer; a sentence is seldom anybody else's.
    line = drawn(random, lists[topic]) if topic in SHORT else random.choice(lists[topic])
    return _CHOICE.sub(lambda found: random.choice(found[1].split("|")), line)


def drawn(random: Random, lines: Sequence[T]) -> T:
    """One of the lines; the second is half as likely as the first, the third a third (Zipf's law)."""
    return random.choices(lines, cum_weights=_weights(len(lines)))[0]


@cache
def _weights(n: int) -> Sequence[float]:
    return tuple(accumulate(1 / place for place in range(1, n + 1)))
