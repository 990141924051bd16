"""What the ledger says of the door, the list of people and their badges: numbers, never names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from server.domain.messages import Message, message, plural
from server.store.log import Line
from server.store.stored import RS, split

_DOORS: Mapping[str, Message] = {
    "": message("The door was opened again"),
    "word": message("The door asks for the word on the screen"),
    "badge": message("The door admits badges only"),
    "locked": message("The door was closed"),
}


def _door(line: Line) -> Message:
    return _DOORS.get(line.body, _DOORS[""])


def _people(line: Line) -> Message:
    added, changed, gone = (int(n) for n in line.body.split(" "))
    return message(
        "The list of people: %(added)s new, %(changed)s changed, %(gone)s taken off",
        added=added,
        changed=changed,
        gone=gone,
    )


def _badges(line: Line) -> Message:
    verb, _, ids = line.body.partition(RS)
    n = len(split(ids))
    if verb == "revoke":
        return plural("%(n)s badge was withdrawn", "%(n)s badges were withdrawn", n)
    return plural("%(n)s badge was made", "%(n)s badges were made", n)


def _again(line: Line) -> Message:
    _, seat, uses = line.body.split(RS)
    return message("A badge was used on another device: seat %(seat)s, device %(uses)s", seat=seat, uses=uses)


def _withdrawn(line: Line) -> Message:
    n, minutes = map(int, line.body.split(RS))
    return plural(
        "%(n)s seat of the last minutes (%(minutes)s) that had not answered was taken back",
        "%(n)s seats of the last minutes (%(minutes)s) that had not answered were taken back", n, minutes=minutes,
    )  # fmt: skip


TELLERS: Mapping[str, Callable[[Line], Message]] = {
    "door": _door,
    "people": _people,
    "badges": _badges,
    "badge": _again,
    "withdraw": _withdrawn,
}
