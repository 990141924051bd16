"""Slide: what it shows."""

from __future__ import annotations

from server.domain.counts import Counts
from server.domain.kind import Answer, Gathered
from server.domain.language import ENGLISH
from server.kinds.slide import Slide
from tests.kinds.contract import cases, definitions

SLIDE = Slide()


def test_paragraphs_and_lines() -> None:
    """An empty line divides paragraphs; what is not in the reader's language says so."""
    definition = definitions(SLIDE, cases(SLIDE))["full"]
    assert SLIDE.form(definition, ENGLISH) == {
        "paragraphs": [["Coffee is served", "in the foyer."], ["We resume at 11:35."]],
        "foreign": "",
        "picture": "plan.webp",
        "alt": "The way to the foyer",
        "list": [{"text": "One", "foreign": ""}, {"text": "Dos", "foreign": "es"}],
        "results_of": "obstacles",
        "join": False,
    }
    assert SLIDE.form(definitions(SLIDE, cases(SLIDE))["join"], ENGLISH)["join"] is True


def test_nothing_is_counted() -> None:
    """A slide has no answers, and so no result."""
    definition = definitions(SLIDE, cases(SLIDE))["heading"]
    none: Counts = {}
    assert not SLIDE.answered
    assert SLIDE.counts(definition, Answer()) == none
    assert SLIDE.written(definition, Answer()) == ()
    assert SLIDE.spellings(none) == {}
    assert not SLIDE.moderated("anything")
    assert SLIDE.tally(definition, Gathered({"a": 1}, 1)).people == 0
