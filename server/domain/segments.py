"""Segments: what an answer is counted under besides the total, as `way:name` (`attendance:room`, `delegation:CL`)."""

from __future__ import annotations

from collections.abc import Iterable

from server.domain.workshop import Delegation, Workshop

ATTENDANCE, LANGUAGE, DELEGATION, GROUP, STANDING = "attendance", "language", "delegation", "group", "standing"
ANSWER = "answer"  # what the same person answered in an earlier poll
PROXY = "proxy"  # the delegation that answered for another one
CLERK = "clerk"  # how the answers came that a clerk entered
MEMBER, OBSERVER = f"{STANDING}:member", f"{STANDING}:observer"


def segment(way: str, name: str) -> str:
    """One segment."""
    return f"{way}:{name}"


def name_in(segments: Iterable[str], way: str) -> str:
    """The name in the first segment of this way; "" where there is none."""
    found = next((one for one in segments if one.startswith(f"{way}:")), "")
    return found.partition(":")[2]


def of_delegation(workshop: Workshop, delegation: Delegation) -> list[str]:
    """The segments of whatever is answered by a delegation or in its name: its own, its groups', its standing."""
    found = [segment(DELEGATION, delegation.id), *(segment(GROUP, group) for group in delegation.groups)]
    if any(one.observer for one in workshop.delegations):
        found.append(OBSERVER if delegation.observer else MEMBER)
    return found
