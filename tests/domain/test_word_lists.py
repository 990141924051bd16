"""Words that hold an entry back."""

from __future__ import annotations

import pytest

from server.domain.word_lists import WordList
from tests.domain.tiny import agenda, faults, parsed


@pytest.mark.parametrize(
    ("words", "text", "caught"),
    [
        (["tonto"], "Qué TÓNTO eres", True),
        (["tonto"], "tontos", False),
        (["ass"], "assembly, class", False),
        (["ass"], "(ASS)!", True),
        (["bad word"], "A bad, word.", True),
        (["bad word"], "word bad", False),
        (["笨蛋"], "他是笨蛋吗", True),
        (["गधा"], "वह गधा है", True),
        (["غبي"], "أنت غبيّ", False),
        ([], "anything", False),
        (["x"], "", False),
    ],
)
def test_whole_words_are_caught_in_any_spelling(words: list[str], text: str, caught: bool) -> None:
    """Case and accents make no difference, another word does; writing without spaces is searched throughout."""
    assert WordList(words).catches(text) is caught


def test_lists_are_read_by_language() -> None:
    """Also in a language that the workshop does not speak; each word once."""
    workshop = parsed(agenda(moderation_words={"en": ["Fool", "Fool", "two  words"], "ht": ["sòt"]}))
    assert workshop.moderation_words == {"en": ("Fool", "two words"), "ht": ("sòt",)}
    assert workshop.holding_words("p1") == {"Fool", "two words", "sòt"}
    assert workshop.holding_words("gone") == frozenset()


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("fool", "This must be a mapping of names to values."),
        ({"en": "fool"}, "This must be a list of at most 500 words."),
        ({"en": ["x"] * 501}, "This must be a list of at most 500 words."),
        ({"en": ["…"]}, "This must be a word, or a few words."),
        ({"en": [7]}, "This must be a word, or a few words."),
        ({"en": ["x" * 101]}, "This text is longer than 100 characters."),
        ({"qq": ["x"]}, "“qq” is not a known language tag, as es or pt-BR are."),
    ],
)
def test_what_is_no_list_of_words_is_a_fault(value: object, sentence: str) -> None:
    """Each with its own sentence."""
    assert sentence in "\n".join(faults(agenda(moderation_words=value)))
