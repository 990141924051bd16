"""YAML 1.2 and JSON as plain values: what comes out, and what does not come in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import Fault, Faults
from server.store.files.yaml_text import DEEPEST, LARGEST, read

# A number comes back as a number where it keeps its digits; JSON has others, which stay text and are left out here.
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\u2028\u2029\ufeff"), max_size=20
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcé -#:'\"", max_size=5), inner, max_size=4),
    max_leaves=15,
)


def told(text: str) -> list[str]:
    """The faults of a text."""
    with pytest.raises(Faults) as error:
        read(text)
    return [str(fault) for fault in error.value.faults]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("Off", "Off"),
        ("y", "y"),
        ("1:30", "1:30"),
        ("2024-02-15", "2024-02-15"),
        ("1/3", "1/3"),
        ("007", "007"),
        ("+1", "+1"),
        ("1e9", "1e9"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1" * 19, "1" * 19),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("0.5", 0.5),
        ("'true'", "true"),
        ('"12"', "12"),
        ("<<", "<<"),
    ],
)
def test_words_without_quotes(word: str, value: object) -> None:
    """The core schema of YAML 1.2, and a number only where its digits stay the same."""
    found = read(f"key: {word}").value["key"]
    assert found == value
    assert type(found) is type(value)


@given(PLAIN)
def test_json_is_read(value: object) -> None:
    """In one line or in many, with tabs or spaces."""
    assert read(json.dumps(value)).value == value
    assert read(json.dumps(value, ensure_ascii=False)).value == value
    assert read(json.dumps(value, indent=2)).value == value


def test_json_with_tabs_and_halves_of_characters() -> None:
    """JSON writes an emoji as two halves; a half alone is no character."""
    assert read('{\n\t"a": "\\ud83d\\ude00",\n\t"b": "\\ud800",\n\t"c\\/d": []\n}').value == {
        "a": "😀",
        "b": "\ufffd",
        "c/d": [],
    }


def test_lines_are_those_of_the_names() -> None:
    """A path that is not there has the line of what is around it."""
    document = read("title: x\n\nagenda:\n  - id: a\n    polls:\n    - id: b\n  -\n    id: c\n")
    assert [
        document.line_of(path)
        for path in [
            (),
            ("title",),
            ("agenda", 0, "id"),
            ("agenda", 0, "polls", 0, "id"),
            ("agenda", 0, "polls", 0, "prompt", "es"),
            ("agenda", 1, "id"),
            ("missing",),
        ]
    ] == [1, 1, 4, 6, 6, 8, 1]


def test_what_has_no_line() -> None:
    """Nothing is known of the lines of a value that is not there."""
    document = read("x")
    document.lines.clear()
    assert document.line_of(("a",)) == 0


def test_aliases_repeat_values() -> None:
    """Lists, mappings, texts and names."""
    text = "a: &a [1, &b x]\nc: *a\n*b : {&k key: 1}\nd: {*k : 2}\n"
    assert read(text).value == {"a": [1, "x"], "c": [1, "x"], "x": {"key": 1}, "d": {"key": 2}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["file: This file is empty."]),
        ("# nothing\n", ["file: This file is empty."]),
        ("a: 1\n---\nb: 2\n", ["line 2: This file holds more than one document."]),
        ("a: 1\nb: 2\na: 3\n", ["line 3, a: This name stands here twice, first in line 1."]),
        (
            '{"a": {"b": 1,\n"b": 2},\n"a": 1}',
            [
                "line 2, a.b: This name stands here twice, first in line 1.",
                "line 3, a: This name stands here twice, first in line 1.",
            ],
        ),
        ("b:\n  - &a x\n  - {*a : 1, x: 2}\n", ["line 3, b[1].x: This name stands here twice, first in line 3."]),
        (
            "a: !!python/name:os.system ''",
            ["line 1: “tag:yaml.org,2002:python/name:os.system” is a tag; agenda files have none."],
        ),
        ("a:\n  b: !include x", ["line 2, a: “!include” is a tag; agenda files have none."]),
        ("a: !!str 1", ["line 1: “tag:yaml.org,2002:str” is a tag; agenda files have none."]),
        ("? [a]\n: b", ["line 1: A name must be a text."]),
        ("? {a: b}\n: c", ["line 1: A name must be a text."]),
        ("a: &a [1]\n*a : 2", ["line 2: A name must be a text."]),
        ("a: *b", ["line 1: Nothing above is called “b”."]),
        ("&a a: &b [*b]", ["line 1, a: Nothing above is called “b”."]),
        ("a:\n  b: \x00", ["line 2: This file holds a character that no text has."]),
        ('"\\UFFFFFFFF"', ["file: This file holds a character that no text has."]),
        ('"\\U00110000"', ["file: This file holds a character that no text has."]),
    ],
)
def test_what_is_refused(text: str, expected: list[str]) -> None:
    """Each with its place."""
    assert told(text) == expected


@pytest.mark.parametrize(
    "text", ['a: "x', "a: b: c", "a: [1, 2", "a:\n\t- b", "%YAML 9.9\n---\na", "{a: 1", "@a", '{"a": 1}}']
)
def test_what_is_no_yaml(text: str) -> None:
    """The place and what the parser found."""
    (fault,) = told(text)
    assert fault.startswith("line ")
    assert "This is not YAML or JSON: " in fault


def test_a_hundred_faults_are_enough() -> None:
    """A file that goes on wrongly is left."""
    assert len(told("a: 1\n" * 1_000)) == 100


def test_deep_nesting_is_refused() -> None:
    """Long before it could exhaust anything."""
    assert read("[" * DEEPEST + "]" * DEEPEST).value
    assert told("[" * 100_000) == [
        "line 1, " + "[0]" * (DEEPEST - 1) + f": This file is nested deeper than {DEEPEST} levels."
    ]


def test_a_bomb_of_aliases_is_refused() -> None:
    """Nine lines that stand for a thousand million words."""
    lines = ["a0: &a0 [" + ", ".join(["lol"] * 9) + "]"]
    lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 9) + "]" for n in range(1, 9)]
    (fault,) = told("\n".join(lines))
    assert fault.endswith(f"This file comes to more than {LARGEST} characters.")


def test_a_bomb_of_long_texts_is_refused() -> None:
    """Few values may be long as well."""
    text = "a: &a " + "x" * 100_000 + "\nb: [" + ", ".join(["*a"] * 50) + "]"
    assert told(text) == [f"line 2, b: This file comes to more than {LARGEST} characters."]


def test_a_bomb_of_names_is_refused() -> None:
    """Names count as well."""
    text = "a: &a " + "x" * 1_000_000 + "\nb: [" + ", ".join(["{*a : 1}"] * 5) + "]"
    assert told(text) == [f"line 2, b[2]: This file comes to more than {LARGEST} characters."]


@given(st.text(st.sampled_from("abc:-[]{}&*!|>'\"%@#,? \n\t1é"), max_size=60))
def test_nothing_breaks_the_reader(text: str) -> None:
    """Whatever is written, it is read or refused with a sentence."""
    faults: tuple[Fault, ...] = ()
    try:
        read(text)
    except Faults as error:
        faults = error.faults
    assert all(str(fault).endswith(".") for fault in faults)
