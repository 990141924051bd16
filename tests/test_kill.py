"""An acknowledged answer is on disk: all processes are killed while answers are in flight, then all is recounted."""

from __future__ import annotations

import asyncio
import json
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

DELEGATES = 60
# Nearly everybody changes their mind, soon and again: answers are under way at every moment of the test.
HABITS = Habits(thinking=3.0, silent=0.0, change=0.9)
PATIENCE = 60.0  # seconds in which the last answer must be settled after the last restart


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A server of this test's own."""
    own = Hall(tmp_path)
    try:
        yield own.start()
    finally:
        own.stop()


@pytest.mark.timeout(240)
async def test_kill_everything_while_answers_are_in_flight(hall: Hall) -> None:
    """The web process, then the store, then both at once: none lost, none twice, the archive recounts."""
    persons = people(await Offer.at(hall.url, hall.code), DELEGATES, random.Random(7))
    moderator = Moderator(hall.url, hall.code, hall.tokens["moderator"])
    ledger, before, after = Ledger(), Stored(), Stored()
    crowd = Crowd(hall.url, hall.code, persons, HABITS, ledger=ledger, seed=7)
    try:
        await crowd.join()
        await moderator.poll("obstacle", "open")
        await in_flight(ledger, 10)
        await asyncio.to_thread(hall.kill)
        await asyncio.to_thread(hall.start)
        await in_flight(ledger, 30)
        await asyncio.to_thread(hall.kill_store)
        await in_flight(ledger, 45)
        await asyncio.to_thread(hall.kill_store)
        await asyncio.to_thread(hall.kill)
        await asyncio.to_thread(hall.start)
        assert await crowd.finish(PATIENCE), f"{ledger.unsettled} answers never settled"
    finally:
        await crowd.leave()
    assert len(ledger.latencies) >= DELEGATES
    assert ledger.refusals == {}
    after.see(await moderator.results())
    workshop, _ = load(AGENDA, BY_NAME)
    found = recount(workshop, BY_NAME, ledger, before, after)
    assert list(found.differences) == []
    assert found.stored == found.expected == DELEGATES
    archive = hall.folder / "archive.zip"
    hall.command("archive", hall.code, "--out", str(archive))
    assert json.loads(hall.command("verify", str(archive), "--json"))["differences"] == []


async def in_flight(ledger: Ledger, acknowledged: int) -> None:
    """Wait until this many answers are acknowledged, and others are on their way."""
    async with asyncio.timeout(60):
        while len(ledger.latencies) < acknowledged:  # noqa: ASYNC110 - the crowd rings no bell for this
            await asyncio.sleep(0.01)
