"""Resets and rehearsals: answers that are dropped for good, while the log still says who did so, and when.

The entries of the log that held the answers are taken out; their links stay, so that the chain can still be followed
and nothing else can be taken out with them.
"""

from __future__ import annotations

from collections.abc import Sequence

from server.domain.errors import Conflict
from server.domain.messages import message
from server.domain.state import State, decode
from server.store import keys, reading
from server.store.acting import LOOKS, MOVED, Acting, state_of
from server.store.forgetting import rewrite
from server.store.scripts import Script

_RESET, _REHEARSE, _WIPE = Script("reset"), Script("rehearse"), Script("wipe")
Rounds = Sequence[tuple[str, int]]


class Resets(Acting):
    """Drops answers. `by` says who, for the log."""

    async def answers(self, code: str, poll: str = "") -> int:
        """How many answers a reset of this poll would drop, or one of the whole workshop."""
        rounds = await self._rounds(code, poll)
        pipe = self._redis.pipeline(transaction=False)
        for name, number in rounds:
            pipe.hget(keys.counts(code, name, number), "")
        return sum(int(people or 0) for people in await pipe.execute()) if rounds else 0

    async def poll(self, code: str, poll: str, *, answers: int, by: str = "") -> State:
        """Drop the answers to all rounds of a poll, which then was never opened.

        Args:
            answers: how many the moderator saw; with others, nothing happens.

        Raises:
            Conflict: when the poll is open, or there are other answers by now.
        """
        return await self._reset(code, poll, answers, by)

    async def workshop(self, code: str, *, answers: int, by: str = "") -> State:
        """Drop all answers; the meeting then has not begun. Seats, links, the agenda and the staff's texts stay.

        Raises:
            Conflict: when a poll is open, or there are other answers by now.
        """
        return await self._reset(code, "", answers, by)

    async def rehearse(self, code: str, *, by: str = "") -> State:
        """Begin a rehearsal: everything from now on is wiped with it.

        Raises:
            Conflict: when the meeting has begun, or a rehearsal has.
        """
        refused = {
            "rehearsing": message("A rehearsal has begun already."),
            "begun": message("This meeting has begun. Reset it, or rehearse a copy of it."),
        }
        return await self.act(_REHEARSE, code, by, more=[keys.notes(code)], refused=refused)

    async def wipe(self, code: str, *, by: str = "") -> State:
        """Wipe the rehearsal, whatever is open in it.

        Raises:
            Conflict: when there is no rehearsal.
        """
        own = (
            keys.dropped, keys.notes, keys.seats, keys.seat_changes, keys.seat_tokens, keys.presence, keys.badges,
            keys.salt, keys.wordings, keys.attended,
        )  # fmt: skip
        for _ in range(LOOKS):
            present = await self._present(code)
            more = [key(code) for key in own] + _keys(code, keys.rounds(present))
            reply = await self.send(
                _WIPE, code, by, len(keys.rounds(present)), *_pairs(present, list(present.polls)), more=more
            )
            if reply[0] != "moved":
                break
        state = state_of(reply, {"moved": MOVED, "real": message("There is no rehearsal to wipe.")})
        await self._forget_wordings(code)
        await rewrite(self._redis)
        return state

    async def _reset(self, code: str, poll: str, answers: int, by: str) -> State:
        for _ in range(LOOKS):
            present = await self._present(code)
            polls = [poll] if poll else [name for name, one in present.polls.items() if one.round]
            if not any(present.of(name).round for name in polls):
                raise Conflict(message("There are no answers to drop."))
            rounds = [place for place in keys.rounds(present) if place[0] in polls]
            more = [keys.dropped(code), keys.wordings(code), *_keys(code, rounds)]
            reply = await self.send(
                _RESET, code, by, int(not poll), answers, len(rounds), *_pairs(present, polls), more=more
            )
            if reply[0] != "moved":
                break
        if reply[0] == "open":
            raise Conflict(
                message("The poll “%(poll)s” is open. Close it first; its answers would be lost.", poll=reply[1])
            )
        more_by_now = message("There are other answers by now than you saw. Please look again; nothing was dropped.")
        state = state_of(reply, {"moved": MOVED, "more": more_by_now})
        await self._forget_wordings(code)
        await rewrite(self._redis)
        return state

    async def _forget_wordings(self, code: str) -> None:
        """Every process remembers by version in which words rounds were asked; those rounds are no more."""
        await self._redis.hincrby(keys.workshop(code), "version", 1)

    async def _present(self, code: str) -> State:
        return decode(await reading.fields(self._redis, keys.state(code)))

    async def _rounds(self, code: str, poll: str) -> Rounds:
        return [place for place in keys.rounds(await self._present(code)) if poll in ("", place[0])]


def _keys(code: str, rounds: Rounds) -> list[str]:
    """The counts of each round first, for the script adds them up; then every other key."""
    counts = [keys.counts(code, *place) for place in rounds]
    return counts + [key for place in rounds for key in keys.of_round(code, *place) if key not in counts]


def _pairs(state: State, polls: Sequence[str]) -> list[str | int]:
    return [part for name in polls if state.of(name).round for part in (name, state.of(name).round)]
