"""Rosters: the delegations of a workshop, and how many of them make its quorum."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from server.domain.errors import Faults
from server.domain.language import EVERY, LanguageMap, same
from server.domain.lists import LONGEST_NAME, bounded, unique
from server.domain.mandate import ProxyRule
from server.domain.messages import message
from server.domain.reader import IDENTIFIER, LONGEST_WORD, Path, Reader, Sink
from server.domain.tags import read_languages
from server.domain.text import one_line
from server.domain.workshop import Delegation, Quorum

VERSION = 1
MOST_DELEGATIONS = 500
MOST_GROUPS = 10
MOST_PROXIES = 10  # that one delegation may hold; rules of procedure allow one or two
MOST_WEIGHT = 1_000
LONGEST_PLATE = 8  # characters; more cannot be read inside a seat

MOST_ALIASES = 20

_FLAG = re.compile(r"[a-z]{2}")
_SHARE = re.compile(r"([0-9]{1,4})\s*/\s*([0-9]{1,4})")


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster file: what it is called, its delegations, and the names of their groups."""

    title: LanguageMap = field(default_factory=LanguageMap)
    delegations: tuple[Delegation, ...] = ()
    groups: Mapping[str, LanguageMap] = field(default_factory=dict)


def parse_roster_file(raw: object, *, line_of: Callable[[Path], int] = lambda path: 0) -> Roster:
    """A roster file with its title and the names of its groups.

    Raises:
        Faults: with every fault of the file.
    """
    sink = Sink(line_of)
    roster = Roster()
    if isinstance(raw, Mapping):
        reader = Reader(raw, (), sink)
        if reader.value("hemicycle") != VERSION:
            reader.fault("hemicycle", message("A roster begins with “hemicycle: 1”."))
        sink.languages = read_languages(reader, "languages")
        title = reader.words("title", longest=LONGEST_NAME)
        delegations = read_delegations(reader, "delegations")
        if not delegations:
            reader.fault("delegations", message("A roster needs at least one delegation."))
        roster = Roster(title, delegations, read_group_names(reader, "groups", delegations))
        reader.finish()
    else:
        sink.fault((), message("A roster is a mapping with hemicycle, languages and delegations."))
    if sink.faults:
        raise Faults(sink.faults)
    return roster


def read_roster(reader: Reader, key: str, rosters: Mapping[str, Sequence[Delegation]]) -> tuple[Delegation, ...]:
    """The delegations that a workshop lists itself, or those of the roster it names."""
    value = reader.value(key)
    if isinstance(value, str):
        name = value[:LONGEST_WORD]
        named = rosters.get(name)
        if named is None:
            reader.fault(key, message("There is no roster “%(name)s”.", name=name))
            return ()
        return tuple(_in_languages(one, reader.sink.languages) for one in named)
    return read_delegations(reader, key)


def read_delegations(reader: Reader, key: str) -> tuple[Delegation, ...]:
    """A list of delegations."""
    seen: set[str] = set()
    return tuple(_read_delegation(part, seen) for part in bounded(reader, key, MOST_DELEGATIONS))


def read_group_names(reader: Reader, key: str, delegations: Sequence[Delegation]) -> Mapping[str, LanguageMap]:
    """What the roster's groups are called: {south: {es: Sudamérica, en: South America}}."""
    part = reader.part(key)
    if part is None:
        return {}
    groups = {group for one in delegations for group in one.groups}
    known = [str(group) for group in part.raw if group in groups]
    names = {group: part.words(group, required=True, longest=LONGEST_NAME) for group in known}
    for group in set(map(str, part.raw)) - groups:
        part.value(group)
        said = group[:LONGEST_WORD]
        part.fault(group, message("No delegation of the roster is in the group “%(group)s”.", group=said))
    return names


def plain_roster(delegations: Sequence[Delegation]) -> list[dict[str, Any]]:
    """Delegations as a file lists them, with every key."""
    return [
        {
            "id": one.id,
            "name": one.name.texts[EVERY] if EVERY in one.name.texts else dict(one.name.texts),
            "plate": one.plate,
            "flag": one.flag,
            "groups": list(one.groups),
            "observer": one.observer,
            "weight": one.weight,
            **({"aliases": list(one.aliases)} if one.aliases else {}),
        }
        for one in delegations
    ]


def in_languages(roster: Roster, languages: Sequence[str]) -> Roster:
    """The roster with its names in a workshop's languages; in its own first one where it has none of them."""
    delegations = tuple(_in_languages(one, languages) for one in roster.delegations)
    return Roster(roster.title, delegations, {group: _only(name, languages) for group, name in roster.groups.items()})


def plain_groups(groups: Mapping[str, LanguageMap], languages: Sequence[str]) -> dict[str, Any]:
    """The names of groups as an agenda file in these languages writes them."""
    named = {group: _only(name, languages) for group, name in groups.items()}
    return {group: name.texts[EVERY] if EVERY in name.texts else dict(name.texts) for group, name in named.items()}


