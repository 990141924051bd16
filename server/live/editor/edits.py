"""What an editor asks for, as steps of a draft: fields that were filled in, entries that come, go and move."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Collection, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from server.domain.agenda_keys import Key, names, read, written
from server.domain.drafting import GONE, Step, take
from server.domain.editing import Astray, Raw, address, fresh_id, ids, look, path_of, poll_ids, text_in, with_text
from server.domain.errors import Conflict
from server.domain.placing import checked
from server.domain.reader import Path
from server.domain.roster import Roster, in_languages, plain_groups, plain_roster
from server.live.editor.keys import Kinds, key_at, poll_keys
from server.live.editor.values import Clashed
from server.store.asked import has_answers

Steps = list[Step]

NO_SUCH_LANGUAGE = "This is not one of the workshop’s languages."
MOST_LOOKS = 50  # each finds a hundred texts in a language that has gone


@dataclass(slots=True)
class Filled:
    """What a form comes to: steps, and the fields that somebody else has changed meanwhile."""

    steps: Steps = field(default_factory=list)
    clashes: dict[str, Clashed] = field(default_factory=dict)


def languages_of(raw: Any) -> Sequence[str]:
    """The languages of a draft, as far as they are texts."""
    found = look(raw, ("languages",))
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def shown(raw: Any, key: Key, path: Path, language: str) -> str:
    """What a form shows at a place."""
    value = look(raw, path)
    return text_in(value, languages_of(raw), language) if language else written(key, value)


def filled(raw: Raw, kinds: Kinds, was: Mapping[str, str], form: Mapping[str, str]) -> Filled:
    """The steps for whatever a person changed.

    Args:
        was: what stood in each field when the form was made.
        form: what stands in it now; a field that is missing is empty.
    """
    found = Filled()
    for name, before in was.items():
        mine = _typed(form.get(name, ""))
        if mine == _typed(before):
            continue
        place = place_of(raw, name, kinds)
        if place is None:
            found.clashes[name] = Clashed("", mine, name)
            continue
        key, path, language = place
        theirs = shown(raw, key, path, language)
        if _typed(theirs) == mine:
            continue
        if _typed(theirs) != _typed(before):
            found.clashes[name] = Clashed(theirs, mine, name)
            continue
        for step in _written(raw, kinds, key, path, language, mine):
            raw = take(raw, [step])
            found.steps.append(step)
    return found


def put(raw: Raw, kinds: Kinds, name: str, text: str) -> Steps:
    """The steps that write a text into a field, whatever stands there."""
    place = place_of(raw, name, kinds)
    if place is None:
        raise Conflict(GONE)
    return _written(raw, kinds, *place, _typed(text))


def added(raw: Raw, kinds: Kinds, name: str) -> tuple[Steps, str]:
    """An entry more at the end of the list at an address, and where it is then."""
    path = _path(raw, name)
    rows = look(raw, path)
    count = len(rows) if isinstance(rows, list) else 0
    match path:
        case ("agenda",):
            entry: Any = {"id": fresh_id(ids(raw, "agenda"), "item"), "title": {}}
        case _:
            place = key_at(raw, path, kinds)
            if place is None:
                raise Conflict(GONE)
            entry = _entry(place[0], ids(raw, *path))
    return [Step(name, count, None, entry)], _address_of(entry, name, count)


def inserted(raw: Raw, name: str, entry: Mapping[str, Any], index: int | None = None) -> tuple[Steps, str]:
    """A ready item or poll in the list at an address, its ids made fresh."""
    path = _path(raw, name)
    if not _takes_entries(path):
        raise Conflict(GONE)
    rows = look(raw, path)
    count = len(rows) if isinstance(rows, list) else 0
    whole = _renamed(raw, path, entry)
    return [Step(name, count if index is None else index, None, whole)], f"{name}/{whole['id']}"


def removed(raw: Raw, name: str, kept: Collection[str]) -> Steps:
    """The entry at an address taken away.

    Raises:
        Conflict: when it is a poll that was answered, or has one.
    """
    path = _path(raw, name)
    entry = look(raw, path)
    for poll in _polls_of(path, entry):
        if poll in kept:
            raise Conflict(has_answers(poll))
    return [Step(_parent(name), _last(path), entry, None)]


def moved(raw: Raw, name: str, to: str, index: int) -> tuple[Steps, str]:
    """The entry at an address at another place of its list, or of another one, counted without itself."""
    path = _path(raw, name)
    entry = look(raw, path)
    there = _path(raw, to)
    if to != _parent(name) and there[2:] != ("polls",):
        raise Conflict(GONE)
    if to != _parent(name) and path[-2:-1] != ("polls",):
        raise Conflict(GONE)
    return [Step(_parent(name), _last(path), entry, None), Step(to, index, None, entry)], _address_of(entry, to, index)


def shifted(raw: Raw, name: str, by: int) -> tuple[Steps, str]:
    """The entry one place up or down; a poll at the end of its item goes on to the next item."""
    path = _path(raw, name)
    rows, place = look(raw, path[:-1]), _last(path) + by
    if 0 <= place < len(rows):
        return moved(raw, name, _parent(name), place)
    if path[0] == "agenda" and path[-2:-1] == ("polls",):
        items = look(raw, ("agenda",))
        item = int(path[1]) + by
        if 0 <= item < len(items):
            there = look(raw, ("agenda", item, "polls"))
            count = len(there) if isinstance(there, list) else 0
            to = address(raw, ("agenda", item, "polls"))
            return moved(raw, name, to, 0 if by > 0 else count)
    return [], name


def copied(raw: Raw, name: str) -> tuple[Steps, str]:
    """The entry at an address once more, behind itself, with ids of its own."""
    path = _path(raw, name)
    return inserted(raw, _parent(name), look(raw, path), _last(path) + 1)


def of_kind(raw: Raw, kinds: Kinds, name: str, kind: str) -> Steps:
    """A poll made one of another kind: it keeps what that kind knows."""
    path = _path(raw, name)
    poll = look(raw, path)
    if kind not in kinds or not isinstance(poll, Mapping):
        raise Conflict(GONE)
    new = {**poll, "kind": kind}
    known = names(poll_keys(new, kinds)) | {"kind"}
    steps = [Step(f"{name}/kind", -1, poll.get("kind"), kind)]
    steps += [Step(f"{name}/{key}", -1, value, None) for key, value in poll.items() if key not in known]
    steps += [Step(f"{name}/{key}", -1, None, value) for key, value in kinds[kind].begin.items() if key not in poll]
    return steps


def with_roster(raw: Raw, roster: Roster) -> Steps:
    """The delegations of a shipped roster in the place of those that are listed, with the names of their groups."""
    languages = [str(code) for code in look(raw, ("languages",)) or ()]
    own = in_languages(roster, languages)
    rows, groups = plain_roster(own.delegations), plain_groups(own.groups, languages)
    return [
        Step("roster", -1, look(raw, ("roster",)), rows),
        Step("groups", -1, look(raw, ("groups",)), groups or None),
    ]


def dropped(raw: Raw, name: str) -> Steps:
    """What stands under a key that nobody knows, taken away."""
    path = _path(raw, name)
    return [Step(name, -1, look(raw, path), None)]


def _written(raw: Raw, kinds: Kinds, key: Key, path: Path, language: str, text: str) -> Steps:
    if language:
        return _texted(raw, path, language, text)
    steps = _set(raw, path, read(key, text))
    return steps + _without_lost_texts(take(raw, steps), kinds) if path == ("languages",) else steps


def _texted(raw: Raw, path: Path, language: str, text: str) -> Steps:
    value = look(raw, path)
    if value is not None and not isinstance(value, Mapping):
        return [Step(address(raw, path), -1, value, with_text(value, languages_of(raw), language, text))]
    return _set(raw, (*path, language), text or None)


def _set(raw: Raw, path: Path, value: Any) -> Steps:
    """A value at a path; where it was the last of its part, the part goes with it."""
    parent = look(raw, path[:-1])
    if len(path) > 1 and parent is not None and not isinstance(parent, Mapping):
        return [Step(address(raw, path[:-1]), -1, parent, {path[-1]: value} if value is not None else None)]
    while value is None and len(path) > 1 and isinstance(path[-2], str) and len(look(raw, path[:-1]) or ()) == 1:
        path = path[:-1]
    return [Step(address(raw, path), -1, look(raw, path), value)]


def _without_lost_texts(raw: Raw, kinds: Kinds) -> Steps:
    """The texts in languages that the workshop no longer has are taken away, for nobody could see them."""
    steps: Steps = []
    for _ in range(MOST_LOOKS):
        lost = [path for path, reason in checked(raw, kinds)[1] if reason.text == NO_SUCH_LANGUAGE]
        if not lost or not languages_of(raw):
            break
        for path in lost:
            for step in _set(raw, path, None):
                raw = take(raw, [step])
                steps.append(step)
    return steps


def _entry(key: Key, taken: Collection[str]) -> dict[str, Any]:
    if not any(one.name == "id" for one in key.keys):
        return dict(key.entry)
    letters: Callable[[], str] = lambda: next(one for one in (*string.ascii_lowercase, "") if one not in taken)  # noqa: E731
    return {"id": letters() or fresh_id(taken, "more"), **key.entry}


def _takes_entries(path: Path) -> bool:
    """Whether entries with ids of their own stand in the list at a path."""
    match path:
        case ("agenda",) | ("roster",) | ("agenda", int(), "polls"):
            return True
        case ("agenda", int(), "polls", int(), *_, str()):
            return True
    return False


def _renamed(raw: Raw, path: Path, entry: Mapping[str, Any]) -> Raw:
    """An entry with ids that nothing has yet: its own, and where it is an item those of its polls."""
    whole: Raw = deepcopy(dict(entry))
    polls = set(poll_ids(raw))
    if path == ("agenda",):
        whole["id"] = fresh_id(ids(raw, "agenda"), str(whole.get("id", "")), "item")
        for poll in whole.get("polls", ()):
            poll["id"] = fresh_id(polls, str(poll.get("id", "")), "poll")
            polls.add(poll["id"])
    elif path[-1:] == ("polls",):
        whole["id"] = fresh_id(polls, str(whole.get("id", "")), "poll")
    else:
        whole["id"] = fresh_id(ids(raw, *path), str(whole.get("id", "")), "more")
    return whole


def _polls_of(path: Path, entry: Any) -> Sequence[str]:
    match path:
        case ("agenda", _, "polls", _):
            return [str(entry.get("id", ""))] if isinstance(entry, Mapping) else []
        case ("agenda", _):
            return ids(entry, "polls")
    return []


def _address_of(entry: Any, name: str, index: int) -> str:
    own = entry.get("id") if isinstance(entry, Mapping) else None
    return f"{name}/{own}" if isinstance(own, str) else f"{name}/+{index}"


def place_of(raw: Raw, name: str, kinds: Kinds) -> tuple[Key, Path, str] | None:
    """The key of a field, its path, and its language where it has one; None where it is not there any more."""
    try:
        return key_at(raw, path_of(raw, name), kinds)
    except Astray:
        return None


def _path(raw: Raw, name: str) -> Path:
    try:
        return path_of(raw, name)
    except Astray as astray:
        raise Conflict(GONE) from astray


def _last(path: Path) -> int:
    if not path or not isinstance(path[-1], int):
        raise Conflict(GONE)
    return path[-1]


def _parent(name: str) -> str:
    return name.rpartition("/")[0]


def _typed(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text).strip()
