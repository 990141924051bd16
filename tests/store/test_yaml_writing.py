"""YAML that is read again as the same values."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.files import EXAMPLES
from server.kinds import BY_NAME
from server.store.files.agenda_file import load
from server.store.files.yaml_text import read
from server.store.files.yaml_writing import write

# What the reader gives: no other numbers, and texts without characters that YAML cannot have.
_SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff\ufffe\uffff")
_TEXTS = st.text(_SIGNS, max_size=20) | st.sampled_from(
    ["yes", "NO", "007", "1e9", "- a", "a: b", "#x", "null", " x", "a\nb", "a\n\n b\n"]
)
_KEYS = st.text("abcXYZ_-0:# ", min_size=1, max_size=8) | st.sampled_from(["on", "null", "1"])
_NUMBERS = st.integers(-(10**15), 10**15) | st.decimals(-1000, 1000, places=2).map(float).filter(
    lambda one: one != int(one)
)
_VALUES = st.recursive(
    _TEXTS | _NUMBERS | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=20,
)


AGENDAS = [file for file in sorted(EXAMPLES.rglob("*.yaml")) if file.parent.name not in ("rosters", "scripts")]


@given(st.dictionaries(_KEYS, _VALUES, min_size=1, max_size=5))
def test_whatever_is_written_is_read_again(raw: dict[str, Any]) -> None:
    """Texts stay texts, whatever they look like."""
    assert read(write(raw)).value == raw


@pytest.mark.parametrize("file", sorted(EXAMPLES.rglob("*.yaml")), ids=lambda file: file.stem)
def test_every_example_survives(file: Any) -> None:
    """Agendas, rosters and the library."""
    raw = read(file.read_text()).value
    assert read(write(raw)).value == raw


@pytest.mark.parametrize("file", AGENDAS, ids=lambda file: file.stem)
def test_an_agenda_means_the_same(file: Any) -> None:
    """Stored, downloaded and uploaded again."""
    workshop, canonical = load(file.read_text(), BY_NAME, beside=file.parent)
    assert load(write(json.loads(canonical)), BY_NAME)[0] == workshop


def test_it_is_pleasant_to_read() -> None:
    """Short mappings on one line, paragraphs as they are."""
    raw = {
        "title": {"es": "Uno", "en": "One"},
        "notes": "First.\n\nSecond.",
        "agenda": [{"id": "a", "time": "10:00"}],
        "x": [],
    }
    assert write(raw) == (
        'title: {es: Uno, en: One}\nnotes: |-\n  First.\n\n  Second.\nagenda: [{id: a, time: "10:00"}]\nx: []\n'
    )
