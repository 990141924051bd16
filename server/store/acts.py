"""The acts of moderators and staff: each is one script that checks, writes, logs who acted and when, and rings.

An act that the present state does not allow raises a Conflict with a whole sentence. An act is sent again when its
connection breaks; its id makes sure that it is done once.
"""

# ruff: noqa: A002 - a round is called round, in arguments too.

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from server.domain import wall
from server.domain.errors import Conflict
from server.domain.here import Numbers
from server.domain.messages import message
from server.domain.state import GRACE, Last, Phase, State, decode
from server.domain.text import clean, one_line
from server.domain.wall import WallControl
from server.store import keys, reading
from server.store.acting import LOOKS, MOVED, Acting, pair, state_of
from server.store.forgetting import rewrite
from server.store.scripts import Script
from server.store.stored import US

Decision = Literal[
    "hide", "restore", "approve", "merge", "unmerge", "theme", "name", "answer", "unanswer", "screen", "unscreen"
]

_OPEN, _CLOSE, _SHOW, _EXTEND = Script("open"), Script("close"), Script("show"), Script("extend")
_COMPARE, _LAST_CALL = Script("compare"), Script("last_call")
_WALL, _UNDO = Script("wall"), Script("undo")
_STAGE, _BEGIN, _END, _DECIDE, _NOTE = Script("stage"), Script("begin"), Script("end"), Script("decide"), Script("note")

_CLOSED = message("This poll is not open.")
# Long enough to notice a slip, short enough that nobody has left the question behind.
REOPENED_WITHIN = 60_000  # milliseconds in which a poll that was closed can be opened again in the same round


