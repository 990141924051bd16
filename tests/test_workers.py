"""Several web processes serve one workshop as if they were one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.kinds import BY_NAME
from server.rehearsal.crowd import Crowd, Offer, people
from server.rehearsal.delegate import Habits
from server.rehearsal.ledger import Ledger
from server.rehearsal.moderator import Moderator
from server.rehearsal.recount import Stored, recount
from server.store.files.agenda_file import load
from tests.browser.hall import Hall
from tests.web.house import AGENDA

DELEGATES = 40
HABITS = Habits(thinking=1.0, silent=0.0, change=0.5)
PATIENCE = 30.0  # seconds


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A server of two web processes."""
    own = Hall(tmp_path, workers=2)
    try:
        yield own.start()
    finally:
        own.stop()


async def test_two_processes_are_one_hall(hall: Hall) -> None:
    """Every phone, whichever process it reached, sees each round opened; every answer is counted once."""
    persons = people(await Offer.at(hall.url, hall.code), DELEGATES, random.Random(3))
    moderator = Moderator(hall.url, hall.code, hall.tokens["moderator"])
    ledger, before, after = Ledger(), Stored(), Stored()
    crowd = Crowd(hall.url, hall.code, persons, HABITS, ledger=ledger, seed=3)
    try:
        await crowd.join()
        for act in ("open", "next-round"):
            round_ = await moderator.poll("obstacle", act)
            assert await crowd.seen("obstacle", round_, PATIENCE)
            assert await crowd.settle(PATIENCE)
            after.see(await moderator.results())
            await moderator.poll("obstacle", "close")
    finally:
        await crowd.leave()
    workshop, _ = load(AGENDA, BY_NAME)
    found = recount(workshop, BY_NAME, ledger, before, after)
    assert list(found.differences) == []
    assert found.stored == found.expected == 2 * DELEGATES
