"""The fields of a form made from keys: what stands in each, what may be chosen, and what is wrong with it."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from server.domain.agenda_keys import Key, others, written
from server.domain.drafting import Draft
from server.domain.editing import address, look
from server.domain.language import Language
from server.domain.messages import Message, message
from server.domain.placing import Placed
from server.domain.reader import Path
from server.live.editor.drawing import drawing
from server.live.editor.edits import languages_of, shown
from server.live.editor.values import Clashed, EntryView, FieldView, Input, Offered, Other

# What phones or the wall show with letters has them here too.
_LETTERED = frozenset(("options", "regions"))


def mark_of(key: Key, place: int) -> str:
    """The letter or number of an entry."""
    return string.ascii_uppercase[place] if key.name in _LETTERED and place < 26 else str(place + 1)


class Fields:
    """Makes the fields of one page; remembers what stood in each, and which faults have found their field."""

    def __init__(
        self,
        draft: Draft,
        faults: Sequence[Placed],
        language: Language,
        *,
        pictures: Sequence[str] = (),
        polls: Sequence[tuple[str, str]] = (),
        clashes: Mapping[str, Clashed] | None = None,
    ) -> None:
        self.raw = draft.raw
        self.languages = languages_of(draft.raw)
        self.was: dict[str, str] = {}
        self._left = list(faults)
        self._language = language
        self._pictures = pictures
        self._polls = polls
        self._clashes = clashes or {}
        self.said: set[str] = set()  # the fields whose clashes stand on the page

    def of(self, keys: Sequence[Key], path: Path) -> tuple[FieldView, ...]:
        """The fields of a mapping."""
        return tuple(self._field(key, (*path, key.name)) for key in keys)

    def others(self, keys: Sequence[Key], path: Path, kept: frozenset[str] = frozenset()) -> tuple[Other, ...]:
        """What stands there under keys that nobody knows."""
        found = look(self.raw, path) if path else self.raw
        unknown = (name for name in others(keys, found) if name not in kept)
        whole = Key("", Message(""), "plain")
        return tuple(Other(address(self.raw, (*path, name)), name, written(whole, found[name])) for name in unknown)

    def faults(self, path: Path) -> tuple[str, ...]:
        """The sentences about what is at a path or in it, which stand nowhere yet."""
        mine = [one for one in self._left if one.path[: len(path)] == path]
        self._left = [one for one in self._left if one not in mine]
        return tuple(dict.fromkeys(self._language.say(one.reason) for one in mine))

    def _field(self, key: Key, path: Path) -> FieldView:
        name = address(self.raw, path)
        say = self._language.say
        fields = self.of(key.keys, path) if key.sort == "part" else ()
        entries = tuple(self._entries(key, path)) if key.sort in ("list", "texts") else ()
        inputs = tuple(self._inputs(key, path)) if key.sort not in ("part", "list", "texts") else ()
        faults = self.faults(path)
        value = look(self.raw, path)
        inner = any(one.marked for one in fields) or bool(entries)
        plain = key.sort in ("part", "list", "texts")
        clashes = self._clashed(inputs)
        return FieldView(
            sort=key.sort,
            name=name,
            label=say(key.label),
            inputs=inputs,
            note=say(key.note) if key.note else "",
            unit=say(key.unit) if key.unit else "",
            required=key.required,
            more=key.more,
            marked=bool(faults or clashes) or inner or (not plain and value is not None and key.name != "id"),
            choices=tuple(self._choices(key, value)),
            fields=fields,
            entries=entries,
            add=say(key.add) if key.add else "",
            faults=faults,
            clashes=clashes,
            drawing=drawing(self.raw, key, path, self._pictures, partial(mark_of, key)),
        )

    def _inputs(self, key: Key, path: Path) -> Iterator[Input]:
        if not key.in_languages:
            yield self._input(key, path, "")
            return
        texts = {code: shown(self.raw, key, path, code) for code in self.languages}
        for code in self.languages:
            one = self._input(key, (*path, code), code, texts[code])
            yield one

    def _input(self, key: Key, path: Path, language: str, value: str | None = None) -> Input:
        name = address(self.raw, path)
        text = shown(self.raw, key, path, language) if value is None else value
        self.was[name] = text
        missing = bool(language) and not text and any(
            shown(self.raw, key, path[:-1], other) for other in self.languages if other != language
        )  # fmt: skip
        return Input(name, text, language, missing)

    def _entries(self, key: Key, path: Path) -> Iterator[EntryView]:
        rows = look(self.raw, path)
        rows = rows if isinstance(rows, list) else []
        for place, row in enumerate(rows):
            here = (*path, place)
            fields = self._texts(key, here) if key.sort == "texts" else self.of(key.keys, here)
            picture = row.get("picture") if isinstance(row, Mapping) else None
            mark = mark_of(key, place)
            yield EntryView(
                address(self.raw, here),
                mark,
                self._name(fields) or mark,
                fields,
                self.faults(here),
                place == 0,
                place == len(rows) - 1,
                str(picture) if picture in self._pictures else "",
            )

    def _texts(self, key: Key, path: Path) -> tuple[FieldView, ...]:
        inputs = tuple(self._input(key, (*path, code), code) for code in self.languages)
        name = address(self.raw, path)
        label = self._language.say(key.label)
        clashes = self._clashed(inputs)
        return (FieldView("words", name, label, inputs, faults=self.faults(path), required=True, clashes=clashes),)

    def _clashed(self, inputs: Sequence[Input]) -> tuple[Clashed, ...]:
        found = (self._clashes[one.name] for one in inputs if one.name in self._clashes)
        clashes = tuple(found)
        self.said.update(one.name for one in clashes)
        return clashes

    @staticmethod
    def _name(fields: Sequence[FieldView]) -> str:
        texts = (one.value for field in fields[:1] for one in field.inputs if one.value)
        return next(texts, "")

    def _choices(self, key: Key, value: Any) -> Iterator[Offered]:
        say = self._language.say
        now = written(key, value)
        if key.sort == "several":
            chosen = now.split("\n")
            yield from (Offered(name, say(label), name in chosen) for name, label in key.choices)
            return
        offered = [(name, say(label)) for name, label in key.choices]
        if key.sort == "poll":
            offered = [("", say(message("None"))), *self._polls]
        if key.sort == "picture":
            offered = [("", say(message("No picture"))), *((name, name) for name in self._pictures)]
        if key.sort not in ("word", "poll", "picture"):
            return
        yield from (Offered(name, label, name == now) for name, label in offered)
        if now not in [name for name, _ in offered]:
            own = isinstance(value, Mapping)
            yield Offered(now, say(message("Another, as below")) if own else now, chosen=True)
