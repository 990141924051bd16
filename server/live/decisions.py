"""Which decisions about what people wrote make sense: only about what is there, and only between what people wrote."""

from __future__ import annotations

from collections.abc import Sequence

from server.domain.counts import NOTE, PEOPLE
from server.domain.errors import Conflict
from server.domain.kind import AnyKind
from server.domain.messages import message
from server.domain.reader import IDENTIFIER
from server.domain.snapshot import RoundData
from server.domain.workshop import Poll
from server.store.acts import Decision

# What decides whether and as what something is seen; the others group texts or follow the debate.
MODERATING: frozenset[Decision] = frozenset(("hide", "restore", "approve", "merge", "unmerge"))
COUNTED: frozenset[Decision] = frozenset(("merge", "unmerge"))

_GONE = message("This is not there any more: its author has changed it, or took it back.")


def checked(
    poll: Poll, kind: AnyKind, data: RoundData, act: Decision, subjects: Sequence[str], value: str
) -> Sequence[str]:
    """The subjects that can be decided about so; those whose authors took them back meanwhile are left out.

    Raises:
        Conflict: when none is left, or the decision makes no sense here.
    """
    if act in MODERATING and poll.settings.moderation == "none":
        raise Conflict(message("What people write in this poll is not moderated."))
    if act == "name":
        if not all(IDENTIFIER.fullmatch(subject) for subject in subjects):
            raise Conflict(message("This decision is not known."))
        return subjects
    if act == "theme" and value and value not in data.decisions.names:
        raise Conflict(message("This theme does not exist any more."))
    fields = {name.partition(NOTE)[0] for name in data.counts if name != PEOPLE}
    counted = {field for field in fields if kind.moderated(field)}
    if act == "merge" and value not in counted:
        raise Conflict(_GONE if kind.moderated(value) else message("Only what people wrote can be merged."))
    entries = {entry.id for entry in data.entries}
    known = counted if act in COUNTED else entries if act == "theme" else counted | entries
    # A decision can always be taken back, also where nothing is left of what it was about.
    if act in ("restore", "unmerge", "unanswer", "unscreen"):
        return subjects
    found = [subject for subject in subjects if subject in known]
    if not found:
        raise Conflict(_GONE)
    return found
