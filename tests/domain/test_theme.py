"""Themes: contrast as WCAG reckons it, what is refused and what is offered instead, and the tokens that come of it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import Faults
from server.domain.language import LanguageMap
from server.domain.theme import (
    DARK,
    LEAST,
    LIGHT,
    Theme,
    contrast,
    filled,
    luminance,
    mixed,
    stylesheet,
    troubles,
)
from server.domain.workshop import Workshop
from server.files import STATIC
from server.kinds import BY_NAME
from server.store.files.agenda_file import load

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


def test_contrast_is_that_of_the_guidelines() -> None:
    """Black on white is 21:1; the greys are those of the guidelines' own examples."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)
    assert luminance("#ff0000") == pytest.approx(0.2126)
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


def test_the_inks_are_those_of_the_tokens() -> None:
    """A theme is judged by the colours that the pages have."""
    css = (STATIC / "css" / "tokens.css").read_text()
    light, dark = css.partition("@media (prefers-color-scheme: dark)")[::2]
    for inks, block in ((LIGHT, light), (DARK, dark)):
        found = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", block))
        assert inks.texts == (found["ink"], found["graphite"])
        assert inks.signs == (found["umber"], found["brick"])
        assert (inks.ground, inks.accent) == (found["paper"], found["cobalt"])


def workshop(theme: str) -> Workshop:
    text = (
        "hemicycle: 1\ntitle: Trial\nlanguages: [en, es]\ndate: 2024-02-15\ntimezone: UTC\n"
        f"agenda: [{{id: a, title: A}}]\ntheme: {theme}\n"
    )
    return load(text, BY_NAME)[0]


def test_a_theme_is_read_from_the_agenda_file() -> None:
    """Name, logo and colours; short forms are written out."""
    read = workshop('{name: {en: Organization, es: Organización}, logo: oas.png, accent: "#036", ground: "#FFFFFF"}')
    assert read.theme == Theme(
        LanguageMap({"en": "Organization", "es": "Organización"}), "oas.png", "#003366", "", "#ffffff"
    )
    assert "oas.png" in read.pictures
    assert workshop("{}").theme == Theme()


def refused(theme: str) -> str:
    with pytest.raises(Faults) as faults:
        workshop(theme)
    return str(faults.value)


def test_a_colour_that_cannot_be_read_is_refused_with_its_ratio() -> None:
    """And the nearest that passes is named: it does pass."""
    said = refused('{accent: "#ff8800"}')
    assert "2.3 to 1" in said
    assert "7 to 1" in said
    better = re.findall(r"#[0-9a-f]{6}", said)[0]
    assert workshop(f'{{accent: "{better}"}}').theme == Theme(accent=better)


@pytest.mark.parametrize(
    ("theme", "said"),
    [
        ('{ground: "#888888"}', "Text on this ground has a contrast of"),
        ('{ground_dark: "#555555"}', "Text on this ground has a contrast of"),
        ('{accent_dark: "#333333"}', "This colour has a contrast of 1."),
        ('{accent: "red"}', "A colour is written as #"),
        ('{accent: "#12345"}', "A colour is written as #"),
        ('{logo: "../x.png"}', "A picture is the name of"),
        ('{colour: "#123456"}', "This key is not known here."),
        ("3", "This must be a mapping"),
    ],
)
def test_every_other_fault_has_its_sentence(theme: str, said: str) -> None:
    """With the place in the file."""
    assert said in refused(theme)


@given(COLOURS, COLOURS, COLOURS, COLOURS)
def test_whatever_is_accepted_can_be_read(accent: str, dark: str, ground: str, ground_dark: str) -> None:
    """And whatever is offered instead is accepted."""
    theme = Theme(accent=accent, accent_dark=dark, ground=ground, ground_dark=ground_dark)
    for _ in range(3):
        offered = {key: re.findall(r"#[0-9a-f]{6}", str(reason))[0] for key, reason in troubles(theme)}
        if not offered:
            break
        # The ground goes first: the accent is judged on it.
        key = next((one for one in offered if one.startswith("ground")), next(iter(offered)))
        theme = replace(theme, **{key: offered[key]})
    whole = filled(theme)
    assert contrast(whole.accent, whole.ground) >= LEAST or list(troubles(theme))


@given(COLOURS)
def test_one_colour_is_enough(accent: str) -> None:
    """The one of dimmed halls is made from it."""
    theme = Theme(accent=accent)
    if list(troubles(theme)):
        return
    whole = filled(theme)
    assert contrast(whole.accent_dark, whole.ground_dark) >= LEAST
    assert f"--cobalt:{accent};" in stylesheet(theme)


def test_a_theme_without_colours_has_no_style_sheet() -> None:
    """A logo alone changes none."""
    assert stylesheet(Theme(logo="a.png")) == ""
    assert stylesheet(Theme(ground="#ffffff")).startswith(":root{--paper:#ffffff;--cobalt:#0b47b0;")
