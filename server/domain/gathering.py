"""What a kind is given to make its tally from: one round, as moderators let it be seen, with who could answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from server.domain import segments
from server.domain.attending import attending, keeping, kept, present_names
from server.domain.counts import OBSERVER, PEOPLE, Counts, add
from server.domain.here import Numbers, named
from server.domain.kind import AnyKind, Electorate, Gathered
from server.domain.language import LanguageMap
from server.domain.moderation import gather, seen
from server.domain.observers import conceals, without
from server.domain.seat import Hall
from server.domain.segments import DELEGATION, PROXY, name_in
from server.domain.snapshot import RoundData
from server.domain.workshop import Workshop


def gather_round(
    workshop: Workshop, kind: AnyKind, data: RoundData | None, hall: Hall | None = None, segment: str = ""
) -> Gathered:
    """One round, or one segment of it; nothing where there is no round.

    Args:
        hall: who is present now, for a round that is still open; a closed one has its own numbers.
        segment: take only the answers of this segment ("attendance:room").
    """
    if data is None:
        return Gathered()
    counts = data.segments.get(segment, {}) if segment else data.counts
    poll = workshop.poll_in(data.poll, data.round)
    if segment == segments.OBSERVER and poll is not None and kind.apart(poll.definition):
        # Among themselves observers are everybody.
        counts = {field.removeprefix(OBSERVER): n for field, n in counts.items()}
    elif segment and poll is not None and conceals(poll, kind):
        # Few as they may be in this part, they are told of in the whole.
        counts = without(counts, kind)
    people = counts.get(PEOPLE, 0) if segment else data.people
    entries = [entry for entry in data.entries if not segment or segment in entry.segments]
    whole = gather(counts, people, entries, data.decisions, kind.moderated)
    if segment:
        # How many of a segment were present is not kept, and those of the whole workshop are not its electorate.
        return whole
    parts = {name: seen(part, data.decisions, kind.moderated) for name, part in data.segments.items()}
    return replace(
        whole,
        segments=parts,
        names=_names(workshop),
        electorate=electorate(workshop, data, hall),
        scores=data.scores,
        withheld=data.withheld,
    )


def electorate(workshop: Workshop, data: RoundData, hall: Hall | None) -> Electorate:
    """Who could answer a round."""
    members = [one for one in workshop.delegations if not one.observer]
    rule = workshop.quorum
    needed = rule.needed(len(members)) if rule else 0
    now = kept(data.present) if data.present else attending(workshop, hall or Hall())
    among = rule is not None and bool(rule.of)
    return Electorate(
        now.people,
        len(members),
        now.delegations,
        needed,
        now.toward if among else None,
        sum(one.weight for one in members),
        now.weight,
        kept(data.opening).toward >= needed if rule and data.opening else None,
        data.early,
        data.closed is None,
        now.observers,
        named(data.present) if data.present else present_names(workshop, hall or Hall()),
    )


def by_proxy(gathered: Gathered) -> Counts:
    """What was answered for delegations that are represented and not here.

    One that is here counts once, also where another one answered for it. Where it is not known who was here, all that
    was answered by proxy was answered for others.
    """
    here = gathered.electorate.names
    if here is None:
        return add(*(counts for name, counts in gathered.segments.items() if name_in((name,), PROXY)))
    away = [
        counts
        for name, counts in gathered.segments.items()
        if (delegation := name_in((name,), DELEGATION)) and delegation not in here
    ]
    return add(*away)


def present_now(workshop: Workshop, hall: Hall) -> Numbers:
    """Those who are present, as they are kept with a round."""
    return keeping(workshop, hall)


def _names(workshop: Workshop) -> Mapping[str, LanguageMap]:
    return {segments.segment(DELEGATION, one.id): one.name for one in workshop.delegations}
