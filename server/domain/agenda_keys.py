"""The keys of an agenda file as forms show them: what each is called, what may stand there, and how it is written.

The parser alone decides what is right. A key says only how it is asked for, so that a form can be made from it: what a
person typed goes into the mapping as it is, and the parser's sentence about it stands beside the field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from server.domain.messages import Message

Sort = Literal[
    "line",  # a text on one line, the same in every language
    "words",  # a text in the languages of the workshop
    "prose",  # the same, of several lines
    "number",
    "flag",
    "word",  # one of `choices`
    "several",  # some of `choices`
    "names",  # a list of plain texts, one a line
    "texts",  # a list of texts in the languages of the workshop
    "picture",  # the name of a picture of the workshop
    "poll",  # the id of another poll
    "part",  # a mapping, whose keys are `keys`
    "list",  # a list of mappings, each with `keys`
    "shape",  # a part of the picture that the mapping with this list has, as it stands in a JSON file
    "plain",  # anything else, as it stands in a JSON file
]

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class Key:
    """One key. `label` is what it is called, `note` a sentence below it, `keys` those of a part or of each entry.

    `otherwise` is what holds where the file says nothing, as a form writes it. `more` folds it away, because few need
    it. `add` is what the button says that makes an entry more, and `entry` what that entry begins with. `unit` stands
    behind a number.
    """

    name: str
    label: Message
    sort: Sort = "line"
    note: Message | None = None
    choices: Sequence[tuple[str, Message]] = ()
    keys: Sequence[Key] = ()
    otherwise: str = ""
    more: bool = False
    required: bool = False
    add: Message | None = None
    entry: Mapping[str, Any] = field(default_factory=dict)
    unit: Message | None = None

    @property
    def in_languages(self) -> bool:
        """Whether it has one field for each language."""
        return self.sort in ("words", "prose", "texts")


def names(keys: Sequence[Key]) -> frozenset[str]:
    """What the keys are called in the file."""
    return frozenset(key.name for key in keys)


def others(keys: Sequence[Key], raw: Any) -> Iterator[str]:
    """The keys of a mapping that nobody described, in its order."""
    known = names(keys)
    yield from (str(name) for name in raw if name not in known) if isinstance(raw, Mapping) else ()


def written(key: Key, value: Any) -> str:
    """What a form's field shows for a value of the file; what does not fit stands there as it is in a JSON file."""
    if value is None:
        return key.otherwise
    match key.sort:
        case "flag":
            return {True: "yes", False: ""}.get(value, _json(value)) if isinstance(value, bool) else _json(value)
        case "names" | "several":
            if isinstance(value, list) and all(isinstance(one, str) and "\n" not in one for one in value):
                return "\n".join(value)
            return value if isinstance(value, str) else _json(value)
        case "shape" | "plain":
            return _json(value)
    if isinstance(value, str):
        return value
    plain = isinstance(value, (int, float)) and not isinstance(value, bool)
    return str(value) if plain else _json(value)


def read(key: Key, text: str) -> Any:
    """The value of the file for what stands in a form's field; None where the file need not say it.

    What is no number stays a text: the parser says what is wrong with it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if key.sort == "flag":
        return None if text == key.otherwise else text == "yes"
    if key.sort == "several":
        found = [line for line in text.split("\n") if line]
        return None if "\n".join(found) == key.otherwise else found
    text = text.strip()
    if text == key.otherwise or not text:
        return None
    match key.sort:
        case "number":
            return _number(text)
        case "names":
            return [line.strip() for line in text.split("\n") if line.strip()]
        case "shape" | "plain":
            return _value(text)
    return text


def _number(text: str) -> Any:
    plain = text.replace("\u2212", "-")
    if text.count(",") == 1 and "." not in text:
        # A comma is what half of the delegations type; the file has points.
        plain = plain.replace(",", ".")
    if _WHOLE.fullmatch(plain):
        return int(plain)
    return float(plain) if _DECIMAL.fullmatch(plain) else text


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
