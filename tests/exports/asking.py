"""Polls and rounds of the course, as tests ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from server.domain.snapshot import RoundData, Snapshot
from server.exports.parts import PollPart, Round, Summary
from server.exports.summary import gather
from tests.exports import world


def polls(summary: Summary) -> dict[str, PollPart]:
    return {poll.id: poll for _, poll in summary.polls}


def told(snapshot: Snapshot, rounds: Sequence[RoundData], poll: str = "obstacle") -> Round:
    """The one round of a poll in the course with only these rounds."""
    summary = gather(replace(snapshot, rounds=rounds), world.KINDS, world.ENGLISH)
    return polls(summary)[poll].rounds[0]


def played(course: Snapshot, rooms: int, remotes: int) -> RoundData:
    """So many people in the room and online, all of one opinion."""
    data = world.play(course.workshop, course.workshop.polls["obstacle"], 1, [], ("11:36", None))
    segments = {"attendance:room": {"": rooms, "budget": rooms}, "attendance:remote": {"": remotes, "budget": remotes}}
    people = rooms + remotes
    return replace(data, counts={"": people, "budget": people}, segments=segments, people=people)
