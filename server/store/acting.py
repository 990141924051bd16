"""How an act is sent to the store, and what becomes of it; shared by all who act."""

from __future__ import annotations

import secrets
from typing import Any

from redis.asyncio import Redis

from server.domain.errors import Conflict
from server.domain.here import Numbers
from server.domain.messages import Message, message
from server.domain.state import State, decode
from server.domain.text import one_line
from server.store import keys, reading
from server.store.forgetting import rewrite
from server.store.scripts import Argument, Script

# How often an act that needs to know the open rounds looks again when somebody opens or closes one meanwhile.
LOOKS = 5

MOVED = message("Somebody else has just changed this poll. Look at it and try again.")
_UNKNOWN = message("There is no workshop with this code.")
_ENDED = message("This workshop has ended.")


class Acting:
    """Sends acts. An act is sent again when its connection breaks; its id makes sure that it is done once."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def send(
        self, script: Script, code: str, by: str, *arguments: Argument, more: list[str] | None = None
    ) -> list[Any]:
        """What the script says; `more` are its keys after state and log."""
        reply: list[Any] = await script(
            self._redis,
            [keys.state(code), keys.log(code), *(more or [])],
            [code, keys.BELL, secrets.token_hex(8), one_line(by), *arguments],
        )
        return reply

    async def act(
        self,
        script: Script,
        code: str,
        by: str,
        *arguments: Argument,
        more: list[str] | None = None,
        refused: dict[str, Message] | None = None,
    ) -> State:
        """The state after the act.

        Raises:
            Conflict: with the sentence that `refused` has for the script's word.
        """
        return state_of(await self.send(script, code, by, *arguments, more=more), refused or {})

    async def forget_order(self, code: str, rounds: list[tuple[str, int]]) -> None:
        """The append-only file holds the order in which secret ballots came in until it is rewritten."""
        names = [f"{poll}.secret.{number}" for poll, number in rounds]
        if any(await reading.some(self._redis, keys.state(code), names)):
            await rewrite(self._redis)


def pair(present: Numbers | None) -> str:
    """The numbers of those who are present, as scripts take them."""
    return " ".join(map(str, present)) if present else ""


def state_of(reply: list[Any], refused: dict[str, Message]) -> State:
    """The state after an act, or the Conflict that the script's word stands for."""
    word = reply[0]
    if word == "done":
        return decode(reading.pairs(reply[1]))
    raise Conflict({"unknown": _UNKNOWN, "ended": _ENDED, **refused}[word])
