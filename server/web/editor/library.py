"""What the library offers on a page, and what becomes of it in a draft."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.domain.drafting import take
from server.domain.editing import Raw
from server.domain.errors import Conflict, Faults
from server.domain.kind import AnyKind
from server.domain.language import Language
from server.domain.messages import message
from server.domain.roster import Roster, parse_roster_file
from server.files import EXAMPLES
from server.live.editor import edits
from server.store.files import library as shelf
from server.store.files.album import made_anew
from server.web.services import Services

GONE = message("The library has nothing of this name.")


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to take. `name` is what the form sends, `about` a sentence or what it asks."""

    name: str
    label: str
    about: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One group of offers with its title."""

    title: str
    offers: Sequence[Offer]


def library(kinds: Mapping[str, AnyKind], language: Language, into: str) -> Sequence[Shelf]:
    """What can be put into a list of polls, or into the agenda."""
    return _polls(kinds, language) if into.endswith("/polls") else _items(language)


def starting_points(language: Language) -> Sequence[Offer]:
    """The ready agendas that a new workshop may start from, for a form field; `starting_text` gives what one says."""
    return [
        Offer(name, _said(raw, raw["title"], language), _said(raw, raw.get("subtitle"), language))
        for name, raw in shelf.agendas().items()
    ]


def starting_point(name: str) -> Raw:
    """A ready agenda as a raw mapping of its own, with its roster still by name.

    Raises:
        Conflict: when there is none of this name.
    """
    found = shelf.agendas().get(name)
    if found is None:
        raise Conflict(GONE)
    return dict(found)


def from_library(raw: Raw, kinds: Mapping[str, AnyKind], name: str, into: str) -> tuple[edits.Steps, str]:
    """The steps that put something of the library into a list, and the place of its first entry then."""
    sort, _, which = name.partition(":")
    if sort == "kind" and which in kinds and into.endswith("/polls"):
        return edits.inserted(raw, into, {"id": "poll", "kind": which, "prompt": {}, **kinds[which].begin})
    if sort == "item" and which == "" and into == "agenda":
        return edits.added(raw, kinds, into)
    languages = edits.languages_of(raw)
    if sort == "poll" and into.endswith("/polls") and (poll := shelf.poll(which)):
        known = shelf.files()[shelf.POLLS]["languages"]
        return edits.inserted(raw, into, shelf.in_languages(poll, known, languages))
    file, _, item = which.partition("/")
    ready = shelf.agendas().get(file)
    if sort != "agenda" or ready is None or into != "agenda":
        raise Conflict(GONE)
    steps: edits.Steps = []
    first = ""
    for one in ready["agenda"]:
        if item in ("", one["id"]):
            # Its times are those of another day.
            whole = {key: value for key, value in one.items() if key != "time"}
            more, place = edits.inserted(raw, into, shelf.in_languages(whole, ready["languages"], languages))
            raw = take(raw, more)
            steps += more
            first = first or place
    return steps, first


async def stock(own: Services, code: str, name: str) -> None:
    """Put the pictures of what is taken into the workshop, before something names them."""
    sort, _, which = name.partition(":")
    poll = shelf.poll(which) if sort == "poll" else None
    picture = str(poll.get("picture", "")) if poll else ""
    if picture and picture not in await own.pictures.names(code):
        data = (EXAMPLES / picture).read_bytes()
        await own.pictures.add(code, picture, await asyncio.to_thread(made_anew, data))


def shipped_rosters(language: Language) -> Sequence[tuple[str, str]]:
    """The rosters that come with the program: name and title."""
    return [(name, _said(raw, raw.get("title", name), language)) for name, raw in shelf.rosters().items()]


def shipped_roster(name: str) -> Roster:
    """A shipped roster.

    Raises:
        Conflict: when there is no such roster.
    """
    found = shelf.rosters().get(name)
    if found is None:
        raise Conflict(GONE)
    try:
        return parse_roster_file(found)
    except Faults as faults:
        raise Conflict(GONE) from faults


def _polls(kinds: Mapping[str, AnyKind], language: Language) -> Sequence[Shelf]:
    empty = [
        Offer(f"kind:{kind.name}", language.say(kind.label), language.say(kind.about) if kind.about else "", kind.name)
        for kind in kinds.values()
    ]
    ready = shelf.files().get(shelf.POLLS, {"agenda": ()})
    groups = [
        Shelf(
            _said(ready, group["title"], language),
            [
                Offer(
                    f"poll:{one['id']}",
                    _said(ready, one["prompt"], language),
                    "",
                    language.say(kinds[one["kind"]].label),
                )
                for one in group["polls"]
                if one["kind"] in kinds
            ],
        )
        for group in ready["agenda"]
    ]
    return [Shelf(language.say(message("A new one")), empty), *groups]


def _items(language: Language) -> Sequence[Shelf]:
    shelves = [Shelf(language.say(message("A new one")), [Offer("item:", language.say(message("An empty item")))])]
    for name, raw in shelf.agendas().items():
        items = [Offer(f"agenda:{name}/{one['id']}", _said(raw, one["title"], language)) for one in raw["agenda"]]
        whole = Offer(f"agenda:{name}", language.say(message("All of it, item by item")))
        shelves.append(Shelf(_said(raw, raw["title"], language), [whole, *items]))
    return shelves


def _said(raw: Mapping[str, Any], text: Any, language: Language) -> str:
    return shelf.titled(text, raw.get("languages", ()), language.code) if text else ""
