"""The moderators' pages of one workshop: the desk, and the small one for a phone in the hand."""

from __future__ import annotations

from collections.abc import Mapping

from server.domain.language import Language
from server.live import frames
from server.live.line import Line
from server.live.present import Present
from server.live.sources import Render
from server.live.views.desk import desk_view
from server.live.views.pages import DeskView

REMOTE = "remote"  # what a line reads that is the small page
TEMPLATES = {"stage": "stage/desk.html", REMOTE: "stage/remote.html"}


class Desks:
    """Renders them, each in the language of who reads it. `started` is when this process began to serve."""

    def __init__(self, render: Render, languages: Mapping[str, Language], started: int) -> None:
        self._render = render
        self._languages = languages
        self._started = started

    def view(self, present: Present, language: Language, reader: str) -> DeskView:
        """The desk as the holder of a role link sees it: the own acts are told apart from those of others."""
        return desk_view(present, language, reader=reader, started=self._started)

    def show(self, line: Line, present: Present) -> None:
        """Show a moderator the present."""
        language = self._languages.get(line.language) or self._languages["en"]
        view = self.view(present, language, line.grant)
        html = self._render(TEMPLATES[line.reads], language, {"view": view, "csrf": line.csrf})
        line.show("stage", frames.encode(frames.stage(view.rev, html)))
