"""Sentences for people, carried as values until the reader's language is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the catalogues with its parameters. A parameter may be one too, or a text in several languages."""

    text: str
    params: Mapping[str, object] = field(default_factory=dict)
    many: str = ""
    n: int = 1

    def __str__(self) -> str:
        """The sentence in the source language, English."""
        template = self.many if self.many and self.n != 1 else self.text
        return template % {name: str(value) for name, value in self.params.items()} if self.params else template


def message(text: str, /, **params: object) -> Message:
    """A sentence; the catalogues are filled from the first argument of every call of this function."""
    return Message(text, params)


def plural(one: str, many: str, n: int, /, **params: object) -> Message:
    """A sentence whose form depends on n, which is also its parameter `n`."""
    return Message(one, {"n": n, **params}, many, n)
