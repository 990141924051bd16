"""What an edit may not do to polls that were put to the room: change one that is open, remove one that was answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from redis.asyncio import Redis

from server.domain.errors import Conflict
from server.domain.messages import Message, message
from server.domain.state import Phase, State, decode
from server.domain.workshop import Poll
from server.store import keys, reading


async def answered(redis: Redis, code: str) -> frozenset[str]:
    """The polls that people have answered in any round."""
    rounds = keys.rounds(await _state(redis, code))
    pipe = redis.pipeline(transaction=False)
    for poll, number in rounds:
        pipe.exists(keys.answers(code, poll, number), keys.reactions(code, poll, number))
    found = await pipe.execute() if rounds else []
    return frozenset(poll for (poll, _), there in zip(rounds, found, strict=True) if there)


async def hindrance(redis: Redis, code: str, before: Mapping[str, Poll], after: Mapping[str, Poll]) -> Message | None:
    """Why these polls cannot take the place of those just now, None where they can."""
    state = await _state(redis, code)
    changed = [name for name, old in before.items() if after.get(name) != old]
    for poll in changed:
        if state.of(poll).phase is Phase.OPEN:
            return being_answered(poll)
    kept = await answered(redis, code)
    return next((has_answers(poll) for poll in changed if poll not in after and poll in kept), None)


async def removable(redis: Redis, code: str, polls: Iterable[str]) -> list[tuple[str, str]]:
    """How often each of these polls was asked, as lua/replace.lua compares it.

    Raises:
        Conflict: when people have answered one of them.
    """
    wanted = list(polls)
    if not wanted:
        return []
    kept = await answered(redis, code)
    if lost := [poll for poll in wanted if poll in kept]:
        raise Conflict(has_answers(lost[0]))
    state = await _state(redis, code)
    return [(poll, str(state.of(poll).round)) for poll in wanted]


def being_answered(poll: str) -> Message:
    """Why a poll cannot be changed now."""
    return message("The poll “%(poll)s” is open: close it before you change it.", poll=poll)


def has_answers(poll: str) -> Message:
    """Why a poll cannot be removed."""
    return message("The poll “%(poll)s” has answers, so it stays in the agenda and in the summary.", poll=poll)


async def _state(redis: Redis, code: str) -> State:
    return decode(await reading.fields(redis, keys.state(code)))
