"""The people on a workshop's list, and what a new list would change about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from server.domain.text import fold

FIELDS = ("name", "email", "delegation", "attendance", "language")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is expected.

    `id` is a number within the workshop, "" before it has one. `delegation` is "" for none, `attendance` room or remote
    or "" where it is not known, `language` a code or "". Nothing else of a list of registrations is kept.
    """

    id: str
    name: str
    email: str = ""
    delegation: str = ""
    attendance: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a new list says otherwise about somebody; `fields` names what."""

    before: Person
    after: Person

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(name for name in FIELDS if getattr(self.before, name) != getattr(self.after, name))


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of the list: who is new, who changes, who stays as they are, and who is not on the new list."""

    added: Sequence[Person] = ()
    changed: Sequence[Change] = ()
    same: Sequence[Person] = ()
    missing: Sequence[Person] = ()


def plan(present: Iterable[Person], listed: Iterable[Person]) -> Plan:
    """Compare a new list with the one that is kept.

    People are the same when their e-mail address is, also under another name unless several share the address; else
    when name and delegation are; else when the name is, and nobody else on either list has it.
    """
    left = {one.id: one for one in present}
    fresh = list(listed)
    found: dict[int, Person] = {}
    for rule in (_by_address_and_name, _by_address, _by_name_and_delegation, _by_name):
        kept = _index(left.values(), rule)
        asked = _index((one for place, one in enumerate(fresh) if place not in found), rule)
        for place, one in enumerate(fresh):
            key = rule(one)
            if place in found or not key or len(kept.get(key, ())) != 1 or len(asked.get(key, ())) != 1:
                continue
            old = kept[key][0]
            if rule is _by_name and old.email and one.email and old.email != one.email and old.name != one.name:
                continue
            found[place] = left.pop(old.id)
    added = [one for place, one in enumerate(fresh) if place not in found]
    pairs = [(old, _merged(old, fresh[place])) for place, old in sorted(found.items())]
    return Plan(
        added,
        [Change(old, new) for old, new in pairs if old != new],
        [old for old, new in pairs if old == new],
        list(left.values()),
    )


def _merged(old: Person, new: Person) -> Person:
    """The person as the new list says it; what it does not say stays."""
    said = {name: getattr(new, name) or getattr(old, name) for name in FIELDS}
    return replace(new, id=old.id, **said)


def _index(people: Iterable[Person], rule: Rule) -> Mapping[Key, list[Person]]:
    found: dict[Key, list[Person]] = {}
    for one in people:
        if key := rule(one):
            found.setdefault(key, []).append(one)
    return found


Key = tuple[str, ...] | None


class Rule:
    """How two people are told to be the same; a key is empty where the rule says nothing."""

    def __init__(self, *fields: str) -> None:
        self.fields = fields

    def __call__(self, one: Person) -> Key:
        texts = tuple(fold(getattr(one, name)) for name in self.fields)
        return texts if all(texts) else None


_by_address_and_name = Rule("email", "name")
_by_address = Rule("email")
_by_name_and_delegation = Rule("name", "delegation")
_by_name = Rule("name")


def found(people: Iterable[Person], typed: str) -> list[Person]:
    """Whoever has each of the typed words at the beginning of a part of the name, or in the address."""
    asked = fold(typed).split()
    return [one for one in people if all(_has(one, part) for part in asked)]


def _has(one: Person, part: str) -> bool:
    words = fold(one.name).replace("-", " ").split()
    return any(said.startswith(part) for said in words) or part in one.email.lower()
