"""The script of a demo: who votes what, which proxies are given, what the clerk enters, what is taken again.

A script lies beside its example, in `examples/scripts/`. An example without one is played by people who answer as they
lean; so is every poll that the script says nothing of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from server.domain.clerk import How
from server.domain.errors import HemicycleError
from server.domain.workshop import Workshop
from server.rehearsal.ledger import Entry

OTHERS = "others"
"""In the place of delegations: every member that nothing else is said of."""


class Unplayable(HemicycleError):
    """A script that does not fit its workshop."""

    def __init__(self, place: str, what: str) -> None:
        super().__init__(f"The script says at {place}: {what}")


@dataclass(frozen=True, slots=True)
class Proxy:
    """Given when the agenda comes to the item `at`."""

    at: str
    holder: str
    agent: str


@dataclass(frozen=True, slots=True)
class Round:
    """One round of one poll.

    `said` is the answer of each delegation, None where people answer as they lean; `clerk` names those whose answer the
    clerk enters, `reason` says why the vote is taken again.
    """

    said: Mapping[str, str] | None = None
    clerk: Mapping[str, How] = field(default_factory=dict)
    entered: Sequence[Entry] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A whole demo. `absent` are delegations that nobody comes for."""

    absent: Sequence[str] = ()
    proxies: Sequence[Proxy] = ()
    votes: Mapping[str, Sequence[Round]] = field(default_factory=dict)

    def rounds(self, poll: str) -> Sequence[Round]:
        """What happens in a poll, round by round; nothing where the script does not say."""
        return self.votes.get(poll, ())

    @property
    def told(self) -> frozenset[str]:
        """Polls in which delegates wait to be told, and do not answer as they lean."""
        return frozenset(poll for poll, rounds in self.votes.items() if rounds[0].said is not None)


def parse(raw: object, workshop: Workshop) -> Script:
    """The script in what a YAML file says.

    Raises:
        Unplayable: when it names what the workshop does not have, or is no script.
    """
    whole = _mapping(raw, "the top", ("hemicycle", "absent", "proxies", "votes"))
    proxies = []
    for one in _list(whole.get("proxies", []), "proxies"):
        found = _mapping(one, "proxies", ("at", "holder", "agent"))
        if all(item.id != found.get("at") for item in workshop.agenda):
            _wrong("proxies", f"there is no agenda item {found.get('at')!r}.")
        holder, agent = _delegations([found.get("holder"), found.get("agent")], workshop, "proxies")
        proxies.append(Proxy(found["at"], holder, agent))
    votes: dict[str, Sequence[Round]] = {}
    for poll, rounds in _mapping(whole.get("votes", {}), "votes").items():
        if poll not in workshop.polls:
            _wrong("votes", f"there is no poll {poll!r}.")
        votes[poll] = [_round(one, workshop, f"votes.{poll}") for one in _list(rounds, poll)]
        if len({one.said is None for one in votes[poll]}) != 1:
            _wrong(f"votes.{poll}", "either every round says who answers what, or none does.")
    return Script(_delegations(whole.get("absent", []), workshop, "absent"), proxies, votes)


def _round(raw: object, workshop: Workshop, place: str) -> Round:
    found = _mapping(raw, place, ("said", "silent", "clerk", "entered", "reason"))
    entered = []
    for one in _list(found.get("entered", []), place):
        totals = _mapping(one, place, ("how", "said", "remark"))
        said = _mapping(totals.get("said"), place)
        entered.append(Entry(_how(totals.get("how"), place), said, remark=totals.get("remark", "")))
    clerk = {
        delegation: _how(how, place)
        for how, names in _mapping(found.get("clerk", {}), place).items()
        for delegation in _delegations(names, workshop, place)
    }
    answers = _said(found["said"], found.get("silent", []), workshop, place) if "said" in found else None
    if clerk and not clerk.keys() <= (answers or {}).keys():
        _wrong(place, "the clerk enters what nobody says.")
    return Round(answers, clerk, tuple(entered), found.get("reason", ""))


def _said(raw: object, silent: object, workshop: Workshop, place: str) -> Mapping[str, str]:
    """The answer of each delegation that has one."""
    said: dict[str, str] = {}
    rest = ""
    quiet = _delegations(silent, workshop, place)
    for option, names in _mapping(raw, place).items():
        listed = [names] if isinstance(names, str) else _list(names, place)
        rest = option if OTHERS in listed else rest
        for name in _delegations([one for one in listed if one != OTHERS], workshop, place):
            if name in said or name in quiet:
                _wrong(place, f"{name} is named twice.")
            said[name] = option
    members = (one.id for one in workshop.delegations if not one.observer)
    return said | {one: rest for one in members if rest and one not in said and one not in quiet}


def _how(raw: Any, place: str) -> How:
    if raw not in tuple(How):
        _wrong(place, f"{raw!r} is no way in which answers come to the clerk.")
    return How(raw)


def _delegations(raw: object, workshop: Workshop, place: str) -> Sequence[str]:
    names = [str(one) for one in _list(raw, place)]
    for name in names:
        if workshop.delegation(name) is None:
            _wrong(place, f"there is no delegation {name!r}.")
    return names


def _list(raw: object, place: str) -> Sequence[Any]:
    if not isinstance(raw, list):
        _wrong(place, "this must be a list.")
    return raw


def _mapping(raw: object, place: str, keys: Sequence[str] = ()) -> Mapping[str, Any]:
    if not isinstance(raw, Mapping):
        _wrong(place, "this must be a mapping.")
    for key in _unknown(raw, keys):
        _wrong(place, f"the key {key!r} is not known.")
    return raw


def _unknown(raw: Mapping[str, Any], keys: Sequence[str]) -> Iterator[str]:
    return (key for key in raw if keys and key not in keys)


def _wrong(place: str, what: str) -> NoReturn:
    raise Unplayable(place, what)
