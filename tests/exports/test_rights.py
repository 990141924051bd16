"""Proxies, seats that went to somebody else, and votes taken again, in the record."""

from __future__ import annotations

from dataclasses import replace

from server.domain.kind import Answer
from server.domain.mandate import Mandate
from server.domain.seat import Seat
from server.domain.snapshot import Said, Snapshot
from server.domain.workshop import Ballot
from server.exports.summary import gather
from tests.exports import world


def told(course: Snapshot, *mandates: Mandate) -> tuple[str, ...]:
    """The sentences of the attendance after those about people and delegations."""
    state = replace(course.state, mandates={one.number: one for one in mandates})
    return tuple(gather(replace(course, state=state), world.KINDS, world.ENGLISH).attendance.sentences[2:])


def test_proxies_are_recorded(course: Snapshot) -> None:
    """From whom, to whom, when, by whose hand, and until when."""
    at = course.state.begun or 0
    first, second = (one.id for one in course.workshop.delegations[:2])
    names = [one.name.pick("en") for one in course.workshop.delegations[:2]]
    said = told(
        course,
        Mandate(1, "proxy", 0, first, second, at, "grant"),
        Mandate(2, "proxy", 0, second, first, at, "seat:3", at + 60_000, "grant"),
    )
    assert said[0].startswith(f"{names[0]} gave its proxy to {names[1]} at ")
    assert said[0].endswith(", at the desk.")
    assert ", by its own delegation; it ended at " in said[1]


def test_only_seats_that_went_to_others_are_recorded(course: Snapshot) -> None:
    """A delegate who changes devices is no matter for a summary."""
    at = course.state.begun or 0
    seat = Seat(7, course.workshop.delegations[0].id)
    said = told(
        replace(course, seats=(seat,)),
        Mandate(1, "transfer", 7, "Ana", "Luis", at, "seat:7"),
        Mandate(2, "transfer", 1, "Ana", "Ana", at, "seat:1"),
        Mandate(3, "transfer", 999_999, "", "Luis", at, "seat:1"),
        Mandate(4, "transfer", 999_999, "Ana", "Luis", at, "seat:1"),
        Mandate(5, "transfer", 1, "Ana", "", at, "seat:1"),
    )
    assert len(said) == 3
    assert "taken over by Luis at " in said[0]
    assert said[1].startswith("Luis took a seat over at ")
    assert said[2].startswith("The seat of Ana was taken over by Luis at ")


def test_a_vote_by_proxy_says_so(course: Snapshot) -> None:
    """In the list of who answered what; and a round that was taken again says why."""
    first, second = course.workshop.delegations[:2]
    poll = next(one for one in course.workshop.polls.values() if one.kind == "choice")
    option = world.KINDS["choice"].form(poll.definition, world.ENGLISH)["options"][0]["id"]
    named = replace(poll, settings=replace(poll.settings, ballot=Ballot.OPEN))
    agenda = [
        replace(item, polls=[named if one.id == poll.id else one for one in item.polls])
        for item in course.workshop.agenda
    ]
    said = (Said(first.id, "", Answer({"option": (option,)}), agent=second.id),)
    rounds = [
        replace(one, said=said, reason="A point of order.") if one.poll == poll.id else one for one in course.rounds
    ]
    changed = replace(course, workshop=replace(course.workshop, agenda=agenda), rounds=rounds)
    found = next(
        one for item in gather(changed, world.KINDS, world.ENGLISH).items for one in item.polls if one.id == poll.id
    ).rounds[-1]
    assert found.named is not None
    assert found.named.lines[0].who == f"{first.name.pick('en')} (by proxy: {second.name.pick('en')})"
    assert found.when.endswith("The vote was taken again: A point of order.")
