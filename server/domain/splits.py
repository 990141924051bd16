"""Splits: a result taken apart by what its people have in common, where no group is too small to be told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from server.domain.counts import PEOPLE
from server.domain.kind import AnyKind
from server.domain.language import Language
from server.domain.messages import message
from server.domain.seat import Attendance
from server.domain.segments import ANSWER, ATTENDANCE, GROUP, LANGUAGE, MEMBER, OBSERVER, STANDING, segment
from server.domain.snapshot import RoundData
from server.domain.workshop import Ballot, Poll, Workshop


@dataclass(frozen=True, slots=True)
class Part:
    """One group: the segment its answers are counted in, its name, its people."""

    segment: str
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Division:
    """The groups that may be shown, and those that are kept back because they, or what is left of them, are small."""

    shown: Sequence[Part] = ()
    small: Sequence[Part] = ()


def ways(workshop: Workshop, poll: Poll, kind: AnyKind) -> Sequence[str]:
    """By what the result of a poll can be taken apart.

    Of a secret ballot nothing but totals is kept. Texts apart by their authors would say more about the authors than
    about the texts.
    """
    if poll.settings.ballot is Ballot.SECRET or kind.lists or not kind.answered:
        return ()
    found = [ATTENDANCE]
    if any(one.observer for one in workshop.delegations):
        found.append(STANDING)
    if any(one.groups for one in workshop.delegations):
        found.append(GROUP)
    if len(workshop.languages) > 1:
        found.append(LANGUAGE)
    if poll.settings.split:
        found.append(ANSWER)
    return found


def divide(
    workshop: Workshop, poll: Poll, kinds: Mapping[str, AnyKind], data: RoundData, way: str, language: Language
) -> Division:
    """The groups of one round, each with at least one answer, in the order of the agenda file."""
    parts = [
        Part(key, name, people)
        for key, name in _named(workshop, poll, kinds, way, language)
        if (people := data.segments.get(key, {}).get(PEOPLE, 0))
    ]
    # Where no delegation is in two groups, whoever is in none is what the total leaves, as in every other way.
    apart = way != GROUP or all(len(one.groups) <= 1 for one in workshop.delegations)
    kept = kept_back(parts, data.people, least=workshop.least_group, apart=apart)
    return Division([one for one in parts if one not in kept], [one for one in parts if one in kept])


def left_out(workshop: Workshop, poll: Poll, division: Division, language: Language) -> str:
    """Which groups are kept back and why, in a sentence; "" where none is."""
    if not division.small:
        return ""
    least, names = workshop.least_group, language.listing([one.name for one in division.small])
    if poll.settings.by == "delegation":
        return language.say(
            message("Not shown, because of fewer than %(n)s delegations: %(groups)s.", n=least, groups=names)
        )
    return language.say(message("Not shown, because of fewer than %(n)s people: %(groups)s.", n=least, groups=names))


def kept_back(parts: Sequence[Part], people: int, *, least: int, apart: bool) -> Sequence[Part]:
    """The small groups, and the next ones where what is missing from the total would give a small one away.

    Args:
        least: people in the smallest group that is shown; a smaller one could let a reader guess who answered what.
        apart: nobody is in two of the groups, so that they and the rest add up to everybody.
    """
    kept = [one for one in parts if one.people < least]
    left = sorted((one for one in parts if one not in kept), key=lambda one: one.people)
    rest = max(0, people - sum(one.people for one in parts)) if apart else 0
    while left and (kept or rest) and sum(one.people for one in kept) + rest < least:
        kept.append(left.pop(0))
    return kept


def _named(
    workshop: Workshop, poll: Poll, kinds: Mapping[str, AnyKind], way: str, language: Language
) -> Sequence[tuple[str, str]]:
    """Every segment of this way with its name."""
    if way == ATTENDANCE:
        room, online = language.say(message("In the room")), language.say(message("Online"))
        return [(segment(ATTENDANCE, Attendance.ROOM), room), (segment(ATTENDANCE, Attendance.REMOTE), online)]
    if way == STANDING:
        members, observers = language.say(message("Members")), language.say(message("Observers"))
        return [(MEMBER, members), (OBSERVER, observers)]
    if way == LANGUAGE:
        return [(segment(LANGUAGE, code), language_name(code, language)) for code in workshop.languages]
    if way == GROUP:
        groups = dict.fromkeys(group for one in workshop.delegations for group in one.groups)
        names = workshop.groups
        return [(segment(GROUP, one), names[one].pick(language.code) if one in names else one) for one in groups]
    earlier = workshop.polls.get(poll.settings.split)
    if earlier is None:
        return []
    options = kinds[earlier.kind].form(earlier.definition, language).get("options", ())
    return [(answer_segment(earlier.id, option["id"]), str(option["text"])) for option in options]


def answer_segment(poll: str, option: str) -> str:
    """The segment of people who chose this option in an earlier poll."""
    return segment(ANSWER, f"{poll}={option}")


def language_name(code: str, language: Language) -> str:
    """A language as another one calls it: Spanish, español."""
    try:
        return str(Locale.parse(code, sep="-").get_language_name(language.code) or code)
    except (UnknownLocaleError, ValueError):
        return code
