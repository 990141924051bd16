"""Measures: against numbers computed by hand and by the standard library."""

from __future__ import annotations

import statistics
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.kinds.measures import Counted, measures, quantile


def counted(*values: str) -> Counted:
    return sorted(Counter(map(Decimal, values)).items())


def test_nothing_has_no_measures() -> None:
    """No mean of no answers."""
    assert measures([]) is None


def test_one_number() -> None:
    """Every measure is the number, and it deviates from nothing."""
    known = measures(counted("0.1"))
    assert known is not None
    assert known.mean == known.median == known.first == known.third == Fraction(1, 10)
    assert known.modes == (Decimal("0.1"),)
    assert known.deviation == 0


def test_means_are_exact() -> None:
    """Three tenths make three tenths, which they do not in floating point."""
    known = measures(counted("0.1", "0.1", "0.1"))
    assert known is not None
    assert known.mean == Fraction(1, 10)
    assert known.deviation == 0


@pytest.mark.parametrize(
    ("values", "first", "median", "third"),
    [
        # Computed with QUARTILE.INC of a spreadsheet.
        (("1", "2", "3", "4"), Fraction(7, 4), Fraction(5, 2), Fraction(13, 4)),
        (("1", "2", "3", "4", "5"), 2, 3, 4),
        (("6", "7", "15", "36", "39", "40", "41", "42", "43", "47", "49"), Fraction(51, 2), 40, Fraction(85, 2)),
        (("7", "15", "36", "39", "40", "41"), Fraction(81, 4), Fraction(75, 2), Fraction(159, 4)),
    ],
)
def test_quartiles(values: tuple[str, ...], first: Fraction, median: Fraction, third: Fraction) -> None:
    """Between two answers in proportion."""
    known = measures(counted(*values))
    assert known is not None
    assert (known.first, known.median, known.third) == (first, median, third)


@given(st.lists(st.decimals(-(10**6), 10**6, places=2), min_size=2, max_size=40))
def test_as_the_standard_library_has_it(values: list[Decimal]) -> None:
    """Any numbers."""
    known = measures(sorted(Counter(values).items()))
    assert known is not None
    exact = list(map(Fraction, values))
    assert known.mean == statistics.mean(exact)
    assert known.median == statistics.median(exact)
    assert known.deviation == pytest.approx(statistics.pstdev(exact), rel=1e-12)
    quartiles = statistics.quantiles(exact, n=4, method="inclusive")
    assert [known.first, known.median, known.third] == quartiles
    assert quantile(sorted(Counter(values).items()), Fraction(1)) == max(exact)
    if known.modes:
        assert set(known.modes) == set(statistics.multimode(values))
