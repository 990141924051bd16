"""The phones of one workshop: what all of them show, and what each shows to its own person.

Everything is rendered once. What is sent to everybody is kept until it changes; of the stages that have somebody's own
answer in them, a hall has few different ones, and they are kept as long as the present is. When all phones come back at
the same moment, most of them are shown what another one was shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from server.domain.language import Language
from server.domain.phrasing import Phrasing
from server.domain.seat import Seat
from server.live import frames
from server.live.floor import Floor
from server.live.line import Line
from server.live.present import Present, scene
from server.live.receipts import recorded, standing
from server.live.rights import exercised
from server.live.sources import Sources
from server.live.views.floor import questions_view
from server.live.views.pages import StageView
from server.live.views.phone import personal, stage_view
from server.live.views.poll_values import Receipt
from server.live.views.survey import survey_stage
from server.store.results import Own

MOST_KEPT = 500  # stages with an answer in them; words are all different


class Phones:
    """Renders them, in the language of who reads; `floor` knows what each has said beside the stage."""

    def __init__(self, code: str, sources: Sources, floor: Floor) -> None:
        self._code = code
        self._sources = sources
        self._floor = floor
        self._frames: dict[tuple[str, int], bytes] = {}
        self._of: Present | None = None
        self._common: dict[tuple[str, int], StageView] = {}
        self._personal: dict[bytes, bytes] = {}

    def changed(self) -> None:
        """What is sent to everybody has changed."""
        self._frames.clear()

    def frame(self, present: Present, code: str, page: int = 0) -> bytes:
        """The stage for everybody who reads this language and page."""
        frame = self._frames.get((code, page))
        if frame is None:
            language = self._language(code)
            frame = self._frames[code, page] = self._encoded(language, stage_view(present, language, page))
        return frame

    def questions(self, present: Present, code: str) -> bytes:
        """The page of the questions for everybody who reads this language."""
        language = self._language(code)
        view = questions_view(present, language)
        html = self._sources.render("stage/questions.html", language, {"view": view})
        return frames.encode(frames.questions(view.rev, html))

    async def stage(self, present: Present, seat: Seat, language: Language, page: int = 0) -> StageView:
        """The stage for one person, with the own answer; of a survey its page, or where the person left off."""
        view = await self._floor.personal(present, self._view(present, language, page), seat)
        if view.scene == "survey":
            return survey_stage(present, view, language, page, await self._pages(present, seat))
        poll = present.poll
        if view.scene not in ("poll", "closed", "result") or poll is None:
            return view
        round_ = present.at.round
        voter = await self._sources.voters.voter(self._code, poll.id, round_, poll.settings, seat)
        own = await self._sources.results.own(self._code, poll.id, round_, voter)
        if reason := exercised(present, poll, seat):
            return personal(view, None, Receipt("refused", language.say(reason)))
        if own is None:
            return view
        said = recorded(present, poll, round_, own)
        if view.scene != "poll":
            said = standing(present, poll, round_, own, Phrasing(present.kind, poll.definition, language))
        return personal(view, own.answer, Receipt("recorded", language.say(said)))

    async def greeting(self, present: Present, line: Line) -> bytes:
        """The present for one person; what belongs to nobody alone comes from the common frame."""
        if line.seat is None or scene(present) not in ("poll", "survey"):
            return self.frame(present, line.language)
        language = self._language(line.language)
        view = await self.stage(present, line.seat, language, line.page)
        line.page = view.survey.page if view.survey else 0
        # A page is made of its view and its language, and of nothing else.
        key = language.code.encode() + orjson.dumps(view, default=_plain, option=orjson.OPT_NON_STR_KEYS)
        frame = self._personal.get(key)
        if frame is None:
            if len(self._personal) >= MOST_KEPT:
                self._personal.clear()
            frame = self._personal[key] = self._encoded(language, view)
        return frame

    def _view(self, present: Present, language: Language, page: int) -> StageView:
        """The stage before it is anybody's own."""
        if present is not self._of:
            self._of = present
            self._common.clear()
            self._personal.clear()
        view = self._common.get((language.code, page))
        if view is None:
            view = self._common[language.code, page] = stage_view(present, language, page)
        return view

    async def _pages(self, present: Present, seat: Seat) -> list[Own | None]:
        """What one person answered to each question of the survey on stage."""
        owns: list[Own | None] = []
        for one in present.survey:
            voter = await self._sources.voters.voter(self._code, one.poll.id, one.round, one.poll.settings, seat)
            owns.append(await self._sources.results.own(self._code, one.poll.id, one.round, voter))
        return owns

    def _encoded(self, language: Language, view: StageView) -> bytes:
        html = self._sources.render("stage/phone.html", language, {"view": view})
        return frames.encode(frames.stage(view.rev, html))

    def _language(self, code: str) -> Language:
        return self._sources.languages.get(code) or self._sources.languages["en"]


def _plain(value: Any) -> Any:
    """What JSON has no form for, in one that differs where the value does."""
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, Iterable) else repr(value)
