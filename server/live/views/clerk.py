"""What the clerk's page shows: the polls, the two forms of one of them, and what was entered so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from server.domain.clerk import LABELS, LONGEST_REMARK, ClerkEntry, How, marked
from server.domain.counts import PEOPLE
from server.domain.kind import Hands
from server.domain.language import Language
from server.domain.messages import message, plural
from server.domain.snapshot import RoundData
from server.domain.state import Phase
from server.domain.workshop import Ballot, Poll
from server.live.present import Present
from server.live.views.parts import clock, poll_view
from server.live.views.poll_values import PollView

PHASES = {
    Phase.DRAFT: message("not opened yet"),
    Phase.OPEN: message("open"),
    Phase.CLOSED: message("closed"),
}


@dataclass(frozen=True, slots=True)
class PollChoice:
    """A poll in the list."""

    id: str
    prompt: str
    about: str
    now: bool
    people: int


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as it stands: `state` says when and by what way, `people` in words, `remark` and `delegation` or ""."""

    id: str
    people: str
    about: str
    delegation: str
    remark: str
    replaced: bool
    now: bool


@dataclass(frozen=True, slots=True)
class ClerkForm:
    """What stands in the fields: `said` those of the kind's own form, `counted` the hands by field and value."""

    entry: str = ""
    version: int = 0
    mode: str = ""  # hands | answer
    how: str = How.HANDS.value
    remark: str = ""
    delegation: str = ""
    delegations: Sequence[str] = ()  # where several gave the same answer
    people: int = 0
    said: Mapping[str, Sequence[str]] = field(default_factory=dict)
    counted: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClerkPoll:
    """One round of one poll on the clerk's page."""

    poll: PollView
    round: int
    rounds: int
    status: str
    note: str
    hands: Sequence[Hands]
    ways: Sequence[tuple[str, str]]
    delegations: Sequence[tuple[str, str]]
    each: bool  # every delegation answers as one, so an entry must say whose it is
    secret: bool
    entries: Sequence[EntryView]
    form: ClerkForm
    answered: frozenset[str] = frozenset()  # the delegations that have an answer
    longest: int = LONGEST_REMARK


@dataclass(frozen=True, slots=True)
class ClerkView:
    """The whole page; without a `current` poll only the list."""

    code: str
    title: str
    polls: Sequence[PollChoice]
    current: ClerkPoll | None = None


def clerk_polls(present: Present, language: Language, chosen: str = "") -> tuple[PollChoice, ...]:
    """Every poll that a clerk can enter answers for, in agenda order."""
    found = []
    for poll in present.workshop.polls.values():
        kind = present.kinds[poll.kind]
        if not (kind.answered and kind.entered):
            continue
        phase = present.state.of(poll.id).phase
        about = language.say(message("%(kind)s, %(phase)s", kind=kind.label, phase=PHASES[phase]))
        people = present.answers.get(poll.id, 0)
        found.append(PollChoice(poll.id, poll.prompt.pick(language.code), about, poll.id == chosen, people))
    return tuple(found)


def clerk_poll(
    present: Present, poll: Poll, data: RoundData, entries: Sequence[ClerkEntry], form: ClerkForm, language: Language
) -> ClerkPoll:
    """One round with its forms. `poll` is the poll as this round asked it."""
    kind = present.kinds[poll.kind]
    secret = poll.settings.ballot is Ballot.SECRET
    each = poll.settings.by == "delegation" and bool(present.workshop.delegations) and not secret
    view = replace(poll_view(present, poll, language), round=data.round)
    return ClerkPoll(
        poll=view,
        round=data.round,
        rounds=present.state.of(poll.id).round,
        status=_status(present, data, language),
        note=marked(data.clerk, language),
        hands=() if each else tuple(kind.hands(view.form)),
        ways=tuple((how.value, language.say(LABELS[how])) for how in How),
        delegations=tuple((one.id, one.name.pick(language.code)) for one in present.workshop.delegations),
        each=each,
        secret=secret,
        entries=tuple(_entry(present, one, form.entry, language) for one in reversed(entries)),
        form=form,
        answered=frozenset(
            one.id for one in present.workshop.delegations if data.segments.get(f"delegation:{one.id}", {}).get(PEOPLE)
        ),
    )


def filled(entry: ClerkEntry, hands: Sequence[Hands]) -> ClerkForm:
    """The form with what an entry says, to be corrected."""
    known = {one.field for one in hands}
    raised = bool(known) and all(set(fields) <= known for fields, _ in entry.said)
    counted: dict[str, dict[str, int]] = {}
    for fields, n in entry.said if raised else ():
        for name, values in fields.items():
            own = counted.setdefault(name, {})
            for value in values:
                own[value] = own.get(value, 0) + n
    said = entry.said[0][0] if entry.said and not raised else {}
    return ClerkForm(
        entry.id, entry.version, "hands" if raised else "answer", entry.how.value, entry.remark, entry.delegation,
        people=entry.people, said=said, counted=counted,
    )  # fmt: skip


def _status(present: Present, data: RoundData, language: Language) -> str:
    people = plural("%(n)s answer.", "%(n)s answers.", data.people)
    if data.closed:
        at = clock(present, language, data.closed)
        return language.say(
            message("Round %(n)s, closed at %(time)s. %(people)s", n=data.round, time=at, people=people)
        )
    return language.say(message("Round %(n)s, open. %(people)s", n=data.round, people=people))


def _entry(present: Present, entry: ClerkEntry, chosen: str, language: Language) -> EntryView:
    delegation = present.workshop.delegation(entry.delegation)
    about = message("%(how)s, at %(time)s", how=LABELS[entry.how], time=clock(present, language, entry.at))
    return EntryView(
        entry.id,
        language.say(plural("%(n)s answer", "%(n)s answers", entry.people)),
        language.say(about),
        delegation.name.pick(language.code) if delegation else entry.delegation,
        entry.remark,
        entry.replaced,
        entry.id == chosen,
    )
