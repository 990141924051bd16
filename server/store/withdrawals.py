"""Seats that are taken back: those of a script that came in through an open door and has not answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from redis.asyncio import Redis

from server.domain.seat import Seat
from server.domain.state import RoundTimes, decode
from server.store import keys, reading
from server.store.acting import Acting, state_of
from server.store.scripts import Script, now
from server.store.seats import Seats
from server.store.voters import Voters
from server.store.workshops import Workshops

_WITHDRAW = Script("withdraw")
MINUTE = 60_000  # milliseconds
LONGEST = 60  # minutes; whoever came earlier belongs to the meeting
# Seats in one act; Lua cannot take many more arguments apart while everybody waits.
MOST = 5_000


class Span(NamedTuple):
    """From when until when the seats were taken, in milliseconds; the end of it is still in it."""

    since: int
    until: int

    @property
    def minutes(self) -> int:
        return max(1, round((self.until - self.since) / MINUTE))


class Withdrawals(Acting):
    """Takes seats back. `by` says who, for the log.

    A seat stays where it belongs to a badge, or has answered in a round that was open since. What a delegation says as
    one is nobody's own answer, and does not keep a seat.
    """

    def __init__(self, redis: Redis, workshops: Workshops, seats: Seats, voters: Voters) -> None:
        super().__init__(redis)
        self._workshops = workshops
        self._seats = seats
        self._voters = voters

    async def span(self, code: str, minutes: int) -> Span:
        """The last minutes, by the clock of the store."""
        at = await now(self._redis, code)
        return Span(at - minutes * MINUTE, at)

    async def taken(self, code: str, span: Span) -> list[Seat]:
        """The seats that were taken in this time."""
        return [seat for seat in await self._seats.everyone(code) if span.since <= seat.joined <= span.until]

    async def idle(self, code: str, span: Span) -> int:
        """How many of them would be taken back."""
        replies = [await self._send(code, span, seats, do=False, by="") for seats in await self._some(code, span)]
        return sum(int(reply[1]) for reply in replies if reply[0] == "found")

    async def withdraw(self, code: str, span: Span, *, by: str = "") -> int:
        """Take them back; returns how many. Whoever took a seat before stays.

        Raises:
            Conflict: when the workshop has ended.
        """
        gone = 0
        for seats in await self._some(code, span):
            reply = await self._send(code, span, seats, do=True, by=by)
            state_of(reply[:2], {})
            gone += int(reply[2]) if len(reply) > 2 else 0
        return gone

    async def _some(self, code: str, span: Span) -> list[list[Seat]]:
        seats = await self.taken(code, span)
        return [seats[start : start + MOST] for start in range(0, len(seats), MOST)]

    async def _send(self, code: str, span: Span, seats: list[Seat], *, do: bool, by: str) -> list[Any]:
        workshop = await self._workshops.get(code)
        state = decode(await reading.fields(self._redis, keys.state(code)))
        rounds = [
            (poll, number, asked.settings)
            for poll, number in keys.rounds(state)
            if workshop
            and (asked := workshop.poll_in(poll, number))
            and _open_since(state.of(poll).times, number, span)
        ]
        arguments: list[str | int] = []
        for seat in seats:
            voters = [await self._voters.voter(code, poll, number, own, seat) for poll, number, own in rounds]
            arguments += [seat.number, *("" if voter.startswith("d:") else voter for voter in voters)]
        own = (keys.seats, keys.seat_changes, keys.seat_tokens, keys.presence, keys.badges, keys.attended)
        more = [key(code) for key in own] + [keys.answers(code, poll, number) for poll, number, _ in rounds]
        return await self.send(_WITHDRAW, code, by, int(do), span.minutes, *arguments, more=more)


def _open_since(times: Mapping[int, RoundTimes], number: int, span: Span) -> bool:
    """Whether somebody who came in this time could have answered this round."""
    own = times.get(number)
    return own is None or own.closed is None or own.closed >= span.since
