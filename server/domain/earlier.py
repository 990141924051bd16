"""An earlier workshop as this one is compared with it: totals by poll, and nobody's answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from server.domain.counts import Counts
from server.domain.kind import AnyKind, Definition, Electorate, Gathered, Tally
from server.domain.language import LanguageMap
from server.domain.workshop import Poll, Workshop

# What a poll may look like without asking anything else.
_LOOKS = frozenset(("chart", "numbers", "shuffle", "length", "explanation", "picture", "speed", "teams", "delegations"))


@dataclass(frozen=True, slots=True)
class EarlierRound:
    """The last round of a poll: its counts after moderation, its people, and who could answer it."""

    number: int
    people: int
    counts: Counts
    electorate: Electorate = field(default_factory=Electorate)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A workshop that was held before, under the code that it had."""

    code: str
    workshop: Workshop
    rounds: Mapping[str, EarlierRound] = field(default_factory=dict)

    def fits(self, poll: Poll) -> bool:
        """Whether the same question was put then: the same id and kind, and nothing to answer that is gone by now."""
        then = self.workshop.polls.get(poll.id)
        return (
            then is not None
            and poll.id in self.rounds
            and then.kind == poll.kind
            and then.settings.by == poll.settings.by
            and _covers(poll.definition, then.definition)
        )

    def tally(self, poll: Poll, kind: AnyKind) -> Tally | None:
        """The result of then in the wording of now; None where the two do not fit or nobody answered."""
        if not self.fits(poll):
            return None
        then = self.rounds[poll.id]
        if not then.people:
            return None
        gathered = Gathered(counts=then.counts, people=then.people, electorate=then.electorate)
        told: Tally = kind.tally(poll.definition, gathered)
        return told


def _covers(now: Definition, then: Definition) -> bool:
    """Whether whatever could be answered then can be answered now, under the same rules."""
    return type(now) is type(then) and all(
        _same(getattr(now, one.name), getattr(then, one.name)) for one in fields(now) if one.name not in _LOOKS
    )


def _same(now: Any, then: Any) -> bool:
    if isinstance(now, LanguageMap):
        return True  # A wording may be mended; what counts is the id.
    if isinstance(now, Sequence) and not isinstance(now, (str, range)):
        kept, asked = _ids(now), _ids(then)
        return asked <= kept if kept or asked else bool(now == then)
    if is_dataclass(now) and type(now) is type(then):
        return all(_same(getattr(now, one.name), getattr(then, one.name)) for one in fields(now))
    return bool(now == then)


def _ids(many: Any) -> set[str]:
    return {str(one.id) for one in many if hasattr(one, "id")}
