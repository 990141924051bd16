"""Measures: how values and their differences are written."""

from __future__ import annotations

import pytest

from server.domain.language import ENGLISH, Language
from server.kinds.draw.measure import SHARES, numbers
from server.kinds.draw.shift import COLUMN, Group, shift


@pytest.mark.parametrize(
    ("before", "now", "said"), [(2.34, 2.36, "+0.1"), (3.8, 3.5, "−0.3"), (1.04, 0.96, "0"), (0, 1_234, "+1,234.0")]
)
def test_differences_agree_with_the_numbers_beside_them(before: float, now: float, said: str) -> None:
    """What is shown is what is subtracted, with a true minus."""
    assert numbers(0, None, 1).difference(before, now, ENGLISH) == said


def test_numbers_are_written_in_the_language() -> None:
    """A decimal comma where there is one."""
    spanish = Language("es", "Español")
    assert numbers(1, 5, 1).write(3.5, spanish) == "3,5"
    assert numbers(1, 5, 1).difference(3, 3.5, spanish) == "+0,5"
    assert SHARES.write(0.5, ENGLISH) == "50%"


def test_wide_numbers_have_wide_columns() -> None:
    """The rule gives way, so that no number runs into another."""
    narrow, wide = (
        shift(["A"], [Group("1", 9, [0]), Group("2", 9, [top])], ENGLISH, numbers(0, None, 1)).layout["shapes"][0]["x1"]
        for top in (9, 99_999)
    )
    assert wide < narrow - 3 * COLUMN / 2
