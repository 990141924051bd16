"""Sample pages in a browser without a server: every request is answered from the templates and the assets."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Mapping

from playwright.sync_api import Page, Route, WebSocketRoute
from starlette.testclient import TestClient

from server.domain.figure import Figure
from server.domain.language import Language
from server.live import frames
from server.live.views.pages import StageView, WallView
from server.web.assets import Assets
from server.web.headers import HEADERS
from server.web.pages import Pages
from tests import views

HOST = "http://hemicycle.test"
ENGLISH = Language("en", "English")


class Showing:
    """One page, and the other end of its socket: `sent` is what the page said."""

    def __init__(self, page: Page, assets: Assets) -> None:
        self.page = page
        self.pages = Pages({"en": ENGLISH}, assets)
        self.files = TestClient(assets)
        self.sent: list[dict[str, object]] = []
        self.line: WebSocketRoute | None = None
        self._html = ""
        page.route("**/*", self._answer)
        page.route_web_socket("**/live", self._connect)

    def phone(self, view: StageView) -> None:
        self._open("phone/delegate.html", {"view": view, "seat": views.SEAT, "places": [], "code": views.CODE})

    def without_script(self, view: StageView) -> None:
        """A phone on which no script runs, and so no socket announces itself."""
        self._html = self.pages.render(
            "phone/delegate.html", ENGLISH, {"view": view, "seat": views.SEAT, "places": [], "code": views.CODE}
        )
        self.page.goto(f"{HOST}/page")

    def wall(self, view: WallView, query: str = "") -> None:
        self._open("wall/projector.html", {"view": view, "code": views.CODE, "csrf": "token"}, query)

    def push(self, view: StageView | WallView) -> None:
        """The server sends a stage."""
        template = "stage/phone.html" if isinstance(view, StageView) else "stage/wall.html"
        self._say(frames.stage(view.rev, self.pages.render(template, ENGLISH, {"view": view})))

    def draw(self, rev: int, figure: Figure) -> None:
        """The server sends a figure."""
        self._say(frames.figure(rev, figure))

    def acknowledge(self, text: str = views.RECORDED.text) -> None:
        """The server has stored the last answer."""
        self._say(frames.ack(str(self.sent[-1]["id"]), text))

    def _say(self, frame: str) -> None:
        assert self.line is not None
        self.line.send(frame)

    def _open(self, template: str, context: Mapping[str, object], query: str = "") -> None:
        self._html = self.pages.render(template, ENGLISH, context)
        self.line = None
        self.page.goto(f"{HOST}/page{query}")
        while self.line is None:  # a routed socket announces itself by its handler only
            self.page.wait_for_timeout(10)

    def _connect(self, line: WebSocketRoute) -> None:
        self.line = line
        line.on_message(lambda text: self.sent.append(json.loads(text)))

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST).partition("?")[0]
        if path == "/page":
            route.fulfill(body=self._html, content_type="text/html; charset=utf-8", headers=HEADERS)
            return
        found = self.files.get(path, headers={"accept-encoding": "identity"})
        kind = found.headers.get("content-type") or mimetypes.guess_type(path)[0] or "text/plain"
        route.fulfill(status=found.status_code, body=found.content, content_type=kind)
