"""The walls of one workshop: what they show now, also when it is held still, and what the next act would show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from server.domain.held import held_state
from server.domain.language import Language
from server.domain.wall import Held
from server.live import frames
from server.live.line import Line
from server.live.overlays import TEMPLATES
from server.live.present import Present
from server.live.reading import Reading
from server.live.sources import Render
from server.live.views.acts import primary_act
from server.live.views.foreseeing import foreseen, languages_of
from server.live.views.pages import WallView
from server.live.views.wall import wall_view
from server.store.results import Results

Made = dict[tuple[object, ...], tuple[bytes, bytes | None]]

AHEAD = "ahead"  # what a line reads that shows the wall after the next act


class Walls:
    """Renders what walls show, once for each way in which they are read. `link` is the whole address to join."""

    def __init__(
        self, reading: Reading, results: Results, languages: Mapping[str, Language], render: Render, link: str
    ) -> None:
        self._reading = reading
        self._results = results
        self._languages = languages
        self._render = render
        self.link = link
        self._of: Present | None = None
        self._now: Present | None = None
        self._ahead: Present | None = None
        self._held: tuple[Held, Present] | None = None

    async def look(self, present: Present, *, ahead: bool = False) -> None:
        """Read what walls need beside the present: what is held, and with `ahead` what comes next."""
        if present is not self._of:
            self._now, self._ahead = await self._seen(present), None
            self._of = present
        if ahead and self._ahead is None:
            self._ahead = await self._foreseen(present)

    def view(self, asked: str, *, ahead: bool = False) -> tuple[WallView, Language]:
        """The wall as it is read at an address that asks for a language, "" for none; and its first language.

        Raises:
            AssertionError: before the first look.
        """
        present = (self._ahead if ahead else None) or self._now
        assert present is not None
        languages = self._read_in(present, asked)
        view = wall_view(present, languages, self.link, self._of if self._of is not None else present)
        return (replace(view, still=True) if ahead else view), languages[0]

    def show(self, line: Line, made: Made) -> None:
        """Show a wall the present; `made` are the frames that others of its kind have been shown already."""
        ahead = line.reads == AHEAD
        template = TEMPLATES.get(line.reads, "stage/wall.html")
        key = (ahead, template, line.language)
        if key not in made:
            view, language = self.view(line.language, ahead=ahead)
            html = self._render(template, language, {"view": view})
            drawn = frames.encode(frames.figure(view.rev, view.figure)) if view.figure else None
            made[key] = frames.encode(frames.stage(view.rev, html)), drawn
        stage, figure = made[key]
        line.show("stage", stage)
        if figure:
            line.show("figure", figure)

    def _read_in(self, present: Present, asked: str) -> Sequence[Language]:
        return [self._languages[code] for code in languages_of(present, asked, self._languages)]

    async def _seen(self, present: Present) -> Present:
        """The present, or what it was when it was held. What a moderator hides since then is hidden there as well."""
        held = present.state.wall.held
        if held is None or present.state.ended is not None:
            self._held = None
            return present
        if self._held is None or self._held[0] != held:
            self._held = (held, await self._reading.read(present, held_state(present.state)))
        kept = self._held[1]
        current = kept.current
        if current is not None and current.poll:
            fresh = await self._results.round(present.code, current.poll, current.round, segments=False)
            current = replace(current, decisions=fresh.decisions)
        state = replace(kept.state, rev=present.state.rev, wall=present.state.wall, last=present.state.last)
        return replace(kept, state=state, current=current)

    async def _foreseen(self, present: Present) -> Present:
        if self._held is not None and self._now is not None:
            return self._now  # No act but letting it go moves a wall that is held still.
        act = primary_act(present, self._languages[languages_of(present, "", self._languages)[0]])
        return await self._reading.read(present, foreseen(present, act)) if act else present
