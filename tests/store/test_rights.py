"""No sequence of joins, transfers, proxies, reconnects and device changes lets a right count twice.

A random meeting is played on a real store and compared with a model that knows only the rules; at the end its archive
is recounted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from redis.asyncio import Redis

from server.domain.counts import OBSERVER, PEOPLE, WEIGHT
from server.domain.errors import Conflict
from server.domain.kind import Answer
from server.domain.seat import Attendance, Seat, segments
from server.domain.weighing import weighed
from server.domain.workshop import Workshop
from server.kinds import BY_NAME
from server.store.acts import Acts
from server.store.archive import archive, restore, verify
from server.store.connection import connect
from server.store.files.agenda_file import load
from server.store.mandates import Mandates
from server.store.recorder import Recorder, Submission
from server.store.results import Results
from server.store.seats import Seats
from server.store.stored import payload_of
from server.store.voters import Voters
from server.store.workshops import Workshops

AGENDA = """
hemicycle: 1
title: Plenary
languages: [en]
date: 2024-02-15
timezone: UTC
roster:
  - {id: AA, name: Aa, weight: 5}
  - {id: BB, name: Bb, weight: 3}
  - {id: CC, name: Cc, weight: 2}
  - {id: OO, name: Oo, observer: true}
proxies: {most: 1, by: holder}
agenda:
  - id: votes
    title: Votes
    polls:
      - {id: each, kind: vote, prompt: Each, by: delegation, ballot: open, weights: true}
      - {id: people, kind: vote, prompt: People, ballot: recorded}
      - {id: urn, kind: vote, prompt: Urn, by: delegation, ballot: secret}
