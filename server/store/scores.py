"""Who has earned how many points in all quizzes so far: persons, where an open ballot joins names and answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from redis.asyncio import Redis

from server.domain.kind import AnyKind, Score
from server.domain.seat import Seat
from server.domain.state import State
from server.domain.workshop import Ballot, Poll, Workshop
from server.store import keys, reading, stored


def shows(poll: Poll, kind: AnyKind) -> bool:
    """Whether a poll's result names persons by their points."""
    return kind.scored and poll.settings.ballot is Ballot.OPEN and poll.settings.by == "seat"


async def scores(
    redis: Redis, code: str, workshop: Workshop, kinds: Mapping[str, AnyKind], state: State, last: str,
    seats: Mapping[int, Seat],
) -> tuple[Score, ...]:  # fmt: skip
    """The persons who gave their name, by points over the last rounds of all such polls up to this one, best first."""
    points: Counter[int] = Counter()
    for name in workshop.polls:
        round_ = state.of(name).round
        poll = workshop.poll_in(name, round_)
        if poll is not None and round_ and shows(poll, kinds[poll.kind]):
            found = await reading.fields(redis, keys.answers(code, poll.id, round_))
            for voter, value in found.items():
                one = stored.decode(value)
                if voter.isdecimal() and not one.withdrawn:
                    answer = stored.answer_of(one.payload)
                    points[int(voter)] += kinds[poll.kind].earned(poll.definition, answer)
        if name == last:
            break
    lines = [
        Score(seat.name, _plate(workshop, seat), points[number])
        for number in points
        if (seat := seats.get(number)) is not None and seat.name
    ]
    return tuple(sorted(lines, key=lambda line: (-line.points, line.name)))


def _plate(workshop: Workshop, seat: Seat) -> str:
    delegation = workshop.delegation(seat.delegation)
    return (delegation.plate or delegation.id) if delegation else ""
