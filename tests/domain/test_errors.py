"""What can go wrong says why."""

from __future__ import annotations

import pytest

from server.domain.errors import Conflict, Fault, Faults, HemicycleError, Refusal
from server.domain.messages import message

REASON = message("This is missing.")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (Refusal("word", REASON), "word: This is missing."),
        (Refusal("", REASON), "This is missing."),
        (Conflict(REASON), "This is missing."),
        (
            Faults([Fault("title", 2, REASON), Fault("date", 0, REASON)]),
            "line 2, title: This is missing.\ndate: This is missing.",
        ),
    ],
)
def test_errors_are_sentences(error: HemicycleError, expected: str) -> None:
    """In English, with the place where there is one."""
    assert str(error) == expected


@pytest.mark.parametrize(
    ("path", "line", "expected"),
    [("a.b", 3, "line 3, a.b"), ("a.b", 0, "a.b"), ("", 3, "line 3"), ("", 0, "file")],
)
def test_a_fault_says_its_place(path: str, line: int, expected: str) -> None:
    """Line and path, as far as they are known."""
    assert str(Fault(path, line, REASON)) == f"{expected}: This is missing."