"""
WEIGHTS = {"AA": 5, "BB": 3, "CC": 2}
NAMES = (*WEIGHTS, "OO")
POLLS = ("each", "people", "urn")
T = TypeVar("T")

names = st.sampled_from(NAMES)
polls = st.sampled_from(POLLS)
options = st.sampled_from(("for", "against", "abstain"))
places = st.integers(0, 30)


class Meeting(RuleBasedStateMachine):
    """A meeting of three members and an observer."""

    url = ""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.redis: Redis = connect(self.url)
        self.workshops = Workshops(self.redis, BY_NAME)
        self.seats, self.voters = Seats(self.redis, self.workshops), Voters(self.redis)
        self.mandates, self.acts = Mandates(self.redis), Acts(self.redis)
        self.results = Results(self.redis, self.workshops, self.seats)
        self.workshop: Workshop
        self.code = ""
        self.tokens: dict[int, str] = {}  # seat → the token of its present device
        self.lost: list[str] = []
        self.proxies: dict[str, str] = {}
        self.rounds = dict.fromkeys(POLLS, 0)
        self.said: dict[str, dict[str, str]] = {poll: {} for poll in POLLS}  # right → option
        self.sent: list[tuple[Submission, str]] = []
        self.number = 0

    def run(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do something in the machine's own loop."""

        async def done() -> T:
            return await work()

        return self.runner.run(done())

    @initialize()
    def begin(self) -> None:
        """A workshop whose polls are open."""

        async def work() -> None:
            await self.redis.flushall()
            self.recorder = Recorder(self.redis)
            self.workshop, text = load(AGENDA, BY_NAME)
            self.code = (await self.workshops.create(text, self.workshop)).code

        self.run(work)
        for poll in POLLS:
            self.open(poll)

    @rule(delegation=names, remote=st.booleans())
    def join(self, delegation: str, remote: bool) -> None:
        """Somebody takes a seat."""
        where = Attendance.REMOTE if remote else Attendance.ROOM
        seat, token = self.run(
            lambda: self.seats.admit(self.code, delegation=delegation, attendance=where, language="en")
        )
        self.tokens[seat.number] = token

    @precondition(lambda self: self.tokens)
    @rule(place=places)
    def change_device(self, place: int) -> None:
        """A seat goes to another device; the old one opens nothing any more."""
        number = sorted(self.tokens)[place % len(self.tokens)]

        async def work() -> str:
            return await self.mandates.take(self.code, await self.mandates.hand_out(self.code, number))

        self.lost.append(self.tokens[number])
        self.tokens[number] = self.run(work)

    @rule(holder=names, agent=names)
    def give(self, holder: str, agent: str) -> None:
        """A proxy, where the rules allow it."""
        try:
            self.run(lambda: self.mandates.give(self.code, self.workshop, holder, agent, by="desk"))
        except Conflict:
            held = list(self.proxies.values())
            assert (
                "OO" in (holder, agent) or holder == agent or holder in self.proxies or agent in self.proxies
                or holder in held or agent in held
            )  # fmt: skip
        else:
            assert holder not in self.proxies
            self.proxies[holder] = agent

    @precondition(lambda self: self.proxies)
    @rule(place=places)
    def take_back(self, place: int) -> None:
        """A proxy ends."""
        holder = sorted(self.proxies)[place % len(self.proxies)]
        self.run(lambda: self.mandates.end(self.code, holder, self.proxies.pop(holder), by="seat:1"))

    @precondition(lambda self: self.tokens)
    @rule(place=places, poll=polls, option=options, holder=st.sampled_from(("", *NAMES)))
    def answer(self, place: int, poll: str, option: str, holder: str) -> None:
        """A phone answers, for itself or for somebody whose proxy it says to hold."""
        number = sorted(self.tokens)[place % len(self.tokens)]
        seat = self.run(lambda: self.seats.by_token(self.code, self.tokens[number]))
        assert seat is not None
        if holder and holder != seat.delegation and poll != "people":
            seat = replace(seat, delegation=holder, agent=seat.delegation)
        self.number += 1
        submission = self.run(lambda: self.submission(seat, poll, option))
        self.sent.append((submission, option))
        self.submit(submission, option)

    @precondition(lambda self: self.sent)
    @rule(place=places)
    def reconnect(self, place: int) -> None:
        """A phone that lost its line sends an old answer again."""
        submission, _ = self.sent[place % len(self.sent)]
        before = self.counts(submission.poll)
        outcome = self.run(lambda: self.recorded(submission))
        if outcome in ("recorded", "changed"):
            # It had been refused when its right was another's, and that has changed since.
            self.keep(submission)
        else:
            assert self.counts(submission.poll) == before

    @rule(poll=polls)
    def again(self, poll: str) -> None:
        """The poll is closed and taken again."""
        self.run(lambda: self.acts.close(self.code, poll, by="desk", present=(4, 3, 3, 10, 0)))
        self.open(poll)

    @invariant()
    def each_right_counts_once(self) -> None:
        """What is counted is what the model says: one for each right, and no delegation beyond its weight."""
        if not self.code:
            return
        for poll in POLLS:
            counts, said = self.counts(poll), self.said[poll]
            assert counts.get(PEOPLE, 0) == len(said)
            for option in ("for", "against", "abstain"):
                members = [right for right, one in said.items() if one == option and not self.watches(right)]
                watching = [right for right, one in said.items() if one == option and self.watches(right)]
                assert counts.get(option, 0) == len(members)
                assert counts.get(OBSERVER + option, 0) == len(watching)
                if poll == "each":
                    assert counts.get(WEIGHT + option, 0) == sum(WEIGHTS[right[2:]] for right in members)
            if poll == "each":
                assert counts.get(WEIGHT + PEOPLE, 0) <= sum(WEIGHTS.values())
                assert all(counts.get(f"delegation:{name}\x1f", 0) <= 1 for name in NAMES)

    @invariant()
    def lost_devices_open_nothing(self) -> None:
        """A seat has one device."""
        for token in self.lost:
            assert self.run(lambda token=token: self.seats.by_token(self.code, token)) is None  # type: ignore[misc]

    def teardown(self) -> None:
        """The archive recounts, and comes back as it was."""
        if self.code:
            data = self.run(lambda: archive(self.redis, self.code))
            assert verify(data, BY_NAME) == []
            proxies = self.run(lambda: self.results.state(self.code)).proxies
            assert dict(proxies) == self.proxies
            self.run(lambda: self.workshops.delete(self.code))
            self.run(lambda: restore(self.redis, data))
            assert dict(self.run(lambda: self.results.state(self.code)).proxies) == self.proxies
            self.run(self.recorder.close)
        self.run(self.redis.aclose)
        self.runner.close()

    # Not rules

    def open(self, poll: str) -> None:
        """The next round."""
        self.run(lambda: self.acts.open(self.code, poll, item="votes", countdown=None, shown=False, reason="Again"))
        self.rounds[poll] += 1
        self.said[poll] = {}

    async def submission(self, seat: Seat, poll: str, option: str) -> Submission:
        """What the way in makes of an answer."""
        asked = self.workshop.polls[poll]
        secret = poll == "urn"
        voter = await self.voters.voter(self.code, poll, self.rounds[poll], asked.settings, seat)
        parts = segments(self.workshop, seat)
        answer = Answer({"option": (option,)})
        kind = BY_NAME["vote"]
        counts = weighed(self.workshop, kind, asked.definition, kind.counts(asked.definition, answer), parts)
        return Submission(
            self.code, poll, self.rounds[poll], voter, f"{self.number:024x}", counts, parts,
            payload_of(answer.fields), not secret, secret, seat.agent,
        )  # fmt: skip

    async def recorded(self, submission: Submission) -> str:
        return (await self.recorder.submit(submission)).status

    def submit(self, submission: Submission, option: str) -> None:
        """Send it, and see that the store decides as the rules do."""
        outcome = self.run(lambda: self.recorded(submission))
        right = submission.voter
        if right.startswith("d:") and self.proxies.get(right[2:], "") != submission.agent:
            assert outcome == "mandate"
        elif right in self.said[submission.poll]:
            assert outcome == ("final" if submission.secret else "changed")
        else:
            assert outcome == "recorded"
        if outcome in ("recorded", "changed"):
            self.said[submission.poll][right] = option

    def keep(self, submission: Submission) -> None:
        option = next(option for one, option in self.sent if one is submission)
        self.said[submission.poll][submission.voter] = option

    def counts(self, poll: str) -> dict[str, int]:
        return self.run(lambda: self.results.counts(self.code, poll, self.rounds[poll]))

    def watches(self, right: str) -> bool:
        """Whether it is an observer's."""
        if right.startswith("d:"):
            return right == "d:OO"
        seat = self.run(lambda: self.seats.get(self.code, int(right)))
        return seat is not None and seat.delegation == "OO"


def test_rights(valkey_url: str) -> None:
    """Random meetings, each played to its end."""
    Meeting.url = valkey_url
    machine: Any = Meeting.TestCase
    machine.settings = settings(
        max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
    )
    with suppress(pytest.skip.Exception):
        machine().runTest()
