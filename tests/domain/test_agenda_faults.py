"""What is wrong in an agenda file: each fault in its own sentence, at its place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.agenda import MOST_ITEMS, MOST_POLLS, parse
from server.domain.errors import Faults
from tests.domain.tiny import KINDS, LEAST, Tiny, TinyDefinition, agenda, faults, item, line_of_depth, poll


@pytest.mark.parametrize("raw", [None, [], "agenda", 1])
def test_a_file_that_is_no_mapping(raw: object) -> None:
    """One fault of the whole file."""
    assert faults(raw) == ["file: An agenda file is a mapping of names to values that begins with “hemicycle: 1”."]


@pytest.mark.parametrize("version", [None, 2, "1", True, 1.5])
def test_another_version_is_one_fault(version: object) -> None:
    """Nothing else is said about a file that may mean other things by the same words."""
    assert faults({"hemicycle": version, "titel": 1}) == [
        "hemicycle: This program reads version 1 of agenda files: “hemicycle: 1”."
    ]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"title": None}, "title: This is missing."),
        ({"title": "x" * 501}, "title: This text is longer than 500 characters."),
        ({"titel": "x"}, "titel: This key is not known here."),
        ({"languages": None}, "languages: This must be a list of 1 to 20 languages: [es, en]."),
        ({"languages": []}, "languages: This must be a list of 1 to 20 languages: [es, en]."),
        ({"languages": ["es"] * 21}, "languages: This must be a list of 1 to 20 languages: [es, en]."),
        ({"languages": ["es", "es"]}, "languages[1]: The language “es” is listed twice."),
        ({"languages": ["es", "xx"]}, "languages[1]: “xx” is not a known language tag, as es or pt-BR are."),
        ({"languages": ["es", "und"]}, "languages[1]: “und” is not a known language tag, as es or pt-BR are."),
        ({"languages": ["es", "pt_br"]}, "languages[1]: “pt_br” is not a known language tag, as es or pt-BR are."),
        ({"languages": ["es", 1]}, "languages[1]: “1” is not a known language tag, as es or pt-BR are."),
        ({"date": None}, "date: This is missing."),
        ({"date": "15/02/2024"}, "date: “15/02/2024” is not a date. Write year, month and day: 2024-02-15."),
        ({"date": "2024-02-30"}, "date: “2024-02-30” is not a date. Write year, month and day: 2024-02-15."),
        ({"date": "20240215"}, "date: “20240215” is not a date. Write year, month and day: 2024-02-15."),
        ({"timezone": None}, "timezone: This is missing."),
        ({"time": "10"}, "time: “10” is not a time. Write start and end: 11:35–11:45."),
        ({"time": "10:00–25:00"}, "time: “10:00–25:00” is not a time of day."),
        ({"time": "10:60"}, "time: “10:60” is not a time of day."),
        ({"time": "13:00–10:00"}, "time: The end, 10:00, is not after the start, 13:00."),
        ({"time": "10:00–10:00"}, "time: The end, 10:00, is not after the start, 10:00."),
        ({"reference": "x" * 101}, "reference: This text is longer than 100 characters."),
        ({"footnotes": ["x"] * 101}, "footnotes: This list has 101 entries; at most 100 are allowed."),
        ({"presiding": [{"role": "Chair"}]}, "presiding[0].name: This is missing."),
        ({"presiding": [{"name": "A", "rank": 1}]}, "presiding[0].rank: This key is not known here."),
        ({"admission": "door"}, "admission: “door” is not one of: open, delegation, badge."),
        ({"admission": "delegation"}, "admission: Admission by delegation needs a roster of delegations."),
        ({"ask": {"name": "maybe"}}, "ask.name: “maybe” is not one of: never, optional, required."),
        ({"ask": {"age": 1}}, "ask.age: This key is not known here."),
        ({"ask": "name"}, "ask: This must be a mapping of names to values."),
        ({"agenda": None}, "agenda: An agenda has at least one item."),
        ({"agenda": []}, "agenda: An agenda has at least one item."),
        (
            {"links": [{"title": "A", "url": "https://a.org", "kind": "x"}]},
            "links[0].kind: “x” is not one of: recording, webcast, background.",
        ),
        ({"links": [{"url": "https://a.org"}]}, "links[0].title: This is missing."),
        ({"links": [{"title": "A"}]}, "links[0].url: This is missing."),
        ({"links": [{"title": "A", "url": "https://a.org", "to": 1}]}, "links[0].to: This key is not known here."),
    ],
)
def test_faults_of_a_workshop(more: dict[str, Any], expected: str) -> None:
    """One fault, one sentence, at its place."""
    assert faults(agenda(**more)) == [expected]


@pytest.mark.parametrize("zone", ["America/Gotham", "America", "../../etc/passwd", "/etc/localtime", "x\ny"])
def test_unknown_time_zones(zone: str) -> None:
    """Nor is anything outside the database a time zone."""
    name = " ".join(zone.split())
    assert faults(agenda(timezone=zone)) == [
        f"timezone: “{name}” is not a known time zone. Write its name as in America/New_York."
    ]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "example.org",
        "https://",
        "https:///path",
        "https:\\\\example.org",
        "https://a b.org",
        "https://[::1",
        "mailto:",
        "file:///etc/passwd",
    ],
)
def test_addresses_that_are_not_safe(url: str) -> None:
    """Only the web and mail, and only whole addresses."""
    assert faults(agenda(links=[{"title": "A", "url": url}])) == [
        "links[0].url: This must be a whole address that begins with https://, http:// or mailto:."
    ]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"id": None}, "agenda[0].id: This is missing."),
        ({"id": "a b"}, "agenda[0].id: An id is made of Latin letters, digits, - and _, at most 40."),
        ({"title": None}, "agenda[0].title: This is missing."),
        ({"theme": 1}, "agenda[0].theme: This key is not known here."),
        ({"topics": "x"}, "agenda[0].topics: This must be a list."),
        ({"polls": {}}, "agenda[0].polls: This must be a list."),
        ({"polls": ["x"]}, "agenda[0].polls[0]: This must be a mapping of names to values."),
    ],
)
def test_faults_of_an_item(more: dict[str, Any], expected: str) -> None:
    """One fault, one sentence, at its place."""
    assert faults(item(**more)) == [expected]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"id": None}, "id: This is missing."),
        ({"prompt": None}, "prompt: This is missing."),
        ({"prompt": "x" * 501}, "prompt: This text is longer than 500 characters."),
        ({"kind": None}, "kind: This is missing."),
        ({"kind": "guess", "guesses": 3}, "kind: “guess” is not one of: tiny."),
        ({"entries": 9}, "entries: This must be from 1 to 5."),
        ({"words": 1}, "words: This key is not known here."),
        ({"countdown": 4}, "countdown: This must be from 5 to 3600."),
        ({"countdown": 3601}, "countdown: This must be from 5 to 3600."),
        ({"countdown": 0}, "countdown: This must be from 5 to 3600."),
        ({"show": "never"}, "show: “never” is not one of: live, hidden."),
        ({"change": "NO"}, "change: This must be true or false."),
        ({"ballot": "public"}, "ballot: “public” is not one of: anonymous, recorded, open, secret."),
        ({"by": "region"}, "by: “region” is not one of: seat, delegation."),
        ({"by": "delegation"}, "by: One answer for each delegation needs a roster of delegations."),
        ({"moderation": "never"}, "moderation: “never” is not one of: after, before, none."),
    ],
)
def test_faults_of_a_poll(more: dict[str, Any], expected: str) -> None:
    """One fault, one sentence, at its place."""
    assert faults(poll(**more)) == [f"agenda[0].polls[0].{expected}"]


def test_ids_are_unique() -> None:
    """Polls in the whole workshop; an item may share its id with a poll."""
    polls = [{"id": "a", "kind": "tiny", "prompt": "?"}]
    items = [{"id": "a", "title": "1", "polls": polls}, {"id": "a", "title": "2", "polls": polls}]
    assert faults(agenda(agenda=items)) == [
        "agenda[1].id: The id “a” is used twice.",
        "agenda[1].polls[0].id: The id “a” is used twice.",
    ]


def test_references_name_polls_of_the_workshop() -> None:
    """Earlier or later ones; another id is a fault at its place."""

    class Pointing(Tiny):
        def parse(self, raw: Any) -> TinyDefinition:
            raw.reference("results_of")
            return TinyDefinition(1)

    def told(name: str) -> list[str]:
        try:
            parse(poll(results_of=name), {"tiny": Pointing()})
        except Faults as error:
            return [str(fault) for fault in error.faults]
        return []

    assert told("p1") == []
    assert told("p2") == ["agenda[0].polls[0].results_of: No poll has the id “p2”."]
    assert told("p 2") == [
        "agenda[0].polls[0].results_of: An id is made of Latin letters, digits, - and _, at most 40.",
    ]


def test_sizes_are_bounded() -> None:
    """Too many items or polls are one fault, and none of them is read."""
    items = [{"id": f"i{n}", "title": "x"} for n in range(MOST_ITEMS + 1)]
    assert faults(agenda(agenda=items)) == ["agenda: This list has 101 entries; at most 100 are allowed."]
    polls = [{"id": f"p{n}", "kind": "tiny", "prompt": "?"} for n in range(MOST_POLLS + 1)]
    assert faults(item(polls=polls)) == ["agenda[0].polls: This list has 201 entries; at most 200 are allowed."]
    split = [{"id": "a", "title": "x", "polls": polls[:150]}, {"id": "b", "title": "x", "polls": polls[150:]}]
    assert faults(agenda(agenda=split)) == ["agenda[1].polls: A workshop has at most 200 polls."]


def test_every_fault_is_told_in_the_order_of_lines() -> None:
    """Nothing is loaded by halves, and one look at the file finds all."""
    raw = poll(entries=9, show="never")
    raw["title"] = ""
    with pytest.raises(Faults) as error:
        parse(raw, KINDS, line_of=line_of_depth)
    assert [(fault.line, fault.path) for fault in error.value.faults] == [
        (10, "title"),
        (50, "agenda[0].polls[0].show"),
        (50, "agenda[0].polls[0].entries"),
    ]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*LEAST, "id", "polls", "kind", "roster", "name", "share"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*LEAST, "time", "roster", "quorum", "links", "ask", "presiding"]), JUNK))
def test_nothing_that_a_person_writes_breaks_the_parser(raw: dict[str, Any]) -> None:
    """It loads, or every fault is a sentence."""
    for fault in faults({**raw, "hemicycle": 1}):
        assert fault.endswith((".", "?"))
