"""The procedure of a poll: what the rules of a meeting ask beyond the question, as its kind reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RollCall:
    """Delegations are called one by one in the alphabetical order of a language ("" for the workshop's own).

    `drawn`: the first one is drawn by lot, and the order goes round from there.
    """

    language: str = ""
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Procedure:
    """What is special about how a poll is taken.

    `weighted`: answers count by the weight of their delegation. `silence` is the time to object in seconds, 0 where
    silence means nothing. `decides` is False for a temperature check. `stances` are the answers that a seat can show:
    field → for, against or abstained; none where a seat shows nothing. `members`: whoever belongs to no delegation is
    tallied with the observers.
    """

    weighted: bool = False
    roll_call: RollCall | None = None
    silence: int = 0
    decides: bool = True
    stances: Mapping[str, str] = field(default_factory=dict)
    members: bool = False


PLAIN = Procedure()
