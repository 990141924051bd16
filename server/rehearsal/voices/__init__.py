"""What simulated delegates say: short lists per language, the first lines said most often."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

FALLBACK = "en"
WORDS = "words"
# Which list of remarks fits a poll, by words in its id; a poll that fits none gets any of them.
TOPICS = ("challenges", "services", "government")


@cache
def voice(language: str) -> Mapping[str, Sequence[str]]:
    """The lists of a language by heading; those of English where the language has none."""
    folder = Path(__file__).parent
    file = folder / f"{language}.txt"
    if not re.fullmatch("[a-z]{2,3}", language) or not file.is_file():
        file = folder / f"{FALLBACK}.txt"
    lists: dict[str, list[str]] = {}
    heading = ""
    for line in filter(None, file.read_text(encoding="utf-8").splitlines()):
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


def remark(random: Random, language: str, poll: str) -> str:
    """A sentence about the poll's topic."""
    lists = voice(language)
    topic = next((topic for topic in TOPICS if topic in poll or poll in topic), "") or random.choice(TOPICS)
    return drawn(random, lists[topic])


def drawn(random: Random, lines: Sequence[str]) -> str:
    """One of the lines; the second is half as likely as the first, the third a third (Zipf's law)."""
    return random.choices(lines, cum_weights=_weights(len(lines)))[0]


@cache
def _weights(n: int) -> Sequence[float]:
    return tuple(accumulate(1 / place for place in range(1, n + 1)))
