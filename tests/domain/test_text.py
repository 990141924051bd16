"""Text as people write it: what is taken out, and which spellings meet."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.text import clean, direction, fold, one_line

ANYTHING = st.text(st.characters(), max_size=40)  # lone surrogates too


@given(ANYTHING)
def test_clean_is_idempotent(text: str) -> None:
    """What was cleaned once stays as it is."""
    assert clean(clean(text)) == clean(text)


@given(ANYTHING)
def test_clean_text_fits_every_file_format(text: str) -> None:
    """No control characters, surrogates or marks that reorder are left; normal form C; no outer space."""
    cleaned = clean(text)
    assert all(character in "\t\n" or unicodedata.category(character) not in ("Cc", "Cs") for character in cleaned)
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == cleaned.strip()
    cleaned.encode()


@given(ANYTHING)
def test_one_line_has_single_spaces(text: str) -> None:
    """Every run of white space is one space, and doing it again changes nothing."""
    line = one_line(text)
    assert one_line(line) == line
    assert line == " ".join(line.split())


@given(ANYTHING)
def test_fold_is_idempotent(text: str) -> None:
    """A key is its own key, so that moderators may merge by it."""
    assert fold(fold(text)) == fold(text)


@given(ANYTHING)
def test_fold_loses_no_answer(text: str) -> None:
    """Whatever is not empty has a key that is not."""
    assert bool(fold(text)) == bool(one_line(text))


@given(ANYTHING)
def test_fold_sees_the_cleaned_text(text: str) -> None:
    """Whether a text was cleaned before makes no difference."""
    assert fold(clean(text)) == fold(text)


def test_line_ends_are_line_feeds() -> None:
    """All three customs of ending a line become one."""
    assert clean("a\r\nb\rc\n") == "a\nb\nc"


def test_right_to_left_override_is_taken_out() -> None:
    """Nobody can turn the direction of what others read."""
    assert clean("photo\u202egpj.exe") == "photogpj.exe"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Diplomacia", "DIPLOMACIA"),
        ("educación", "Educacion"),
        ("inteligencia  artificial ", "Inteligencia artificial"),
        ("straße", "STRASSE"),
        ("Σίσυφος", "σισυφοσ"),
        ("й", "и"),
        ("𝐁lockchain", "blockchain"),
        ("ＡＩ", "ai"),
        ("℡", "tel"),
        ("e\u0301tat", "état"),
    ],
)
def test_spellings_that_meet(one: str, other: str) -> None:
    """Case, accents, width and white space are put aside."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("か", "が"), ("हिंदी", "हद"), ("שָׁלוֹם", "שלום"), ("ia", "ai")])
def test_spellings_that_do_not_meet(one: str, other: str) -> None:
    """In other scripts a mark can make another word."""
    assert fold(one) != fold(other)


def test_marks_alone_keep_their_form() -> None:
    """An accent on nothing is still an answer."""
    assert fold("\u0301") == "\u0301"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hola", "ltr"),
        ("שלום", "rtl"),
        ("مرحبا OAS", "rtl"),
        ("OAS مرحبا", "ltr"),
        ("123 مرحبا", "rtl"),
        ("123", "ltr"),
    ],
)
def test_direction_is_that_of_the_first_strong_character(text: str, expected: str) -> None:
    """Digits and signs decide nothing."""
    assert direction(text) == expected
