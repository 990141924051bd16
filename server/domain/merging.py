"""Two edits of the same agenda made one: what only one of them changed is taken from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_ABSENT: Any = object()


def merged(base: Any, mine: Any, theirs: Any) -> Any:
    """What both made of `base`. Where both changed the same place, `mine` stays.

    Lists whose entries have ids are merged entry by entry, in my order; what is new in theirs stands behind what it
    stands behind there. Other lists are one place.
    """
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
        return _mappings(base if isinstance(base, Mapping) else {}, mine, theirs)
    if _named(mine) and _named(theirs) and (base is _ABSENT or _named(base)):
        return _lists([] if base is _ABSENT else base, mine, theirs)
    return mine


def _mappings(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key in [*mine, *(key for key in theirs if key not in mine)]:
        value = merged(base.get(key, _ABSENT), mine.get(key, _ABSENT), theirs.get(key, _ABSENT))
        if value is not _ABSENT:
            found[key] = value
    return found


def _lists(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    old, own, other = ({one["id"]: one for one in rows} for rows in (base, mine, theirs))
    # Only one of both may have put them into another order; where mine has it is mine.
    moved = [one for one in own if one in old] != [one for one in old if one in own]
    order = list(own) if moved else _ordered(list(own), list(other))
    for name in other:
        if name not in order:
            order.insert(_behind(name, list(other), order), name)
    rows = (merged(old.get(name, _ABSENT), own.get(name, _ABSENT), other.get(name, _ABSENT)) for name in order)
    return [one for one in rows if one is not _ABSENT]


def _ordered(own: list[str], other: list[str]) -> list[str]:
    """My entries, those that they have too in their order."""
    shared = iter([name for name in other if name in own])
    return [next(shared) if name in other else name for name in own]


def _behind(name: str, others: Sequence[str], order: Sequence[str]) -> int:
    before = [one for one in others[: others.index(name)] if one in order]
    return order.index(before[-1]) + 1 if before else 0


def _named(value: Any) -> bool:
    """Whether a value is a list of mappings, each with an id of its own."""
    if not isinstance(value, list):
        return False
    names = [one.get("id") if isinstance(one, Mapping) else None for one in value]
    return all(isinstance(name, str) for name in names) and len(set(names)) == len(names)
