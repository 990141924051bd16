"""Many simulated delegates: who they are, and their coming and going."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from random import Random

from server.domain.workshop import Admission, Workshop
from server.rehearsal.delegate import Delegate, Habits
from server.rehearsal.ledger import Ledger, Person

AT_ONCE = 40  # people who take their seats at the same moment; a hall comes in through several doors
IN_THE_ROOM = 0.55  # the share of people who are in the room
WITHOUT_DELEGATION = 0.03  # where the workshop does not ask for one: guests, press, staff

NAMES = {
    "es": ("Lucía Herrera", "Martín Rojas", "Valentina Cruz", "Diego Fuentes", "Camila Ortega", "Andrés Molina"),
    "en": ("Grace Bennett", "Marcus Clarke", "Aaliyah Joseph", "Daniel Reid", "Kezia Thomas", "Owen Baptiste"),
    "fr": ("Chantal Étienne", "Luc Tremblay", "Nadège Pierre", "Hugo Gagnon", "Mireille Jean", "Yves Bouchard"),
    "pt": ("Beatriz Almeida", "Rafael Nogueira", "Larissa Campos", "Thiago Moraes", "Inês Duarte", "Caio Barros"),
}
# The language that most people of a delegation choose; the others choose among the workshop's languages.
SPOKEN = {"en": "AG BS BB BZ CA DM GD GY JM KN LC TT VC US", "fr": "HT", "pt": "BR"}


def people(workshop: Workshop, many: int, random: Random) -> list[Person]:
    """So many people of this workshop: every delegation sends somebody before one sends a second."""
    delegations = [one.id for one in workshop.delegations]
    random.shuffle(delegations)
    found = []
    for number in range(1, many + 1):
        delegation = delegations[(number - 1) % len(delegations)] if delegations else ""
        if workshop.admission is Admission.OPEN and random.random() < WITHOUT_DELEGATION:
            delegation = ""
        language = _language(workshop, delegation, random)
        names = NAMES.get(language, NAMES["en"])
        found.append(
            Person(
                number,
                delegation,
                "room" if random.random() < IN_THE_ROOM else "remote",
                language,
                f"{random.choice(names)} {number}" if workshop.ask_name == "required" or random.random() < 0.5 else "",
            )
        )
    return found


def _language(workshop: Workshop, delegation: str, random: Random) -> str:
    flag = next((one.flag or one.id for one in workshop.delegations if one.id == delegation), "").upper()
    own = next((code for code, flags in SPOKEN.items() if flag in flags.split()), "es" if flag else "")
    if own in workshop.languages and random.random() < 0.85:
        return own
    return random.choice(workshop.languages)


class Crowd:
    """All simulated delegates of one rehearsal."""

    def __init__(
        self, base: str, code: str, persons: Sequence[Person], habits: Habits, *, ledger: Ledger, seed: int
    ) -> None:
        self.ledger = ledger
        self._news = asyncio.Event()
        self._delegates = [
            Delegate(base, code, person, ledger, habits, seed + person.number, self._news.set) for person in persons
        ]
        self._attending: list[asyncio.Task[None]] = []

    async def join(self) -> None:
        """Everybody takes a seat and opens the socket.

        Raises:
            NotAdmitted: when one gets no seat.
            Unreachable: when the server does not answer.
        """
        door = asyncio.Semaphore(AT_ONCE)

        async def enter(delegate: Delegate) -> None:
            async with door:
                await delegate.join()
            self._attending.append(asyncio.create_task(delegate.attend()))

        async with asyncio.TaskGroup() as group:
            for delegate in self._delegates:
                group.create_task(enter(delegate))

    async def settle(self, patience: float) -> bool:
        """Wait until every answer that was sent is acknowledged or refused; False when that takes too long."""
        return await self._until(lambda delegate: delegate.settled, patience)

    async def finish(self, patience: float) -> bool:
        """The same, and nobody begins anything new."""
        for delegate in self._delegates:
            delegate.stop_thinking()
        return await self.settle(patience)

    async def leave(self) -> None:
        """Everybody goes."""
        for task in self._attending:
            task.cancel()
        await asyncio.gather(*self._attending, return_exceptions=True)

    async def seen(self, poll: str, round_: int, patience: float) -> bool:
        """Wait until everybody's phone shows this round."""
        return await self._until(lambda delegate: delegate.seen == (poll, round_), patience)

    async def _until(self, done: Callable[[Delegate], bool], patience: float) -> bool:
        try:
            async with asyncio.timeout(patience):
                while not all(done(delegate) for delegate in self._delegates):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return False
        return True
