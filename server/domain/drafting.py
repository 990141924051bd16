"""A draft of an agenda: what an editor has made of it so far, step by step, so that each step can be undone.

A step says what stood at a place and what stands there now. It is only taken where the former still stands there, so
that nobody overwrites what somebody else wrote meanwhile; undoing a step is taking it backwards, under the same rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from server.domain.aside import Aside, Asides
from server.domain.editing import Astray, Raw, insert, look, path_of, put, remove, value_at
from server.domain.errors import Conflict
from server.domain.messages import message

MOST_CHANGES = 200  # that can be undone; more than an afternoon of typing
GONE = message("This is not there any more: somebody else has removed or renamed it.")
CHANGED = message("Somebody else has changed this meanwhile.")


class Clash(Conflict):
    """A step whose place holds something else by now. `theirs` is that, `mine` what the step would have put there."""

    def __init__(self, address: str, theirs: Any, mine: Any) -> None:
        super().__init__(CHANGED)
        self.address = address
        self.theirs = theirs
        self.mine = mine


@dataclass(frozen=True, slots=True)
class Step:
    """One place changed. `index` is the place in the list at `address`, -1 where the address is a field.

    `before` and `after` are None where nothing stood or stands there; at a place of a list that is an entry more or
    less.
    """

    address: str
    index: int = -1
    before: Any = None
    after: Any = None

    @property
    def backwards(self) -> Step:
        """The step that undoes this one."""
        address = self.address
        way, _, last = address.rpartition("/")
        if self.index < 0 and last == "id" and isinstance(self.after, str):
            # Its own new name is in the way to it.
            address = "/".join((*way.split("/")[:-1], self.after, "id"))
        return Step(address, self.index, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Change:
    """What one person did at once: `by` is who, `at` when, in milliseconds since 1970."""

    id: int
    by: str
    at: int
    steps: tuple[Step, ...]
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """The agenda as it is being written, `raw`, beside the one that the room has: `published`, of version `base`.

    `asides` are texts that are in neither, because somebody else wrote into the same fields.
    """

    version: int
    raw: Raw
    base: int
    published: Raw
    changes: tuple[Change, ...] = ()
    asides: Asides = ()

    @property
    def pending(self) -> bool:
        """Whether the room has something else."""
        return self.raw != self.published


def take(raw: Raw, steps: Iterable[Step]) -> Raw:
    """The agenda after these steps.

    Raises:
        Clash: when something else stands at the place of one of them.
        Conflict: when the place is not there any more.
    """
    for step in steps:
        raw = _take(raw, step)
    return raw


def changed(draft: Draft, by: str, at: int, steps: Sequence[Step]) -> Draft:
    """The draft after a change, which takes the place of those of the same person that were undone.

    Raises:
        Conflict: when it cannot be done; Clash says what stands there instead.
    """
    raw = take(draft.raw, steps)
    kept = [one for one in draft.changes if one.by != by or not one.undone]
    version = draft.version + 1
    changes = (*kept, Change(version, by, at, tuple(steps)))[-MOST_CHANGES:]
    return replace(draft, version=version, raw=raw, changes=changes)


def undone(draft: Draft, by: str) -> Draft:
    """The draft without the last change of this person.

    Raises:
        Conflict: when there is none, or somebody else has gone on from there.
    """
    last = undoable(draft, by)
    if last is None:
        raise Conflict(message("There is nothing to undo."))
    return _turned(draft, last, [step.backwards for step in reversed(last.steps)], undone=True)


def redone(draft: Draft, by: str) -> Draft:
    """The draft with the change of this person that was undone last.

    Raises:
        Conflict: when there is none, or somebody else has gone on from there.
    """
    last = redoable(draft, by)
    if last is None:
        raise Conflict(message("There is nothing to do again."))
    return _turned(draft, last, last.steps, undone=False)


def undoable(draft: Draft, by: str) -> Change | None:
    """The change of this person that would be undone next."""
    return next((one for one in reversed(draft.changes) if one.by == by and not one.undone), None)


def redoable(draft: Draft, by: str) -> Change | None:
    """The change of this person that would be done again next."""
    return next((one for one in draft.changes if one.by == by and one.undone), None)


def plain(draft: Draft) -> dict[str, Any]:
    """The draft as plain values, which `of_plain` reads."""
    return {
        "base": draft.base,
        "published": draft.published,
        "raw": draft.raw,
        "changes": [asdict(one) for one in draft.changes],
        "asides": [asdict(one) for one in draft.asides],
    }


def of_plain(version: int, values: Mapping[str, Any]) -> Draft:
    """The draft that `plain` wrote."""
    changes = tuple(
        Change(one["id"], one["by"], one["at"], tuple(Step(**step) for step in one["steps"]), one["undone"])
        for one in values["changes"]
    )
    # A draft that was kept by an earlier version has none.
    asides = tuple(Aside(**one) for one in values.get("asides", ()))
    return Draft(version, values["raw"], values["base"], values["published"], changes, asides)


def _turned(draft: Draft, change: Change, steps: Sequence[Step], *, undone: bool) -> Draft:
    raw = take(draft.raw, steps)
    changes = tuple(replace(one, undone=undone) if one.id == change.id else one for one in draft.changes)
    return replace(draft, version=draft.version + 1, raw=raw, changes=changes)


def _take(raw: Raw, step: Step) -> Raw:
    try:
        path = path_of(raw, step.address)
        if step.index < 0:
            now = look(raw, path)
            if now == step.after:
                return raw
            if now != step.before:
                raise Clash(step.address, now, step.after)
            return put(raw, path, step.after)
        rows = look(raw, path) or []
        if not isinstance(rows, list):
            raise Astray(step.address)
        if step.before is None:
            name = _id(step.after)
            if name and any(_id(one) == name for one in rows):
                raise Clash(step.address, name, step.after)
            return insert(raw, path, min(step.index, len(rows)), step.after)
        place = _place(rows, step)
        if value_at(raw, (*path, place)) != step.before:
            raise Clash(step.address, rows[place], step.after)
        return remove(raw, (*path, place))
    except Astray as astray:
        raise Conflict(GONE) from astray


def _place(rows: Sequence[Any], step: Step) -> int:
    """Where the entry is that a step takes away: by its id, which stays the same when others come and go."""
    name = _id(step.before)
    if not name:
        return step.index
    return next((place for place, one in enumerate(rows) if _id(one) == name), step.index)


def _id(one: Any) -> str:
    return one["id"] if isinstance(one, Mapping) and isinstance(one.get("id"), str) else ""
