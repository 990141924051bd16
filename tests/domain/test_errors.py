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


def test_faults_are_no_more_than_somebody_reads() -> None:
    """The first hundred."""
    assert [fault.line for fault in Faults([Fault("a", n, REASON) for n in range(200)]).faults] == list(range(100))


@pytest.mark.parametrize(
    ("path", "line", "expected"),
    [("a.b", 3, "line 3, a.b"), ("a.b", 0, "a.b"), ("", 3, "line 3"), ("", 0, "file")],
)
def test_a_fault_says_its_place(path: str, line: int, expected: str) -> None:
    """Line and path, as far as they are known."""
    assert str(Fault(path, line, REASON)) == f"{expected}: This is missing."