class Acts(Acting):
    """What moderators and staff do. `by` says who, for the log; all times are those of the store."""

    async def open(
        self,
        code: str,
        poll: str,
        *,
        item: str,
        countdown: int | None,
        shown: bool,
        by: str = "",
        expect: tuple[Phase, int] | None = None,
        present: Numbers | None = None,
        reason: str = "",
    ) -> State:
        """Open a draft, or a closed poll for another round, and put it on stage. `countdown` is in seconds.

        Without an `item` the stage stays as it is, and the poll runs beside what is on it.

        `expect` is the phase and round that the moderator saw; if they are others by now, nothing happens. `present`
        are the numbers of those who attend, kept with the round, and `reason` says why it is opened again.
        """
        phase, number = expect or ("", "")
        limit = "" if countdown is None else countdown
        arguments = (poll, item, limit, int(shown), str(phase), number, pair(present), one_line(reason))
        return await self.act(
            _OPEN, code, by, *arguments, refused={"moved": MOVED, "open": message("This poll is open already.")}
        )

    async def close(
        self,
        code: str,
        poll: str,
        *,
        round: int | None = None,
        by: str = "",
        present: Numbers | None = None,
        reveal: bool = False,
    ) -> State:
        """Close the open round; an answer is counted before that or refused after it.

        `present` are the numbers of those who attend, kept with the round. With `reveal` the
        result is shown in the same act.
        """
        for _ in range(LOOKS):
            number = await self._round(code, poll) if round is None else round
            reply = await self.send(
                _CLOSE, code, by, poll, number, "", pair(present), int(reveal), REOPENED_WITHIN,
                more=[keys.counts(code, poll, number)],
            )  # fmt: skip
            if reply[0] != "moved" or round is not None:
                break
        state = state_of(reply, {"moved": MOVED, "closed": _CLOSED})
        await self.forget_order(code, [(poll, number)])
        return state

    async def close_due(self, code: str, poll: str, round: int, *, present: Numbers | None = None) -> int:
        """Close this round if its deadline and the grace have passed.

        Returns:
            Milliseconds to wait before asking again; 0 when the round is closed, or needs no closing.
        """
        reply = await self.send(
            _CLOSE, code, "", poll, round, GRACE, pair(present), 0, 0, more=[keys.counts(code, poll, round)]
        )
        if reply[0] == "early":
            return int(reply[1])
        if reply[0] == "done":
            await self.forget_order(code, [(poll, round)])
        return 0

    async def reveal(self, code: str, poll: str, *, by: str = "") -> State:
        """Show the result to everybody; nothing happens where it is shown."""
        return await self._show(code, poll, by, shown=True)

    async def hide(self, code: str, poll: str, *, by: str = "") -> State:
        """Keep the result from everybody but the moderator; nothing happens where it is hidden."""
        return await self._show(code, poll, by, shown=False)

    async def compare(self, code: str, poll: str, way: str, *, by: str = "") -> State:
        """Set groups or rounds beside one another on the wall; "" for what a poll shows by itself."""
        return await self._compare(code, poll, "by", way, by)

    async def numbers(self, code: str, poll: str, numbers: str, *, by: str = "") -> State:
        """Show `shares` or `counts` on the wall; "" for what the agenda file says."""
        return await self._compare(code, poll, "numbers", numbers, by)

    async def extend(self, code: str, poll: str, seconds: int, *, by: str = "") -> State:
        """Move the deadline of an open poll."""
        return await self.act(
            _EXTEND,
            code,
            by,
            poll,
            seconds,
            GRACE,
            refused={
                "closed": _CLOSED,
                "endless": message("This poll has no countdown."),
                "over": message("The countdown of this poll is over."),
            },
        )

    async def last_call(self, code: str, poll: str, *, round: int, seconds: int, by: str = "") -> State:
        """Let an open poll close by itself in so many seconds, or earlier where its countdown ends earlier."""
        return await self.act(_LAST_CALL, code, by, poll, round, seconds, refused={"closed": _CLOSED, "moved": MOVED})

    async def stage(self, code: str, *, item: str, poll: str = "", by: str = "") -> State:
        """Put an agenda item, and perhaps one of its polls, on stage."""
        return await self.act(_STAGE, code, by, poll, item)

    async def wall(self, code: str, seen: WallControl, wanted: WallControl, *, by: str = "") -> State:
        """Choose what the wall shows whatever is on stage; nothing happens where `seen` is not what holds now."""
        moved = message("Somebody else has just changed the screen. Look at it and try again.")
        return await self.act(_WALL, code, by, wall.encode(seen), wall.encode(wanted), refused={"moved": moved})

    async def undo(self, code: str, last: Last, *, by: str = "") -> State:
        """Take the last act back. A poll that was closed goes on with the same round and the time that was left."""
        return await self.act(
            _UNDO,
            code,
            by,
            last.rev,
            more=[keys.moderation(code, last.poll, last.round)],
            refused={
                "moved": message("Something else has been done since. Look at it and try again."),
                "never": message("This cannot be taken back."),
                "late": message("It is too late to take this back."),
            },
        )

    async def begin(self, code: str, *, by: str = "") -> State:
        """Begin the workshop; opening the first poll does so too."""
        return await self.act(_BEGIN, code, by, refused={"begun": message("This workshop has begun already.")})

    async def end(self, code: str, *, by: str = "") -> State:
        """End the workshop: close what is open, and drop the key that joins seats to anonymous answers.

        No caller needs `Voters.forget` after this; processes forget what they remember of it within seconds.
        """
        for _ in range(LOOKS):
            state = decode(await reading.fields(self._redis, keys.state(code)))
            rounds = [(poll, one.round) for poll, one in state.polls.items() if one.phase is Phase.OPEN]
            reply = await self.send(
                _END,
                code,
                by,
                *[part for pair in rounds for part in pair],
                more=[keys.salt(code), *[keys.counts(code, poll, number) for poll, number in rounds]],
            )
            if reply[0] != "moved":
                break
        ended = state_of(reply, {"moved": MOVED})
        await rewrite(self._redis)
        return ended

    async def decide(
        self, code: str, poll: str, round: int, act: Decision, subject: str, value: str = "", by: str = ""
    ) -> State:
        """Decide how an entry or a counted field is seen."""
        return await self.decide_all(code, poll, round, act, [subject], value, by)

    async def decide_all(
        self, code: str, poll: str, round: int, act: Decision, subjects: Sequence[str], value: str = "", by: str = ""
    ) -> State:
        """Decide the same for several entries or fields at once; each decision has its own line in the log.

        `value` is the reason for hide and approve, the target of merge, the theme of an entry or the name of a theme;
        an empty theme or name takes it away.
        """
        asked = list(dict.fromkeys(text for subject in subjects if (text := one_line(subject))))
        if not asked:
            raise Conflict(message("There is nothing to decide."))
        if act == "merge" and one_line(value) in asked:
            raise Conflict(message("An entry cannot be merged with itself."))
        return await self.act(
            _DECIDE,
            code,
            by,
            poll,
            round,
            act,
            US.join(asked),
            one_line(value),
            more=[keys.moderation(code, poll, round)],
            refused={"moved": message("This poll has no such round.")},
        )

    async def note(self, code: str, key: str, text: str, *, by: str = "", seen: str = "*") -> State:
        """Keep a text of the staff; an empty one is taken away.

        `seen` is the revision (server.domain.passages) of the text that its author saw, `*` for whatever stands there;
        where another text stands there by now, nothing happens.
        """
        moved = message("Somebody else has written here meanwhile.")
        return await self.act(
            _NOTE, code, by, one_line(key), clean(text), seen, more=[keys.notes(code)], refused={"moved": moved}
        )

    async def _compare(self, code: str, poll: str, name: str, value: str, by: str) -> State:
        draft = message("This poll has not been opened yet.")
        return await self.act(_COMPARE, code, by, poll, name, value, refused={"draft": draft})

    async def _show(self, code: str, poll: str, by: str, *, shown: bool) -> State:
        draft = message("This poll has not been opened yet.")
        return await self.act(_SHOW, code, by, poll, int(shown), refused={"draft": draft})

    async def _round(self, code: str, poll: str) -> int:
        return int(await reading.field(self._redis, keys.state(code), f"{poll}.round") or 0)
