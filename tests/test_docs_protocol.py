"""The reference of addresses and frames leaves nothing out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.routing import Mount, Route, WebSocketRoute

from server.exports.formats import FORMATS
from server.files import ROOT
from server.live import line
from server.web import listener
from server.web.assets import Assets
from server.web.desk.moderator import POLL_ACTS, WORKSHOP_ACTS
from server.web.desk.surveying import ITEM_ACTS
from server.web.routes import routes

PAGE = (ROOT / "docs" / "reference" / "protocol.md").read_text()
LIVE = ROOT / "server" / "live"
# What stands for any value: {name} in the code and on the page, FORMAT, NAME and the like on the page alone.
VALUE = re.compile(r"\{[^}]*\}|\b[A-Z]{3,}\b")
ADDRESS = re.compile(r"`(GET|POST|WS) (/[^ ?`]*)")
TYPE = re.compile(r'"type": ?"(\w+)"')


def same(address: str) -> str:
    """An address without the names of its values."""
    return VALUE.sub("{}", address)


def addresses(folder: Path) -> Iterator[tuple[str, str]]:
    """Every method and address of the application."""
    for route in routes(Assets(folder)):
        match route:
            case Mount():
                yield "GET", route.path + "/{path}"
            case WebSocketRoute():
                yield "WS", route.path
            case Route():
                yield from ((method, route.path) for method in sorted((route.methods or set()) - {"HEAD"}))


def test_every_address_is_in_the_page(tmp_path: Path) -> None:
    """With its method; and the page has no other one than an act or a file of one that is there."""
    named = {(method, same(address)) for method, address in ADDRESS.findall(PAGE)}
    there = {(method, same(address)) for method, address in addresses(tmp_path)}
    assert sorted(there - named) == []
    shapes = [(method, re.compile(re.escape(path).replace(r"\{\}", r"[\w{}.-]+"))) for method, path in there]
    assert [
        one for one in sorted(named) if not any(m == one[0] and shape.fullmatch(one[1]) for m, shape in shapes)
    ] == []


@pytest.mark.parametrize("act", sorted({*POLL_ACTS, *ITEM_ACTS, *WORKSHOP_ACTS}))
def test_every_act_is_in_the_page(act: str) -> None:
    """As a word of its own, or at the end of its address."""
    assert re.search(rf"(`|/){act}`", PAGE)


def test_every_format_is_in_the_page() -> None:
    """Those of the summary stand beside its address."""
    (row,) = [row for row in PAGE.splitlines() if "summary.FORMAT" in row]
    assert set(FORMATS) <= set(re.findall(r"\w+", row))


def test_every_frame_is_in_the_page() -> None:
    """Up and down."""
    down = {name for path in LIVE.rglob("*.py") for name in TYPE.findall(path.read_text())}
    up = set(re.findall(r'case "(\w+)":', (LIVE / "messages.py").read_text()))
    assert {"stage", "told", "seats", "bye", "pong"} <= down
    assert {"answer", "ping", "upvote"} <= up
    table = "\n".join(row for row in PAGE.splitlines() if row.startswith(("| up", "| down")))
    assert (up | down) - set(TYPE.findall(table)) == set()


def test_every_close_code_is_in_the_page() -> None:
    """Ours, and those of the protocol's own that a socket ends with."""
    (row,) = [row for row in PAGE.splitlines() if row.startswith("| close")]
    ours = {line.GO_AWAY, line.MOVED, line.WITHDRAWN, line.COME_BACK, listener.GO_AWAY}
    assert ours | {1009, 1012} <= {int(code) for code in re.findall(r"\b\d{4}\b", row)}
