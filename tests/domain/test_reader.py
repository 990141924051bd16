"""The reader of mappings: typed values, and every fault with its place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.language import EVERY, LanguageMap, same
from server.domain.reader import LONGEST_TEXT, Reader, Sink, written

LANGUAGES = ("es", "en")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def reader(**raw: Any) -> Reader:
    """A reader of a mapping in a file of two languages."""
    sink = Sink(len)
    sink.languages = LANGUAGES
    return Reader(raw, ("polls", 0), sink)


def told(one: Reader) -> list[str]:
    """The faults so far."""
    return [str(fault) for fault in one.sink.faults]


def test_paths_are_written_as_people_read_them() -> None:
    """Names with points, places in brackets."""
    assert written(("agenda", 2, "polls", 0, "prompt")) == "agenda[2].polls[0].prompt"
    assert written((0, "id")) == "[0].id"
    assert written(()) == ""
    assert written(("x" * 61, "y")) == "x" * 60 + "….y"


def test_faults_have_path_and_line() -> None:
    """The line is asked of the file; a fault may be of the mapping itself."""
    one = reader(word=True)
    one.text("word")
    one.fault(None, one.sink.faults[0].reason)
    assert told(one) == ["line 3, polls[0].word: This must be a text.", "line 2, polls[0]: This must be a text."]


def test_a_file_without_lines_has_line_nought() -> None:
    """As after parsing the stored text."""
    sink = Sink()
    Reader({}, (), sink).text("title", required=True)
    assert str(sink.faults[0]) == "title: This is missing."


@pytest.mark.parametrize(
    ("value", "expected", "fault"),
    [
        ("  Rubén\n Darío ", "Rubén Darío", ""),
        (2024, "2024", ""),
        (1.5, "1.5", ""),
        (None, "", "This is missing."),
        (" \n", "", "This is empty."),
        (True, "", "This must be a text."),
        ([], "", "This must be a text."),
        ("x" * 6, "", "This text is longer than 5 characters."),
    ],
)
def test_text(value: object, expected: str, fault: str) -> None:
    """One line of text; numbers are texts to somebody; truths and lists are not."""
    one = reader(word=value)
    assert one.text("word", required=True, longest=5 if fault.startswith("This text") else 20) == expected
    assert [line.partition(": ")[2] for line in told(one)] == ([fault] if fault else [])


def test_text_may_be_absent_or_empty() -> None:
    """Where it is not required."""
    one = reader(empty="")
    assert (one.text("absent"), one.text("empty")) == ("", "")
    assert told(one) == []


@pytest.mark.parametrize("name", ["a", "CL", "q1-b_2", "x" * 40])
def test_identifiers(name: str) -> None:
    """Latin letters, digits, - and _."""
    one = reader(id=name)
    assert one.identifier() == name
    assert told(one) == []


@pytest.mark.parametrize("name", ["a b", "-a", "é", "a.b", "a/b", "x" * 41, "{x}"])
def test_what_is_no_identifier(name: str) -> None:
    """Nothing that would need care in an address or a key."""
    one = reader(id=name)
    one.identifier()
    assert told(one) == ["line 3, polls[0].id: An id is made of Latin letters, digits, - and _, at most 40."]


def test_a_missing_identifier_is_one_fault() -> None:
    """It is missing, and not badly made as well."""
    one = reader()
    assert one.identifier() == ""
    assert told(one) == ["line 3, polls[0].id: This is missing."]


def test_references_are_noted() -> None:
    """With their place; an absent one is none."""
    one = reader(results_of="technologies")
    assert (one.reference("results_of"), one.reference("other")) == ("technologies", "")
    assert one.sink.references == [(("polls", 0, "results_of"), "technologies")]


def test_words_of_a_choice() -> None:
    """One of the allowed, the default where there is none, a fault and the default else."""
    one = reader(show="never", ballot="secret")
    assert one.word("ballot", ("open", "secret"), "open") == "secret"
    assert one.word("absent", ("open", "secret"), "open") == "open"
    assert one.word("show", ("live", "hidden"), "live") == "live"
    assert told(one) == ["line 3, polls[0].show: “never” is not one of: live, hidden."]


@pytest.mark.parametrize(
    ("value", "expected", "fault"),
    [
        (None, 1, ""),
        (5, 5, ""),
        (6, 1, "This must be from 1 to 5."),
        (0, 1, "This must be from 1 to 5."),
        (True, 1, "This must be a whole number."),
        (2.0, 1, "This must be a whole number."),
        ("2", 1, "This must be a whole number."),
    ],
)
def test_integers(value: object, expected: int, fault: str) -> None:
    """Whole numbers within their bounds."""
    one = reader(entries=value)
    assert one.integer("entries", 1, 1, 5) == expected
    assert [line.partition(": ")[2] for line in told(one)] == ([fault] if fault else [])


def test_flags() -> None:
    """True or false, and no word for it."""
    one = reader(change=False, other="yes")
    assert (one.flag("change", True), one.flag("absent", True), one.flag("other")) == (False, True, False)
    assert told(one) == ["line 3, polls[0].other: This must be true or false."]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Chair", same("Chair")),
        (2024, same("2024")),
        ({"en": "Chair", "es": "Presidente"}, LanguageMap({"es": "Presidente", "en": "Chair"})),
        ({"en": "one\ntwo "}, LanguageMap({"en": "one\ntwo"})),
    ],
)
def test_words_in_languages(value: object, expected: LanguageMap) -> None:
    """A text for all, or one for each language in the workshop's order; lines are kept."""
    one = reader(title=value)
    assert one.words("title", required=True) == expected
    assert list(one.words("title")) == list(expected)
    assert told(one) == []


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (None, ["line 3, polls[0].title: This is missing."]),
        ("", ["line 3, polls[0].title: This is empty."]),
        ({}, ["line 3, polls[0].title: This is empty."]),
        ({"es": " "}, ["line 3, polls[0].title: This is empty."]),
        (True, ["line 3, polls[0].title: This must be a text, or one text for each language."]),
        (["a"], ["line 3, polls[0].title: This must be a text, or one text for each language."]),
        ("x" * 21, ["line 3, polls[0].title: This text is longer than 20 characters."]),
        ({"es": "a", "fr": "b"}, ["line 4, polls[0].title.fr: This is not one of the workshop’s languages."]),
        ({"es": "a", "en": []}, ["line 4, polls[0].title.en: This must be a text."]),
        ({"es": "a", "en": "x" * 21}, ["line 4, polls[0].title.en: This text is longer than 20 characters."]),
    ],
)
def test_faults_of_words(value: object, fault: list[str]) -> None:
    """Each with the language it is in."""
    one = reader(title=value)
    one.words("title", required=True, longest=20)
    assert told(one) == fault


