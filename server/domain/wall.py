"""What a moderator chose for the wall, whatever is on stage: covered, held still, in which languages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

SHOWN, BLANK, JOIN = "", "blank", "join"
COVERS = (SHOWN, BLANK, JOIN)
MOST_LANGUAGES = 2  # at once; three could not be read from the back row


@dataclass(frozen=True, slots=True)
class Held:
    """What was on the wall when it was held still: the stage, and where its poll stood."""

    item: str = ""
    poll: str = ""
    survey: str = ""
    phase: str = "draft"
    round: int = 0
    shown: bool = False
    by: str = ""
    numbers: str = ""
    deadline: int | None = None


@dataclass(frozen=True, slots=True)
class WallControl:
    """`cover` is blank, join, or "" for what is on stage; `held` keeps what was on it while the meeting goes on.

    `languages` are one or two codes, none for the workshop's own language.
    """

    cover: str = SHOWN
    held: Held | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hand:
    """Who changed the wall last, and everything that this one hand has replaced since somebody else did."""

    by: str = ""
    replaced: tuple[WallControl, ...] = ()


def encode(control: WallControl) -> str:
    """The control as the store keeps it: only what was chosen; "" where nothing was."""
    chosen: dict[str, Any] = {}
    if control.cover:
        chosen["cover"] = control.cover
    if control.held:
        chosen["held"] = asdict(control.held)
    if control.languages:
        chosen["languages"] = list(control.languages)
    return json.dumps(chosen, separators=(",", ":")) if chosen else ""


def token(control: WallControl) -> str:
    """A name for what was chosen: whoever sends it back has seen just this."""
    return hashlib.sha256(encode(control).encode()).hexdigest()[:16]


def decode(text: str) -> WallControl:
    """The control that the store keeps; what another version of the program wrote and this one cannot read is left."""
    try:
        chosen = json.loads(text) if text else {}
        cover = str(chosen.get("cover", SHOWN))
        languages = tuple(map(str, chosen.get("languages", ())))[:MOST_LANGUAGES]
        held = _held(chosen["held"]) if chosen.get("held") else None
    except (ValueError, TypeError, AttributeError):
        return WallControl()
    return WallControl(cover if cover in COVERS else SHOWN, held, languages)


def decode_hand(text: str) -> Hand:
    """The hand that lua/wall.lua writes down."""
    by, *replaced = text.split("\x1e")
    return Hand(by, tuple(map(decode, replaced)))


def _held(raw: Mapping[str, Any]) -> Held:
    known = {name: raw[name] for name in Held.__dataclass_fields__ if name in raw}
    return Held(**known)
