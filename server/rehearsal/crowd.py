"""Many simulated delegates: who they are, and their coming and going."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from random import Random

from server.rehearsal.browser import Browser
from server.rehearsal.delegate import Delegate, Habits, NotAdmitted
from server.rehearsal.form import Form, admission_form
from server.rehearsal.ledger import Fields, Ledger, Person
from server.rehearsal.names import language_of
from server.rehearsal.names import name as drawn_name

AT_ONCE = 40  # people who take their seats at the same moment; a hall comes in through several doors
IN_THE_ROOM = 0.55  # the share of people who are in the room
OWN_LANGUAGE = 0.85  # the share of a delegation that reads the polls in its own language


@dataclass(frozen=True, slots=True)
class Offer:
    """What the page of admission lets people choose."""

    delegations: Sequence[str] = ()
    languages: Sequence[str] = ("en",)
    named: bool = False

    @classmethod
    async def at(cls, base: str, code: str) -> Offer:
        """The offer of a workshop.

        Raises:
            NotAdmitted: when nobody is admitted, or only holders of badges.
            Unreachable: when the server does not answer.
        """
        page = await Browser(base).get(f"/{code}")
        form = admission_form(page.text)
        if form is None:
            raise NotAdmitted(code, f"its page shows no form; the server answered {page.status}.")
        if "badge" in form.controls:
            raise NotAdmitted(code, "it asks for badges, which these simulated delegates do not have.")
        return cls.of(form)

    @classmethod
    def of(cls, form: Form) -> Offer:
        """The offer in the form of admission."""
        delegations = form.controls["delegation"].values if "delegation" in form.controls else ()
        languages = form.controls["language"].values if "language" in form.controls else ()
        return cls(delegations, languages or (form.hidden.get("language", "en"),), "name" in form.controls)


def people(offer: Offer, many: int, random: Random) -> list[Person]:
    """So many people: every delegation sends somebody before one sends a second."""
    delegations = list(offer.delegations)
    random.shuffle(delegations)
    found = []
    names: set[str] = set()
    for number in range(1, many + 1):
        delegation = delegations[(number - 1) % len(delegations)] if delegations else ""
        language = _language(offer.languages, delegation, random)
        name = drawn_name(random, language_of(delegation) if delegation else language, names) if offer.named else ""
        names.add(name)
        attendance = "room" if random.random() < IN_THE_ROOM else "remote"
        found.append(Person(number, delegation, attendance, language, name))
    return found


def _language(offered: Sequence[str], delegation: str, random: Random) -> str:
    own = language_of(delegation)
    if delegation and own in offered and random.random() < OWN_LANGUAGE:
        return own
    return random.choice(offered)


class Crowd:
    """All simulated delegates of one rehearsal."""

    def __init__(
        self, base: str, code: str, persons: Sequence[Person], habits: Habits, *, ledger: Ledger, seed: int,
        tokens: Sequence[str] = (), told: Collection[str] = (),
    ) -> None:  # fmt: skip
        self.persons = persons
        self.ledger = ledger
        self._news = asyncio.Event()
        self._delegates = [
            Delegate(base, code, person, ledger, habits, seed + person.number, self._news.set, token, told)
            for person, token in zip_longest(persons, tokens, fillvalue="")
            if isinstance(person, Person)
        ]
        self._attending: list[asyncio.Task[None]] = []
        self._heads: dict[str, Delegate] = {}
        for one in self._delegates:
            self._heads.setdefault(one.person.delegation, one)

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

        entering = [asyncio.create_task(enter(delegate)) for delegate in self._delegates]
        try:
            await asyncio.gather(*entering)
        finally:
            for task in entering:
                task.cancel()

    async def seen(self, poll: str, round_: int, patience: float) -> bool:
        """Wait until everybody's phone shows this round; False when that takes too long."""
        return await self._until(lambda delegate: delegate.seen == (poll, round_), patience)

    async def through(self, patience: float) -> bool:
        """Wait until everybody has come to the end of the survey; False when that takes too long."""
        return await self._until(lambda delegate: delegate.through, patience)

    async def asked(self, patience: float) -> bool:
        """Wait until every phone takes questions; False when that takes too long."""
        return await self._until(lambda delegate: delegate.beside.asks, patience)

    async def signing(self, patience: float) -> bool:
        """Wait until every phone takes hands, pace or reactions; False when that takes too long."""
        return await self._until(lambda delegate: bool(delegate.beside.signs or delegate.beside.reactions), patience)

    def support(self) -> None:
        """Everybody reads the questions from the floor, and supports some."""
        for delegate in self._delegates:
            delegate.support()

    async def settle(self, patience: float) -> bool:
        """Wait until nobody thinks, and every answer is acknowledged or refused; False when that takes too long."""
        return await self._until(lambda delegate: delegate.settled, patience)

    async def finish(self, patience: float) -> bool:
        """The same, and nobody begins anything new."""
        for delegate in self._delegates:
            delegate.stop_thinking()
        return await self.settle(patience)

    def speaks(self, delegation: str, proxies: Mapping[str, str]) -> bool:
        """Whether somebody is here who answers for this delegation, itself or by the proxy that it has given."""
        return proxies.get(delegation, delegation) in self._heads

    def tell(self, delegation: str, fields: Fields, proxies: Mapping[str, str], *, soon: bool = False) -> None:
        """Let a delegation answer the open poll so; whoever holds its proxy answers for it."""
        agent = proxies.get(delegation, "")
        self._heads[agent or delegation].tell(fields, delegation if agent else "", soon=soon)

    @property
    def here(self) -> int:
        """How many are there, or on their way back."""
        return sum(1 for task in self._attending if not task.done())

    async def leave(self) -> None:
        """Everybody goes."""
        for task in self._attending:
            task.cancel()
        await asyncio.gather(*self._attending, return_exceptions=True)

    async def _until(self, done: Callable[[Delegate], bool], patience: float) -> bool:
        try:
            async with asyncio.timeout(patience):
                while not all(done(delegate) for delegate in self._delegates):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return False
        return True
