"""A line of numbers: which part of it is drawn, where each number stands, and how numbers are put into columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from server.domain.language import Language
from server.kinds.draw.ground import WIDTH
from server.kinds.measures import Counted

# The half of the widest label that stands at an end of the line, in pixels.
PAD = 56
MOST_TICKS = 6
ROUND_NUMBERS = (Decimal(1), Decimal(2), Decimal(5))
# Bounds that the answers fill less than this part of would press all answers into a corner.
LEAST_PART = Decimal("0.2")


@dataclass(frozen=True, slots=True)
class Scale:
    """The part of the line between `low` and `high`; answers are multiples of `unit`."""

    low: Decimal
    high: Decimal
    unit: Decimal

    def x(self, value: float) -> float:
        """Where this number stands, in pixels."""
        return PAD + (value - float(self.low)) / float(self.high - self.low) * (WIDTH - 2 * PAD)

    def ticks(self) -> list[Decimal]:
        """Round numbers on the line, both ends where they are round."""
        step = rounded_up((self.high - self.low) / MOST_TICKS, self.unit)
        first = (self.low / step).to_integral_value(ROUND_FLOOR) * step
        return [tick for tick in _from(first, step, self.high) if tick >= self.low]

    def step(self, columns: int) -> Decimal:
        """The least round distance at which so many columns are enough."""
        return rounded_up((self.high - self.low) / columns, self.unit)


def scale(values: Sequence[Decimal], bounds: tuple[Decimal | None, Decimal | None], unit: Decimal) -> Scale:
    """The line for these numbers: from bound to bound, or the part of it where the numbers are."""
    low, high = bounds
    least, most = (min(values), max(values)) if values else (low or Decimal(), high or Decimal())
    if low is not None and high is not None and low < high and (most - least) >= (high - low) * LEAST_PART:
        return Scale(low, high, unit)
    step = rounded_up((most - least) / MOST_TICKS, unit)
    start = (least / step).to_integral_value(ROUND_FLOOR) * step
    end = -((-most / step).to_integral_value(ROUND_FLOOR)) * step
    if start == end:
        start, end = start - step, end + step
    return Scale(start, end, unit)


def columns(values: Counted, step: Decimal) -> list[tuple[Decimal, int]]:
    """The values put together at the nearest multiples of the step."""
    found: dict[Decimal, int] = {}
    for value, count in values:
        place = (value / step).to_integral_value(ROUND_HALF_UP) * step
        found[place] = found.get(place, 0) + count
    return sorted(found.items())


def rounded_up(value: Decimal, unit: Decimal) -> Decimal:
    """The least of 1, 2, 5, 10, 20 … units that is no less than the value."""
    power = unit
    while True:
        for number in ROUND_NUMBERS:
            if number * power >= value:
                return number * power
        power *= 10


def written(value: Decimal, language: Language, unit: Decimal) -> str:
    """The number with the decimals of the unit."""
    exponent = unit.normalize().as_tuple().exponent
    return language.number(float(value), max(0, -int(exponent)))


def _from(first: Decimal, step: Decimal, last: Decimal) -> Iterator[Decimal]:
    value = first
    while value <= last:
        yield value
        value += step
