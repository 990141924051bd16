"""What a simulated room leans to: the room as a whole has preferences, which follow from the poll and nothing else.

Each person differs from them by chance, so that results look like results: a favourite, a middle, a spread.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from random import Random

from server.rehearsal import voices

PASSES = 0.06  # the share of people who pass a statement where they may
PASS = "skip"  # noqa: S105 - the value that passes a statement
# Whoever abstains is in the minority.
LAST = frozenset({"abstain"})
# Under a silence procedure one objection is enough, and few break a silence.
SILENCE = {"agree", "object"}
OBJECTING = 0.02  # the share of those who speak
SPOTS = 4  # places on a picture that many people mean
FIVES = 5  # people share points out in fives
ROOM = "33814"  # another room would have other preferences


def preferred(random: Random, poll: str, values: Sequence[str]) -> str:
    """One of the values; the favourite of the room is twice as likely as the next."""
    if set(values) == SILENCE:
        return "object" if random.random() < OBJECTING else "agree"
    return voices.drawn(random, sorted(values, key=lambda value: (value in LAST, _hash(poll, value))))


def order(random: Random, poll: str, values: Sequence[str]) -> list[str]:
    """All of the values, what is preferred first."""
    left, found = list(values), list[str]()
    while left:
        found.append(preferred(random, poll, left))
        left.remove(found[-1])
    return found


def step(random: Random, poll: str, statement: str, values: Sequence[str]) -> str:
    """One of the steps of a scale, around what the room thinks of this statement."""
    steps = sorted((value for value in values if value != PASS), key=int)
    if len(steps) < len(values) and random.random() < PASSES:
        return PASS
    far = len(steps) - 1
    middle = far * _share(0.3, 0.85, poll, statement)
    return steps[_within(random.gauss(middle, far / 5), 0, far)]


def shares(random: Random, poll: str, names: Sequence[str], budget: int) -> list[int]:
    """The budget shared out to the last point, more for what the room prefers."""
    unit = FIVES if budget % FIVES == 0 else 1
    weights = [_share(0.3, 1, poll, name) ** 2 * random.gammavariate(2, 1) for name in names]
    found = [int(budget / unit * weight / sum(weights)) for weight in weights]
    most = weights.index(max(weights))
    found[most] += budget // unit - sum(found)
    return [unit * share for share in found]


def coordinate(random: Random, poll: str, name: str) -> str:
    """A place on one axis from 0 to 100, around that of the room."""
    return str(_within(random.gauss(100 * _share(0.2, 0.85, poll, name), 12), 0, 100))


def pins(random: Random, poll: str, many: int) -> list[tuple[int, int]]:
    """Different places on a picture, in hundredths of its width and height, near those that many people mean."""
    spots = voices.places(poll) or [_spot(poll, str(n)) for n in range(SPOTS)]
    found: dict[tuple[int, int], None] = {}
    for _ in range(many):
        across, down = voices.drawn(random, spots)
        found[_within(random.gauss(across, 2), 0, 100), _within(random.gauss(down, 2), 0, 100)] = None
    return list(found)


def _spot(poll: str, name: str) -> tuple[int, int]:
    return round(100 * _share(0.25, 0.8, poll, name, "x")), round(100 * _share(0.25, 0.8, poll, name, "y"))


def number(random: Random, least: int, most: int, *, halves: bool = False) -> str:
    """A number near the middle of what is allowed; `halves` where decimals are."""
    value = min(most, max(least, random.gauss((least + most) / 2, (most - least) / 6)))
    return f"{round(2 * value) / 2:g}" if halves else str(round(value))


def _hash(*of: str) -> int:
    return zlib.crc32(" ".join((ROOM, *of)).encode())


def _share(low: float, high: float, *of: str) -> float:
    """A number from low to high that is always the same for the same things."""
    return low + (high - low) * (_hash(*of) % 1009) / 1008


def _within(value: float, least: int, most: int) -> int:
    return min(most, max(least, round(value)))
