"""What the server says: frames down, encoded once for everybody."""

from __future__ import annotations

import json
from functools import lru_cache

from websockets.frames import Frame, Opcode

from server.domain.figure import Figure
from server.domain.text import one_line

PONG = '{"type":"pong"}'


def stage(rev: int, html: str) -> str:
    """The whole present state of a page's stage."""
    return _json({"type": "stage", "rev": rev, "html": html})


def ack(id: str, text: str) -> str:  # noqa: A002 - the contract's own name
    """Stored on disk."""
    return _json({"type": "ack", "id": id, "text": text})


def refusal(id: str, text: str, field: str = "") -> str:  # noqa: A002 - the contract's own name
    """Not stored, and why; `field` is the name of what was filled in wrongly, where it is one."""
    # Both may name a field that a stranger made up; what JSON and sockets cannot carry is taken out of them.
    at = {"field": one_line(field)} if field else {}
    return _json({"type": "refusal", "id": id, "text": one_line(text), **at})


def figure(rev: int, drawn: Figure) -> str:
    """The figure of the poll on stage."""
    return _json({"type": "figure", "rev": rev, "figure": drawn.plain()})


def questions(rev: int, html: str) -> str:
    """The questions from the floor, for whoever has their page open."""
    return _json({"type": "questions", "rev": rev, "html": html})


def told(poll: str, round_: int, text: str) -> str:
    """What became of the reader's answer besides its receipt: a colleague gave one, or the poll was closed over it."""
    return _json({"type": "told", "poll": poll, "round": round_, "text": text})


def bye(spread: int) -> str:
    """A planned restart: come back within `spread` milliseconds."""
    return _json({"type": "bye", "spread": spread})


def encode(text: str) -> bytes:
    """The text as one WebSocket message (RFC 6455, section 5.2); servers never mask."""
    frame = Frame(Opcode.TEXT, text.encode()).serialize(mask=False)
    return frame if isinstance(frame, bytes) else b"".join(frame)


def encoded_ack(id: str, text: str) -> bytes:  # noqa: A002 - the contract's own name
    """The same as `encode(ack(id, text))`; everybody in a hall gets the same text with an id of the same length."""
    head, tail = _around_id(text, len(id))
    return head + id.encode() + tail


@lru_cache(maxsize=256)
def _around_id(text: str, length: int) -> tuple[bytes, bytes]:
    """What stands before and after the id in an encoded receipt."""
    place = "\x00" * length  # no JSON holds it unescaped, so it is found again
    frame = encode(_json({"type": "ack", "id": "", "text": text}).replace('"id":""', f'"id":"{place}"', 1))
    head, _, tail = frame.partition(place.encode())
    return head, tail


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
