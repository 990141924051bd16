"""The acts by which rights pass from one to another: proxies, and seats that go to another device or person."""

from __future__ import annotations

import secrets

from server.domain.errors import Conflict
from server.domain.messages import Message, message
from server.domain.roll_call import Roll
from server.domain.state import State, decode
from server.domain.text import one_line
from server.domain.workshop import Workshop
from server.store import keys, reading
from server.store.access import digest
from server.store.acting import MOVED, Acting
from server.store.scripts import Script

_PROXY, _TRANSFER, _CALL = Script("proxy"), Script("transfer"), Script("call")
# Long enough to hand a phone over and read a code aloud, short enough that a code left lying about opens nothing.
PASS_LASTS = 600  # seconds
# Characters that nobody mistakes for another when they are read aloud: no 0 and O, no 1, I and L.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LONGEST_PASS = 10


class Mandates(Acting):
    """Gives proxies and takes them back, passes seats on, and calls the roll. `by` says who, for the log."""

    async def give(self, code: str, workshop: Workshop, holder: str, agent: str, *, by: str) -> State:
        """Let `agent` answer for `holder` from now on.

        Raises:
            Conflict: when the rules do not allow it.
        """
        rule = workshop.proxies
        if rule is None:
            raise Conflict(message("The rules of this meeting know of no proxies."))
        if reason := _unfit(workshop, holder, agent):
            raise Conflict(reason)
        refused = {
            "given": message("This delegation has given its proxy already."),
            "passed": message("This delegation has given its own proxy, and a proxy cannot be passed on."),
            "holds": message("This delegation holds a proxy itself, and a proxy cannot be passed on."),
            "full": message("This delegation holds as many proxies as the rules allow: %(n)s.", n=rule.most),
        }
        return await self.act(_PROXY, code, by, "give", holder, agent, rule.most, refused=refused)

    async def end(self, code: str, holder: str, agent: str, *, by: str) -> State:
        """Take a proxy back: `holder` answers for itself again."""
        refused = {"none": message("There is no such proxy any more.")}
        return await self.act(_PROXY, code, by, "end", holder, agent, 0, refused=refused)

    async def hand_out(self, code: str, number: int) -> str:
        """A pass with which another device can take a seat, once and soon."""
        made = "".join(secrets.choice(_LETTERS) for _ in range(LONGEST_PASS))
        await self._redis.set(keys.seat_pass(code, digest(made)), str(number), ex=PASS_LASTS)
        return made

    async def offered(self, code: str, given: str) -> int:
        """The seat that a pass opens; 0 where it opens none."""
        return int(await self._redis.get(keys.seat_pass(code, digest(plain(given)))) or 0)

    async def take(self, code: str, given: str, *, name: str = "", by: str = "") -> str:
        """Take a seat with a pass: the token of its new device. The old device loses it.

        Raises:
            Conflict: when the pass was used, or is too old.
        """
        token = secrets.token_hex(16)
        spent = message("This code was used already, or it is too old. Please ask for another one.")
        more = [
            keys.seat_pass(code, digest(plain(given))),
            keys.seat_tokens(code),
            keys.seats(code),
            keys.seat_changes(code),
        ]
        await self.act(_TRANSFER, code, by, digest(token), one_line(name), more=more, refused={"spent": spent})
        return token

    async def call(self, code: str, poll: str, round_: int, seen: Roll, wanted: Roll, *, by: str) -> State:
        """Call a delegation in a roll call; `seen` is where the roll stood for the moderator."""
        before = str(seen) if seen.called else ""
        refused = {"moved": MOVED, "closed": message("This poll is not open.")}
        return await self.act(_CALL, code, by, poll, round_, before, str(wanted), refused=refused)

    async def state(self, code: str) -> State:
        """Where the workshop stands."""
        return decode(await reading.fields(self._redis, keys.state(code)))


def plain(given: str) -> str:
    """A pass as it was made, whatever spaces, hyphens and small letters somebody typed."""
    return "".join(letter for letter in given.upper() if letter in _LETTERS)[:LONGEST_PASS]


def _unfit(workshop: Workshop, holder: str, agent: str) -> Message | None:
    """Why a proxy between these two can never be."""
    ends = workshop.delegation(holder), workshop.delegation(agent)
    if None in ends:
        return message("This delegation is not on the roster.")
    if any(one.observer for one in ends if one):
        return message("An observer has no vote that it could give or exercise.")
    return message("A delegation cannot hold its own proxy.") if holder == agent else None
