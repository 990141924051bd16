"""The log: what was accepted, in order, each entry chained to the one before.

An entry is `revision LF time LF act LF by LF poll LF round LF body`; its link is the SHA-1 of the link before and the
entry. Everything here is pure: the chain is checked from the entries alone. What they come to is server.store.folding.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from server.store.stored import RS

# The acts that take entries out of the log; they say how many answers and entries, and the digest of their links.
DROPPING = frozenset(("reset", "wipe"))
LONGEST_REV = 20  # digits of a revision; so many acts are never done


class Entry(NamedTuple):
    """One entry of the log as it is stored: the id of the stream, the text and the link of the chain."""

    id: str
    text: str
    link: str


class Line(NamedTuple):
    """An entry taken apart. `at` in milliseconds; `round` is 0 for acts that concern none."""

    rev: int
    at: int
    act: str
    by: str
    poll: str
    round: int
    body: str


def parse(text: str) -> Line:
    """An entry taken apart.

    Raises:
        ValueError: when the text has another form.
    """
    rev, at, act, by, poll, number, body = text.split("\n", 6)
    return Line(int(rev), int(at), act, by, poll, int(number or 0), body)


def link(before: str, text: str) -> str:
    """The link of an entry that follows another link; the first one follows ""."""
    return hashlib.sha1((before + text).encode(), usedforsecurity=False).hexdigest()


def broken(entries: Iterable[Entry]) -> int:
    """The place of the first entry, from 1, whose link does not fit; 0 when the chain is whole."""
    before = ""
    for place, entry in enumerate(entries, 1):
        # Of an entry that was dropped only the link is left; `undropped` tells whether it was dropped rightly.
        if dropped_by(entry.text) is None and entry.link != link(before, entry.text):
            return place
        before = entry.link
    return 0


def stub(rev: str) -> str:
    """What stands in the place of an entry that the act of this revision dropped."""
    return f"-{rev}"


def dropped_by(text: str) -> int | None:
    """The revision of the act that dropped an entry; None where it stands."""
    return int(text[1:]) if text[:1] == "-" and text[1:].isdecimal() and len(text) < LONGEST_REV else None


def undropped(entries: Sequence[Entry]) -> bool:
    """Whether the entries that are missing are others than those which resets say that they dropped."""
    missing: dict[int, str] = {}
    said: dict[int, str] = {}
    for entry in entries:
        rev = dropped_by(entry.text)
        if rev is not None:
            missing[rev] = link(missing.get(rev, ""), entry.link)
            continue
        line = parse(entry.text)
        if line.act in DROPPING:
            _, _, digest, *_ = line.body.split(RS)
            said[line.rev] = digest
    return missing != {rev: digest for rev, digest in said.items() if digest}
