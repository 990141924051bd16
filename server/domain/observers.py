"""Observers whose answers are tallied apart: of a few of them, what they answered is told to nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from server.domain.counts import OBSERVER, PEOPLE, Counts, add
from server.domain.kind import AnyKind
from server.domain.snapshot import RoundData
from server.domain.workshop import Ballot, Poll, Workshop

# Of these ballots nothing joins a person and an answer. A table of the others says who answered what.
_NAMELESS = frozenset((Ballot.ANONYMOUS, Ballot.SECRET))


def conceals(poll: Poll, kind: AnyKind) -> bool:
    """Whether a group of observers in this poll may be too small to be told of.

    In a silence procedure whoever objects says so, and the objection of an observer may decide it.
    """
    procedure = kind.procedure(poll.definition)
    return kind.apart(poll.definition) and poll.settings.ballot in _NAMELESS and not procedure.silence


def withheld(workshop: Workshop, poll: Poll, kind: AnyKind, data: RoundData) -> RoundData:
    """The round without what observers answered, where so few of them did that it would say who answered what.

    How many of them answered stays. Doing it again changes nothing.
    """
    if not conceals(poll, kind) or not 0 < data.counts.get(OBSERVER + PEOPLE, 0) < workshop.least_group:
        return data
    segments: Mapping[str, Counts] = {name: without(part, kind) for name, part in data.segments.items()}
    return replace(data, counts=without(data.counts, kind), segments=segments, withheld=workshop.least_group)


def without(counts: Counts, kind: AnyKind) -> dict[str, int]:
    """Counts without what observers answered; how many of them did stays among them."""
    theirs = {name: n for name, n in counts.items() if name.startswith(OBSERVER) and name != OBSERVER + PEOPLE}
    # What observers wrote stands among what everybody wrote as well.
    written = {field: -n for name, n in theirs.items() if kind.moderated(field := name.removeprefix(OBSERVER))}
    return add({name: n for name, n in counts.items() if name not in theirs}, written)
