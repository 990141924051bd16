"""Who answered what, for the ballots that say so: recorded by delegation, open also by the name of the person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import orjson

from server.domain.clerk import VOTER, is_clerk
from server.domain.counts import OBSERVER
from server.domain.kind import Answer, AnyKind
from server.domain.seat import Seat
from server.domain.segments import DELEGATION, PROXY, name_in
from server.domain.snapshot import RoundData, Said
from server.domain.workshop import Ballot, Poll
from server.store import stored
from server.store.entries import entry_id

NAMED = frozenset((Ballot.RECORDED, Ballot.OPEN))


def said(
    poll: Poll, kind: AnyKind, data: RoundData, answers: Mapping[str, str], seats: Sequence[Seat]
) -> tuple[Said, ...]:
    """The answers that stand, oldest first. `answers` maps voters to stored answers."""
    by_number = {str(seat.number): seat for seat in seats}
    found = []
    for voter, value in answers.items():
        one = stored.decode(value)
        if one.withdrawn or not one.payload:
            continue
        answer = stored.answer_of(one.payload)
        texts = kind.written(poll.definition, answer)
        unseen = frozenset(
            text.text
            for place, text in enumerate(texts)
            if not data.decisions.seen(text.subject or entry_id(one.id, place))
        )
        own = tuple(entry_id(one.id, place) for place in range(len(texts))) if kind.lists else ()
        # Where answers are added, each has a number of its own after the name of its voter.
        name_of = voter.partition(".")[0]
        seat = by_number.get(name_of)
        entered = is_clerk(voter, one.id)
        if seat is None:
            # One answer for each delegation: `d:` and its id.
            whose = name_in(one.segments, DELEGATION) if voter.startswith(VOTER) else name_of.partition(":")[2]
            agent = name_in(one.segments, PROXY)
            line = Said(whose, "", answer, unseen, entered, agent=agent, entries=own)
        else:
            name = seat.name if poll.settings.ballot is Ballot.OPEN else ""
            line = Said(seat.delegation, name, answer, unseen, entries=own)
        found.append((one.at, seat.number if seat else 0, voter, line))
    return tuple(line for *_, line in sorted(found, key=lambda row: row[:3]))


def nameless(poll: Poll, kind: AnyKind, data: RoundData, answers: Mapping[str, str]) -> tuple[Said, ...]:
    """The answers that stand, in the order of what they say: nothing tells whose they are or when they came.

    Those of observers are left out where the round withholds them.
    """
    found = []
    for value in answers.values():
        one = stored.decode(value)
        if one.withdrawn or not one.payload:
            continue
        if data.withheld and OBSERVER in stored.unpack(one.counts):
            continue
        # There may be a hundred thousand, and what is stored was checked when it came.
        answer = Answer({name: tuple(values) for name, values in orjson.loads(one.payload).items()})
        texts = kind.written(poll.definition, answer)
        unseen = frozenset(
            text.text
            for place, text in enumerate(texts)
            if not data.decisions.seen(text.subject or entry_id(one.id, place))
        )
        found.append((one.payload, Said("", "", answer, unseen)))
    return tuple(line for _, line in sorted(found, key=lambda row: row[0]))
