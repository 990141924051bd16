"""An organisation's theme: its logo and colours, and whether they can be read from the back row.

Contrast is that of WCAG 2.2 (relative luminance, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). Everything on the
wall has 7:1 or more, so a colour that has less is refused, with its ratio and the nearest one that passes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial

from server.domain.language import LanguageMap
from server.domain.messages import Message, message
from server.domain.reader import Reader

LEAST = 7.0  # of the accent and of texts on the ground
LEAST_SIGN = 4.5  # of the two colours that are always beside a word: attention and stop
LONGEST_NAME = 100  # characters

WHITE, BLACK = "#ffffff", "#000000"
_COLOUR = re.compile(r"#(?:[0-9a-f]{3}){1,2}", re.IGNORECASE)
_TINT = 0.13  # how much of the accent is in its wash


@dataclass(frozen=True, slots=True)
class Inks:
    """What stands on a ground whatever the theme: texts, and signs that a word always accompanies."""

    texts: tuple[str, ...]
    signs: tuple[str, ...]
    ground: str
    accent: str
    toward: str  # a colour that is too near to the ground becomes readable in this direction


# The same values as in static/css/tokens.css; a test keeps them equal.
LIGHT = Inks(("#15181c", "#454b53"), ("#7d4300", "#a0270e"), "#fafaf7", "#0b47b0", BLACK)
DARK = Inks(("#f2f2ed", "#c6cacf"), ("#f2b765", "#ff9d86"), "#101317", "#8fb5ff", WHITE)


@dataclass(frozen=True, slots=True)
class Theme:
    """`logo` is a picture of the workshop, `name` whose it is. Colours are "#rrggbb", "" for those of Hemicycle."""

    name: LanguageMap = field(default_factory=LanguageMap)
    logo: str = ""
    accent: str = ""
    accent_dark: str = ""
    ground: str = ""
    ground_dark: str = ""


def luminance(colour: str) -> float:
    """The relative luminance of "#rrggbb", from 0 to 1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share of another one in it."""
    parts = [(int(colour[n : n + 2], 16), int(other[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in parts)


def nearest(colour: str, passes: Callable[[str], bool], toward: str) -> str:
    """The first colour on the way to black or white that passes."""
    return next((one for step in range(101) if passes(one := mixed(colour, toward, step / 100))), toward)


def read_theme(reader: Reader) -> Theme | None:
    """The `theme` of an agenda file; None where there is none."""
    part = reader.part("theme")
    if part is None:
        return None
    theme = Theme(
        name=part.words("name", longest=LONGEST_NAME),
        logo=part.picture("logo"),
        accent=_colour(part, "accent"),
        accent_dark=_colour(part, "accent_dark"),
        ground=_colour(part, "ground"),
        ground_dark=_colour(part, "ground_dark"),
    )
    part.finish()
    for key, reason in troubles(theme):
        part.fault(key, reason)
    return theme


def troubles(theme: Theme) -> Iterable[tuple[str, Message]]:
    """The colours that cannot be read: the key of each, and the sentence."""
    for inks, ground, accent in ((LIGHT, "ground", "accent"), (DARK, "ground_dark", "accent_dark")):
        given = getattr(theme, ground)
        paper = given or inks.ground
        if given and not _readable(inks, given):
            least = min(contrast(text, given) for text in inks.texts)
            better = nearest(given, partial(_readable, inks), WHITE if inks is LIGHT else BLACK)
            yield ground, message(
                "Text on this ground has a contrast of %(ratio)s to 1, and %(least)s to 1 is needed. The nearest ground"
                " that passes is %(colour)s.",
                ratio=f"{least:.1f}", least=f"{LEAST:g}", colour=better,
            )  # fmt: skip
        colour = getattr(theme, accent)
        if colour and contrast(colour, paper) < LEAST:
            better = nearest(colour, partial(_on, paper), inks.toward)
            yield accent, message(
                "This colour has a contrast of %(ratio)s to 1 on its ground, and %(least)s to 1 is needed. The nearest"
                " colour that passes is %(colour)s.",
                ratio=f"{contrast(colour, paper):.1f}", least=f"{LEAST:g}", colour=better,
            )  # fmt: skip


def filled(theme: Theme) -> Theme:
    """The theme with every colour: what is not given follows from what is, or is Hemicycle's own."""
    ground, ground_dark = theme.ground or LIGHT.ground, theme.ground_dark or DARK.ground
    accent, dark = theme.accent or LIGHT.accent, theme.accent_dark
    if not dark:
        # In dimmed halls the same colour is lighter, as far as it must be to be read.
        made = nearest(accent, partial(_on, ground_dark), WHITE)
        dark = made if theme.accent else DARK.accent
    # A ground of their own can be too near to our accent.
    accent = nearest(accent, partial(_on, ground), BLACK)
    dark = nearest(dark, partial(_on, ground_dark), WHITE)
    return replace(theme, accent=accent, accent_dark=dark, ground=ground, ground_dark=ground_dark)


def stylesheet(theme: Theme) -> str:
    """The theme as values for the tokens of static/css/tokens.css; "" where it has no colours."""
    if not (theme.accent or theme.accent_dark or theme.ground or theme.ground_dark):
        return ""
    whole = filled(theme)
    light, dark = _tokens(whole.accent, whole.ground), _tokens(whole.accent_dark, whole.ground_dark)
    return (
        f":root{{{light}}}\n"
        f'@media (prefers-color-scheme:dark){{:root:not([data-theme="light"]){{{dark}}}}}\n'
        f':root[data-theme="dark"]{{{dark}}}\n'
    )


def _tokens(accent: str, ground: str) -> str:
    on = max((WHITE, DARK.ground), key=lambda one: contrast(one, accent))
    wash = mixed(ground, accent, _TINT)
    return f"--paper:{ground};--cobalt:{accent};--cobalt-wash:{wash};--on-cobalt:{on};--category-1:{accent};"


def _readable(inks: Inks, ground: str) -> bool:
    texts = all(contrast(text, ground) >= LEAST for text in inks.texts)
    return texts and all(contrast(sign, ground) >= LEAST_SIGN for sign in inks.signs)


def _on(ground: str, accent: str) -> bool:
    return contrast(accent, ground) >= LEAST


def _colour(part: Reader, key: str) -> str:
    """A colour as "#rrggbb"; "" where there is none, or it is none."""
    text = part.text(key, longest=LONGEST_NAME)
    if not text:
        return ""
    if not _COLOUR.fullmatch(text):
        part.fault(key, message("A colour is written as # and six figures or letters: #0b47b0."))
        return ""
    if len(text) == 4:
        text = "#" + "".join(2 * one for one in text[1:])
    return text.lower()
