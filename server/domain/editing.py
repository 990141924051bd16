"""Edits of an agenda file as a raw mapping: pure, by path, each giving a new mapping and leaving the old one alone.

A path is what the reader's faults name: ("agenda", 0, "polls", 2, "prompt", "es"). An address is the same as a person's
browser keeps it, with the ids of items, polls and options in the place of numbers, so that it still means the same
after somebody else has moved something: "agenda/opening/polls/obstacle/prompt/es".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any

from server.domain.language import EVERY
from server.domain.reader import IDENTIFIER, Path

Raw = dict[str, Any]

LONGEST_ADDRESS = 500  # characters; the deepest place of a real agenda has about 150
LONGEST_ID = 24  # characters of an id made from a text: enough to be known by, short enough for a column
_PLACE = re.compile(r"\+([0-9]{1,4})")


class Astray(LookupError):
    """A path or an address that leads nowhere: what it meant is not there any more."""


def value_at(raw: Any, path: Path) -> Any:
    """What stands at a path.

    Raises:
        Astray: when nothing does.
    """
    found = raw
    for step in path:
        held = isinstance(found, Mapping) and step in found
        if held or (isinstance(found, list) and isinstance(step, int) and 0 <= step < len(found)):
            found = found[step]
        else:
            raise Astray(step)
    return found


def look(raw: Any, path: Path) -> Any:
    """What stands at a path, None where nothing does."""
    try:
        return value_at(raw, path)
    except Astray:
        return None


def put(raw: Raw, path: Path, value: Any) -> Raw:
    """The mapping with a value at a path; mappings on the way are made, None takes the key away.

    A mapping or a list that becomes empty by that stays, because an empty list may mean another thing than none.

    Raises:
        Astray: when the way leads through something that is no mapping, or past the end of a list.
    """
    if not path:
        if not isinstance(value, dict):
            raise Astray(())
        return value
    *way, last = path

    def change(holder: Any) -> Any:
        if isinstance(last, int):
            if not isinstance(holder, list) or not 0 <= last < len(holder) or value is None:
                raise Astray(last)
            return [*holder[:last], value, *holder[last + 1 :]]
        if holder is None:
            holder = {}
        if not isinstance(holder, Mapping):
            raise Astray(last)
        if value is None:
            return {key: one for key, one in holder.items() if key != last}
        return {**holder, last: value}

    changed: Raw = _along(raw, tuple(way), change)
    return changed


def insert(raw: Raw, path: Path, index: int, value: Any) -> Raw:
    """The mapping with a value more in the list at a path, which is made where there is none.

    An index past the end means the end.

    Raises:
        Astray: when there is something else than a list.
    """

    def change(holder: Any) -> Any:
        rows = [] if holder is None else holder
        if not isinstance(rows, list):
            raise Astray(path)
        return [*rows[: max(index, 0)], value, *rows[max(index, 0) :]]

    changed: Raw = _along(raw, path, change)
    return changed


def remove(raw: Raw, path: Path) -> Raw:
    """The mapping without what stands at a path: an entry of a list, or a key.

    Raises:
        Astray: when nothing stands there.
    """
    value_at(raw, path)
    *way, last = path

    def change(holder: Any) -> Any:
        if isinstance(holder, list):
            return [one for place, one in enumerate(holder) if place != last]
        return {key: one for key, one in holder.items() if key != last}

    changed: Raw = _along(raw, tuple(way), change)
    return changed


def address(raw: Any, path: Path) -> str:
    """The address of a path: ids where the entries of a list have ids of their own, else "+" and the number."""
    steps: list[str] = []
    found = raw
    for step in path:
        if isinstance(step, int):
            rows = found if isinstance(found, list) else []
            steps.append(_step(rows, step))
            found = rows[step] if 0 <= step < len(rows) else None
        else:
            steps.append(step)
            found = found.get(step) if isinstance(found, Mapping) else None
    return "/".join(steps)


def path_of(raw: Any, address_: str) -> Path:
    """The path of an address. Its last step need not be there yet, where it is a key of a mapping.

    Raises:
        Astray: when one of its entries is not there any more, or it is no address.
    """
    if len(address_) > LONGEST_ADDRESS:
        raise Astray(address_[:LONGEST_ADDRESS])
    path: list[str | int] = []
    found = raw
    for step in address_.split("/") if address_ else []:
        if isinstance(found, list):
            place = _place(found, step)
            path.append(place)
            found = found[place]
        else:
            path.append(step)
            found = found.get(step) if isinstance(found, Mapping) else None
    return tuple(path)


def word(text: str) -> str:
    """A text as an id: its first words in plain Latin letters, "" where it has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    made = ""
    for one in words:
        longer = f"{made}-{one}" if made else one
        if len(longer) > LONGEST_ID:
            break
        made = longer
    return made or (words[0][:LONGEST_ID] if words else "")


