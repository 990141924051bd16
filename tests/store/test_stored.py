"""The compact text of answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.store import stored

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x1d\x1e\x1f"), max_size=20)


@given(st.dictionaries(TEXT.filter(bool), st.integers(-1000, 1000).filter(bool)))
def test_counts_survive_their_text(counts: dict[str, int]) -> None:
    """Whatever a field holds but separators: equals signs, notes, line feeds; the person is added."""
    assert stored.unpack(stored.pack(counts)) == {"": 1, **counts}


@given(st.dictionaries(TEXT, st.lists(TEXT, min_size=1)))
def test_answers_survive_their_payload(fields: dict[str, list[str]]) -> None:
    """And a payload holds no separator, whatever was written."""
    payload = stored.payload_of(fields)
    assert stored.answer_of(payload).fields == {name: tuple(values) for name, values in fields.items()}
    assert not set(payload) & {"\x1d", "\x1e", "\x1f"}


@pytest.mark.parametrize("payload", ["[]", '{"a": "b"}', '{"a": [1]}', "x", "1"])
def test_what_is_no_answer_is_refused(payload: str) -> None:
    """A stored payload is a mapping of names to lists of texts."""
    with pytest.raises(ValueError, match=r"stored answer|Expecting value"):
        stored.answer_of(payload)


def test_a_secret_and_a_withdrawn_answer_have_no_fields() -> None:
    """They differ in their payload."""
    assert not stored.answer_of(stored.SECRET).fields
    assert not stored.answer_of(stored.WITHDRAWN).fields
    assert stored.payload_of({}) == stored.WITHDRAWN
    assert stored.spread("", ("attendance:room",)) == {}
