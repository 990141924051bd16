"""What a kind of poll is: the protocol that every kind keeps, and the values that pass through it.

A kind never sees a request, an address, a key, a clock or a template engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol, TypeVar

from server.domain.agenda_keys import Key
from server.domain.counts import Counts
from server.domain.figure import Figure
from server.domain.language import Language, LanguageMap
from server.domain.messages import Message
from server.domain.procedure import Procedure
from server.domain.reader import Reader
from server.domain.table import Table
from server.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Definition:
    """What a poll of some kind asks; each kind has its own. `delegations`: each delegation answers as one."""

    delegations: bool = field(default=False, kw_only=True)

    @property
    def hides(self) -> bool:
        """Whether this poll has something right in it, which nobody may see while it is open."""
        return False


@dataclass(frozen=True, slots=True)
class Answer:
    """An accepted answer in canonical form: field → values, as the contract of the kind's fields names them.

    Equal answers have equal fields in equal order, so that a stored answer can be compared, counted again and shown.
    """

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def all(self, name: str) -> tuple[str, ...]:
        return self.fields.get(name, ())

    def one(self, name: str) -> str:
        values = self.all(name)
        return values[0] if values else ""


@dataclass(frozen=True, slots=True)
class Written:
    """A text that a person wrote and that may be moderated. `subject` is what a decision refers to:

    a kind that counts texts names the counted field ("blockchain"); one that shows each text leaves it empty, and the
    entry's own id is used. `to` is whom it is addressed to, "" for nobody.
    """

    text: str
    subject: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A written text as the result shows it: `at` in milliseconds, `theme` an id or "", `segments` of its author.

    `to` is whom it is addressed to, `answered` what was answered in the room, `screen` the one that is shown large.
    """

    id: str
    text: str
    at: int = 0
    upvotes: int = 0
    theme: str = ""
    segments: tuple[str, ...] = ()
    to: str = ""
    answered: bool = False
    screen: bool = False


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who could answer: `present` people, `here` of the `members` delegations; `quorum` of them needed, 0 for no rule.

    Of a closed round these are the numbers at its closing, of an open one those of now. `toward` are those of a named
    set of delegations that are present, where the quorum is reckoned among them, else None. `weight` is what all
    members weigh together, `weight_here` those present. `began` says whether there was a quorum at the opening, None
    where that is not known; `early` that the round was closed before its deadline, `running` that it is open still.
    `observers` are people of observer delegations among those present. `names` are the member delegations that
    are here, None where they are not known.
    """

    present: int = 0
    members: int = 0
    here: int = 0
    quorum: int = 0
    toward: int | None = None
    weight: int = 0
    weight_here: int = 0
    began: bool | None = None
    early: bool = False
    running: bool = False
    observers: int = 0
    names: frozenset[str] | None = None

    @property
    def counted(self) -> int:
        """The delegations present that count towards the quorum."""
        return self.here if self.toward is None else self.toward

    @property
    def quorate(self) -> bool:
        """Whether there is a quorum; where there is no rule there always is."""
        return self.counted >= self.quorum


@dataclass(frozen=True, slots=True)
class Score:
    """What one person has won in all quizzes so far; only where the ballot joins names and answers."""

    name: str
    delegation: str
    points: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """What all visible answers to a round come to, after moderation: counts, people, written entries (oldest first).

    `segments` has the counts of each segment (`delegation:CL`) and `names` how each is called; `scores` are in order,
    the best first. `withheld`: what observers answered is not among this, because fewer of them did; 0 where it is.
    """

    counts: Counts = field(default_factory=dict)
    people: int = 0
    entries: Sequence[Entry] = ()
    themes: Mapping[str, str] = field(default_factory=dict)
    segments: Mapping[str, Counts] = field(default_factory=dict)
    names: Mapping[str, LanguageMap] = field(default_factory=dict)
    electorate: Electorate = field(default_factory=Electorate)
    scores: Sequence[Score] = ()
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts seen as a result. `people` is the base of every share unless the kind says otherwise.

    `delegations`: they are delegations, each of which answered as one.
    """

    people: int
    delegations: bool = field(default=False, kw_only=True)


