"""YAML 1.2 and JSON as plain values with their lines. Nothing but texts, numbers, truths, lists and mappings comes out.

The values are built here from the parser's events: the core schema and no other, so that `NO`, `yes` and dates stay
text; no tags, so that a file can make no objects; and every bound is checked before memory is spent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from server.domain.errors import MOST_FAULTS, Fault, Faults
from server.domain.messages import Message, message
from server.domain.reader import Path, written

DEEPEST = 30  # levels; an agenda has ten
# Aliases repeat what they point at, so a few lines can stand for gigabytes: counted is what the values come to.
LARGEST = 4_000_000  # characters
VALUE = 20  # characters that a value or a name counts for besides its own, for it costs the parser as much

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
# A number whose digits would change when it is written again (007, +1, 1e9) is a text, for it is a name to somebody.
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,15}")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Document:
    """What a text says, and where: the line of each path, counted from 1."""

    value: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def line_of(self, path: Path) -> int:
        """The line of a path, or of the nearest thing around it."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 0)


def read(text: str) -> Document:
    """The one document in a text.

    Raises:
        Faults: where the text is no YAML or JSON, holds a name twice, or goes beyond a bound.
    """
    builder = _Builder()
    for event in _events(text):
        builder.take(event)
    if not builder.documents:
        builder.fault((), 0, message("This file is empty."))
    if builder.faults:
        raise Faults(builder.faults)
    return Document(builder.root, builder.lines)


def _events(text: str) -> Iterator[Event]:
    """What the parser finds; its errors become faults."""
    unknown = message("This file holds a character that no text has.")
    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        reason = message("This is not YAML or JSON: %(problem)s.", problem=error.problem)
        raise Faults([Fault("", line, reason)]) from error
    except ReaderError as error:
        raise Faults([Fault("", text.count("\n", 0, error.position) + 1, unknown)]) from error
    except (ValueError, OverflowError) as error:
        # The parser takes a number like \UFFFFFFFF for a character without a look.
        raise Faults([Fault("", 0, unknown)]) from error


@dataclass(slots=True)
class _Level:
    """A list or mapping that is being filled. `key` is the name whose value comes next, None before a name."""

    value: list[Any] | dict[str, Any]
    path: Path
    anchor: str
    before: int  # what the document came to before it
    key: str | None = None


class _Builder:
    """Takes events, keeps values, lines and faults."""

    def __init__(self) -> None:
        self.root: Any = None
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []
        self.documents = 0
        self._levels: list[_Level] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._size = 0

    def fault(self, path: Path, line: int, reason: Message) -> None:
        self.faults.append(Fault(written(path), line, reason))
        if len(self.faults) == MOST_FAULTS:
            raise Faults(self.faults)

    def take(self, event: Event) -> None:
        """Raises: Faults, where going on would make no sense or spend too much."""
        line = event.start_mark.line + 1
        match event:
            case DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._stop(line, message("This file holds more than one document."))
            case MappingEndEvent() | SequenceEndEvent():
                level = self._levels.pop()
                self._keep(level.anchor, level.value, self._size - level.before)
            case MappingStartEvent() | SequenceStartEvent():
                self._begin(event, {} if isinstance(event, MappingStartEvent) else [], line)
            case ScalarEvent():
                self._scalar(event, line)
            case AliasEvent():
                self._alias(event.anchor, line)

    def _begin(
        self, event: MappingStartEvent | SequenceStartEvent, value: list[Any] | dict[str, Any], line: int
    ) -> None:
        self._refuse_tag(event.tag, line)
        if len(self._levels) == DEEPEST:
            self._stop(line, message("This file is nested deeper than %(n)s levels.", n=DEEPEST))
        before = self._size
        path = self._place(value, VALUE, line)
        self._levels.append(_Level(value, path, event.anchor or "", before))

    def _scalar(self, event: ScalarEvent, line: int) -> None:
        self._refuse_tag(event.tag, line)
        text = event.value
        if _SURROGATE.search(text):
            # JSON writes characters beyond the first plane as two halves; a half alone is no character.
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        level = self._levels[-1] if self._levels else None
        size = len(text) + VALUE
        if level and isinstance(level.value, dict) and level.key is None:
            self._name(level, text, line)
            self._grow(size, line)
            self._keep(event.anchor, text, size)
        else:
            value = _plain(text) if event.implicit[0] else text
            self._place(value, size, line)
            self._keep(event.anchor, value, size)

    def _alias(self, anchor: str, line: int) -> None:
        # The parser does not look whether an anchor exists; one that is still being filled would contain itself.
        if anchor not in self._anchors:
            self._stop(line, message("Nothing above is called “%(anchor)s”.", anchor=anchor))
        value, size = self._anchors[anchor]
        level = self._levels[-1]
        if isinstance(level.value, dict) and level.key is None:
            if not isinstance(value, str):
                self._stop(line, message("A name must be a text."))
            self._name(level, value, line)
            self._grow(size, line)
        else:
            self._place(value, size, line)

    def _name(self, level: _Level, name: str, line: int) -> None:
        path = (*level.path, name)
        if name in level.value:
            first = self.lines[path]
            self.fault(path, line, message("This name stands here twice, first in line %(first)s.", first=first))
        else:
            self.lines[path] = line
        level.key = name

    def _place(self, value: Any, size: int, line: int) -> Path:
        """Put a value where it belongs, and say where that is."""
        self._grow(size, line)
        if not self._levels:
            self.root = value
            self.lines[()] = line
            return ()
        level = self._levels[-1]
        if isinstance(level.value, list):
            path = (*level.path, len(level.value))
            self.lines[path] = line
            level.value.append(value)
            return path
        if level.key is None:
            self._stop(line, message("A name must be a text."))
        path = (*level.path, level.key)
        level.value[level.key] = value
        level.key = None
        return path

    def _grow(self, size: int, line: int) -> None:
        self._size += size
        if self._size > LARGEST:
            self._stop(line, message("This file comes to more than %(n)s characters.", n=LARGEST))

    def _keep(self, anchor: str | None, value: Any, size: int) -> None:
        if anchor:
            self._anchors[anchor] = (value, size)

    def _refuse_tag(self, tag: str | None, line: int) -> None:
        if tag:
            self._stop(line, message("“%(tag)s” is a tag; agenda files have none.", tag=str(tag)))

    def _stop(self, line: int, reason: Message) -> NoReturn:
        path = self._levels[-1].path if self._levels else ()
        raise Faults([*self.faults, Fault(written(path), line, reason)])


def _plain(text: str) -> Any:
    """The value of a word without quotes."""
    if text in _NOTHING:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
