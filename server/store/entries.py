"""Entries: the texts that people wrote, made from stored answers and kept at hand between two looks."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace

from server.domain.kind import AnyKind, Entry
from server.domain.workshop import Poll
from server.store import stored

# Rounds whose entries a process keeps at hand: those on stage somewhere, and one before.
MOST_ROUNDS = 64

Place = tuple[str, str, int]


def entry_id(answer: str, place: int) -> str:
    """The id of a text in an answer: it tells nothing of who wrote it, and another answer has other ones."""
    return hashlib.sha256(f"{answer}.{place}".encode()).hexdigest()[:12]


class Entries:
    """Makes entries; an answer that has not changed since the last look is not parsed again."""

    def __init__(self) -> None:
        self._known: OrderedDict[Place, tuple[Poll, dict[str, tuple[Entry, ...]]]] = OrderedDict()

    def of(
        self, place: Place, kind: AnyKind, poll: Poll, answers: Mapping[str, str], upvotes: Mapping[str, int]
    ) -> tuple[Entry, ...]:
        """The entries of a round, oldest first. `answers` maps voters to stored answers."""
        before, known = self._known.get(place, (poll, {}))
        if before is not poll and before != poll:
            known = {}
        fresh = {value: known[value] if value in known else _made(kind, poll, value) for value in answers.values()}
        self._known[place] = poll, fresh
        self._known.move_to_end(place)
        while len(self._known) > MOST_ROUNDS:
            self._known.popitem(last=False)
        entries = sorted((one for made in fresh.values() for one in made), key=lambda one: (one.at, one.id))
        return tuple(replace(one, upvotes=upvotes[one.id]) if one.id in upvotes else one for one in entries)


def _made(kind: AnyKind, poll: Poll, value: str) -> tuple[Entry, ...]:
    one = stored.decode(value)
    written = kind.written(poll.definition, stored.answer_of(one.payload))
    return tuple(
        Entry(entry_id(one.id, place), text.text, one.at, segments=one.segments, to=text.to)
        for place, text in enumerate(written)
    )
