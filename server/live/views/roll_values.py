"""A roll call as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.live.views.poll_values import Act


@dataclass(frozen=True, slots=True)
class RollView:
    """Where a roll call stands. `called` is "" before the first call; `following` are the next ones by name.

    `turn` says that it is the second call, "" in the first; `says` are the answers that the desk can enter for the
    called delegation.
    """

    id: str
    called: str
    plate: str
    flag: str
    place: int
    total: int
    turn: str
    answered: bool
    following: Sequence[str]
    sentence: str
    says: Sequence[Act] = ()


@dataclass(frozen=True, slots=True)
class RollWords:
    """The roll call in one of two languages on a wall; `called` is "" before the first call, as `sentence` says."""

    turn: str
    called: str
    state: str
    following: str
    sentence: str
