"""Texts in several languages, and how a language says sentences, numbers and times."""

from __future__ import annotations

import gettext
from datetime import date, time

import pytest

from server.domain.language import ENGLISH, EVERY, Language, LanguageMap, same
from server.domain.messages import message, plural


class Catalogue(gettext.NullTranslations):
    """A catalogue in the memory; like a real one, it holds its header under the empty sentence."""

    def __init__(self, sentences: dict[str, str]) -> None:
        super().__init__()
        self.sentences = {"": "Language: fr", **sentences}

    def gettext(self, message: str) -> str:
        return self.sentences.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        # In French, nought is singular.
        return self.gettext(msgid1 if n < 2 else msgid2)


FRENCH = Language(
    "fr",
    "Français",
    Catalogue(
        {
            "%(points)s%%": "%(points)s\u00a0%%",
            "%(hour)s:%(minute)s": "%(hour)s\u00a0h\u00a0%(minute)s",
            "%(first)s and %(last)s": "%(first)s et %(last)s",
            "%(n)s word": "%(n)s mot",
            "%(n)s words": "%(n)s mots",
            "Write %(what)s.": "Écrivez %(what)s.",
        }
    ),
)


def test_pick_prefers_the_language_then_the_first_that_has_text() -> None:
    """A reader gets the own language, else the workshop's first."""
    texts = LanguageMap({"es": "", "en": "Chair", "fr": "Président"})
    assert [texts.pick(code) for code in ("fr", "en", "es", "pt")] == ["Président", "Chair", "Chair", "Chair"]
    assert texts.language_for("es") == "en"
    assert list(texts) == ["es", "en", "fr"]


def test_a_text_without_language_is_everybodys() -> None:
    """A plain text counts as the reader's own."""
    assert same("Mentimeter").pick("pt") == "Mentimeter"
    assert same("Mentimeter").language_for("pt") == EVERY
    assert same("Mentimeter").has("pt")


def test_has_says_whether_a_reader_gets_the_own_language() -> None:
    """A text that falls back is not the reader's own."""
    texts = LanguageMap({"es": "Presidente"})
    assert texts.has("es")
    assert not texts.has("en")


@pytest.mark.parametrize("texts", [LanguageMap(), LanguageMap({"es": ""})])
def test_an_empty_text_is_false(texts: LanguageMap) -> None:
    """No text in any language is no text."""
    assert not texts
    assert texts.pick("es") == ""
    assert texts.language_for("es") == ""


def test_direction() -> None:
    """Arabic runs from right to left."""
    assert Language("ar", "العربية").direction == "rtl"
    assert ENGLISH.direction == "ltr"


def test_say_translates_nested_sentences_and_plurals() -> None:
    """The inner sentence is said in the same language."""
    sentence = message("Write %(what)s.", what=plural("%(n)s word", "%(n)s words", 3))
    assert FRENCH.say(sentence) == "Écrivez 3 mots."
    assert FRENCH.say(plural("%(n)s word", "%(n)s words", 0)) == "0 mot"
    assert ENGLISH.say(sentence) == "Write 3 words."


def test_say_takes_plain_source_text() -> None:
    """A plain string is looked up; one without parameters may hold a percent sign."""
    assert FRENCH.say("%(n)s words") == "%(n)s mots"
    assert FRENCH.say(message("100 %")) == "100 %"


def test_the_empty_sentence_is_empty() -> None:
    """A catalogue's header never reaches a page."""
    assert FRENCH.say("") == ""


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(1234.5, 0, "1,234"), (2.25, 1, "2.2"), (7, 0, "7"), (0.5, 2, "0.50"), (-0.4, 0, "0")],
)
def test_numbers(value: float, decimals: int, expected: str) -> None:
    """Grouped, rounded half to even, and nought has no sign."""
    assert ENGLISH.number(value, decimals) == expected


def test_numbers_follow_the_language() -> None:
    """French groups by narrow no-break spaces and has a decimal comma."""
    assert FRENCH.number(1234.5, 1) == "1\u202f234,5"


def test_shares_are_whole_points() -> None:
    """The sign stands as the language has it."""
    assert ENGLISH.percent(0.256) == "26%"
    assert FRENCH.percent(0.256) == "26\u00a0%"


def test_times_and_days() -> None:
    """The clock of the catalogue, the day of the locale."""
    assert ENGLISH.clock(time(9, 5)) == "9:05"
    assert FRENCH.clock(time(11, 37)) == "11\u00a0h\u00a037"
    assert Language("es", "Español").day(date(2024, 2, 15)) == "15 de febrero de 2024"


def test_listings() -> None:
    """A sentence lists things with its own word before the last."""
    assert ENGLISH.listing([]) == ""
    assert ENGLISH.listing(["Chile"]) == "Chile"
    assert FRENCH.listing(["Chili", "Haïti", "Pérou"]) == "Chili, Haïti et Pérou"
