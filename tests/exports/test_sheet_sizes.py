"""How high the rows of a sheet are."""

from __future__ import annotations

import pytest

from server.exports.sheet_sizes import LINE, height, highest


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("a word", 10, 1),
        ("two long words", 8, 2),
        ("a line\nand another", 20, 2),
        ("Donaudampfschifffahrtsgesellschaft", 10, 4),
        ("the Donaudampfschifffahrt of all", 12, 4),
        ("a b " * 400, 8, 25),
    ],
)
def test_lines_break_between_words(text: str, width: int, lines: int) -> None:
    """A word that is longer than a line takes several; a row has no more than twenty-five."""
    assert height(text, width) == LINE * lines


def test_the_longest_text_makes_the_row() -> None:
    """Numbers take one line."""
    assert highest(["a", 12_345_678, "two long words"], [9, 4, 8]) == 2 * LINE
    assert highest([None, 5], [9, 4]) == LINE
