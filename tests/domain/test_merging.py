"""Two edits of one agenda."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from server.domain.merging import merged

_TEXTS = st.text("xy", max_size=2)
_ENTRIES = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from("abcd"), "title": _TEXTS}), max_size=4, unique_by=lambda one: one["id"]
)
_FILES = st.fixed_dictionaries({"title": _TEXTS}, optional={"place": _TEXTS, "agenda": _ENTRIES})


@given(_FILES, _FILES)
def test_what_one_side_left_alone_is_the_other_side(base: Any, changed: Any) -> None:
    """And both sides the same is that."""
    assert merged(base, base, changed) == changed
    assert merged(base, changed, base) == changed
    assert merged(base, changed, changed) == changed


@given(_FILES, _FILES, _FILES)
def test_entries_keep_ids_of_their_own(base: Any, mine: Any, theirs: Any) -> None:
    """Whatever both did."""
    ids = [one["id"] for one in merged(base, mine, theirs).get("agenda", ())]
    assert len(set(ids)) == len(ids)


def test_both_edits_are_in_it() -> None:
    """Mine stays where both changed the same; what is new stands behind what it stood behind."""
    base = {"title": "T", "agenda": [{"id": "a", "t": 1}, {"id": "b", "t": 1}, {"id": "c", "t": 1}]}
    mine = {"title": "Mine", "agenda": [{"id": "b", "t": 1}, {"id": "a", "t": 2}, {"id": "c", "t": 1}]}
    theirs = {"title": "Theirs", "place": "P", "agenda": [{"id": "a", "t": 1}, {"id": "new"}, {"id": "b", "t": 3}]}
    assert merged(base, mine, theirs) == {
        "title": "Mine",
        "place": "P",
        "agenda": [{"id": "b", "t": 3}, {"id": "a", "t": 2}, {"id": "new"}],
    }
