"""Plays one round of a poll as the script has it: delegations answer by phone, by proxy, or through the clerk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from server.domain.clerk import How
from server.domain.kind import AnyKind
from server.domain.workshop import Poll, Workshop
from server.rehearsal.crowd import Crowd
from server.rehearsal.ledger import Entry
from server.rehearsal.moderator import Moderator
from server.rehearsal.script import Round, Script

OPTION = "option"  # the field in which people choose, in votes and choices


@dataclass(slots=True)
class Voting:
    """The part of a demo that follows a script. `settle` waits until every answer is on disk or refused."""

    workshop: Workshop
    kinds: Mapping[str, AnyKind]
    moderator: Moderator
    crowd: Crowd
    script: Script
    settle: Callable[[Poll], Awaitable[None]]
    proxies: dict[str, str] = field(default_factory=dict)

    async def give_proxies(self, item: str) -> None:
        """Those that are given when the agenda comes to this item."""
        for proxy in self.script.proxies:
            if proxy.at == item:
                await self.moderator.give_proxy(proxy.holder, proxy.agent)
                self.proxies[proxy.holder] = proxy.agent

    async def take(self, poll: Poll, number: int, plan: Round) -> None:
        """One round that is open: who answers what, and what the clerk enters."""
        said = plan.said or {}
        by_phone = {one: option for one, option in said.items() if one not in plan.clerk and self._speaks(one)}
        if self.kinds[poll.kind].procedure(poll.definition).roll_call:
            await self._call(poll, number, plan, by_phone)
        else:
            for delegation, option in by_phone.items():
                self.crowd.tell(delegation, {OPTION: [option]}, self.proxies)
            for delegation, how in plan.clerk.items():
                await self._enter(poll, number, Entry(how, {said[delegation]: 1}, delegation))
        for entry in plan.entered:
            await self._enter(poll, number, entry)
        await self.settle(poll)

    async def _call(self, poll: Poll, number: int, plan: Round, by_phone: Mapping[str, str]) -> None:
        """Everybody is called once, and whoever did not answer once more."""
        members = [one.id for one in self.workshop.delegations if not one.observer]
        silent = [one for one in members if one not in by_phone and one not in plan.clerk]
        for _ in range(len(members) + len(silent)):
            called = await self.moderator.call(poll.id)
            if called in by_phone:
                self.crowd.tell(called, {OPTION: [by_phone[called]]}, self.proxies, soon=True)
                await self.settle(poll)
            elif called in plan.clerk and plan.said:
                await self.moderator.say(poll.id, called, plan.said[called])
                self.crowd.ledger.enter(poll.id, number, Entry(How.VOICE, {plan.said[called]: 1}, called))

    async def _enter(self, poll: Poll, number: int, entry: Entry) -> None:
        await self.moderator.enter(poll.id, number, entry)
        self.crowd.ledger.enter(poll.id, number, entry)

    def _speaks(self, delegation: str) -> bool:
        return self.crowd.speaks(delegation, self.proxies)
