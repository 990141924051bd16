"""The benches of a plenary: simulated delegates over real sockets, beside the few people who sit in a browser."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Sequence
from random import Random
from typing import Any

from server.commands import agenda
from server.files import EXAMPLES
from server.kinds import BY_NAME
from server.rehearsal import script
from server.rehearsal.crowd import Crowd
from server.rehearsal.delegate import Habits
from server.rehearsal.ledger import Ledger, Person
from server.rehearsal.moderator import Moderator
from server.rehearsal.registering import registered
from server.rehearsal.voting import Voting
from server.store.files import yaml_text
from tests.browser.hall import Hall

PATIENCE = 30  # seconds


class Benches:
    """One delegate of every delegation but those in `browsers`; they vote as the script of the example says.

    They live in a thread with a loop of its own, for a browser that is driven from the test has the loop of the test.
    """

    def __init__(self, hall: Hall, browsers: Sequence[str]) -> None:
        self.hall = hall
        file = EXAMPLES / "plenary.yaml"
        self.workshop = agenda.read(file).workshop
        raw = yaml_text.read((EXAMPLES / "scripts" / "plenary.yaml").read_text()).value
        self.script = script.parse(raw, self.workshop)
        self.absent = [*self.script.absent, *browsers]
        self.persons: Sequence[Person] = ()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def sit_down(self) -> None:
        """Registered, with a badge each, and in their seats."""
        self._run(self._sit_down())

    def vote(self, poll: str, number: int = 1) -> None:
        """Whoever is here votes in the round that is open, and the clerk enters the rest."""
        self._run(self._vote(poll, number))

    def leave(self) -> None:
        """Everybody goes."""
        self._run(self._crowd.leave())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()

    async def _sit_down(self) -> None:
        moderator = Moderator(self.hall.url, self.hall.code, self.hall.tokens["moderator"])
        many = len(self.workshop.delegations) - len(self.absent)
        self.persons = await registered(moderator, self.workshop, many, Random(1), self.absent)
        self._crowd = Crowd(
            self.hall.url, self.hall.code, self.persons, Habits(thinking=0.2, change=0), ledger=Ledger(), seed=1,
            told=self.script.told,
        )  # fmt: skip
        await self._crowd.join()
        self._voting = Voting(self.workshop, BY_NAME, moderator, self._crowd, self.script, self._settle)

    async def _settle(self, _: object) -> None:
        assert await self._crowd.settle(PATIENCE)

    async def _vote(self, poll: str, number: int) -> None:
        assert await self._crowd.seen(poll, number, PATIENCE)
        await self._voting.take(self.workshop.polls[poll], number, self.script.rounds(poll)[number - 1])

    def _run(self, what: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(what, self._loop).result(2 * PATIENCE)
