"""What an edit may not do to polls that were put to the room: change one that is open, remove one that was answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from redis.asyncio import Redis

from server.domain.errors import Conflict
from server.domain.kind import AnyKind
from server.domain.messages import Message, message
from server.domain.state import Phase, State, decode
from server.domain.workshop import Poll, Workshop
from server.store import keys, reading

Kinds = Mapping[str, AnyKind]


async def answered(redis: Redis, code: str) -> frozenset[str]:
    """The polls that people have answered in any round."""
    rounds = keys.rounds(await _state(redis, code))
    pipe = redis.pipeline(transaction=False)
    for poll, number in rounds:
        pipe.exists(keys.answers(code, poll, number), keys.reactions(code, poll, number))
    found = await pipe.execute() if rounds else []
    return frozenset(poll for (poll, _), there in zip(rounds, found, strict=True) if there)


async def hindrances(
    redis: Redis, code: str, kinds: Kinds, before: Workshop | None, after: Workshop, *, reword: bool = False
) -> dict[str, Message]:
    """The polls because of which this agenda cannot take the place of that one just now, with the reasons.

    Args:
        reword: open polls that nobody has answered are no hindrance.
    """
    state = await _state(redis, code)
    changed = changes(before, after)
    if not changed:
        return {}
    words = {poll for poll, _ in await rewordable(redis, code, kinds, before, after)}
    found = {
        poll: unanswered(poll) if poll in words else being_answered(poll)
        for poll in changed
        if state.of(poll).phase is Phase.OPEN and not (reword and poll in words)
    }
    gone = [poll for poll in changed if poll not in after.polls and poll not in found]
    kept = await answered(redis, code) if gone else ()
    return found | {poll: has_answers(poll) for poll in gone if poll in kept}


def changes(before: Workshop | None, after: Workshop) -> list[str]:
    """The polls that are others, or gone."""
    return [name for name, old in before.polls.items() if after.polls.get(name) != old] if before else []


async def rewordable(
    redis: Redis, code: str, kinds: Kinds, before: Workshop | None, after: Workshop
) -> list[tuple[str, str]]:
    """The open polls that would ask in other words, as far as nobody has answered them; each with its round."""
    found: list[tuple[str, str]] = []
    state = await _state(redis, code)
    for name in changes(before, after):
        at, new = state.of(name), after.polls.get(name)
        if before is None or new is None or at.phase is not Phase.OPEN or (name, at.round) in before.asked:
            continue
        if _only_words(kinds, before.polls[name], new) and not await redis.exists(keys.answers(code, name, at.round)):
            found.append((name, str(at.round)))
    return found


def _only_words(kinds: Kinds, old: Poll, new: Poll) -> bool:
    """Whether a poll asks and offers something else, but is answered and counted in the same way."""
    kind = kinds[old.kind]
    if kind.background or replace(old, prompt=new.prompt, definition=new.definition) != new:
        return False
    return kind.procedure(old.definition) == kind.procedure(new.definition)


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


def unanswered(poll: str) -> Message:
    """Why a poll is not changed by itself, though it could be."""
    return message(
        "The poll “%(poll)s” is open, and nobody has answered it yet: put the change before the room, or close it.",
        poll=poll,
    )


def has_answers(poll: str) -> Message:
    """Why a poll cannot be removed."""
    return message("The poll “%(poll)s” has answers, so it stays in the agenda and in the summary.", poll=poll)


async def _state(redis: Redis, code: str) -> State:
    return decode(await reading.fields(redis, keys.state(code)))
