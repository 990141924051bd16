"""What can go wrong, with its data; the sentence is made once.

HemicycleError
├── Refusal   an answer, an entry or a form that is not accepted: field and reason
├── Faults    an agenda file that is not accepted: every fault with path and line
└── Conflict  an act that lost against another one, or that the present state does not allow
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.messages import Message

# Nobody reads more; a file whose every line is wrong is told so in a hundred.
MOST_FAULTS = 100


class HemicycleError(Exception):
    """Something a person did cannot be done; `str()` says why in English."""


class Refusal(HemicycleError):
    """What a person sent is not accepted; nothing was stored."""

    def __init__(self, field: str, reason: Message) -> None:
        super().__init__(field, reason)
        self.field = field
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}" if self.field else str(self.reason)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of an agenda file. `line` counts from 1, and is 0 where the place has no line."""

    path: str
    line: int
    reason: Message

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        place = ", ".join(part for part in (line, self.path) if part)
        return f"{place or 'file'}: {self.reason}"


class Faults(HemicycleError):
    """An agenda file with at least one fault, the first hundred of them; nothing of it was loaded."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults)
        self.faults = tuple(faults[:MOST_FAULTS])

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


class Conflict(HemicycleError):
    """The present state does not allow this act, or somebody else acted first."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)
