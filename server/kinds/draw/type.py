"""How wide a text will be, near enough to place it without the font at hand."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

ELLIPSIS = "…"
# Advance widths of the wall's face at weight 400, in hundredths of the size, measured in a browser.
_WIDTHS = {
    18: "'",
    24: " \u00a0\u202f",
    29: "!|",
    32: ",-./:;[]\\ijl",
    36: "()ft{}",
    40: '"?IJ`',
    48: "*rsz",
    53: "0123456789#$+<=>^_~ce",
    56: "Sagovx",
    60: "FZdkqyY",
    63: "BCELPTbhnpu",
    68: "RX",
    73: "&ADGKOQV",
    77: "NU",
    81: "H",
    84: "@w",
    93: "%",
    96: "Mm",
    101: "W",
}
_ADVANCE = {character: width / 100 for width, characters in _WIDTHS.items() for character in characters}
# Other scripts come from the machine's own faces: full squares in the east, about half a square elsewhere.
_WIDE, _OTHER = 1.0, 0.6
# From weight 400 to 700 the letters grow by this much.
_BOLDER = 0.05


@lru_cache(maxsize=4096)
def _advance(text: str) -> float:
    total = 0.0
    for character in unicodedata.normalize("NFC", text):
        # A letter is as wide as its base; a Hangul syllable is one square, whatever it is made of.
        known = _ADVANCE.get(unicodedata.normalize("NFD", character)[0])
        if known is not None:
            total += known
        elif unicodedata.category(character) not in ("Mn", "Me", "Cf"):
            total += _WIDE if unicodedata.east_asian_width(character) in ("W", "F") else _OTHER
    return total


def width(text: str, size: float, weight: int = 400) -> float:
    """The width in pixels at this size and weight."""
    return _advance(text) * size * (1 + _BOLDER * (weight - 400) / 300)


def shortened(text: str, room: float, size: float, weight: int = 400) -> str:
    """The text, or as many of its words as fit into `room` pixels and an ellipsis; a long word is broken."""
    if width(text, size, weight) <= room:
        return text
    kept = _fitting(text, room - width(ELLIPSIS, size, weight), size, weight)
    if not text[len(kept)].isspace() and kept.rfind(" ") >= len(kept) / 2:
        kept = kept[: kept.rfind(" ")]
    return kept.rstrip(" ,;:") + ELLIPSIS


def wrapped(text: str, room: float, size: float, lines: int, weight: int = 400) -> list[str]:
    """The text in at most `lines` lines, the last one shortened; a word wider than a line is broken."""
    made: list[str] = []
    rest = text.strip()
    while rest:
        if len(made) == lines - 1 or width(rest, size, weight) <= room:
            made.append(shortened(rest, room, size, weight))
            break
        kept = _fitting(rest, room, size, weight)
        if not rest[len(kept)].isspace() and " " in kept.strip():
            kept = kept[: kept.rstrip().rindex(" ")]
        made.append(kept.strip())
        rest = rest[len(kept) :].strip()
    return made


def side_by_side(first: str, second: str, room: float, size: float) -> tuple[str, str]:
    """Two texts on one line of `room` pixels: what one does not need of its half the other may have."""
    left = max(room / 2, room - width(second, size))
    right = max(room / 2, room - width(first, size))
    return shortened(first, left, size), shortened(second, right, size)


def _fitting(text: str, room: float, size: float, weight: int) -> str:
    """The longest beginning that fits, at least one character, and never a letter without its marks."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle], size, weight) <= room:
            low = middle
        else:
            high = middle - 1
    while 1 < low < len(text) and unicodedata.category(text[low]) in ("Mn", "Me", "Mc", "Cf"):
        low -= 1
    return text[:low]
