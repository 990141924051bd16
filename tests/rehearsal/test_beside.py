"""A simulated hall asks, supports, raises hands and reacts beside the polls."""

from __future__ import annotations

import asyncio

import pytest
from redis.asyncio import Redis

from server.kinds import BY_NAME
from server.rehearsal import floor
from server.rehearsal.course import Course, Pace
from server.rehearsal.crowd import Crowd, Offer
from server.rehearsal.delegate import Habits
from server.rehearsal.ledger import Ledger, Person
from server.rehearsal.moderator import Moderator
from server.rehearsal.recount import Stored, recount
from server.store.files.agenda_file import load
from tests.web.house import serving

AGENDA = """
hemicycle: 1
title: Floor
languages: [en]
date: 2024-02-15
timezone: UTC
agenda:
  - id: only
    title: Only
    polls:
      - {id: pulse, kind: pulse, prompt: Pulse}
      - {id: floor, kind: questions, prompt: Ask, to: [Ana Paz], moderation: before}
      - {id: ideas, kind: text, prompt: Ideas, upvotes: true}
      - {id: hidden, kind: choice, prompt: Secret, ballot: secret, options: [{id: a, text: A}, {id: b, text: B}]}
"""


async def test_everything_beside_the_polls_is_recounted(
    redis: Redis, valkey_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where everybody takes part in all of it, the server has what was acknowledged, and the questions are released."""
    for share in ("SIGNING", "REACTING", "ASKING", "SUPPORTING"):
        monkeypatch.setattr(floor, share, 1.0)
    workshop, _ = load(AGENDA, BY_NAME)
    habits = Habits(thinking=0.05, silent=0, change=0)
    persons = [Person(number) for number in range(1, 7)]
    async with serving(valkey_url, AGENDA) as house:
        ledger, stored, said = Ledger(), Stored(), list[str]()
        await Offer.at(house.base, house.code)
        crowd = Crowd(house.base, house.code, persons, habits, ledger=ledger, seed=3)
        await crowd.join()
        moderator = Moderator(house.base, house.code, house.tokens["moderator"])
        await Course(workshop, BY_NAME, moderator, crowd, Pace(habits, 0), said.append, stored).play()
        async with asyncio.timeout(30):
            # Reactions are told to the store once a second, also those that came just before the closing.
            while "reaction:agree" not in stored.rounds["pulse", 1]:
                await asyncio.sleep(0.1)
                stored.see(await moderator.results())
        document = (await moderator.download("md", "en")).decode()
        await crowd.leave()
    assert recount(workshop, BY_NAME, ledger, Stored(), stored).differences == []
    assert {key: len(kept) for key, kept in ledger.kept.items()} == {
        ("pulse", 1): 6,
        ("floor", 1): 6,
        ("ideas", 1): 6,
        ("hidden", 1): 6,
    }
    assert ledger.unsettled == ledger.refused == 0
    assert "Supported by" in document
    assert "Answered in the room" in document
