"""What goes into the recorder, and what comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from server.domain.counts import Counts
from server.domain.errors import HemicycleError
from server.domain.messages import message

Status = Literal["recorded", "changed", "replayed", "superseded", "closed", "round", "final", "mandate"]
KEPT: frozenset[str] = frozenset(("recorded", "changed", "replayed", "superseded"))


class Submission(NamedTuple):
    """One answer to be kept.

    `counts` is what the kind says it adds, without people and segments; `payload` the fields as compact JSON, "{}" for
    an answer that is taken back. `id` was made by the phone and makes resending harmless. `agent` is the delegation
    that answers by the proxy of the voter. `opened` is when the round that is meant was opened, in milliseconds; 0 for
    whichever has that number now.
    """

    code: str
    poll: str
    round: int
    voter: str
    id: str
    counts: Counts
    segments: tuple[str, ...]
    payload: str
    change: bool = True
    secret: bool = False
    agent: str = ""
    opened: int = 0


class Recorded(NamedTuple):
    """What became of an answer: kept as recorded, changed, replayed or superseded; refused as closed, round, final or

    mandate, where the right of a delegation is exercised by another one.

    `rev` is the revision of the workshop, `at` the time of the store in milliseconds.
    """

    status: Status
    rev: int
    at: int

    @property
    def kept(self) -> bool:
        return self.status in KEPT


Done = Callable[[Recorded | Exception], None]


class Overloaded(HemicycleError):
    """More answers are waiting than this process takes; nothing was stored."""

    def __init__(self) -> None:
        self.reason = message("Too many answers are arriving. Yours is not stored; please send it again in a moment.")
        super().__init__(self.reason)

    def __str__(self) -> str:
        return str(self.reason)
