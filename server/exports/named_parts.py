"""Who answered what, as a summary tells it where the ballot says so."""

from __future__ import annotations

from dataclasses import dataclass

from server.exports.grid import Grid


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a text: `delegation` is its id or "", `name` the person's or "" where not told; `told` says both."""

    delegation: str
    name: str
    told: str


@dataclass(frozen=True, slots=True)
class NamedLine:
    """One answer with who gave it: `delegation` is its id, `who` its name; `name` the person's, "" where not told."""

    delegation: str
    who: str
    name: str
    answer: str


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """Who gave one answer: `count` people, `who` their names one after the other; `head` leads them in."""

    answer: str
    count: int
    head: str
    who: str


@dataclass(frozen=True, slots=True)
class Named:
    """Who answered what, where the ballot says so: all of it in `lines` and `grid`.

    A document prints the `groups`, or `printed` where nearly every answer is its own, or neither where the answers are
    texts that stand above with the names of who wrote them. Where they would fill pages, `note` says where they are.
    """

    title: str
    lines: tuple[NamedLine, ...]
    grid: Grid
    groups: tuple[NamedGroup, ...] = ()
    printed: Grid | None = None
    note: str = ""

    @property
    def told(self) -> bool:
        """Whether a document has anything to say of it."""
        return bool(self.groups or self.printed or self.note)
