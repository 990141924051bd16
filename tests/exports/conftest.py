"""The course, played once and gathered once in each language."""

from __future__ import annotations

import pytest

from server.domain.snapshot import Snapshot
from server.exports.parts import Summary
from server.exports.summary import gather
from tests.exports import world


@pytest.fixture(scope="session")
def course() -> Snapshot:
    return world.snapshot()


@pytest.fixture(scope="session")
def summary(course: Snapshot) -> Summary:
    return gather(course, world.KINDS, world.ENGLISH)


@pytest.fixture(scope="session")
def resumen(course: Snapshot) -> Summary:
    return gather(course, world.KINDS, world.LANGUAGES["es"])
