"""The colours of the pages can be read, told apart, and are the same dark however the dark was chosen.

Contrast is that of WCAG 2.2. Colour vision is simulated with the matrices of Machado, Oliveira and Fernandes (2009) at
full severity; distances are Euclidean in OKLab, where 0.02 is the least that most people see side by side.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

import pytest

from server.files import STATIC

CSS = (STATIC / "css" / "tokens.css").read_text()
MEDIA, CHOSEN, MEANINGS = "@media (prefers-color-scheme: dark)", ':root[data-theme="dark"] {', "/* Meanings."
TEXT, WALL, EDGE = 4.5, 7.0, 3.0  # contrast of text, of text on the wall, of edges that must be seen
APART = 0.06  # least distance of two categories, for any eyes
ON_PAPER = {"ink": WALL, "graphite": WALL, "cobalt": WALL, "umber": WALL, "brick": WALL, "lead": TEXT, "line": EDGE}
PAIRS = [
    ("on-cobalt", "cobalt"),
    ("ink", "cobalt-wash"),
    ("on-step-end", "step-1"),
    ("on-step-end", "step-5"),
    ("on-step", "step-2"),
    ("on-step", "step-3"),
    ("on-step", "step-4"),
]
CATEGORIES = [f"category-{n}" for n in range(1, 9)]

Vector = Sequence[float]
Matrix = Sequence[Vector]
VISIONS: Mapping[str, Matrix] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
TO_LMS: Matrix = ((0.41222, 0.53633, 0.05145), (0.2119, 0.6807, 0.1074), (0.0883, 0.28172, 0.62998))
TO_LAB: Matrix = ((0.21045, 0.79362, -0.00407), (1.978, -2.42859, 0.45059), (0.0259, 0.78277, -0.80868))


def inks(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


LIGHT = inks(CSS[: CSS.index(MEDIA)])
DARK = inks(CSS[CSS.index(CHOSEN) : CSS.index(MEANINGS)])
THEMES = {"light": LIGHT, "dark": {**LIGHT, **DARK}}


def times(matrix: Matrix, vector: Vector) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def linear(color: str) -> list[float]:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    dark, bright = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05 for r, g, b in (linear(one), linear(other)))
    return bright / dark


def seen(color: str, vision: Matrix) -> list[float]:
    shone = [min(max(part, 0.0), 1.0) for part in times(vision, linear(color))]
    return times(TO_LAB, [float(part ** (1 / 3)) for part in times(TO_LMS, shone)])


def apart(one: str, other: str, vision: Matrix) -> float:
    difference = [a - b for a, b in zip(seen(one, vision), seen(other, vision), strict=True)]
    return float(sum(part * part for part in difference) ** 0.5)


def test_both_darks_are_one() -> None:
    """The dark of the system and the dark that is chosen are the same."""
    assert inks(CSS[CSS.index(MEDIA) : CSS.index(CHOSEN)]) == DARK


@pytest.mark.parametrize("theme", THEMES)
def test_what_lies_on_paper_is_read(theme: str) -> None:
    """Each ink has the contrast that its use needs, on paper and on the other inks it stands on."""
    ink = THEMES[theme]
    faint = {name: contrast(ink[name], ink["paper"]) for name in ON_PAPER}
    assert {name: found for name, found in faint.items() if found < ON_PAPER[name]} == {}
    assert [pair for pair in PAIRS if contrast(ink[pair[0]], ink[pair[1]]) < WALL] == []
    assert [name for name in CATEGORIES if contrast(ink[name], ink["paper"]) < TEXT] == []


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
def test_categories_are_told_apart(theme: str, vision: str) -> None:
    """No two categories look alike, whatever eyes look at them."""
    ink = THEMES[theme]
    pairs = combinations(CATEGORIES, 2)
    assert [pair for pair in pairs if apart(ink[pair[0]], ink[pair[1]], VISIONS[vision]) < APART] == []


def test_components_use_meanings_only() -> None:
    """Papers and inks are named in one file; whatever else is drawn names what it means."""
    first_tier = "paper|sheet|ink|graphite|lead|line|hair|cobalt|cobalt-wash|on-cobalt|umber|brick"
    used = [
        (path.name, match)
        for path in (STATIC / "css").rglob("*.css")
        if path.name != "tokens.css"
        for match in re.findall(rf"var\(--(?:{first_tier})\)", path.read_text())
    ]
    assert used == []