def fresh_id(taken: Container[str], wish: str = "", otherwise: str = "new") -> str:
    """An id that nothing has: made from a text, numbered where that one is taken."""
    name = word(wish) or otherwise
    number = 2
    made = name
    while made in taken:
        made = f"{name}-{number}"
        number += 1
    return made


def ids(raw: Any, *path: str | int) -> list[str]:
    """The ids in the list at a path, where they are texts."""
    rows = look(raw, path)
    return [one["id"] for one in rows if _named(one)] if isinstance(rows, list) else []


def poll_ids(raw: Any) -> list[str]:
    """The ids of all polls of an agenda, in its order."""
    return [name for place in range(_length(raw, "agenda")) for name in ids(raw, "agenda", place, "polls")]


def text_in(value: Any, languages: Sequence[str], language: str) -> str:
    """What a text of an agenda file says in one language; "" where it says nothing, a plain text says it in each."""
    if isinstance(value, Mapping):
        found = value.get(language)
        return str(found) if isinstance(found, (str, int, float)) and not isinstance(found, bool) else ""
    plain = isinstance(value, (str, int, float)) and not isinstance(value, bool)
    return str(value) if plain and (language in languages or language == EVERY) else ""


def with_text(value: Any, languages: Sequence[str], language: str, text: str) -> Any:
    """The text of an agenda file with what it says in one language; None where nothing is left of it.

    A plain text, which is the same in every language, becomes one text for each.
    """
    texts = {code: said for code in languages if (said := text_in(value, languages, code))}
    if isinstance(value, Mapping):
        # What is no text, or in no language of the workshop, stays: it is a fault that somebody has to see.
        texts = {**texts, **{key: one for key, one in value.items() if key not in texts and key not in languages}}
    if text:
        texts[language] = text
    else:
        texts.pop(language, None)
    order = [code for code in languages if code in texts]
    return {code: texts[code] for code in [*order, *(key for key in texts if key not in order)]} or None


def _along(raw: Any, way: Path, change: Callable[[Any], Any]) -> Any:
    """The value with what stands at the end of the way changed; mappings on it are made."""
    if not way:
        return change(raw)
    step, *rest = way
    if isinstance(step, int):
        if not isinstance(raw, list) or not 0 <= step < len(raw):
            raise Astray(step)
        return [*raw[:step], _along(raw[step], tuple(rest), change), *raw[step + 1 :]]
    if raw is not None and not isinstance(raw, Mapping):
        raise Astray(step)
    return {**(raw or {}), step: _along((raw or {}).get(step), tuple(rest), change)}


def _named(one: Any) -> bool:
    return isinstance(one, Mapping) and isinstance(one.get("id"), str)


def _step(rows: Sequence[Any], place: int) -> str:
    if 0 <= place < len(rows) and _named(rows[place]):
        name = rows[place]["id"]
        if IDENTIFIER.fullmatch(name) and sum(_named(one) and one["id"] == name for one in rows) == 1:
            return str(name)
    return f"+{place}"


def _place(rows: Sequence[Any], step: str) -> int:
    if number := _PLACE.fullmatch(step):
        place = int(number[1])
        if place < len(rows):
            return place
        raise Astray(step)
    for place, one in enumerate(rows):
        if _named(one) and one["id"] == step:
            return place
    raise Astray(step)


def _length(raw: Any, key: str) -> int:
    rows = look(raw, (key,))
    return len(rows) if isinstance(rows, list) else 0
