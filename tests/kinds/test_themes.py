"""Suggested themes: the same for the same texts, and from what texts share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.kind import Entry
from server.kinds.themes import MOST_THEMES, suggest

TEXTS = {
    "en": {
        "Staff, training": ["Training for staff in new tools", "Training our staff first"],
        "Rules": ["We need clear rules", "A rule for the use of AI", "Rules of the house"],
        "Budget": ["Budgets are too small", "A budget for equipment"],
    },
    "es": {
        "Formación, personal": ["Formación del personal", "Más formación para el personal consular"],
        "Presupuesto": ["El presupuesto es bajo", "Presupuestos insuficientes"],
        "Seguridad": ["Normas de seguridad", "seguridad de los datos"],
    },
    "fr": {
        "Formation": ["La formation des agents", "Plus de formations courtes"],
        "Eau": ["L’eau potable", "d’abord l'eau"],
    },
    "pt": {
        "Capacitação": ["Capacitação do pessoal", "capacitação contínua"],
        "Orçamento": ["O orçamento é baixo", "Orçamentos plurianuais"],
    },
    "zh": {"培训": ["外交人员培训", "更多培训"]},
}


@pytest.mark.parametrize("language", TEXTS)
def test_texts_that_share_a_word_are_grouped(language: str) -> None:
    """Under the spelling that most of them use, whatever its ending."""
    texts = {text: name for name, some in TEXTS[language].items() for text in some}
    found = suggest([Entry(text, text, place) for place, text in enumerate(texts)], language)
    assert {entry: one.name for one in found for entry in one.entries} == texts


def test_a_text_alone_makes_no_theme() -> None:
    """Nor do stop words, numbers or single letters."""
    texts = ["We need this, and that", "We need more of it", "2024 a b", "2024 a b"]
    assert suggest([Entry(str(place), text) for place, text in enumerate(texts)], "en") == []
    assert suggest([], "en") == []


def test_a_text_stands_with_what_it_shares_most() -> None:
    """Where two themes would fit, the likeness decides, and no text stands in two."""
    texts = [
        "cyber security of networks",
        "cyber security training",
        "security of cyber systems",
        "visa forms online",
        "visa forms and security",
        "visa forms in print",
    ]
    found = suggest([Entry(str(place), text) for place, text in enumerate(texts)], "en")
    assert {one.name: list(one.entries) for one in found} == {
        "Security, cyber": ["0", "1", "2"],
        "Forms, visa": ["3", "4", "5"],
    }


def test_at_most_eight() -> None:
    """More cannot be looked through while the room waits."""
    words = [letter * 5 for letter in "bcdfghjklm"]
    found = suggest([Entry(f"{word}{n}", word) for word in words for n in range(2)], "en")
    assert [one.name for one in found] == [word.capitalize() for word in words[:MOST_THEMES]]


@given(st.lists(st.text(max_size=40), max_size=25), st.sampled_from(["en", "es", "ar", ""]))
def test_any_texts(texts: list[str], language: str) -> None:
    """Deterministic, at most eight, each of two texts or more, each text in one theme at most."""
    entries = [Entry(str(place), text) for place, text in enumerate(texts)]
    found = suggest(entries, language)
    assert found == suggest(list(entries), language)
    assert len(found) <= MOST_THEMES
    assert all(len(one.entries) >= 2 and one.name for one in found)
    grouped = [entry for one in found for entry in one.entries]
    assert len(grouped) == len(set(grouped))
