"""Moderation as an overlay over counts and entries."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from server.domain.counts import NOTE, PEOPLE
from server.domain.kind import Entry
from server.domain.moderation import Decisions, decode, gather, seen

NAMES = st.sampled_from(["a", "b", "c", "d", "e"])
COUNTS = st.dictionaries(NAMES, st.integers(1, 20))
DECISIONS = st.builds(
    Decisions,
    hidden=st.frozensets(NAMES),
    approved=st.frozensets(NAMES),
    merged=st.dictionaries(NAMES, NAMES),
    first=st.booleans(),
)


def everything(field: str) -> bool:
    return True


def nothing(field: str) -> bool:
    return False


@given(COUNTS, DECISIONS)
def test_seen_twice_is_seen_once(counts: dict[str, int], decisions: Decisions) -> None:
    """Applying decisions to what they produced changes nothing."""
    once = seen(counts, decisions, everything)
    assert seen(once, decisions, everything) == once


@given(COUNTS, st.dictionaries(NAMES, NAMES))
def test_merging_loses_nothing(counts: dict[str, int], merged: dict[str, str]) -> None:
    """However fields are merged, in chains or circles, their sum stays."""
    assert sum(seen(counts, Decisions(merged=merged), everything).values()) == sum(counts.values())


@given(COUNTS, COUNTS, st.dictionaries(NAMES, NAMES))
def test_merging_commutes_with_adding(a: dict[str, int], b: dict[str, int], merged: dict[str, str]) -> None:
    """Merging the sum is the sum of what was merged."""
    both = {name: a.get(name, 0) + b.get(name, 0) for name in {*a, *b}}
    decisions = Decisions(merged=merged)
    parts = [seen(part, decisions, everything) for part in (a, b)]
    total = {name: parts[0].get(name, 0) + parts[1].get(name, 0) for name in {*parts[0], *parts[1]}}
    assert seen(both, decisions, everything) == total


@given(NAMES, st.dictionaries(NAMES, NAMES))
def test_all_of_a_circle_have_one_root(name: str, merged: dict[str, str]) -> None:
    """The root of a field is its own root, and that of the field it was merged into."""
    decisions = Decisions(merged=merged)
    root = decisions.root(name)
    assert decisions.root(root) == root
    assert decisions.root(merged.get(name, name)) == root


def test_fields_that_were_asked_are_not_moderated() -> None:
    """A decision about a word never touches an option of the same name, nor the people."""
    decisions = Decisions(hidden=frozenset({"a", PEOPLE}))
    assert seen({"a": 2, PEOPLE: 2}, decisions, nothing) == {"a": 2, PEOPLE: 2}
    assert seen({"a": 2, PEOPLE: 2}, decisions, everything) == {PEOPLE: 2}


def test_notes_go_with_their_field() -> None:
    """A spelling is hidden and merged with its word."""
    counts = {"ia": 2, f"ia{NOTE}IA": 2, "ai": 1, f"ai{NOTE}AI": 1, "x": 1, f"x{NOTE}X": 1}
    decisions = Decisions(hidden=frozenset({"x"}), merged={"ai": "ia"})
    assert seen(counts, decisions, everything) == {"ia": 3, f"ia{NOTE}IA": 2, f"ia{NOTE}AI": 1}


def test_merged_into_a_hidden_field_is_hidden() -> None:
    """What counts as another field shares its fate."""
    assert seen({"a": 1}, Decisions(hidden=frozenset({"b"}), merged={"a": "b"}), everything) == {}


def test_hold_first() -> None:
    """Where answers are held first, only what is approved is seen, and what is hidden waits no more."""
    decisions = Decisions(hidden=frozenset({"h"}), approved=frozenset({"a"}), first=True)
    assert [decisions.visible(name) for name in ("a", "h", "n")] == [True, False, False]
    assert [decisions.held(name) for name in ("a", "h", "n")] == [False, False, True]
    assert not Decisions().held("n")


def test_decode_reads_the_hash_of_the_store() -> None:
    """Each act has its fields; unknown ones are left alone; a subject may hold colons."""
    decisions = decode(
        {"hide:a": "spam", "show:b:c": "", "merge:ai": "ia", "theme:e1": "t1", "name:t1": "Skills", "other:x": "y"},
        first=True,
    )
    assert decisions == Decisions(
        frozenset({"a"}), frozenset({"b:c"}), {"ai": "ia"}, {"e1": "t1"}, {"t1": "Skills"}, True, {"a": "spam"}
    )


def test_a_listed_word_is_held_until_somebody_decides() -> None:
    """Also where entries are shown first; what was merged into it waits with it."""
    decisions = Decisions(listed=frozenset({"l", "k"}), approved=frozenset({"k"}), merged={"m": "l", "n": "k"})
    assert [decisions.held(name) for name in ("l", "k", "x")] == [True, False, False]
    assert [decisions.seen(name) for name in ("l", "k", "x", "m", "n")] == [False, True, True, False, True]
    assert seen({"l": 1, "k": 2, "m": 4, "n": 8}, decisions, everything) == {"k": 10}


def test_gather_shows_visible_entries_with_their_themes() -> None:
    """Entries keep their order, upvotes and segments, and get their theme."""
    entries = [Entry("e1", "First", 5, 2, "", ("attendance:room",)), Entry("e2", "Second")]
    decisions = Decisions(hidden=frozenset({"e2"}), themes={"e1": "t1"}, names={"t1": "Skills"})
    gathered = gather({"a": 1}, 2, entries, decisions, nothing)
    assert gathered.entries == [Entry("e1", "First", 5, 2, "t1", ("attendance:room",))]
    assert (gathered.counts, gathered.people, gathered.themes) == ({"a": 1}, 2, {"t1": "Skills"})
