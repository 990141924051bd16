"""A whole workshop at one moment: what the summary, the archive and results.json are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from server.domain.clerk import How
from server.domain.counts import Counts
from server.domain.earlier import Earlier
from server.domain.here import Numbers
from server.domain.kind import Answer, Entry, Score
from server.domain.moderation import Decisions
from server.domain.seat import Hall, Seat
from server.domain.state import State
from server.domain.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Said:
    """Who answered what, where the ballot joins the two. `delegation` is an id or "", `name` the person's or "".

    `unseen` are texts of the answer that moderators do not let be seen. `agent` is the delegation that answered by the
    proxy of `delegation`, "" where it answered itself. `entries` are the ids of the texts in the answer, in order:
    several people may write the same words, and each entry has its own author.
    """

    delegation: str
    name: str
    answer: Answer
    unseen: frozenset[str] = frozenset()
    clerk: bool = False
    agent: str = ""
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundData:
    """One round of one poll: `counts` of everybody, `segments` the same per segment, both before moderation.

    `entries` are all written texts, oldest first, where the kind lists them; `people` the number of answers; `present`
    the numbers of server.domain.attending when the round was closed, None before, `opening` those when it was opened;
    `scores` those of all quizzes up to this one. `said` is who answered what, only for recorded and open ballots.
    `clerk` are the people whose answers were entered by the clerk, by how they came. `early`: closed before its
    deadline; `reason`: why it was taken again.
    `rows` are the answers of an anonymous ballot without who gave them, where a file is to have them.
    `withheld`: what observers answered is left out of all this, because fewer of them did; 0 where nothing is.
    """

    poll: str
    round: int
    opened: int | None
    closed: int | None
    counts: Counts
    segments: Mapping[str, Counts] = field(default_factory=dict)
    entries: Sequence[Entry] = ()
    decisions: Decisions = field(default_factory=Decisions)
    people: int = 0
    present: Numbers | None = None
    scores: Sequence[Score] = ()
    said: Sequence[Said] = ()
    opening: Numbers | None = None
    early: bool = False
    reason: str = ""
    clerk: Mapping[How, int] = field(default_factory=dict)
    rows: Sequence[Said] = ()
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The workshop as prepared, where it stands, and what the room said. `at` is in milliseconds since 1970.

    `earlier` is the workshop that staff chose to compare this one with. `pictures` are those that people put pins on,
    by their names, where a file is to show them.
    """

    code: str
    workshop: Workshop
    state: State
    hall: Hall
    rounds: Sequence[RoundData] = ()
    seats: Sequence[Seat] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    at: int = 0
    earlier: Earlier | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    def rounds_of(self, poll: str) -> Sequence[RoundData]:
        """The rounds of a poll, oldest first."""
        return [one for one in self.rounds if one.poll == poll]
