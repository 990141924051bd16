"""One suite over every kind: its cases, and what all kinds promise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from server.domain.kind import AnyKind
from server.files import TEMPLATES
from server.kinds import BY_NAME, KINDS
from tests.kinds import contract
from tests.kinds.contract import CASES, CONTRACT, Cases


def name(value: object) -> str:
    return getattr(value, "name", "") or getattr(value, "__name__", "")


@pytest.mark.parametrize("promise", CONTRACT, ids=name)
@pytest.mark.parametrize("kind", KINDS, ids=name)
def test_kind_keeps_the_contract(kind: AnyKind, promise: Callable[[AnyKind, Cases], None]) -> None:
    """Each kind keeps each promise over its own cases."""
    promise(kind, contract.cases(kind))


def test_every_kind_has_its_own_word() -> None:
    """Names are unique, and each kind is found by its own."""
    assert list(BY_NAME) == [kind.name for kind in KINDS]
    assert len(BY_NAME) == len(KINDS)


def test_every_file_has_its_kind() -> None:
    """No template and no file of cases is left without a kind."""
    assert {path.stem for path in (TEMPLATES / "kinds").glob("*.html")} == set(BY_NAME)
    assert {path.stem for path in CASES.glob("*.json")} == set(BY_NAME)