def read_quorum(reader: Reader, key: str, delegations: Sequence[Delegation]) -> Quorum | None:
    """The quorum: {count: 12}, or {share: 1/3, of: members}; `of` may be a list of delegations."""
    part = reader.part(key)
    if part is None:
        return None
    named = _read_named(part, delegations)
    quorum = _read_count(part, delegations, named) if part.has("count") else _read_share(part, named)
    part.finish()
    if not delegations:
        part.fault(None, message("A quorum needs a roster of delegations."))
    return quorum


def _read_named(reader: Reader, delegations: Sequence[Delegation]) -> tuple[str, ...]:
    """The delegations among whom the quorum is counted; none where those are all members."""
    if not isinstance(reader.raw.get("of"), list):
        if not reader.has("count"):
            reader.word("of", ("members",), "members")
        return ()
    value = reader.value("of")
    members = {one.id for one in delegations if not one.observer}
    for place, name in enumerate(value):
        if not isinstance(name, str) or name not in members:
            said = str(name)[:LONGEST_WORD]
            reason = message("“%(id)s” is not a member of the roster.", id=said)
            reader.sink.fault((*reader.path, "of", place), reason)
    if not value:
        reader.fault("of", message("A quorum of named delegations names at least one."))
    return tuple(dict.fromkeys(str(name) for name in value))


def _read_count(reader: Reader, delegations: Sequence[Delegation], named: tuple[str, ...]) -> Quorum:
    if reader.has("share"):
        reader.fault("share", message("A quorum is a count or a share, not both."))
    members = len(named) or sum(not one.observer for one in delegations)
    count = reader.integer("count", 1, 1, MOST_DELEGATIONS)
    if named and count > members:
        reader.fault("count", message("The quorum names only %(n)s delegations.", n=members))
    elif members and count > members:
        reader.fault("count", message("The roster has only %(members)s members.", members=members))
    return Quorum(count=count, of=named)


def _read_share(reader: Reader, named: tuple[str, ...]) -> Quorum:
    value = reader.value("share")
    share = _fraction(value)
    if value is None:
        reader.fault(None, message("A quorum is {count: 12} or {share: 1/3, of: members}."))
    elif share is None or not 0 < share <= 1:
        reader.fault("share", message("A share is a fraction like 1/3, or a number above 0 and at most 1."))
    return Quorum(share=share, of=named)


def read_proxies(reader: Reader, key: str, delegations: Sequence[Delegation]) -> ProxyRule | None:
    """What the rules allow: {most: 1, by: desk}. Without the key they know of no proxies."""
    part = reader.part(key)
    if part is None:
        return None
    rule = ProxyRule(part.integer("most", 1, 1, MOST_PROXIES), part.word("by", ("desk", "holder"), "desk"))
    part.finish()
    if not delegations:
        part.fault(None, message("Proxies need a roster of delegations."))
    return rule


def _fraction(value: object) -> Fraction | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Fraction(str(value)) if math.isfinite(value) else None
    parts = _SHARE.fullmatch(value.strip()) if isinstance(value, str) else None
    if parts is None or not int(parts[2]):
        return None
    return Fraction(int(parts[1]), int(parts[2]))


def _read_delegation(reader: Reader, seen: set[str]) -> Delegation:
    name = unique(reader, seen)
    flag = reader.text("flag").lower()
    if flag and not _FLAG.fullmatch(flag):
        reader.fault("flag", message("A flag is named by the two letters of its country in ISO 3166: cl."))
    delegation = Delegation(
        id=name,
        name=reader.words("name", required=True, longest=LONGEST_NAME),
        plate=reader.text("plate", longest=LONGEST_PLATE) or name[:LONGEST_PLATE],
        flag=flag,
        groups=_read_groups(reader, "groups"),
        observer=reader.flag("observer"),
        weight=reader.integer("weight", 1, 1, MOST_WEIGHT),
        aliases=_read_aliases(reader, "aliases"),
    )
    reader.finish()
    return delegation


def _read_groups(reader: Reader, key: str) -> tuple[str, ...]:
    value = reader.value(key)
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST_GROUPS:
        reader.fault(key, message("This must be a list of at most %(n)s names of groups.", n=MOST_GROUPS))
        return ()
    for place, group in enumerate(value):
        if not isinstance(group, str) or not IDENTIFIER.fullmatch(group):
            reader.sink.fault(
                (*reader.path, key, place), message("A group is named with Latin letters, digits, - and _, at most 40.")
            )
        elif group in value[:place]:
            reader.sink.fault((*reader.path, key, place), message("The group “%(group)s” is named twice.", group=group))
    return tuple(map(str, value))


def _read_aliases(reader: Reader, key: str) -> tuple[str, ...]:
    value = reader.value(key)
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST_ALIASES or not all(isinstance(one, str) for one in value):
        reader.fault(key, message("This must be a list of at most %(n)s names.", n=MOST_ALIASES))
        return ()
    return tuple(name for one in value if (name := one_line(one)[:LONGEST_NAME]))


def _in_languages(delegation: Delegation, languages: Sequence[str]) -> Delegation:
    """The delegation with its name in the workshop's languages; in the roster's first one where it has none of them."""
    return replace(delegation, name=_only(delegation.name, languages))


def _only(name: LanguageMap, languages: Sequence[str]) -> LanguageMap:
    own = LanguageMap({code: name.texts[code] for code in languages if code in name.texts})
    return name if EVERY in name.texts else own or same(name.pick(EVERY))
