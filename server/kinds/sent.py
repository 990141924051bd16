"""Reads what a phone sent, whatever it is: known fields out, a courteous refusal that names the field otherwise."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

from server.domain.errors import Refusal
from server.domain.messages import message, plural
from server.domain.text import clean, one_line

# No field of any kind takes more values than this; what is beyond is refused unread.
MOST_VALUES = 1_000
# A text that much longer than allowed is refused before it is cleaned, which costs time.
SLACK = 8
# Characters of a text that is kept at hand as it was cleaned: a word, or a few.
SHORT = 100


def fields(raw: Mapping[str, Sequence[str]], known: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The values of every field that was sent; those of the others are empty.

    Raises:
        Refusal: for a field that is not known, a value that is no text, and far too many values.
    """
    found: dict[str, tuple[str, ...]] = dict.fromkeys(known, ())
    for name, values in raw.items():
        if name not in found:
            shown = shortened(name)
            raise Refusal(shown, message("“%(field)s” is not asked in this poll.", field=shown))
        # Nearly every field has one text.
        if isinstance(values, tuple) and len(values) == 1 and isinstance(values[0], str):
            found[name] = values
        else:
            found[name] = _values(name, values)
    return found


def single(name: str, values: Sequence[str]) -> str:
    """The one value, "" where there is none.

    Raises:
        Refusal: where there are several.
    """
    if len(values) > 1:
        raise Refusal(name, message("Please give one answer here; %(n)s arrived.", n=len(values)))
    return values[0] if values else ""


def written(name: str, value: str, longest: int, *, lines: bool = False) -> str:
    """A text that a person wrote, cleaned; "" where nothing in it can be seen.

    Raises:
        Refusal: where it is longer than `longest` characters.
    """
    text = value
    if len(value) <= SLACK * longest + SLACK:
        text = clean(value) if lines else _line(value) if len(value) <= SHORT else one_line(value)
    if len(text) > longest:
        raise Refusal(
            name, plural("Please write at most %(n)s character.", "Please write at most %(n)s characters.", longest)
        )
    return text if _visible(text) else ""


def shortened(value: Any) -> str:
    """Something unknown that was sent, as it can be shown in a sentence."""
    return one_line(str(value)[:40])


def _values(name: str, values: Any) -> tuple[str, ...]:
    if isinstance(values, str):
        values = (values,)
    if len(values) > MOST_VALUES:
        raise Refusal(name, message("Please give fewer answers; %(n)s arrived.", n=len(values)))
    if not all(isinstance(value, str) for value in values):
        raise Refusal(name, message("This must be a text."))
    return tuple(values)


_line = lru_cache(maxsize=8_192)(one_line)  # a hall writes the same words over and over


def _visible(text: str) -> bool:
    """Whether the text has anything but spaces and characters that only direct others."""
    return any(unicodedata.category(character) not in ("Cf", "Cc", "Zs", "Zl", "Zp") for character in text)
