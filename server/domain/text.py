"""Text as people write it, made safe once, where it enters the program."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What no file format of ours can carry, and what can hide or reorder what a reader sees: control characters except tab
# and line feed, surrogates, non-characters, and the marks that override the direction of writing.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """The text in normal form C, with line feeds as line ends and without unwanted characters or outer space."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text)).strip()


def one_line(text: str) -> str:
    """The cleaned text with every run of white space as one space."""
    return _SPACES.sub(" ", clean(text))


@lru_cache(maxsize=8_192)  # a hall writes the same words over and over
def fold(text: str) -> str:
    """The key under which spellings of the same word meet: case, accents and white space put aside.

    Accents fall only where the base letter is Latin, Greek or Cyrillic; elsewhere a mark can make another word.
    A text that folds to nothing (marks alone) keeps its own form, so that no answer is lost.
    """
    # Decomposed before as well as after: a bold or circled capital is a capital only once it is decomposed.
    capitals = unicodedata.normalize("NFKD", one_line(text))
    decomposed = unicodedata.normalize("NFKD", capitals.casefold())
    kept: list[str] = []
    base = ""
    for character in decomposed:
        if not unicodedata.combining(character):
            base = character
        elif base and unicodedata.name(base, "").startswith(("LATIN", "GREEK", "CYRILLIC")):
            continue
        kept.append(character)
    folded = unicodedata.normalize("NFC", "".join(kept)).strip()
    return _SPACES.sub(" ", folded) or one_line(text)


def direction(text: str) -> str:
    """`rtl` when the first strong character runs from right to left, else `ltr` (Unicode UAX 9, rule P2)."""
    for character in text:
        strong = unicodedata.bidirectional(character)
        if strong in ("R", "AL"):
            return "rtl"
        if strong == "L":
            return "ltr"
    return "ltr"
