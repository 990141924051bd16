"""The slide of a form."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pptx import Presentation

from server.domain.language import same
from server.domain.snapshot import Snapshot
from server.exports.slides import findings
from server.exports.slides.findings import Finding
from server.exports.summary import gather
from server.kinds.form import FormDefinition
from server.kinds.form_fields import FormField
from server.kinds.options import Option
from tests.exports import world
from tests.exports.test_saying import asked
from tests.exports.written import CATALOGUES, written

FIELDS = (
    FormField("area", "choice", same("Area"), options=(Option("a", same("Press")), Option("b", same("Data; art (2)")))),
    FormField("years", "number", same("Years (of service)")),
    FormField("topic", "text", same("Topic: what next?")),
    FormField("mail", "email", same("E-mail")),
    FormField("share", "consent", same("My topic may be shared.")),
)


@pytest.fixture
def filled(course: Snapshot) -> Snapshot:
    """Eight people, half of whom gave a topic, and nobody an address."""
    answers = [
        {
            "f.area": ["b" if n % 4 else "a"],
            "f.years": [str(2 + n)],
            **({"f.topic": ["Security"]} if n % 2 else {}),
            "f.share": ["yes" if n % 2 else "no"],
        }
        for n in range(8)
    ]
    return asked(course, "form", FormDefinition(FIELDS), answers)


def test_each_field_has_its_result_and_how_many_filled_it_in(filled: Snapshot) -> None:
    """As on the wall; where nobody wrote anything nothing is said."""
    summary = gather(filled, world.KINDS, world.ENGLISH)
    [(_, poll)] = summary.polls
    assert findings.of(poll.rounds[0], summary.language) == [
        Finding("Area", "Data; art (2) (6)", "8 of 8"),
        Finding("Years (of service)", "mean 5.5 (2 to 9)", "8 of 8"),
        Finding("Topic: what next?", "Security (4)", "4 of 8"),
        Finding("E-mail", "", "0 of 8"),
        Finding("My topic may be shared.", "4 yes, 4 no", "8 of 8"),
    ]
    assert findings.of(replace(poll.rounds[0], sentence="Eight people."), summary.language) == []


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_the_slide_shows_them(filled: Snapshot, language: str) -> None:
    """In every language, without the rows of the answers, which are in the notes."""
    slides = list(Presentation(io.BytesIO(written("pptx", filled, language))).slides)
    [slide] = [one for one in slides if any(shape.name == "Years (of service)" for shape in one.shapes)]
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert "Area\nData; art (2) (6)" in texts
    assert "Topic: what next?\nSecurity (4)" in texts
    assert "E-mail" in texts
    assert len([text for text in texts if text.startswith("8 ") and len(text) < 9]) == 3
    assert not any(shape.has_table for shape in slide.shapes)
    assert not any("–" in text for text in texts)
    assert "– Press" in slide.notes_slide.notes_text_frame.text
