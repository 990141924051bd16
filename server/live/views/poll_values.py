"""A poll and its result as pages show them, the item that it belongs to, and what a moderator can do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from server.domain.figure import Figure
from server.domain.table import Table


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a moderator can do now: POST to `address`; `key` is its keyboard key, "" for none."""

    label: str
    address: str
    key: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    stop: bool = False  # cannot be undone
    note: str = ""  # what else is to be known of it: until when it can be done
    target: str = ""  # the poll or the item that it puts on the desk, as its author called it


@dataclass(frozen=True, slots=True)
class ItemView:
    """An agenda item: `time` as "11:35–11:45", `when` is past, now or next, or "" for later ones."""

    id: str
    time: str
    start: str
    title: str
    people: str
    when: str = ""
    polls: Sequence[PollLine] = ()
    survey: bool = False  # its polls are answered at the delegates' pace


@dataclass(frozen=True, slots=True)
class PollLine:
    """A poll in a list: `phase` draft, open or closed; `staged` when it is the one on stage."""

    id: str
    kind: str
    kind_label: str
    prompt: str
    phase: str
    people: int
    staged: bool
    answered: bool  # False for a slide
    act: Act | None = None  # opens or closes a poll that runs beside the stage
    reset: str = ""  # where the answers to a closed poll that runs beside the stage are deleted


@dataclass(frozen=True, slots=True)
class PollView:
    """A poll as people read it.

    `foreign` is the language of the prompt where it is not the reader's, else "". `rule` says how to answer and
    `ballot` what becomes of the answer. `deadline` and `now` are milliseconds since 1970, deadline None for none.
    `form` is what templates/kinds/<kind>.html needs.
    """

    id: str
    kind: str
    round: int
    number: int
    total: int
    prompt: str
    foreign: str
    rule: str
    ballot: str
    phase: str
    shown: bool
    deadline: int | None
    now: int
    form: Mapping[str, Any] = field(default_factory=dict)
    countdown: int | None = None
    delay: str = ""  # how much of the time is for those who follow the webcast
    change: bool = True  # whether an answer may be replaced while the poll is open
    delegations: bool = False  # whether each delegation answers as one
    foreign_name: str = ""  # how the reader calls the language of the prompt
    closes: str = ""  # the deadline by the clock, "" for none
    opened: int = 0  # when this round was opened, in milliseconds; 0 before the first


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result for reading: the table, the sentence, the base, and what else belongs to it (who leads, say).

    `note` says what the clerk entered, "" for nothing.
    """

    table: Table
    sentence: str
    base: str
    people: int
    further: Sequence[Table] = ()
    note: str = ""

    @property
    def given(self) -> bool:
        """Whether something came back; reactions are nobody's answer, and yet a result."""
        numbers = (cell for row in self.table.rows for cell in row if isinstance(cell, (int, float)))
        return bool(self.people) or any(numbers)


@dataclass(frozen=True, slots=True)
class QuoteView:
    """The result of another poll on a slide: its question and, where the room may see it, what came back.

    `absent` says why there is nothing to see, "" where there is; `foreign` is the language of the question where it is
    not the reader's.
    """

    prompt: str
    foreign: str
    absent: str
    result: ResultView | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a delegate is told about the own answer. `state` is none, recorded or refused; `text` says it."""

    state: str = "none"
    text: str = ""
