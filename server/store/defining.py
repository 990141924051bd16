"""What the log says of a new definition: its whole text, or only what is new in it, where that is shorter.

An edit changes a few words of an agenda of some ten thousand; an afternoon of editing would fill the log with copies.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from server.domain.editing import put
from server.domain.reader import Path

# A text is a mapping, so that it begins with a brace; a list of changes begins with this.
_CHANGES = "["
_GONE = object()


def body(before: str, after: str) -> str:
    """What is logged when one text takes the place of another."""
    try:
        changes = json.dumps(list(_changes(json.loads(before), json.loads(after), ())), ensure_ascii=False)
        if len(changes) < len(after) and defined(before, changes) == after:
            return changes
    except (ValueError, TypeError):  # A text of another program, which is no mapping in JSON.
        pass
    return after


def defined(before: str, body_: str) -> str:
    """The text that a logged body makes of the one before.

    Raises:
        ValueError, LookupError: when it makes none of it.
    """
    if not body_.startswith(_CHANGES):
        return body_
    raw = json.loads(before)
    for path, *value in json.loads(body_):
        raw = put(raw, tuple(path), value[0] if value else None)
    return text_of(raw)


def text_of(raw: Mapping[str, Any]) -> str:
    """The canonical text of an agenda."""
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":"))


def _changes(before: Any, after: Any, path: Path) -> Iterator[list[Any]]:
    """Places with what stands there now; a place alone is gone."""
    if before == after and type(before) is type(after):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in [*before, *(key for key in after if key not in before)]:
            if key not in after:
                yield [[*path, key]]
            else:
                yield from _changes(before.get(key, _GONE), after[key], (*path, key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for place, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _changes(one, other, (*path, place))
    else:
        yield [list(path), after]


def roster(text: str) -> object:
    """The delegations in the text of a definition, by which answers are weighed."""
    try:
        raw = json.loads(text or "{}")
    except RecursionError as problem:
        raise ValueError("This definition is nested too deeply.") from problem
    return raw.get("roster") if isinstance(raw, dict) else None
