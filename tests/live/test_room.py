"""A room: what it has seen, it does not unsee."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from server.domain.state import State
from server.kinds import BY_NAME
from server.live import room as rooms
from server.live.present import Present
from server.store.files.agenda_file import load
from tests.web.house import AGENDA

WORKSHOP = load(AGENDA, BY_NAME)[0]


class Told:
    """A store whose revision grows with each look."""

    def __init__(self) -> None:
        self.rev = 0

    async def state(self, code: str) -> State:
        self.rev += 1
        return State(rev=self.rev)


def reading(held: asyncio.Event) -> Callable[..., Any]:
    """Reads at once what is later than the first revision; the first one only when it may."""

    class Reading:
        def __init__(self, *sources: object) -> None:
            pass

        async def read(self, before: Present, state: State) -> Present:
            if state.rev == 1:
                await held.wait()
            return replace(before, state=state)

    return Reading


async def test_a_slow_reading_does_not_bring_back_the_past(monkeypatch: pytest.MonkeyPatch) -> None:
    """An act was done and seen while an older state was still being read."""
    held = asyncio.Event()
    monkeypatch.setattr(rooms, "Reading", reading(held))
    anything: Any = SimpleNamespace()
    sources: Any = SimpleNamespace(
        results=Told(), workshops=anything, seats=anything, progress=anything, upvotes=anything, voters=anything,
        kinds=BY_NAME, languages={}, render=anything, link="", started=0, clock=lambda: 0,
    )  # fmt: skip
    room = rooms.Room("123456", WORKSHOP, State(), sources)
    slow = asyncio.create_task(room.refresh())
    await asyncio.sleep(0)
    await room.refresh()
    assert room.present.state.rev == 2
    held.set()
    await slow
    assert room.present.state.rev > 2
