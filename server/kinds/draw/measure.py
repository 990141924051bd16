"""How the values of a comparison are written: shares, counts, means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from server.domain.language import Language
from server.domain.messages import Message, message


@dataclass(frozen=True, slots=True)
class Measure:
    """How values are written, and what their rules stand for: from `low` to `high`, None for the largest of them.

    `difference` writes how much more the second of two values is, with its sign. `change` stands above the differences
    of two rounds, `apart` above those of any other two groups.
    """

    write: Callable[[float, Language], str]
    difference: Callable[[float, float, Language], str]
    change: Message
    apart: Message
    low: float = 0.0
    high: float | None = None


def points(before: float, now: float) -> str:
    """The difference of two shares in whole points, as the numbers are shown, with a true minus."""
    return _signed(round(100 * now) - round(100 * before), str)


def numbers(low: float, high: float | None, decimals: int) -> Measure:
    """Values as plain numbers; differences are those of the numbers as they are shown."""

    def write(value: float, language: Language) -> str:
        return language.number(value, decimals)

    def difference(before: float, now: float, language: Language) -> str:
        moved = round(round(now, decimals) - round(before, decimals), decimals)
        return _signed(moved, lambda value: language.number(value, decimals))

    return Measure(write, difference, message("Change"), message("Difference"), low, high)


def _signed(difference: float, write: Callable[[float], str]) -> str:
    return f"+{write(difference)}" if difference > 0 else f"\u2212{write(-difference)}" if difference < 0 else "0"


SHARES = Measure(
    lambda value, language: language.percent(value),
    lambda before, now, _: points(before, now),
    message("Change, % points"),
    message("Difference, % points"),
)
COUNTS = numbers(0, None, 0)
