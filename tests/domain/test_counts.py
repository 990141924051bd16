"""Counts: the laws that let a recount equal what was added one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from server.domain.counts import (
    NOTE,
    PEOPLE,
    SEGMENT,
    add,
    by_segment,
    results_only,
    subtract,
    with_segments,
)

FIELDS = st.text(st.characters(codec="utf-8", exclude_characters=SEGMENT + NOTE), min_size=1, max_size=5)
COUNTS = st.dictionaries(FIELDS, st.integers(-50, 50), max_size=6)
SEGMENTS = st.lists(FIELDS, unique=True, max_size=4)


@given(COUNTS, COUNTS)
def test_addition_commutes(a: dict[str, int], b: dict[str, int]) -> None:
    """The order of answers does not matter."""
    assert add(a, b) == add(b, a)


@given(COUNTS, COUNTS, COUNTS)
def test_addition_is_associative(a: dict[str, int], b: dict[str, int], c: dict[str, int]) -> None:
    """Neither does how they are batched."""
    assert add(add(a, b), c) == add(a, add(b, c)) == add(a, b, c)


@given(COUNTS)
def test_nothing_is_neutral_and_nought_is_left_out(a: dict[str, int]) -> None:
    """Adding nothing changes nothing, but fields at nought go."""
    assert add(a, {}) == add(a) == {field: n for field, n in a.items() if n}


@given(COUNTS, COUNTS)
def test_subtraction_undoes_addition(a: dict[str, int], b: dict[str, int]) -> None:
    """A withdrawn answer leaves no trace."""
    assert subtract(add(a, b), b) == add(a)
    assert subtract(a, a) == {}


@given(COUNTS, SEGMENTS)
def test_segments_come_apart_as_they_were_put_together(a: dict[str, int], segments: list[str]) -> None:
    """The total and each segment hold the same counts and the person."""
    parts = by_segment(with_segments(a, segments))
    assert set(parts) == {"", *segments}
    assert all(part == {PEOPLE: 1, **a} for part in parts.values())


@given(st.lists(st.tuples(COUNTS, SEGMENTS), max_size=5))
def test_taking_apart_commutes_with_addition(answers: list[tuple[dict[str, int], list[str]]]) -> None:
    """Each segment of the sum is the sum of that segment."""
    whole = by_segment(add(*(with_segments(counts, segments) for counts, segments in answers)))
    for segment in {name for _, names in answers for name in names}:
        own = add(*({PEOPLE: 1, **counts} for counts, names in answers if segment in names))
        assert whole.get(segment, {}) == own
    assert whole[""] == add(*({PEOPLE: 1, **counts} for counts, _ in answers))


def test_results_leave_out_people_and_notes() -> None:
    """People are the base and spellings are notes; neither is a result."""
    assert results_only({PEOPLE: 3, "ia": 2, f"ia{NOTE}IA": 2}) == {"ia": 2}
