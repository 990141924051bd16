"""What runs beside the stage, as values: questions from the floor, what others wrote, hands, pace and reactions.

Nothing that is held or hidden gets into a value for delegates but to its own author.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from server.live.views.poll_values import PollView


@dataclass(frozen=True, slots=True)
class EntryView:
    """Something that a person wrote, as everybody may read it; `mine` where the reader supports it.

    `to` is whom it is addressed to and `author` a delegation, where the ballot names it; "" for nobody.
    """

    id: str
    text: str
    upvotes: int = 0
    mine: bool = False
    to: str = ""
    author: str = ""
    answered: bool = False
    screen: bool = False


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """A question of the reader's own. `state` is held, hidden, shown or answered, and `word` says it."""

    id: str
    text: str
    state: str
    word: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What the foot of a phone offers: `asks` when questions are taken, and the form of hands and pace."""

    asks: bool = False
    pulse: PollView | None = None
    own: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QuestionsView:
    """The page of the questions. `poll` is None while none are taken; `busy` where another poll waits for an answer.

    `own`, `left` (how many the reader may still ask) and what was typed belong to one person.
    """

    code: str
    rev: int
    title: str
    poll: PollView | None = None
    entries: Sequence[EntryView] = ()
    more: int = 0  # that are not in the list
    busy: bool = False
    own: Sequence[OwnEntry] = ()
    left: int = 0
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    refused: str = ""
    stored: str = ""


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A question in the moderator's queue. `state` is held, shown, screen, answered or hidden; `about` who and when."""

    id: str
    text: str
    state: str
    about: str
    upvotes: int = 0


@dataclass(frozen=True, slots=True)
class Queue:
    """The questions of one round: held first, then by support."""

    poll: str
    round: int
    prompt: str
    entries: Sequence[QueueEntry]
    held: int
    staged: bool
    item: str  # the agenda item of the poll


@dataclass(frozen=True, slots=True)
class Sign:
    """How many show something: `name` is hand, a pace or a reaction."""

    name: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class PulseView:
    """Hands, pace and reactions as numbers; `hands` names the delegations where the ballot does, else ""."""

    prompt: str
    signs: Sequence[Sign]
    hands: str = ""
