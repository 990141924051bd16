"""Plain values written as YAML 1.2 that `yaml_text.read` reads as the same values, and people with ease."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WIDTH = 100  # characters of a mapping or a list that stands on one line
INDENT = "  "

# What needs no quotes: it begins with a letter and has nothing in it that means something to YAML.
_PLAIN = re.compile(r"[^\W\d_][\w \-.,;!?¿¡’“”«»–—()/&%+*=~]*(?<=\S)")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_MEANS = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"))
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_FLOW = re.compile(r"[,\[\]{}]")
# Lines of a block: none begins or ends with a space, and none has what an editor would not show.
_LINE = re.compile(r"\S(?:.*\S)?|")


def write(value: Mapping[str, Any]) -> str:
    """The values as a document."""
    return "\n".join(_mapping(value, "")) + "\n"


def _mapping(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, one in value.items():
        yield from _entry(f"{indent}{_key(str(key))}:", one, indent)


def _entry(start: str, value: Any, indent: str) -> Iterator[str]:
    """A value behind a key or a dash."""
    flow = _flow(value)
    if isinstance(value, str) and "\n" in value and _blocky(value):
        yield f"{start} |-"
        yield from (f"{indent}{INDENT}{line}" if line else "" for line in value.split("\n"))
    elif not isinstance(value, (Mapping, list)) or not value or (len(start) + len(flow) < WIDTH and _small(value)):
        yield f"{start} {_scalar(value) if isinstance(value, str) else flow}"
    elif isinstance(value, Mapping):
        yield start
        yield from _mapping(value, indent + INDENT)
    else:
        yield start
        yield from _list(value, indent + INDENT)


def _list(value: Sequence[Any], indent: str) -> Iterator[str]:
    for one in value:
        flow = _flow(one)
        if isinstance(one, Mapping) and one and not (len(indent) + len(flow) < WIDTH and _small(one)):
            first, *rest = _mapping(one, indent + INDENT)
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield from _entry(f"{indent}-", one, indent)


def _small(value: Any) -> bool:
    """Whether a value is one thought: a text in its languages, an option, a list of words."""
    inner = value.values() if isinstance(value, Mapping) else value
    return all(not isinstance(one, list) and (not isinstance(one, Mapping) or _small_texts(one)) for one in inner)


def _small_texts(value: Mapping[str, Any]) -> bool:
    return all(not isinstance(one, (Mapping, list)) for one in value.values())


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(str(key))}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(one) for one in value) + "]"
    return _scalar(value, flow=True)


def _scalar(value: Any, *, flow: bool = False) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, (int, float)):
        return repr(value)
    text = str(value)
    plain = _PLAIN.fullmatch(text) and text.isprintable() and text.lower() not in _MEANS and "  " not in text
    return text if plain and not (flow and _FLOW.search(text)) else _quoted(text)


def _key(text: str) -> str:
    return text if _KEY.fullmatch(text) and text.lower() not in _MEANS else _quoted(text)


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(sign) or (sign if sign.isprintable() else _escaped(sign)) for sign in text) + '"'


def _escaped(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _blocky(text: str) -> bool:
    """Whether a text of several lines may stand as it is, each line for itself."""
    lines = text.split("\n")
    return bool(lines[0]) and bool(lines[-1]) and all(_LINE.fullmatch(line) and line.isprintable() for line in lines)
