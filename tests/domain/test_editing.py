"""Edits by path and address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain import editing
from server.domain.editing import Astray, Raw
from server.domain.reader import Path

RAW: Raw = {
    "title": {"es": "Uno", "en": "One"},
    "agenda": [
        {"id": "opening", "polls": [{"id": "a", "options": [{"id": "x"}, {"id": "y"}]}, {"id": "b"}]},
        {"id": "closing"},
        {"title": "No id"},
    ],
}


def test_values_are_put_and_taken_away() -> None:
    """The old mapping stays as it is, and what is missing on the way is made."""
    changed = editing.put(RAW, ("title", "fr"), "Un")
    assert changed["title"]["fr"] == "Un"
    assert "fr" not in RAW["title"]
    assert editing.put(changed, ("title", "fr"), None) == RAW
    assert editing.put({}, ("ask", "name"), "never") == {"ask": {"name": "never"}}
    assert editing.put(RAW, (), {"title": "All"}) == {"title": "All"}


@pytest.mark.parametrize("path", [("title", "es", "deeper"), ("agenda", 9, "id"), ("agenda", "id"), ("agenda", 0, 1)])
def test_what_leads_nowhere_is_refused(path: Path) -> None:
    """A text has nothing inside, and a list has numbers."""
    with pytest.raises(Astray):
        editing.put(RAW, path, "x")


def test_entries_are_inserted_and_removed() -> None:
    """The mapping that was given stays as it was."""
    more = editing.insert(RAW, ("agenda", 1, "polls"), 0, {"id": "c"})
    assert editing.ids(more, "agenda", 1, "polls") == ["c"]
    assert editing.poll_ids(more) == ["a", "b", "c"]
    assert editing.poll_ids(RAW) == ["a", "b"]
    assert editing.remove(RAW, ("agenda", 0, "polls", 1)) == editing.put(
        RAW, ("agenda", 0, "polls"), [RAW["agenda"][0]["polls"][0]]
    )
    with pytest.raises(Astray):
        editing.remove(RAW, ("agenda", 7))


def test_addresses_name_entries_by_their_ids() -> None:
    """And by numbers where an entry has none of its own."""
    assert editing.address(RAW, ("agenda", 0, "polls", 0, "options", 1)) == "agenda/opening/polls/a/options/y"
    assert editing.address(RAW, ("agenda", 2, "title")) == "agenda/+2/title"
    twice = editing.insert(RAW, ("agenda",), 0, {"id": "opening"})
    assert editing.address(twice, ("agenda", 0)) == "agenda/+0"
    assert editing.path_of(RAW, "agenda/closing/notes/es") == ("agenda", 1, "notes", "es")
    assert editing.path_of(RAW, "") == ()


@pytest.mark.parametrize("address", ["agenda/nobody", "agenda/+9", "x" * 600])
def test_addresses_of_nothing_are_refused(address: str) -> None:
    """Somebody may have removed it."""
    with pytest.raises(Astray):
        editing.path_of(RAW, address)


_KEYS = st.sampled_from(["a", "b", "id"])
_VALUES = st.recursive(
    st.text("xyz", max_size=3) | st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=3), st.data())
def test_every_place_has_an_address_that_leads_back(raw: dict[str, object], data: st.DataObject) -> None:
    """Whatever the mapping is."""
    path: tuple[str | int, ...] = ()
    here: object = raw
    while isinstance(here, (dict, list)) and here and data.draw(st.booleans()):
        step = data.draw(st.sampled_from(sorted(here) if isinstance(here, dict) else list(range(len(here)))))
        path, here = (*path, step), here[step]
    assert editing.path_of(raw, editing.address(raw, path)) == path


def test_ids_are_made_of_words() -> None:
    """In plain letters, short, and numbered where they are taken."""
    assert editing.fresh_id((), "¿Cuál es el mayor obstáculo?") == "cual-es-el-mayor"
    assert editing.fresh_id({"poll"}, "", "poll") == "poll-2"
    assert editing.fresh_id({"poll", "poll-2"}, "поллы", "poll") == "poll-3"
    assert len(editing.fresh_id((), "Donaudampfschifffahrtsgesellschaft")) == editing.LONGEST_ID


def test_a_plain_text_becomes_one_for_each_language() -> None:
    """As soon as one of them is another; with nothing left there is no text."""
    assert editing.with_text("Hi", ["es", "en"], "es", "Hola") == {"es": "Hola", "en": "Hi"}
    assert editing.with_text({"es": "Hola"}, ["es", "en"], "es", "") is None
    assert editing.with_text({"de": "Hallo"}, ["es"], "es", "Hola") == {"es": "Hola", "de": "Hallo"}
    assert editing.text_in("Hi", ["es"], "es") == "Hi"
    assert editing.text_in(None, ["es"], "es") == ""
