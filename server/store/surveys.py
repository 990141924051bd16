"""The acts on a survey: one script opens all its polls, gives them more time or closes them, so that none is left.

Also how far its delegates are. That is found from who answered what and kept nowhere: the store holds no pair of a seat
and its polls.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

from redis.asyncio import Redis

from server.domain.here import Numbers
from server.domain.messages import message
from server.domain.seat import Seat
from server.domain.state import GRACE, State
from server.domain.workshop import Poll
from server.store import keys
from server.store.acting import MOVED, Acting, pair, state_of
from server.store.scripts import Script
from server.store.voters import Voters

_OPEN, _CLOSE, _EXTEND = Script("survey_open"), Script("survey_close"), Script("survey_extend")
_CLOSED = message("This survey is not open.")


class Page(NamedTuple):
    """One poll of a survey and its present round, 0 before the first."""

    poll: Poll
    round: int


class Surveys(Acting):
    """What moderators do with a survey; the other acts are those of `Acts`."""

    async def open(
        self, code: str, item: str, pages: Sequence[Page], *, countdown: int | None = None, by: str = ""
    ) -> State:
        """Open the next round of every poll, results hidden, and put the survey on stage. `countdown` is in seconds."""
        refused = {"moved": MOVED, "open": message("A poll of this survey is open already.")}
        limit = "" if countdown is None else countdown
        return await self.act(_OPEN, code, by, item, limit, *_rounds(pages), refused=refused)

    async def close(self, code: str, pages: Sequence[Page], *, by: str = "", present: Numbers | None = None) -> State:
        """Close whatever of it is open. `present` are the people and the member delegations that are present."""
        reply = await self.send(_CLOSE, code, by, "", pair(present), *_rounds(pages), more=_counts(code, pages))
        state = state_of(reply, {"moved": MOVED, "closed": _CLOSED})
        await self.forget_order(code, [(page.poll.id, page.round) for page in pages])
        return state

    async def close_due(self, code: str, pages: Sequence[Page], *, present: Numbers | None = None) -> int:
        """Close it if its deadline and the grace have passed.

        Returns:
            Milliseconds to wait before asking again; 0 when it is closed, or needs no closing.
        """
        reply = await self.send(_CLOSE, code, "", GRACE, pair(present), *_rounds(pages), more=_counts(code, pages))
        if reply[0] == "early":
            return int(reply[1])
        if reply[0] == "done":
            await self.forget_order(code, [(page.poll.id, page.round) for page in pages])
        return 0

    async def extend(self, code: str, pages: Sequence[Page], seconds: int, *, by: str = "") -> State:
        """Move the deadline."""
        refused = {
            "closed": _CLOSED,
            "endless": message("This survey has no countdown."),
            "over": message("The countdown of this survey is over."),
        }
        return await self.act(_EXTEND, code, by, seconds, GRACE, *[page.poll.id for page in pages], refused=refused)


class Progress:
    """How far people are in a survey."""

    def __init__(self, redis: Redis, voters: Voters) -> None:
        self._redis = redis
        self._voters = voters

    async def finished(self, code: str, pages: Sequence[Page], seats: Sequence[Seat]) -> Sequence[Seat]:
        """The seats that have answered every poll; where a poll takes one answer of each delegation, by whomever."""
        pipe = self._redis.pipeline(transaction=False)
        for page in pages:
            pipe.hkeys(keys.answers(code, page.poll.id, page.round))
        answered = [frozenset(names) for names in cast("list[list[str]]", await pipe.execute())]
        left = list(seats)
        # The page that fewest have answered leaves the fewest to be looked for on the others.
        for page, names in sorted(zip(pages, answered, strict=True), key=lambda one: len(one[1])):
            left = [seat for seat in left if await self._voter(code, page, seat) in names]
        return left

    async def _voter(self, code: str, page: Page, seat: Seat) -> str:
        return await self._voters.voter(code, page.poll.id, page.round, page.poll.settings, seat)


def _rounds(pages: Sequence[Page]) -> list[str | int]:
    return [part for page in pages for part in (page.poll.id, page.round)]


def _counts(code: str, pages: Sequence[Page]) -> list[str]:
    return [keys.counts(code, page.poll.id, page.round) for page in pages]
