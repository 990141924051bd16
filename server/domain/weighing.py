"""What an answer adds where rules of procedure ask whose it is: weights, and observers who are tallied apart."""

from __future__ import annotations

from collections.abc import Collection

from server.domain.counts import OBSERVER, PEOPLE, WEIGHT, Counts
from server.domain.kind import AnyKind, Definition
from server.domain.segments import CLERK, DELEGATION, name_in
from server.domain.workshop import Workshop


def weighed(
    workshop: Workshop, kind: AnyKind, definition: Definition, counts: Counts, segments: Collection[str]
) -> Counts:
    """The counts of one answer as they are added up. `segments` are those of its seat and say whose answer it is."""
    if not counts or not kind.apart(definition):
        return counts
    delegation = workshop.delegation(name_in(segments, DELEGATION))
    procedure = kind.procedure(definition)
    # Hands that a clerk counted in the hall are those of members.
    alone = delegation is None and procedure.members and bool(workshop.delegations) and not name_in(segments, CLERK)
    if alone or (delegation and delegation.observer):
        # Texts stay among those that moderators see, and are known as those of observers.
        texts = {field: n for field, n in counts.items() if kind.moderated(field)}
        return {**texts, **{OBSERVER + field: n for field, n in counts.items()}, OBSERVER + PEOPLE: 1}
    if delegation is None or not procedure.weighted:
        return counts
    weighted = {WEIGHT + field: n * delegation.weight for field, n in counts.items()}
    return {**counts, **weighted, WEIGHT + PEOPLE: delegation.weight}
