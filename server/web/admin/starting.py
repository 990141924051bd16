"""How a workshop begins: from nothing but a title, from a ready agenda, from the example, or from a file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from server.domain.kind import AnyKind
from server.domain.language import Language
from server.domain.messages import message
from server.domain.picture import Picture
from server.domain.text import one_line
from server.domain.workshop import Workshop
from server.files import EXAMPLES
from server.store.files.agenda_file import load_bytes
from server.store.files.album import Album
from server.web.editor.library import Offer, starting_point, starting_points

EXAMPLE = "example"
_FILE = EXAMPLES / "course-2024.yaml"
_ZONES = ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"]

Started = tuple[Workshop, str, Mapping[str, Picture]]


def offers(language: Language) -> Sequence[Offer]:
    """What a new workshop can start from, besides a title and a file."""
    example = Offer(
        EXAMPLE,
        language.say(message("The course on digital diplomacy of 15 February 2024")),
        language.say(message("The example: four polls in four languages, with the delegations of the OAS.")),
    )
    return [*starting_points(language), example]


def zones() -> Sequence[str]:
    """The time zones to choose from."""
    return ["UTC", *sorted(name for name in available_timezones() if name.split("/")[0] in _ZONES)]


def own_zone() -> str:
    """The time zone of this machine, UTC where it does not say."""
    try:
        name = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
        return name if name in zones() else "UTC"
    except OSError:
        return "UTC"


def blank(
    title: str, languages: Sequence[str], zone: str, kinds: Mapping[str, AnyKind], known: Mapping[str, Language]
) -> Started:
    """A workshop of today with a title and one empty item; the first of its languages is its own.

    Raises:
        Faults: with what is wrong with them.
    """
    polls = {code: known[code].say(message("Polls")) for code in languages if code in known}
    item: dict[str, Any] = {"id": "polls", "title": polls or str(message("Polls")), "polls": []}
    own = next(iter(languages), "")
    raw = {
        "hemicycle": 1,
        "title": {own: one_line(title)} if own and one_line(title) else "",
        "languages": list(languages),
        "date": _today(zone),
        "timezone": zone,
        "agenda": [item],
    }
    workshop, text = load_bytes(json.dumps(raw, ensure_ascii=False).encode(), kinds)
    return workshop, text, {}


def ready(name: str, kinds: Mapping[str, AnyKind]) -> Started:
    """A workshop of today with a ready agenda, or the example as it was.

    Raises:
        Conflict: when there is none of this name.
        Faults: when it does not fit this program.
    """
    if name == EXAMPLE:
        album = Album(EXAMPLES)
        workshop, text = load_bytes(_FILE.read_bytes(), kinds, beside=EXAMPLES, album=album)
        return workshop, text, album.pictures
    raw = starting_point(name)
    data = json.dumps({**raw, "date": _today(str(raw.get("timezone", "UTC")))}, ensure_ascii=False, default=str)
    album = Album(EXAMPLES / "library")
    workshop, text = load_bytes(data.encode(), kinds, beside=EXAMPLES / "library", album=album)
    return workshop, text, album.pictures


def _today(zone: str) -> str:
    try:
        return datetime.now(ZoneInfo(zone)).date().isoformat()
    except (KeyError, ValueError, OSError):
        return datetime.now().astimezone().date().isoformat()
