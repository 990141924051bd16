"""Which key of the agenda file stands at a path: what a form may ask for, and nothing else may be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.agenda_keys import Key
from server.domain.editing import look
from server.domain.kind import AnyKind
from server.domain.language import own_name
from server.domain.messages import message
from server.domain.poll_keys import PROMPT, SETTINGS
from server.domain.reader import Path
from server.domain.workshop_keys import DELEGATION, GROUP_NAMES, GROUPS, ITEM

Kinds = Mapping[str, AnyKind]


def kind_of(raw: Any, kinds: Kinds) -> AnyKind | None:
    """The kind of a poll, None where it is unknown or missing."""
    name = raw.get("kind") if isinstance(raw, Mapping) else None
    return kinds.get(name) if isinstance(name, str) else None


def poll_keys(raw: Any, kinds: Kinds) -> Sequence[Key]:
    """All keys of a poll: the question, those of its kind, and those that all polls have."""
    kind = kind_of(raw, kinds)
    return (PROMPT, *(kind.keys if kind else ()), *settings_of(kind))


def settings_of(kind: AnyKind | None) -> Sequence[Key]:
    """The common keys that mean something for a kind: nobody answers a slide."""
    if kind is not None and not kind.answered:
        return [key for key in SETTINGS if key.name == "id"]
    if kind is not None and kind.background:
        return [key for key in SETTINGS if key.name not in ("countdown", "split")]
    return SETTINGS


def word_lists(raw: Any) -> Sequence[Key]:
    """A list of words for each language of the workshop, and for each that has one already."""
    languages = _texts(look(raw, ("languages",)))
    given = look(raw, ("moderation_words",))
    known = dict.fromkeys(str(code) for code in [*languages, *(given if isinstance(given, Mapping) else ())])
    return [Key(code, message("%(language)s", language=own_name(code)), "names") for code in known]


def group_names(raw: Any) -> Sequence[Key]:
    """What each group of the roster is called."""
    rows = look(raw, ("roster",))
    found = [name for one in (rows if isinstance(rows, list) else ()) if isinstance(one, Mapping)
             for name in _texts(one.get("groups"))]  # fmt: skip
    given = look(raw, (GROUP_NAMES,))
    known = dict.fromkeys([*found, *(given if isinstance(given, Mapping) else ())])
    return [Key(str(name), message("The group “%(group)s”", group=str(name)), "words") for name in known]


def group_keys(raw: Any, group: str) -> Sequence[Key]:
    """The keys on one page of the workshop's own."""
    if group == "moderation":
        note = message("One a line. An entry with one of them waits until you have read it.")
        return [Key("moderation_words", message("Words"), "part", keys=word_lists(raw), note=note)]
    keys = GROUPS[group][1]
    if group == "delegations" and (named := group_names(raw)):
        return [*keys, Key(GROUP_NAMES, message("Names of the groups"), "part", keys=named, more=True)]
    return keys


def key_at(raw: Any, path: Path, kinds: Kinds) -> tuple[Key, Path, str] | None:
    """The key that a path leads to, its own path, and the language where the path names one; None where none does."""
    match path:
        case ("agenda", int() as item, "polls", int() as poll, *rest):
            start = ("agenda", item, "polls", poll)
            return _within(poll_keys(look(raw, start), kinds), start, rest)
        case ("agenda", int() as item, *rest):
            return _within(ITEM, ("agenda", item), rest)
        case ("roster", int() as row, *rest):
            return _within(DELEGATION, ("roster", row), rest)
        case (str() as name, *_):
            for group in GROUPS:
                if any(key.name == name for key in group_keys(raw, group)):
                    return _within(group_keys(raw, group), (), list(path))
    return None


def _within(keys: Sequence[Key], start: Path, rest: Sequence[str | int]) -> tuple[Key, Path, str] | None:
    if not rest:
        return None
    name, *further = rest
    for key in keys:
        if key.name == name and (found := _into(key, (*start, name), further)):
            return found
    return None


def _into(key: Key, path: Path, rest: Sequence[str | int]) -> tuple[Key, Path, str] | None:
    match key.sort, list(rest):
        case "part", [_, *_]:
            return _within(key.keys, path, rest)
        case "list", [int() as place, *further]:
            return _within(key.keys, (*path, place), further) if further else (key, (*path, place), "")
        case "texts", [int() as place, str() as language]:
            return key, (*path, place), language
        case "texts", [int() as place]:
            return key, (*path, place), ""
        case (("words" | "prose"), [str() as language]):
            return key, path, language
        case _, []:
            return key, path, ""
    return None


def _texts(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