def test_words_may_be_absent() -> None:
    """Where they are not required, absent or empty is no text."""
    one = reader(empty="")
    assert not one.words("absent")
    assert not one.words("empty")
    assert told(one) == []


def test_lists_of_words() -> None:
    """Each is required to say something."""
    one = reader(topics=["One", {"es": "Dos"}, ""], notes="One")
    assert one.words_list("topics")[:2] == (same("One"), LanguageMap({"es": "Dos"}))
    assert one.words_list("absent") == ()
    assert one.words_list("notes") == ()
    assert told(one) == [
        "line 4, polls[0].topics[2]: This is empty.",
        "line 3, polls[0].notes: This must be a list.",
    ]


def test_parts() -> None:
    """Mappings within the mapping know their own path."""
    one = reader(ask={"name": 1}, list=[{"id": "a"}, "b"], word="x")
    part = one.part("ask")
    assert part is not None
    assert part.path == ("polls", 0, "ask")
    assert [inner.path for inner in one.parts("list")] == [("polls", 0, "list", 0)]
    assert (one.part("absent"), list(one.parts("absent"))) == (None, [])
    assert (one.part("word"), list(one.parts("word"))) == (None, [])
    assert told(one) == [
        "line 4, polls[0].list[1]: This must be a mapping of names to values.",
        "line 3, polls[0].word: This must be a mapping of names to values.",
        "line 3, polls[0].word: This must be a list.",
    ]


def test_finish_reports_what_nobody_asked_for() -> None:
    """Asking whether a key is there is asking for it; an absent one with nothing in it is absent."""
    one = reader(known=1, asked=None, other="x")
    one.value("known")
    assert not one.has("asked")
    one.finish()
    assert told(one) == ["line 3, polls[0].other: This key is not known here."]


def test_a_slip_of_the_fingers_is_told_the_key() -> None:
    """One that is known and missing, and that it is very like."""
    one = reader(title="x", titel="x", promt="x", entry=1)
    for key in ("title", "prompt", "entries"):
        one.value(key)
    one.finish()
    assert told(one) == [
        "line 3, polls[0].titel: This key is not known here.",
        "line 3, polls[0].promt: This key is not known here. Did you mean “prompt”?",
        "line 3, polls[0].entry: This key is not known here.",
    ]


@given(VALUES)
def test_nothing_that_a_person_writes_breaks_the_reader(value: object) -> None:
    """Whatever stands there, it is read or it is a fault."""
    one = reader(key=value)
    one.text("key", required=True)
    one.identifier("key")
    one.word("key", ("a", "b"), "a")
    one.integer("key", 1, 1, 5)
    one.flag("key")
    one.words_list("key")
    one.part("key")
    list(one.parts("key"))
    texts = one.words("key", required=True).texts
    assert set(texts) <= {EVERY, *LANGUAGES}
    assert all(len(text) <= LONGEST_TEXT for text in texts.values())
    assert all(str(fault) for fault in one.sink.faults)
