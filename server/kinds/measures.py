"""What numbers come to: mean, median, modes, spread. Exact: nothing is rounded before it is written.

Mean, median and mode are the usual ones. The standard deviation is that of the whole (divided by n, not n − 1), for
everybody who answered is everybody that is spoken of. Quartiles stand between the ordered answers as spreadsheets place
them (QUARTILE.INC; Hyndman and Fan 1996, definition 7): at (n − 1)·p, in proportion where that is between two answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import accumulate
from math import floor, lcm

Counted = Sequence[tuple[Decimal, int]]  # values in order, each with how often it was given

PRECISION = 40  # digits of a square root, far more than are ever shown


@dataclass(frozen=True, slots=True)
class Measures:
    """Of at least one number. `modes` are empty where no value was given more often than once, among several."""

    n: int
    mean: Fraction
    median: Fraction
    modes: tuple[Decimal, ...]
    deviation: float
    first: Fraction
    third: Fraction
    least: Decimal
    most: Decimal


def measures(values: Counted) -> Measures | None:
    """The measures of these values; None where there are none."""
    n = sum(count for _, count in values)
    if not n:
        return None
    # Sums of whole numbers of the smallest unit are exact as well, and a tenth of the work that fractions are.
    unit, total, squares = _sums(values)
    mean = Fraction(total, n * unit)
    variance = Fraction(n * squares - total**2, (n * unit) ** 2)
    top = max(count for _, count in values)
    return Measures(
        n,
        mean,
        quantile(values, Fraction(1, 2)),
        tuple(value for value, count in values if count == top) if top > 1 or n == 1 else (),
        _root(variance),
        quantile(values, Fraction(1, 4)),
        quantile(values, Fraction(3, 4)),
        values[0][0],
        values[-1][0],
    )


def quantile(values: Counted, share: Fraction) -> Fraction:
    """The value below which this share of the answers lies."""
    place = (sum(count for _, count in values) - 1) * share
    before = floor(place)
    low, high = Fraction(_at(values, before)), Fraction(_at(values, before + (place != before)))
    return low + (high - low) * (place - before)


def _sums(values: Counted) -> tuple[int, int, int]:
    """How many of the smallest unit make one, and in that unit the sum of all answers and of their squares."""
    ratios = [(value.as_integer_ratio(), count) for value, count in values]
    unit = lcm(*{below for (_, below), _ in ratios})
    numbers = [(above * (unit // below), count) for (above, below), count in ratios]
    return unit, sum(number * count for number, count in numbers), sum(number**2 * count for number, count in numbers)


def _at(values: Counted, place: int) -> Decimal:
    """The value at this place of all, counted from 0."""
    ends = accumulate(count for _, count in values)
    return next(value for (value, _), end in zip(values, ends, strict=True) if place < end)


def _root(value: Fraction) -> float:
    with localcontext(prec=PRECISION):
        return float((Decimal(value.numerator) / Decimal(value.denominator)).sqrt())
