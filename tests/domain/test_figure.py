"""What all figures share."""

from __future__ import annotations

from server.domain.figure import Figure, layout, safe, texts
from server.domain.kind import Answer


def test_labels_are_escaped() -> None:
    """Plotly reads labels as markup; what people wrote must stay text."""
    assert safe("<b>A & B</b>") == "&lt;b&gt;A &amp; B&lt;/b&gt;"
    assert texts([1], [2], ["<i>"], size=30)["text"] == ["&lt;i&gt;"]


def test_a_layout_guesses_no_range() -> None:
    """Ranges are given, axes hidden; more keys are added."""
    made = layout(1000, 500, (0, 10), (5, 0), barmode="stack")
    assert made["xaxis"] == {"visible": False, "fixedrange": True, "range": [0, 10]}
    assert made["yaxis"]["range"] == [5, 0]
    assert made["barmode"] == "stack"


def test_a_figure_travels_as_plain_data() -> None:
    """With the sentence that says the same."""
    assert Figure([{"type": "bar"}], {"width": 1}, "Nobody answered.").plain() == {
        "data": [{"type": "bar"}],
        "layout": {"width": 1},
        "sentence": "Nobody answered.",
    }


def test_an_answer_gives_its_fields() -> None:
    """All values, the first, or none."""
    answer = Answer({"word": ("a", "b")})
    assert answer.all("word") == ("a", "b")
    assert answer.one("word") == "a"
    assert (answer.all("other"), answer.one("other")) == ((), "")
