"""What a simulated delegate does beside the polls: a hand and the pace, reactions, questions, support for others.

All of it goes over HTTP, as from a phone without a socket, so that it never waits for an answer that is on its way.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from server.rehearsal import voices
from server.rehearsal.answers import fill
from server.rehearsal.browser import Browser, Unreachable
from server.rehearsal.form import Stage, questions
from server.rehearsal.ledger import Fields, Ledger, Person, Sent

SIGNING = 0.4  # the share of people who show a hand or the pace
REACTING = 0.3  # the share of people who react
ASKING = 0.15  # the share of people who put a question to the floor
SUPPORTING = 0.6  # the share of people who support what others wrote
MOST_SUPPORTED = 3  # entries, by one person
TRIES = 5  # attempts to send the same thing over a bad line
JSON = {"Accept": "application/json"}
OWN = frozenset({"type", "id", "poll", "round", "opened"})  # names in a form that are not fields of the answer

Wish = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants to do now, each thing on its own, and what can wait until there is something to read."""

    now: Sequence[Wish] = ()
    later: Sequence[Wish] = ()


class Floor:
    """One person beside the polls."""

    def __init__(self, browser: Browser, code: str, person: Person, ledger: Ledger, random: Random) -> None:
        self._browser = browser
        self._code = code
        self._person = person
        self._ledger = ledger
        self._random = random
        self._met: set[tuple[str, str, int]] = set()
        self._asks = False
        self.stage = Stage()

    def look(self, stage: Stage) -> Wishes:
        """What somebody who sees this stage wants to do; of what was seen before, nothing."""
        self.stage = stage
        now: list[Wish] = []
        later: list[Wish] = []
        signs, poll = stage.signs, stage.poll
        if signs and self._new("signs", signs.poll, signs.round):
            now += [self._sign] * self._likes(SIGNING) + [self._react] * (
                bool(stage.reactions) and self._likes(REACTING)
            )
        if stage.asks and not self._asks:
            now += [self._ask] * self._likes(ASKING)
            later += [self.support_questions] * self._likes(SUPPORTING)
        self._asks = stage.asks
        if poll and stage.entries and self._new("entries", poll.poll, poll.round):
            later += [self._support] * self._likes(SUPPORTING)
        return Wishes(now, later)

    async def support_questions(self) -> None:
        """Read the page of the questions, and support some."""
        _, entries = questions((await self._browser.get(f"/{self._code}/questions")).text)
        await self._support_some(entries)

    async def answer_for(self, holder: str, poll: str, round_: int, fields: Fields) -> None:
        """Answer for a delegation by the proxy that it has given to one's own."""
        sent = self._sent(poll, round_, fields)
        own = {"type": "answer", "id": sent.id, "poll": poll, "round": str(round_)}
        # Nobody else has the number of somebody who is not there.
        person = replace(self._person, number=-self._person.number, delegation=holder)
        await self._send(f"/{self._code}/answers?for={holder}", {**own, **fields}, sent, person)

    async def _support(self) -> None:
        await self._support_some(self.stage.entries)

    async def _sign(self) -> None:
        form = self.stage.signs
        if form is None:
            return
        fields: dict[str, list[str]] = {name: [value] for name, value in form.hidden.items() if name not in OWN}
        for name, values in fill(self._random, self._person.language, form).items():
            fields[name] = [*fields.get(name, []), *values]
        sent = self._sent(form.poll, form.round, fields)
        own = {"type": "answer", "id": sent.id, "poll": sent.poll, "round": str(sent.round)}
        await self._send(f"/{self._code}/answers", {**own, **sent.fields}, sent)

    async def _react(self) -> None:
        if self.stage.reactions:
            name = voices.drawn(self._random, self.stage.reactions)
            await self._browser.post(f"/{self._code}/reactions", {"name": name}, JSON)

    async def _ask(self) -> None:
        path = f"/{self._code}/questions"
        form, _ = questions((await self._browser.get(path)).text)
        if form is None:
            return
        poll, _, round_ = form.attributes["id"].removeprefix("ask-").rpartition("-")
        form.hidden["poll"] = poll
        sent = self._sent(poll, int(round_), fill(self._random, self._person.language, form))
        await self._send(path, {"id": sent.id, **sent.fields}, sent)

    async def _support_some(self, entries: Sequence[str]) -> None:
        left = list(entries)
        for _ in range(min(len(left), self._random.randint(1, MOST_SUPPORTED))):
            entry = voices.drawn(self._random, left)
            left.remove(entry)
            await self._browser.post(f"/{self._code}/upvotes", {"entry": entry, "on": "1"}, JSON)

    def _sent(self, poll: str, round_: int, fields: Fields) -> Sent:
        self._ledger.sent += 1
        return Sent(secrets.token_hex(12), poll, round_, fields, asyncio.get_running_loop().time())

    async def _send(self, path: str, fields: Fields, sent: Sent, person: Person | None = None) -> None:
        """Send until it is settled; the same id makes sure that it counts once."""
        for attempt in range(TRIES):
            await asyncio.sleep(attempt * self._random.random())
            sent.times += 1
            self._ledger.resent += sent.times > 1
            try:
                told = json.loads((await self._browser.post(path, fields, JSON)).body)
            except (Unreachable, ValueError):
                continue
            if told.get("type") == "ack":
                self._ledger.acknowledge(person or self._person, sent, asyncio.get_running_loop().time())
            else:
                self._ledger.refuse(told.get("text", ""))
            return

    def _likes(self, share: float) -> bool:
        return self._random.random() < share

    def _new(self, what: str, poll: str, round_: int) -> bool:
        known = (what, poll, round_) in self._met
        self._met.add((what, poll, round_))
        return not known
