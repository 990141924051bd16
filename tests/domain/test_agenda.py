"""The agenda file as a mapping: what becomes of each key."""

from __future__ import annotations

from datetime import date, time
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from server.domain.language import LanguageMap, same
from server.domain.workshop import (
    Admission,
    AgendaItem,
    Ballot,
    Link,
    Person,
    Poll,
    Quorum,
    Settings,
)
from tests.domain.tiny import TinyDefinition, agenda, faults, item, parsed, poll

ROSTER = [{"id": "CL", "name": "Chile"}, {"id": "HT", "name": "Haiti"}, {"id": "EU", "name": "EU", "observer": True}]


def test_the_least_agenda() -> None:
    """Everything that is not said has its default."""
    workshop = parsed(agenda())
    assert workshop.title == same("Course")
    assert workshop.languages == ("es", "en")
    assert workshop.date == date(2024, 2, 15)
    assert workshop.timezone == ZoneInfo("America/New_York")
    assert (workshop.start, workshop.end) == (None, None)
    assert (workshop.admission, workshop.ask_name) == (Admission.OPEN, "never")
    assert (workshop.delegations, workshop.quorum) == ((), None)
    assert workshop.polls == {"p1": Poll("p1", "tiny", same("Well?"), TinyDefinition(1), Settings())}


def test_every_key_of_a_workshop() -> None:
    """Each where it belongs."""
    link = {"title": "Audio", "url": "https://example.org/a.mp3", "kind": "recording"}
    workshop = parsed(
        agenda(
            date=date(2024, 2, 15),
            time="10:00–13:00",
            subtitle={"es": "Democracia"},
            place="Rubén Darío Room",
            body="CAJP",
            reference="CP/CAJP-3769/23",
            footnotes=["One", {"en": "Two"}],
            background="Before.",
            closing="After.",
            presiding=[{"name": "Sebastián Kraljevich", "role": {"en": "Chair"}}],
            admission="delegation",
            ask={"name": "optional"},
            roster=ROSTER,
            quorum={"share": "1/3", "of": "members"},
            links=[link],
        )
    )
    assert (workshop.start, workshop.end) == (time(10), time(13))
    assert workshop.subtitle == LanguageMap({"es": "Democracia"})
    assert (workshop.place, workshop.body, workshop.reference) == (
        same("Rubén Darío Room"),
        same("CAJP"),
        "CP/CAJP-3769/23",
    )
    assert workshop.footnotes == (same("One"), LanguageMap({"en": "Two"}))
    assert (workshop.background, workshop.closing) == (same("Before."), same("After."))
    assert workshop.presiding == (Person("Sebastián Kraljevich", LanguageMap({"en": "Chair"})),)
    assert (workshop.admission, workshop.ask_name) == (Admission.DELEGATION, "optional")
    assert [one.id for one in workshop.delegations] == ["CL", "HT", "EU"]
    assert workshop.quorum == Quorum(share=Fraction(1, 3))
    assert workshop.links == (Link(same("Audio"), "https://example.org/a.mp3", "recording"),)


def test_every_key_of_an_item() -> None:
    """Speakers with their links, topics, questions, notes."""
    speaker = {"name": "Nele Leosk", "links": [{"title": "Text", "url": "mailto:nele@example.org"}]}
    workshop = parsed(
        item(
            time="11:35-11:45",
            speakers=[speaker],
            links=[{"title": "Web", "url": "http://example.org"}],
            topics=["Terms"],
            discussion=["Can others?"],
            notes="Then questions.",
        )
    )
    assert workshop.agenda == (
        AgendaItem(
            "opening",
            same("Opening"),
            time(11, 35),
            time(11, 45),
            (Person("Nele Leosk", LanguageMap(), (Link(same("Text"), "mailto:nele@example.org"),)),),
            (Link(same("Web"), "http://example.org"),),
            (same("Terms"),),
            (same("Can others?"),),
            same("Then questions."),
        ),
    )


def test_every_key_of_a_poll() -> None:
    """The common ones here, the kind's own by the kind."""
    workshop = parsed(
        agenda(
            roster=ROSTER,
            agenda=[
                {
                    "id": "one",
                    "title": "One",
                    "polls": [
                        {
                            "id": "p1",
                            "kind": "tiny",
                            "prompt": {"es": "¿Bien?", "en": "Well?"},
                            "entries": 3,
                            "countdown": 90,
                            "show": "hidden",
                            "change": False,
                            "ballot": "recorded",
                            "by": "delegation",
                            "moderation": "before",
                        }
                    ],
                }
            ],
        )
    )
    assert workshop.polls["p1"] == Poll(
        "p1",
        "tiny",
        LanguageMap({"es": "¿Bien?", "en": "Well?"}),
        TinyDefinition(3, delegations=True),
        Settings(90, "hidden", False, Ballot.RECORDED, "delegation", "before"),
    )


def test_a_secret_answer_is_final() -> None:
    """Without its being said; saying the contrary is a fault."""
    assert not parsed(poll(ballot="secret")).polls["p1"].settings.change
    assert faults(poll(ballot="secret", change=True)) == [
        "agenda[0].polls[0].change: An answer to a secret ballot is cast once and cannot be changed."
    ]


@pytest.mark.parametrize("text", ["11:35–11:45", "11:35-11:45", "11:35 — 11:45", "11:35 to 11:45", "11:35−11:45"])
def test_ways_to_write_a_time(text: str) -> None:
    """The dash that the keyboard has, or the word."""
    workshop = parsed(agenda(time=text))
    assert (workshop.start, workshop.end) == (time(11, 35), time(11, 45))


def test_a_start_alone() -> None:
    """An end need not be known."""
    workshop = parsed(agenda(time="9:30"))
    assert (workshop.start, workshop.end) == (time(9, 30), None)


def times(*spans: str | None) -> list[dict[str, Any]]:
    """Items with these times."""
    items = [{"id": f"i{n}", "title": "x", "time": span} for n, span in enumerate(spans)]
    return [{key: value for key, value in one.items() if value} for one in items]


@pytest.mark.parametrize(
    ("whole", "spans", "expected"),
    [
        ("10:00–13:00", ("10:00–11:00", "11:00–13:00"), []),
        ("10:00–13:00", ("10:00–11:00", None, "11:00–12:00"), []),
        (None, ("08:00–09:00", "10:00", "10:00–11:00"), []),
        ("10:00", ("10:00–11:00",), []),
        (
            "10:00–13:00",
            ("09:30–10:30",),
            ["agenda[0].time: This begins at 09:30, before the workshop at 10:00."],
        ),
        (
            "10:00–13:00",
            ("12:30–13:01",),
            ["agenda[0].time: This ends at 13:01, after the workshop at 13:00."],
        ),
        ("10:00–13:00", ("13:30",), ["agenda[0].time: This ends at 13:30, after the workshop at 13:00."]),
        (
            None,
            ("10:00–11:00", None, "10:59–12:00"),
            ["agenda[2].time: This begins at 10:59, but “i0” before it goes on until 11:00."],
        ),
        (
            None,
            ("11:00", "10:00–11:00"),
            ["agenda[1].time: This begins at 10:00, but “i0” before it goes on until 11:00."],
        ),
    ],
)
def test_items_keep_their_order_and_the_workshops_time(
    whole: str | None, spans: tuple[str | None, ...], expected: list[str]
) -> None:
    """Items without a time are in nobody's way."""
    assert faults(agenda(time=whole, agenda=times(*spans))) == expected
