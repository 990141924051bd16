"""What simulated delegates sent and heard: the other side of the store's own record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Fields = Mapping[str, Sequence[str]]
RoundKey = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Person:
    """Who a simulated delegate is. `badge` is the code that gives the seat, "" where none is needed."""

    number: int
    delegation: str = ""
    attendance: str = "room"
    language: str = "en"
    name: str = ""
    badge: str = field(default="", repr=False)


@dataclass(slots=True)
class Sent:
    """An answer on its way. `since` is the time of its first sending, in seconds of the loop's clock."""

    id: str
    poll: str
    round: int
    fields: Fields
    since: float
    times: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """The answer of one person that was acknowledged last."""

    person: Person
    id: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the clerk's: the options with how many chose each; for a delegation it is one answer."""

    how: str
    said: Mapping[str, int]
    delegation: str = ""
    remark: str = ""

    @property
    def people(self) -> int:
        return sum(self.said.values())


@dataclass(slots=True)
class Ledger:
    """All delegates write into one ledger. Latencies are in milliseconds, from the first sending to the receipt."""

    sent: int = 0
    acknowledged: int = 0
    refused: int = 0
    resent: int = 0
    changed: int = 0
    seats: int = 0
    reconnects: int = 0
    latencies: list[float] = field(default_factory=list)
    refusals: Counter[str] = field(default_factory=Counter)
    kept: dict[RoundKey, dict[int, Kept]] = field(default_factory=dict)
    troubles: Counter[str] = field(default_factory=Counter)
    entered: dict[RoundKey, list[Entry]] = field(default_factory=dict)

    def acknowledge(self, person: Person, sent: Sent, now: float) -> None:
        """The answer is on disk; it replaces an earlier one of this person."""
        self.acknowledged += 1
        self.latencies.append(1000 * (now - sent.since))
        own = self.kept.setdefault((sent.poll, sent.round), {})
        self.changed += person.number in own
        own[person.number] = Kept(person, sent.id, sent.fields)

    def enter(self, poll: str, round_: int, entry: Entry) -> None:
        """The clerk's entry is on disk."""
        self.entered.setdefault((poll, round_), []).append(entry)

    @property
    def entries(self) -> int:
        """The clerk's entries."""
        return sum(len(entries) for entries in self.entered.values())

    def refuse(self, text: str) -> None:
        """The answer is not stored, for this reason."""
        self.refused += 1
        self.refusals[text] += 1

    @property
    def unsettled(self) -> int:
        """Answers that the server neither acknowledged nor refused."""
        return self.sent - self.acknowledged - self.refused

    @property
    def answers(self) -> int:
        """Answers that must be in the store: the last of each person to each round."""
        return sum(len(kept) for kept in self.kept.values())

    def latency(self) -> dict[str, float]:
        """p50, p95 and the longest, in milliseconds; zeros where nothing was acknowledged."""
        ordered = sorted(self.latencies) or [0.0]
        return {
            "p50": round(ordered[len(ordered) // 2], 1),
            "p95": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 1),
            "max": round(ordered[-1], 1),
        }
