"""What an archive must hold to be put into the store: everything that the pages will read, read once before."""

from __future__ import annotations

import math
import re
from datetime import date

from server.domain import badge, slots
from server.domain.messages import message
from server.store import badge_key, clerk, people, seats, stored
from server.store.log import broken, dropped_by, parse, undropped
from server.store.package import UNSOUND, BadArchive, Contents

# Names of the entries of a stream: milliseconds and a number among those of the same one.
_ID = re.compile(r"([0-9]{1,15})-([0-9]{1,9})")


def check(contents: Contents) -> None:
    """Read all of it.

    Raises:
        BadArchive: when the log was changed, or something is not what the store holds.
    """
    try:
        _log(contents)
        _rest(contents)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as problem:
        raise BadArchive(UNSOUND) from problem


def _log(contents: Contents) -> None:
    if place := broken(contents.log):
        raise BadArchive(message("The log of this archive was changed: entry %(n)s does not follow.", n=place))
    if undropped(contents.log):
        raise BadArchive(message("The log of this archive was changed: entries are missing that no reset has dropped."))
    if contents.state.get("chain") != (contents.log[-1].link if contents.log else ""):
        raise BadArchive(message("The log of this archive is not complete."))
    last = (0, 0)
    for entry in contents.log:
        found = _ID.fullmatch(entry.id)
        here = (int(found[1]), int(found[2])) if found else last
        if here <= last:
            raise ValueError(entry.id)
        last = here
        if dropped_by(entry.text) is None:
            parse(entry.text)


def _rest(contents: Contents) -> None:
    date.fromisoformat(contents.workshop["date"])
    int(contents.workshop["version"]), int(contents.workshop["created"]), contents.workshop["title"]
    for number, text in contents.seats.items():
        seats.decode(int(number), text)
    if not all(math.isfinite(float(seen)) and int(number) > 0 for number, seen in contents.presence.items()):
        raise ValueError("Nobody was ever here.")
    slots.of_everyone(contents.attended)
    for text in contents.grants.values():
        int(text.split(" ", 2)[1])
    people_ = dict(contents.people)
    rev, last = people_.pop("", "0 0").split(" ")
    int(rev), int(last)
    for id_, text in people_.items():
        people.decode(str(int(id_)), text)
    for id_, text in contents.badges.items():
        if id_ != badge_key.FIELD:
            badge.decode(text)
    for one in contents.rounds.values():
        for text in one.answers.values():
            stored.unpack(stored.decode(text).counts)
        for name, text in one.clerk.items():
            clerk.decode(name, text, one.answers)
        for counted in (one.counts, one.upvotes, one.reactions):
            all(int(n) >= 0 for n in counted.values())
