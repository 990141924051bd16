"""The hemicycle as values: seats in their places, and what their forms mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeatMark:
    """One seat of the hemicycle, in the units of its viewBox (radius of the outer row: 500).

    `state` is absent, present or answered; where seats show votes for, against, abstained or silent (present, no vote).
    """

    delegation: str
    name: str
    plate: str
    x: float
    y: float
    state: str
    remote: bool = False
    called: bool = False  # in a roll call, now


@dataclass(frozen=True, slots=True)
class Side:
    """One answer of a vote: the form of its seats, what it is called, how many, and who where names may be shown."""

    form: str
    name: str
    number: int
    names: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class HallView:
    """The hemicycle: `number` counts the seats shown, `of` is what it is out of; `sentence` says it in words.

    `sides` are the answers that its seats show, none while they show none; `named`: each seat stands in its place and
    says how its delegation voted; else seats are sorted by answers and nobody is named.
    """

    marks: Sequence[SeatMark]
    box: str
    radius: float
    number: int
    of: str
    sentence: str
    sides: Sequence[Side] = ()
    named: bool = False
    note: str = ""
    total: int = 0  # what `of` says, as a number
