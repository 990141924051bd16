"""What stands on the slides, in the typography of their language."""

from __future__ import annotations

import io
import re

from pptx import Presentation

from server.domain.snapshot import Snapshot
from server.exports import chart
from server.exports.chart import BAR
from server.exports.slides import entries
from tests.exports.test_chart import table
from tests.exports.written import CATALOGUES, written


def test_a_colon_stands_as_the_language_wants_it(course: Snapshot) -> None:
    """In French there is a space before it: beside a result, in the notes, and in the words of a chart."""
    texts = []
    for slide in Presentation(io.BytesIO(written("pptx", course, "fr"))).slides:
        texts += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        texts.append(slide.notes_slide.notes_text_frame.text)
    said = [text for text in texts if "Dans la salle" in text]
    assert any(re.search(r"Dans la salle\s:\s\d", text) for text in said)
    assert not any(re.search(r"[^\W\d]:\s\d", text) for text in texts)
    made = chart.of(table(BAR, 1), "Title", "", CATALOGUES["fr"])
    assert made is not None
    assert re.search(r"co\s:\s0", made.alt)


def test_a_list_of_names_is_broken_between_words() -> None:
    """A program breaks within a name where it finds no other place; short parts of a note stay on one line."""
    names = "Diego Herrera, El Salvador; Esteban Herrera, Paraguay; Inés Cordero, Uruguay"
    shown = entries.unbroken(f"{names} · Supported by 9 people")
    assert shown == f"{names} · Supported\u00a0by\u00a09\u00a0people"
