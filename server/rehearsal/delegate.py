"""A simulated delegate: takes a seat, keeps a socket, answers what is open, and resends until it is settled."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections.abc import Awaitable, Callable, Collection, Coroutine
from dataclasses import dataclass
from random import Random
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, WebSocketException
from websockets.typing import Origin

from server.domain.errors import HemicycleError
from server.rehearsal.answers import fill
from server.rehearsal.browser import Browser, Unreachable
from server.rehearsal.floor import Floor, Wish
from server.rehearsal.form import Form, Stage, admission_form, stage
from server.rehearsal.ledger import Fields, Ledger, Person, Sent

GO_AWAY = frozenset({1008, 4403, 4410})  # close codes after which nobody comes back
HEARTBEAT = 20.0  # seconds between two pings, as on a phone
RETRY_CAP = 5.0  # seconds between two attempts to come back, at most
ADMISSION_TRIES = 5
TRIES = 3  # answers to one round that are refused, until a person gives up
READY = 0.1  # of the longest thought: somebody who knows what to say


class NotAdmitted(HemicycleError):
    """The workshop gave no seat."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"Workshop {code} gives no seat: {reason}")


@dataclass(frozen=True, slots=True)
class Habits:
    """How people answer. `thinking` is the longest time before an answer, in seconds; the others are probabilities."""

    thinking: float = 8.0
    silent: float = 0.1
    change: float = 0.15


