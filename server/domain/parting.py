"""Which part of a draft can go before the room: all of it, but for polls that are not in order yet.

Such a poll stays as the room knows it, or is left out where the room does not know it. A fault anywhere else holds the
draft back as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from server.domain.editing import Raw, look, poll_ids
from server.domain.messages import Message
from server.domain.placing import Placed
from server.domain.workshop import Workshop

Check = Callable[[Raw], tuple[Workshop | None, Sequence[Placed]]]


@dataclass(frozen=True, slots=True)
class Part:
    """What can go before the room, `raw`, and what it describes, None where nothing can; `back` are the polls that
    stay behind, each with the reason."""

    raw: Raw
    workshop: Workshop | None
    back: Mapping[str, Message] = field(default_factory=dict)


def part(raw: Raw, published: Raw, check: Check, back: Mapping[str, Message]) -> Part:
    """The largest part of a draft that is in order, without the polls that have to stay behind anyway.

    Args:
        published: what the room has.
        check: what an agenda describes, or its faults.
        back: these polls, with the reasons.
    """
    held = dict(back)
    while True:
        found = _without(raw, published, held)
        if found is None:
            return Part(raw, None)
        workshop, faults = check(found)
        if workshop is not None:
            return Part(found, workshop, held)
        new = {_poll(found, one): one.reason for one in reversed(faults)}
        # What stands in no poll, or in one that is already as the room knows it, cannot be left behind.
        if "" in new or any(name in held for name in new):
            return Part(raw, None)
        # Another poll may show the results of one that stays behind; then it stays behind too.
        held |= new


def _without(raw: Raw, published: Raw, back: Mapping[str, Message]) -> Raw | None:
    """The draft with these polls as the room knows them; None where that would take a poll away from the room.

    A poll that the room does not know may be one that it knows under another name. Before such a one is left out, no
    poll of the room may be missing.
    """
    if not back:
        return raw
    known = {poll["id"]: poll for item in published["agenda"] for poll in item.get("polls") or ()}
    agenda = [_item(item, known, back) for item in raw["agenda"]]
    found = {**raw, "agenda": agenda}
    if any(name not in known for name in back) and not set(known) <= set(poll_ids(found)):
        return None
    return found


def _item(item: Any, known: Mapping[str, Any], back: Mapping[str, Message]) -> Any:
    rows = look(item, ("polls",))
    if not isinstance(rows, list):
        return item
    polls = [known.get(_id(one), one) if _id(one) in back else one for one in rows]
    return {**item, "polls": [one for one in polls if _id(one) not in back or _id(one) in known]}


def _poll(raw: Raw, fault: Placed) -> str:
    """The poll that has a fault, "" where none has it, or none that can be told from the others."""
    match fault.path:
        case ("agenda", int(), "polls", int(), *_):
            name = _id(look(raw, fault.path[:4]))
            return name if poll_ids(raw).count(name) == 1 else ""
    return ""


def _id(poll: Any) -> str:
    return poll["id"] if isinstance(poll, Mapping) and isinstance(poll.get("id"), str) else ""
