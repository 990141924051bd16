"""Two languages at once: every text of a poll says both, and nothing else of it changes."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import NullTranslations
from typing import Any

import pytest

from server.domain.bilingual import both, both_languages, lettering, with_both
from server.domain.language import ENGLISH, Language, LanguageMap, same
from server.kinds import BY_NAME
from server.store.files.agenda_file import load

SPANISH = LanguageMap({"es": "Sí", "en": "Yes", "fr": "Oui"})


@dataclass(frozen=True)
class Thing:
    text: LanguageMap
    parts: tuple[LanguageMap, ...] = ()
    more: Any = None


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (SPANISH, "Sí / Yes"),
        (same("OK"), "OK"),
        (LanguageMap({"es": "No", "en": "No"}), "No"),
        (LanguageMap({"es": "Sí"}), "Sí"),
        (LanguageMap({"en": "Yes"}), "Yes"),
    ],
)
def test_a_text_says_both_where_it_has_both(value: LanguageMap, said: str) -> None:
    """What is the same, or there in one language only, is said once."""
    assert both(value, "es", "en").pick("es") == said


def test_texts_are_found_wherever_they_are() -> None:
    """In parts, lists and mappings; what has no text stays the same object."""
    thing = Thing(SPANISH, (SPANISH, same("OK")), {"a": [SPANISH], "n": 3})
    told = both(thing, "es", "en")
    assert [told.text.pick("es"), told.parts[0].pick("es"), told.more["a"][0].pick("es")] == ["Sí / Yes"] * 3
    assert told.text.pick("fr") == "Oui"
    plain = Thing(same("OK"), (same("A"),))
    assert both(plain, "es", "en") is plain
    assert both(LanguageMap, "es", "en") is LanguageMap


class Spanish(NullTranslations):
    def gettext(self, message: str) -> str:
        return {"Before": "Antes"}.get(message, message)


def test_a_drawing_says_its_own_words_in_both() -> None:
    """What is the same in both is said once; sentences are those of the first language."""
    spanish = Language("es", "español", Spanish())
    both_of_them = both_languages(spanish, ENGLISH)
    assert both_of_them.labels("Before") == ("Antes", "Before")
    assert lettering(both_of_them, "Total") == "Total"
    assert both_of_them.say("Before") == "Antes"
    assert lettering(spanish, "Before") == "Antes"


AGENDA = """
hemicycle: 1
title: Trial
languages: [es, en]
date: 2024-02-15
timezone: UTC
agenda:
  - id: one
    title: One
    polls:
      - id: first
        kind: choice
        prompt: {es: A, en: B}
        options: [{id: a, text: {es: Sí, en: "Yes"}}, {id: b, text: {es: "No", en: "No"}}]
      - id: other
        kind: choice
        prompt: {es: A, en: B}
        options: [{id: a, text: {es: Sí, en: "Yes"}}, {id: b, text: b}]
  - {id: two, title: Two}
"""


def test_one_poll_of_a_workshop_has_both() -> None:
    """The others, and the ids by which answers are counted, stay as they are."""
    workshop = load(AGENDA, BY_NAME)[0]
    told = with_both(workshop, workshop.polls["first"], "es", "en")
    form = BY_NAME["choice"].form(told.polls["first"].definition, Language("es", "Español"))
    assert [(option["id"], option["text"]) for option in form["options"]] == [("a", "Sí / Yes"), ("b", "No")]
    assert told.polls["other"] == workshop.polls["other"]
    assert told.agenda[1] is workshop.agenda[1]