class Delegate:
    """One person with one phone."""

    def __init__(
        self,
        base: str,
        code: str,
        person: Person,
        ledger: Ledger,
        habits: Habits,
        seed: int,
        news: Callable[[], None] = lambda: None,
        token: str = "",
        told: Collection[str] = (),
    ) -> None:
        self.person = person
        self._code = code
        self._browser = Browser(base, {"seat": token} if token else {}, {"Accept-Language": person.language})
        self._seated = bool(token)
        self._told = told  # polls in which this person waits to be told
        self._ledger = ledger
        self._habits = habits
        self._news = news
        self._random = Random(seed)  # noqa: S311 - no secret, and the same every time
        self._floor = Floor(self._browser, code, person, ledger, self._random)
        self._waiting: Sent | None = None
        self.seen: tuple[str, int] = ("", 0)
        self.through = False  # whether the phone shows the end of a survey
        self._form: Form | None = None
        self._thoughts: set[asyncio.Task[None]] = set()
        self._errands: set[asyncio.Task[None]] = set()
        self._finishing = False
        self._socket: ClientConnection | None = None
        self._spread = 0.0
        self._tries = 0

    async def join(self) -> None:
        """Take a seat as a person does: open the page, send its form.

        Raises:
            NotAdmitted: when no seat is given.
            Unreachable: when the server does not answer.
        """
        if self._seated:
            self._ledger.seats += 1
            return
        for attempt in range(ADMISSION_TRIES):
            try:
                await self._join()
                break
            except Unreachable:
                if attempt == ADMISSION_TRIES - 1:
                    raise
                await asyncio.sleep(self._random.uniform(0.1, 1) * (attempt + 1))

    async def _join(self) -> None:
        badge = self.person.badge
        page = await self._browser.get(f"/{self._code}/badge/{badge}" if badge else f"/{self._code}")
        form = admission_form(page.text)
        if form is None:
            raise NotAdmitted(self._code, f"its page has no form (status {page.status}).")
        person = self.person
        own = {
            "delegation": person.delegation,
            "attendance": person.attendance,
            "language": person.language,
            "name": person.name,
        }
        if "badge" in form.controls:
            raise NotAdmitted(self._code, f"it asks {person.name or 'this delegate'} for a badge that is good.")
        asked = {name: value for name, value in own.items() if name in form.controls}
        reply = await self._browser.post(f"/{self._code}/admission", {**form.hidden, **asked})
        if reply.status != 303 or "seat" not in self._browser.cookies:
            raise NotAdmitted(self._code, f"the answer was {reply.status}.")
        self._ledger.seats += 1

    async def attend(self) -> None:
        """Be there until cancelled: come back whenever the line is cut, unless we are told to go away."""
        attempts = 0
        try:
            while True:
                try:
                    async with self._line() as socket:
                        attempts = 0
                        await self._listen(socket)
                        code = socket.close_code
                except (OSError, TimeoutError, WebSocketException) as error:
                    code = error.rcvd.code if isinstance(error, ConnectionClosed) and error.rcvd else None
                    refused = isinstance(error, InvalidHandshake)
                    self._ledger.troubles[type(error).__name__ if refused else "connection lost"] += 1
                self._socket = None
                if code in GO_AWAY:
                    return
                wait = self._spread or min(RETRY_CAP, 0.25 * 2**attempts)
                attempts, self._spread = attempts + 1, 0.0
                await asyncio.sleep(self._random.uniform(0, wait))
                self._ledger.reconnects += 1
        finally:
            for task in self._thoughts | self._errands:
                task.cancel()

    @property
    def settled(self) -> bool:
        """Whether nothing is on its way or being thought of."""
        return self._waiting is None and not self._thoughts and not self._errands

    @property
    def beside(self) -> Stage:
        """What the phone shows beside the polls."""
        return self._floor.stage

    def support(self) -> None:
        """Read the questions from the floor at leisure, and support some."""
        self._wish(self._floor.support_questions, self._habits.thinking * self._random.random())

    def tell(self, fields: Fields, holder: str = "", *, soon: bool = False) -> None:
        """Answer the poll on the phone so, after some thought; by proxy, as a phone without a socket does."""
        poll, round_ = self.seen
        delay = self._habits.thinking * (READY if soon else self._random.betavariate(1.5, 3))
        if holder:
            self._wish(lambda: self._floor.answer_for(holder, poll, round_, fields), delay)
        else:
            self._think(lambda: self._put(poll, round_, fields), delay)

    def stop_thinking(self) -> None:
        """Send nothing new; what was sent is still waited for."""
        for thought in self._thoughts:
            thought.cancel()
        self._thoughts.clear()
        self._finishing = True
        self._habits = Habits(silent=1, change=0)

    def _line(self) -> connect:
        place = self._browser.place
        scheme = "wss" if place.scheme == "https" else "ws"
        return connect(
            f"{scheme}://{place.netloc}/{self._code}/live",
            origin=Origin(self._browser.base),
            additional_headers=self._browser.cookie_header(),
            compression=None,
            ping_interval=None,
            open_timeout=30,
            close_timeout=1,
            proxy=None,
        )

    async def _listen(self, socket: ClientConnection) -> None:
        self._socket = socket
        if self._form is not None and self._form.next:
            self.seen = ("", 0)  # a page that was turned while the line broke may be the same one again
        if self._waiting is not None:
            self._ledger.resent += 1
            await self._send(self._waiting)
        beat = asyncio.create_task(self._beat(socket))
        try:
            async for message in socket:
                self._hear(json.loads(message))
                self._news()
        finally:
            beat.cancel()

    async def _beat(self, socket: ClientConnection) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT)
            await socket.send('{"type":"ping"}')

    def _hear(self, frame: dict[str, Any]) -> None:
        match frame.get("type"):
            case "stage":
                self._look(stage(frame["html"]))
            case "ack" | "refusal" as outcome:
                self._settle(outcome == "ack", frame.get("id", ""), frame.get("text", ""))
            case "bye":
                self._spread = frame.get("spread", 0) / 1000

    def _look(self, shown: Stage) -> None:
        """Answer a round that was not seen before, after some thought; one that is gone can no longer be answered."""
        self.through = shown.end
        wishes = self._floor.look(shown)
        for wish in wishes.now:
            self._wish(wish, self._habits.thinking * self._random.random())
        for wish in wishes.later:
            self._wish(wish, self._habits.thinking * self._random.uniform(1, 1.5))
        form = self._form = shown.poll
        if form is None or (form.poll, form.round) == self.seen:
            return
        self.seen = (form.poll, form.round)
        self._tries = 1
        if form.poll in self._told:
            self._tries = TRIES
            return
        if self._random.random() < self._habits.silent:
            if form.next:
                self._think(self._turn, self._habits.thinking * self._random.random() / 2)
            return
        self._think(self._answer, self._habits.thinking * self._random.betavariate(1.5, 3))
        if not form.next and not form.final and self._random.random() < self._habits.change:
            self._think(self._answer, self._habits.thinking * self._random.uniform(1, 1.5))

    def _think(self, then: Callable[[], Awaitable[None]], delay: float) -> None:
        seen = self.seen

        async def thought() -> None:
            await asyncio.sleep(delay)
            if seen == self.seen and self._form is not None and self._waiting is None:
                await then()

        self._run(self._thoughts, thought())

    def _wish(self, wish: Wish, delay: float) -> None:
        """Do something beside the polls after some thought; where the server does not answer, it is left."""

        async def errand() -> None:
            with contextlib.suppress(Unreachable):
                await wish()

        async def thought() -> None:
            await asyncio.sleep(delay)
            # What has begun is finished, also by somebody who begins nothing new.
            self._run(self._errands, errand())

        if not self._finishing:
            self._run(self._thoughts, thought())

    def _run(self, among: set[asyncio.Task[None]], what: Coroutine[Any, Any, None]) -> None:
        def over(task: asyncio.Task[None]) -> None:
            among.discard(task)
            self._news()

        task = asyncio.create_task(what)
        among.add(task)
        task.add_done_callback(over)

    async def _answer(self) -> None:
        form = self._form
        assert form is not None
        await self._put(form.poll, form.round, fill(self._random, self.person.language, form))

    async def _put(self, poll: str, round_: int, fields: Fields) -> None:
        now = asyncio.get_running_loop().time()
        self._waiting = Sent(secrets.token_hex(12), poll, round_, fields, now)
        self._ledger.sent += 1
        await self._send(self._waiting)

    async def _send(self, sent: Sent) -> None:
        """Put the answer on the line; when the line is down it goes out on the next one."""
        frame = {"type": "answer", "id": sent.id, "poll": sent.poll, "round": sent.round, **sent.fields}
        sent.times += 1
        if self._socket is not None:
            try:
                await self._socket.send(json.dumps(frame, ensure_ascii=False))
            except ConnectionClosed:
                return

    def _settle(self, stored: bool, answer_id: str, text: str) -> None:
        sent = self._waiting
        if sent is None or sent.id != answer_id:
            return
        self._waiting = None
        if stored:
            self._ledger.acknowledge(self.person, sent, asyncio.get_running_loop().time())
            if self._form is not None and self._form.next and self.seen == (sent.poll, sent.round):
                self._think(self._turn, 0)
        else:
            self._ledger.refuse(text)
            self._refused()

    def _refused(self) -> None:
        """Whoever has no answer to this round yet reads why, and tries it otherwise."""
        kept = self._ledger.kept.get(self.seen, {})
        if self.person.number not in kept and self._tries < TRIES:
            self._tries += 1
            self._think(self._answer, self._habits.thinking * self._random.random() / 2)
        elif self._form is not None and self._form.next:
            self._think(self._turn, 0)

    async def _turn(self) -> None:
        """On to the next page of the survey. Where the line is down, the next one begins where an answer is missing."""
        if self._form is not None and self._socket is not None:
            with contextlib.suppress(ConnectionClosed):
                await self._socket.send(json.dumps({"type": "page", "page": self._form.next}))
