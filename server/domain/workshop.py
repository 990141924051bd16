"""A workshop as it was prepared: what an agenda file says, parsed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from zoneinfo import ZoneInfo

from server.domain.kind import Definition
from server.domain.language import LanguageMap
from server.domain.mandate import ProxyRule
from server.domain.theme import Theme

Day = date  # The class has a field of that name.


class Ballot(StrEnum):
    """What becomes of the pair of a person and an answer."""

    ANONYMOUS = "anonymous"
    RECORDED = "recorded"
    OPEN = "open"
    SECRET = "secret"  # noqa: S105 - a ballot, no password


class Admission(StrEnum):
    """Who may take a seat: anybody, anybody who names a delegation, or holders of a badge."""

    OPEN = "open"
    DELEGATION = "delegation"
    BADGE = "badge"


@dataclass(frozen=True, slots=True)
class Link:
    """`kind` is recording, webcast or background, or "" for a plain link."""

    title: LanguageMap
    url: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker or somebody presiding."""

    name: str
    role: LanguageMap = field(default_factory=LanguageMap)
    links: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Delegation:
    """A member state or organisation. `flag` is an ISO 3166 alpha-2 code, `plate` what stands on its nameplate.

    `aliases` are other names that lists of people use for it; they are never shown.
    """

    id: str
    name: LanguageMap
    plate: str = ""
    flag: str = ""
    groups: Sequence[str] = ()
    observer: bool = False
    weight: int = 1
    aliases: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Quorum:
    """Enough delegations: a number of them, or a share of the members. Just one of the two is given.

    `of` are the delegations among whom they are counted where the rules name them; else all members.
    """

    count: int | None = None
    share: Fraction | None = None
    of: Sequence[str] = ()

    def needed(self, members: int) -> int:
        """How many of `members` delegations make the quorum; a share is rounded up."""
        if self.count is not None:
            return self.count
        members = len(self.of) or members
        share = self.share or Fraction(0)
        return -(-members * share.numerator // share.denominator)


@dataclass(frozen=True, slots=True)
class Settings:
    """The rules of a poll that do not depend on its kind. `countdown` is in seconds, None for none."""

    countdown: int | None = None
    show: str = "live"  # live | hidden
    change: bool = True
    ballot: Ballot = Ballot.ANONYMOUS
    by: str = "seat"  # seat | delegation
    moderation: str = "after"  # after | before | none
    split: str = ""  # an earlier poll, by whose answers the result can be split


@dataclass(frozen=True, slots=True)
class Poll:
    """A question put to the room. `kind` names its kind, whose own part is `definition`.

    `pictures` are the file names of those that it shows.
    """

    id: str
    kind: str
    prompt: LanguageMap
    definition: Definition
    settings: Settings = field(default_factory=Settings)
    pictures: Sequence[str] = ()
    part_of: str = ""  # the poll on the whole proposal, of which this one is a part


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A timed entry of the agenda; the times are those of the workshop's time zone.

    At the delegates' `pace` its polls are one survey, open at once; `countdown` is that of the survey, in seconds.
    """

    id: str
    title: LanguageMap
    start: time | None = None
    end: time | None = None
    speakers: Sequence[Person] = ()
    links: Sequence[Link] = ()
    topics: Sequence[LanguageMap] = ()
    discussion: Sequence[LanguageMap] = ()
    notes: LanguageMap = field(default_factory=LanguageMap)
    polls: Sequence[Poll] = ()
    pace: str = "moderator"  # moderator | delegates
    countdown: int | None = None


@dataclass(frozen=True)
class Workshop:
    """One meeting. The first of `languages` is its own.

    `moderation_words` are words by language that hold an entry back until a moderator has read it, `groups` the names
    of the roster's groups. `asked` are polls as their rounds asked them, by poll and round, where they were edited
    afterwards. `proxies` is what the rules allow, None where they know of no proxies.
    """

    title: LanguageMap
    languages: Sequence[str]
    date: date
    timezone: ZoneInfo
    start: time | None = None
    end: time | None = None
    subtitle: LanguageMap = field(default_factory=LanguageMap)
    place: LanguageMap = field(default_factory=LanguageMap)
    body: LanguageMap = field(default_factory=LanguageMap)
    reference: str = ""
    footnotes: Sequence[LanguageMap] = ()
    background: LanguageMap = field(default_factory=LanguageMap)
    closing: LanguageMap = field(default_factory=LanguageMap)
    presiding: Sequence[Person] = ()
    admission: Admission = Admission.OPEN
    ask_name: str = "never"  # never | optional | required
    delegations: Sequence[Delegation] = ()
    quorum: Quorum | None = None
    links: Sequence[Link] = ()
    agenda: Sequence[AgendaItem] = ()
    moderation_words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    groups: Mapping[str, LanguageMap] = field(default_factory=dict)
    theme: Theme | None = None
    asked: Mapping[tuple[str, int], Poll] = field(default_factory=dict, compare=False)
    proxies: ProxyRule | None = None
    least_group: int = 5  # people; a smaller group is not shown apart
    retention: int | None = None  # days after the meeting, then everything is deleted; None: until somebody does it
    webcast_delay: int = 0  # seconds by which the picture of the webcast is late

    def deletion(self, made: Day) -> Day | None:
        """The day on which everything is deleted; None where nobody has said.

        So many days after the meeting, or after it was `made` here where that was later: a copy of last year's agenda
        has last year's date.
        """
        return None if self.retention is None else max(self.date, made) + timedelta(days=self.retention)

    @property
    def language(self) -> str:
        """The workshop's own language."""
        return self.languages[0]

    @cached_property
    def polls(self) -> Mapping[str, Poll]:
        """Every poll by its id, in agenda order."""
        return {poll.id: poll for item in self.agenda for poll in item.polls}

    def poll_in(self, poll_id: str, round_: int) -> Poll | None:
        """A poll in the words in which a round asked it; None where there is no such poll."""
        return self.asked.get((poll_id, round_)) or self.polls.get(poll_id)

    @property
    def pictures(self) -> Sequence[str]:
        """The file names of all pictures, each once."""
        logo = [self.theme.logo] if self.theme and self.theme.logo else []
        return list(dict.fromkeys([*logo, *(name for poll in self.polls.values() for name in poll.pictures)]))

    def holding_words(self, poll_id: str) -> frozenset[str]:
        """The words of all languages that hold an entry of this poll back."""
        poll = self.polls.get(poll_id)
        if poll is None or poll.settings.moderation == "none":
            return frozenset()
        return frozenset(word for words in self.moderation_words.values() for word in words)

    def item_of(self, poll_id: str) -> AgendaItem:
        """The agenda item that holds a poll.

        Raises:
            KeyError: when no item holds it.
        """
        for item in self.agenda:
            if any(poll.id == poll_id for poll in item.polls):
                return item
        raise KeyError(poll_id)

    def delegation(self, delegation_id: str) -> Delegation | None:
        return next((one for one in self.delegations if one.id == delegation_id), None)


def lasting(workshop: Workshop, poll: Poll) -> int | None:
    """Seconds for which a poll is open: its countdown, and what the webcast is late; None for no countdown."""
    return None if poll.settings.countdown is None else poll.settings.countdown + workshop.webcast_delay
