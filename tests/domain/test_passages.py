"""Places of the staff's texts and choices."""

from __future__ import annotations

from datetime import time

import pytest

from server.domain.passages import Written, is_choice, is_text, key, revision
from tests.exports import prepared

COURSE = prepared.workshop()


@pytest.mark.parametrize(
    "place",
    ["heading", "closing", "links:recording", "links:polls", "item:polls", "poll:obstacle",
     "speaker:opening.0123456789ab", "caption:obstacle.2", "answer:services.1.00000000000a"],
)  # fmt: skip
def test_texts_have_their_places(place: str) -> None:
    """The whole document, its items, its polls and what was asked in them."""
    assert is_text(place, COURSE)


@pytest.mark.parametrize(
    "place",
    ["", "headings", "heading:x", "item:", "item:nowhere", "speaker:opening", "speaker:nowhere.0123456789ab",
     "links:nowhere", "poll:nowhere", "caption:obstacle", "caption:nowhere.1",
     "caption:obstacle.0", "answer:services.1.x", "opened", "out:item:polls"],
)  # fmt: skip
def test_there_is_no_other_place(place: str) -> None:
    """A key that nothing reads is never written."""
    assert not is_text(place, COURSE)


def test_choices_have_few_values() -> None:
    """Times of day, what is left out, how a chart is drawn; "" takes each back."""
    good = [("opened", "10:03"), ("adjourned", ""), ("out:item:polls", "1"), ("out:poll:obstacle", ""),
            ("chart:obstacle", "doughnut"), ("chart:obstacle", "none"), ("chart:obstacle", "")]  # fmt: skip
    bad = [("opened", "25:00"), ("opened", "ten"), ("opened:x", "10:03"), ("out:item:obstacle", "1"),
           ("out:poll:obstacle", "yes"), ("out:seat:1", "1"), ("chart:obstacle", "pie"), ("chart:nowhere", "bar"),
           ("heading", "x")]  # fmt: skip
    assert all(is_choice(place, value, COURSE) for place, value in good)
    assert not any(is_choice(place, value, COURSE) for place, value in bad)


def test_a_text_is_kept_by_language() -> None:
    """Each language has its own; which there are is known."""
    written = Written({key("closing", "es"): "Gracias.", key("closing", "en"): "", "opened": "10:03", "adjourned": "x"})
    assert written.text("closing", "es") == "Gracias."
    assert written.text("closing", "en") == ""
    assert written.languages("closing") == ["es"]
    assert written.time("opened") == time(10, 3)
    assert written.time("adjourned") is None
    assert written.revision("closing", "es") == revision("Gracias.") != ""
    assert revision("") == ""
