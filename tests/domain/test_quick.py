"""A poll made up on the spot: what is typed suggests its kind, and becomes a poll of the agenda file."""

from __future__ import annotations

import pytest

from server.domain.agenda import parse
from server.domain.messages import Message
from server.domain.quick import KINDS, Typed, missing, poll, read, suggested
from server.kinds import BY_NAME


@pytest.mark.parametrize(
    ("text", "prompt", "options"),
    [
        ("", "", ()),
        ("  \n \n", "", ()),
        ("A break?", "A break?", ()),
        (
            "Where?\n\n- Lima\n• Quito\n3. La Paz\nb) Bogotá\nRío",
            "Where?",
            ("Lima", "Quito", "La Paz", "Bogotá", "Río"),
        ),
        ("Where?\r\n-\r\nSanto Domingo", "Where?", ("-", "Santo Domingo")),
    ],
)
def test_the_first_line_is_the_question(text: str, prompt: str, options: tuple[str, ...]) -> None:
    """Each line below it is an option, whatever mark stands before it."""
    assert read(text) == Typed(prompt, options)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Where next?\nLima\nQuito", "choice"),
        ("A break now, yes/no?", "choice"),
        ("¿Seguimos? Sí o no", "choice"),
        ("Shall we take a break?", "choice"),
        ("¿Debemos continuar?", "choice"),
        ("Faut-il continuer ?", "choice"),
        ("Devemos continuar?", "choice"),
        ("For/against the motion", "vote"),
        ("Aprobar el acta", "vote"),
        ("Describe the day in one word", "words"),
        ("El día en una palabra", "words"),
        ("La journée en trois mots", "words"),
        ("Rate this session", "scale"),
        ("Valore la sesión de 1 a 10", "scale"),
        ("To what extent do you agree?", "scale"),
        ("How many embassies does your country have?", "number"),
        ("¿Cuántas embajadas tiene su país?", "number"),
        ("What should we discuss next year?", "text"),
        ("¿Qué temas faltan?", "text"),
    ],
)
def test_the_text_suggests_the_kind(text: str, kind: str) -> None:
    """In each of the languages of the interface."""
    assert suggested(read(text)) == kind


def say(code: str, word: Message) -> str:
    return f"{word} ({code})"


def told(typed: dict[str, Typed], kind: str, **settings: object) -> dict[str, object]:
    return poll(typed, kind, say, ["a-break"], settings)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_poll_of_the_agenda_file(kind: str) -> None:
    """It loads as it is, beside the polls that are there."""
    raw = told({"en": read("A break?\n- Now\n- Later"), "es": Typed()}, kind, show="hidden", countdown=30)
    agenda = {
        "hemicycle": 1,
        "title": "Trial",
        "languages": ["en", "es"],
        "date": "2024-02-15",
        "timezone": "UTC",
        "agenda": [{"id": "a", "title": "A", "polls": [raw]}],
    }
    workshop = parse(agenda, BY_NAME)
    made = workshop.polls["a-break-2"]
    assert (made.kind, made.settings.show, made.settings.countdown) == (kind, "hidden", 30)
    assert made.prompt.language_for("es") == "en"


def test_nobody_has_to_type_yes_and_no() -> None:
    """They are said in every language."""
    raw = told({"es": read("¿Seguimos?"), "fr": Typed()}, "choice")
    assert raw["options"] == [
        {"id": "yes", "text": {"es": "Yes (es)", "fr": "Yes (fr)"}},
        {"id": "no", "text": {"es": "No (es)", "fr": "No (fr)"}},
    ]


def test_translations_stand_side_by_side() -> None:
    """And what one language lacks is known."""
    typed = {"es": read("¿Dónde?\nLima\nQuito"), "en": read("Where?\nLima"), "fr": Typed(), "pt": read("Onde?\nA\nB")}
    raw = told(typed, "choice")
    assert raw["prompt"] == {"es": "¿Dónde?", "en": "Where?", "pt": "Onde?"}
    assert raw["options"] == [
        {"id": "lima", "text": {"es": "Lima", "en": "Lima", "pt": "A"}},
        {"id": "quito", "text": {"es": "Quito", "pt": "B"}},
    ]
    assert missing(typed, "choice") == ["en", "fr"]
    assert missing(typed, "text") == ["fr"]


def test_the_question_says_how_many_words_and_how_many_steps() -> None:
    """One word where it says nothing."""
    assert told({"en": read("In one word?")}, "words")["entries"] == 1
    assert told({"fr": read("En deux mots ?")}, "words")["entries"] == 2
    assert told({"en": read("In three words?")}, "words")["entries"] == 3
    assert told({"en": read("Rate it, 1 to 10")}, "scale")["steps"] == {"from": 1, "to": 10}
    assert "steps" not in told({"en": read("Rate it")}, "scale")
    assert told({"en": Typed()}, "text")["id"] == "poll"
