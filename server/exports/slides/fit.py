"""How large a text may be so that it fits its place: programs only find out when somebody edits it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

# The average letter of the face in parts of its size; bold is wider, an East Asian letter is a square.
LETTER, BOLD, WIDE = 0.52, 0.56, 1.0
LINE = 1.2  # height of a line in parts of the size


def advance(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is, in points."""
    letter = BOLD if bold else LETTER
    return size * sum(WIDE if unicodedata.east_asian_width(one) in "WF" else letter for one in text)


def lines(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """How many lines the text takes at this width."""
    found = 0
    for paragraph in text.split("\n"):
        found += 1
        used = 0.0
        for word in paragraph.split():
            need = advance(word, size, bold=bold)
            space = advance(" ", size, bold=bold) if used else 0
            if used and used + space + need > width:
                found += 1
                used = 0.0
                space = 0
            used += space + need
            while used > width:
                found += 1
                used -= width
    return found


def height(text: str, size: float, width: float, *, bold: bool = False) -> float:
    """How high the text is at this width, in points."""
    return lines(text, size, width, bold=bold) * size * LINE


def fitted(text: str, sizes: Sequence[float], width: float, tall: float, *, bold: bool = False) -> tuple[str, float]:
    """The text at the largest of the sizes that fits; at the last one it is cut where it must be."""
    for size in sizes:
        if height(text, size, width, bold=bold) <= tall:
            return text, size
    size = sizes[-1]
    return cut(text, size, width, tall, bold=bold), size


def cut(text: str, size: float, width: float, tall: float, *, bold: bool = False) -> str:
    """As much of the text as fits, with an ellipsis for the rest."""
    if height(text, size, width, bold=bold) <= tall:
        return text
    most = max(int(tall / (size * LINE)), 1)
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if lines(text[:middle].rstrip() + "…", size, width, bold=bold) <= most:
            low = middle
        else:
            high = middle - 1
    whole = text[:low]
    at_word = whole.rsplit(None, 1)[0] if " " in whole[-30:] else whole
    return at_word.rstrip(" ,.;:") + "…"
