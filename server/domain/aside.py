"""Texts that lost a field to somebody else's: set aside for those who wrote them, until they take or leave them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST_ASIDE = 100  # in one draft; people look at each when it happens


@dataclass(frozen=True, slots=True)
class Aside:
    """What one person wrote into a field that holds something else.

    `was` is what stood in the field when they began: whoever writes on from there still writes the same text.
    """

    by: str
    address: str
    was: str
    text: str


Asides = tuple[Aside, ...]


def with_aside(asides: Asides, new: Iterable[Aside]) -> Asides:
    """These texts set aside too, each in the place of what its author had written from the same beginning."""
    for one in new:
        begun = (one.by, one.address, one.was)
        asides = (*(old for old in asides if (old.by, old.address, old.was) != begun), one)
    return asides[-MOST_ASIDE:]


def settled(asides: Asides, by: str, address: str, text: str) -> Asides:
    """Without a text that its author has taken or left."""
    return tuple(one for one in asides if (one.by, one.address, one.text) != (by, address, text))


def of_author(asides: Asides, by: str) -> dict[str, Aside]:
    """The texts of one author by the addresses of their fields; of several for one field the oldest comes first."""
    return {one.address: one for one in reversed(asides) if one.by == by}
