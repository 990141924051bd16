"""What resets and wipes mean for open lines: what was remembered of them is forgotten, and rehearsed seats go home."""

from __future__ import annotations

from collections.abc import Iterable

from server.domain.state import State
from server.live.line import GO_AWAY, Line
from server.store.voters import Voters


def leave(code: str, before: State, after: State, lines: Iterable[Line], voters: Voters) -> None:
    """Called in every process that has the room, when the state has changed from `before` to `after`."""
    wiped = before.rehearsal is not None and after.rehearsal is None
    anew = before.ended is not None and after.ended is None
    if not (wiped or anew):
        return
    # The key of the pseudonyms is another one from here on.
    voters.renew(code)
    for line in list(lines):
        line.voters.clear()
        line.splits.clear()
        if wiped and line.seat is not None and line.seat.simulated:
            line.transport.close(GO_AWAY)
