"""The record of a vote: who was in favour, against and abstaining, observers apart, and who cast no vote."""

from __future__ import annotations

from collections.abc import Sequence

from server.domain.kind import AnyKind
from server.domain.messages import Message, message
from server.domain.snapshot import Said, Snapshot
from server.domain.workshop import Poll
from server.exports import roll
from server.exports.parts import NamedGroup, NamedLine
from server.exports.telling import Teller

HEADS: dict[str, Message] = {
    "for": message("In favour"),
    "against": message("Against"),
    "abstained": message("Abstaining"),
}
"""What stands before the names, by the form that the seat takes on the wall."""


def is_vote(poll: Poll, kind: AnyKind) -> bool:
    """Whether the answers are votes, which a record lists in an order of their own."""
    procedure = kind.procedure(poll.definition)
    return bool(procedure.stances) and not procedure.silence


def groups(
    poll: Poll, lines: Sequence[tuple[Said, NamedLine]], snapshot: Snapshot, kind: AnyKind, teller: Teller
) -> tuple[NamedGroup, ...]:
    """The names behind each vote in the order of the rules; each line says itself whether the clerk entered it."""
    procedure = kind.procedure(poll.definition)
    workshop = snapshot.workshop
    observers = {one.id for one in workshop.delegations if one.observer}
    told: dict[str, list[NamedLine]] = {}
    for apart in (False, True):
        for option, stance in procedure.stances.items():
            head = teller.say(HEADS[stance]) if stance in HEADS else option
            if apart:
                head = teller.say(message("Observers, not counted: %(answer)s", answer=head))
            for said, line in lines:
                counted = said.delegation not in observers and bool(said.delegation or not procedure.members)
                if said.answer.fields.get("option", ()) == (option,) and counted is not apart:
                    told.setdefault(head, []).append(line)
        if not apart and poll.settings.by == "delegation" and procedure.decides:
            voted = {said.delegation for said, _ in lines}
            absent = [one for one in workshop.delegations if not one.observer and one.id not in voted]
            head = teller.say(message("Absent or not voting"))
            told |= {head: [NamedLine(one.id, teller.text(one.name), "", "") for one in absent]} if absent else {}
    return tuple(roll.group(head, lines, teller.language) for head, lines in told.items())
