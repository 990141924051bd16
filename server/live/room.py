"""One workshop in one process: who is connected, what they see, and when they see it anew.

Whole states with a revision go out, never changes; a late, doubled or lost frame is then harmless, and whoever comes
back is simply shown the present.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging

from server.domain.gathering import present_now
from server.domain.language import Language
from server.domain.seat import Hall, Seat
from server.domain.state import GRACE, State
from server.domain.workshop import Workshop
from server.live import frames
from server.live.afterwards import Afterwards
from server.live.colleagues import Colleagues
from server.live.desks import Desks
from server.live.farewells import Farewells
from server.live.floor import Floor
from server.live.leaving import leave
from server.live.line import Line
from server.live.phones import Phones
from server.live.present import Present, changed, reopened, scene, told
from server.live.reading import Reading
from server.live.slowly import Slowly
from server.live.sources import Sources
from server.live.stopping import stop
from server.live.views.floor import questions_poll, supported
from server.live.views.pages import StageView
from server.live.walls import AHEAD, Made, Walls

log = logging.getLogger("hemicycle.room")

# The wall is redrawn at most four times a second: more cannot be read, and drawing costs the projector's computer.
BEAT = 0.25  # seconds from one push of numbers to the next
REST = 0.08  # seconds at least for everything else between two of them
# A doorbell can be lost; a look every two seconds finds what it would have told.
LOOK = 2.0  # seconds
# What people support is pushed to every phone, and a list that moves faster cannot be read or pressed.
SLOWLY = 3.0  # seconds
# After the deadline and its grace the poll is closed for everybody; the store's own clock decides.
AFTER_DEADLINE = 50  # milliseconds
PATIENCE = 30  # sweeps of one look each, a minute in all, before a reader that stays behind is sent away


class Room:
    """The open sockets of one workshop, and the one task that keeps them up to date."""

    def __init__(self, code: str, workshop: Workshop, state: State, sources: Sources) -> None:
        self.code = code
        self.present = Present(code, workshop, sources.kinds, state, Hall(), sources.clock())
        reads = (sources.workshops, sources.results, sources.seats, sources.progress, sources.clock)
        self._reading = Reading(*reads)
        self.lines: set[Line] = set()
        # What a wall shows may be older or newer than the present: it is read apart.
        self.walls = Walls(Reading(*reads), sources.results, sources.languages, sources.render, sources.link)
        self.desks = Desks(sources.render, sources.languages, sources.started)
        self._sources = sources
        self._bell = asyncio.Event()
        self._arrived = True
        # What was pushed last. `present` may be newer: a page that was asked for reads it anew in between.
        self._shown = self.present
        self._phone_results: object = None
        self._support, self._asked = Slowly(SLOWLY), Slowly(SLOWLY)
        self.floor = Floor(sources.results, sources.upvotes, sources.voters)
        self._phones = Phones(code, sources, self.floor)
        self._minute = -1
        self._next_beat = 0.0
        self._task: asyncio.Task[None] | None = None
        self._colleagues = Colleagues(sources.results, self._language)
        self._afterwards = Afterwards(sources.results, sources.voters, self._language)
        self._farewells = Farewells(code, sources.seats)

    # Coming and going

    async def start(self) -> None:
        """Read the present and begin to watch."""
        self.present = await self._reading.read(self.present, self.present.state)
        self._shown = self.present
        await self.walls.look(self.present)
        self._task = asyncio.create_task(self._watch(), name=f"room {self.code}")

    async def stop(self) -> None:
        """Stop watching; open sockets are left to their endpoints."""
        if self._task:
            await stop(self._task)

    async def enter(self, line: Line) -> None:
        """Show a newcomer the present; from now on it hears of every change."""
        self.lines.add(line)
        match line.role:
            case "delegate" if line.reads == "questions":
                line.show("questions", self._phones.questions(self.present, line.language))
            case "delegate":
                line.show("stage", await self._phones.greeting(self.present, line))
                await self._afterwards.tell(self.present, [line])
            case "projector":
                await self.walls.look(self.present, ahead=line.reads == AHEAD)
                self.walls.show(line, {})
            case _:
                self.desks.show(line, self.present)

    def leave(self, line: Line) -> None:
        """Forget a socket that closed."""
        self.lines.discard(line)

    def ring(self) -> None:
        """Something may have changed in the store."""
        self._bell.set()

    def arrived(self) -> None:
        """Somebody took a seat or moved."""
        self._arrived = True
        self._bell.set()

    def say_bye(self, spread: int) -> None:
        """A planned restart: everybody comes back within `spread` milliseconds, not all at once."""
        frame = frames.encode(frames.bye(spread))
        for line in self.lines:
            line.say(frame)

    # What one person sees

    async def stage(self, seat: Seat, language: Language, page: int = 0) -> StageView:
        """The stage for one person, with the own answer; of a survey its page, or where the person left off."""
        return await self._phones.stage(self.present, seat, language, page)

    async def turn(self, line: Line, page: int) -> None:
        """Show one person another page of the survey."""
        line.page = page
        line.show("stage", await self._phones.greeting(self.present, line))

    async def refresh(self) -> None:
        """Read the present now: a page is about to be made from it, after an act or an answer of its reader."""
        state = await self._sources.results.state(self.code)
        if state.rev != self.present.state.rev or self._arrived:
            self._arrived = True
            await self._read(state)
            self._bell.set()
        await self.walls.look(self.present)

    async def _read(self, state: State) -> None:
        """Read the present, never to an earlier one than is there."""
        read = await self._reading.read(self.present, state)
        if read.state.rev < self.present.state.rev:
            # Another reading overtook this one, or a store came back with less; what it says now is true.
            read = await self._reading.read(self.present, await self._sources.results.state(self.code))
        self.present = read

    # The one task

    async def _watch(self) -> None:
        while True:
            try:
                await self._look()
            except asyncio.CancelledError:
                raise
            except Exception:  # The store may be away; what it says is read at the next look.
                log.warning("workshop %s: the present could not be read", self.code, exc_info=True)
                await asyncio.sleep(LOOK)

    async def _look(self) -> None:
        loop = asyncio.get_running_loop()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._patience()):
                await self._bell.wait()
        self._bell.clear()
        state = await self._sources.results.state(self.code)
        acted = changed(self._shown.state, state)
        counted = state.rev != self._shown.state.rev
        if (acted or counted or self._arrived) and not acted:
            # Numbers wait for the beat; an act of a moderator does not.
            await asyncio.sleep(max(0.0, self._next_beat - loop.time()))
            state = await self._sources.results.state(self.code)
            acted = changed(self._shown.state, state)
        owed = self._support.owed or self._asked.owed
        if acted or counted or owed or self._arrived or self._audience("projector", "moderator"):
            self._arrived, begun = False, loop.time()
            await self._read(state)
            before, self._shown = self._shown, self.present
            await self.walls.look(self.present, ahead=any(line.reads == AHEAD for line in self.lines))
            self._push(before)
            if reopened(before.state, self.present.state):
                await self._greet_again()
            await self._farewells.say(self.lines, before.state, self.present.state)
            await self._colleagues.tell(self.present, self.lines)
            await self._afterwards.tell(self.present, self.lines, before.state)
            self._next_beat = max(begun + BEAT, loop.time() + REST)
        await self._close_when_due()
        for line in list(self.lines):
            line.sweep(PATIENCE)

    def _patience(self) -> float:
        """Seconds until the next look when no bell rings."""
        deadline = self.present.deadline
        if deadline is None:
            return LOOK
        left = deadline + GRACE + AFTER_DEADLINE - self._sources.clock()
        return min(LOOK, max(0.02, left / 1000))

    async def _close_when_due(self) -> None:
        deadline = self.present.deadline
        if deadline is not None and self._sources.clock() >= deadline + GRACE + AFTER_DEADLINE:
            present = present_now(self.present.workshop, self.present.hall)
            # The store's clock decides; when ours runs ahead, it says how long to wait.
            if self.present.surveying:
                early = await self._sources.surveys.close_due(self.code, self.present.survey, present=present)
            else:
                poll, round_ = self.present.state.poll, self.present.at.round
                early = await self._sources.acts.close_due(self.code, poll, round_, present=present)
            await asyncio.sleep(early / 1000)
            self._bell.set()

    # Pushing

    def _push(self, before: Present) -> None:
        present = self.present
        leave(self.code, before.state, present.state, self.lines, self._sources.voters)
        edited = before.workshop is not present.workshop
        acted, heard = edited or changed(before.state, present.state), edited or told(before.state, present.state)
        counted = before.state.rev != present.state.rev
        results = present.gathered if scene(present) == "result" else present.quoted
        now, some = asyncio.get_running_loop().time(), supported(present)
        risen = self._support.due(some, now)
        if heard or risen or results != self._phone_results:
            self._support.shown(some, now)
            self._phone_results = results
            self._phones.changed()
            another = _rounds(before) != _rounds(present)
            # After a close was taken back each person is greeted anew: the form has the own answer in it.
            greeted = reopened(before.state, present.state)
            for line in list(self.lines):
                if line.role == "delegate" and line.reads == "stage" and not greeted:
                    # A page belongs to one survey; another one begins at its first page.
                    line.page = 0 if another else line.page
                    line.show("stage", self._phones.frame(present, line.language, line.page))
        self._push_questions(now)
        moved = (before.hall, before.entering) != (present.hall, present.entering)
        minute = present.now // 60_000
        ticked, self._minute = minute != self._minute, minute
        walls: Made = {}
        for line in list(self.lines):
            if line.role == "projector" and (acted or counted or moved):
                self.walls.show(line, walls)
            elif line.role == "moderator" and (acted or counted or moved or ticked):
                self.desks.show(line, present)

    def _push_questions(self, now: float) -> None:
        """The questions to whoever has them open, at a calm pace."""
        readers = [line for line in self.lines if line.reads == "questions"]
        poll = questions_poll(self.present)
        shown = (poll.id, self.present.beside[poll.id].entries, scene(self.present) == "poll") if poll else None
        if not readers or not self._asked.due(shown, now):
            return
        made = {line.language: self._phones.questions(self.present, line.language) for line in readers}
        for line in readers:
            line.show("questions", made[line.language])

    def _audience(self, *roles: str) -> bool:
        return any(line.role in roles for line in self.lines)

    async def _greet_again(self) -> None:
        """The form comes back to each person with the own answer in it."""
        for line in [one for one in self.lines if one.role == "delegate" and one.reads == "stage"]:
            line.show("stage", await self._phones.greeting(self.present, line))

    def _language(self, code: str) -> Language:
        return self._sources.languages.get(code) or self._sources.languages["en"]


def _rounds(present: Present) -> list[tuple[str, int]]:
    return [(page.poll.id, page.round) for page in present.survey]