D = TypeVar("D", bound=Definition)
T = TypeVar("T", bound=Tally)


@dataclass(frozen=True, slots=True)
class Hands:
    """A question that a room can answer by raising hands: the field of an answer, and its values with their labels.

    `label` is "" where there is only one question; `several` says that a person may raise a hand more than once.
    """

    field: str
    label: str
    values: Sequence[tuple[str, str]]
    several: bool = False


class Kind(Protocol[D, T]):
    """One sort of poll."""

    name: ClassVar[str]
    """The word in files, and the name of its template and its cases."""
    label: ClassVar[Message]
    """The word in menus."""
    about: ClassVar[Message | None]
    keys: ClassVar[Sequence[Key]]
    begin: ClassVar[Mapping[str, Any]]
    answered: ClassVar[bool]
    lists: ClassVar[bool]
    hides: ClassVar[bool]
    timed: ClassVar[bool]
    background: ClassVar[bool]
    chosen: ClassVar[bool]
    scored: ClassVar[bool]
    scattered: ClassVar[bool]
    placed: ClassVar[bool]
    divisible: ClassVar[bool]
    entered: ClassVar[bool]

    def parse(self, raw: Reader) -> D:
        """The definition in an agenda file; the reader collects every fault with its place."""
        ...

    def accept(self, definition: D, raw: Mapping[str, Sequence[str]]) -> Answer:
        """What a phone sent as an answer.

        Raises:
            Refusal: with the field and the reason, whatever was sent.
        """
        ...

    def earned(self, definition: D, answer: Answer) -> int:
        """The points that an answer earns."""
        ...

    def further(self, definition: D, tally: T, language: Language) -> Sequence[Table]:
        """More tables that belong to the result: statistics, an explanation, who leads."""
        ...

    def hands(self, form: Mapping[str, Any]) -> Sequence[Hands]:
        """What a room can answer by raising hands, made from what `form` gave; none where it cannot."""
        ...

    def apart(self, definition: D) -> bool:
        """Whether answers of observers are tallied apart from those of members, which may have weights."""
        ...

    def procedure(self, definition: D) -> Procedure:
        """How the poll is taken where that is special: a roll call, a silence procedure, weights."""
        ...

    def verdict(self, definition: D, tally: T, language: Language) -> Verdict | None:
        """The outcome that a wall announces beside the seats; None for kinds without one."""
        ...

    def additions(self, definition: D) -> int:
        """How many answers a seat may add to one another; 0 where a later answer replaces the earlier one."""
        ...

    def counts(self, definition: D, answer: Answer) -> Counts:
        """What this answer adds."""
        ...

    def written(self, definition: D, answer: Answer) -> Sequence[Written]:
        """The texts in this answer that may be moderated."""
        ...

    def moderated(self, field: str) -> bool:
        """Whether a counted field is something that people wrote, which moderators may hide or merge."""
        ...

    def spellings(self, counts: Counts) -> Mapping[str, str]:
        """How each counted field that people wrote is shown: field → its commonest spelling."""
        ...

    def tally(self, definition: D, gathered: Gathered) -> T:
        """Totals, shares, ranks."""
        ...

    def figure(self, definition: D, tally: T, language: Language) -> Figure:
        """The result as it is drawn on the wall."""
        ...

    def table(self, definition: D, tally: T, language: Language) -> Table:
        """The same result as rows."""
        ...

    def compare(self, definition: D, tallies: Sequence[tuple[str, T]], language: Language) -> Figure:
        """Two or three results side by side (rounds, or room against remote), each with its name."""
        ...

    def form(self, definition: D, language: Language) -> Mapping[str, Any]:
        """What the delegate's form needs beyond prompt and settings: plain values for templates/kinds/<name>.html."""
        ...

    def rule(self, definition: D) -> Message:
        """The sentence that says how to answer: "Choose up to two." """
        ...


AnyKind = Kind[Any, Any]


def stays_hidden(kind: AnyKind, definition: Definition) -> bool:
    """Whether the result of a poll stays hidden while it is open, whatever its settings and the moderator say."""
    return kind.hides or definition.hides
