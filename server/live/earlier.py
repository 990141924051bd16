"""What somebody answered in an earlier poll, as the segments by which a later result is split."""

from __future__ import annotations

from server.domain.seat import Seat
from server.domain.splits import answer_segment
from server.domain.workshop import Poll
from server.live.present import Present
from server.store.results import Results
from server.store.voters import Voters


async def earlier(voters: Voters, results: Results, present: Present, poll: Poll, seat: Seat) -> tuple[str, ...]:
    """The segments of what this seat chose in the last round of the poll that splits this one; none where none does.

    The earlier answer is found under the name that its own ballot gives the seat: an anonymous one stays anonymous.
    """
    split = present.workshop.polls.get(poll.settings.split)
    last = present.state.of(poll.settings.split).round
    if split is None or not last:
        return ()
    voter = await voters.voter(present.code, split.id, last, split.settings, seat)
    own = await results.own(present.code, split.id, last, voter)
    return tuple(answer_segment(split.id, option) for option in own.answer.all("option")) if own else ()
