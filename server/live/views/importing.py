"""A list of registrations before it is read in: which column is what, what is wrong, and what would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.columns import LABELS, Listing
from server.domain.language import Language
from server.domain.messages import message
from server.domain.people import Person, Plan
from server.domain.registration import Choices, Reading
from server.domain.text import fold
from server.domain.workshop import Workshop

SAMPLES = 3  # rows of each column that are shown
MOST_NAMED = 40  # people whom a part of the plan names; the others are counted


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One field of a person, the column that was chosen for it (-1 for none), and what stands in it."""

    field: str
    label: str
    column: int
    samples: Sequence[str]


@dataclass(frozen=True, slots=True)
class UnknownLine:
    """A name that means no delegation for certain: `key` names its choice in the form."""

    key: str
    said: str
    rows: int
    meant: str
    near: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PlanPart:
    """People to whom the same happens. `lines` are names with what changes about them."""

    what: str
    count: int
    lines: Sequence[tuple[str, str]]
    more: int


@dataclass(frozen=True, slots=True)
class ImportView:
    """The preview."""

    headings: Sequence[str]
    rows: int
    columns: Sequence[ColumnLine]
    unknown: Sequence[UnknownLine]
    faults: Sequence[tuple[int, str, str]]
    notes: Sequence[tuple[int, str, str]]
    parts: Sequence[PlanPart]
    left_out: int
    people: int
    missing: int
    remove: bool
    attendance: str

    @property
    def ready(self) -> bool:
        """Whether the list can be read in as it is."""
        return not self.faults and self.people > 0


def import_view(
    workshop: Workshop,
    language: Language,
    listing: Listing,
    choices: Choices,
    reading: Reading,
    plan: Plan,
    *,
    remove: bool,
) -> ImportView:
    """The preview in one language."""
    return ImportView(
        [heading or language.say(message("Column %(n)s", n=n)) for n, heading in enumerate(listing.headings, 1)],
        len(listing.rows),
        [_column(language, listing, field, choices.columns.get(field, -1)) for field in _asked(workshop)],
        [
            UnknownLine(
                fold(one.said),
                one.said,
                one.rows,
                choices.meant.get(fold(one.said), ""),
                [(id_, _name(workshop, language, id_)) for id_ in one.near],
            )
            for one in reading.unknown
        ],
        [(one.line, one.column, language.say(one.reason)) for one in reading.faults],
        [(one.line, one.column, language.say(one.reason)) for one in reading.notes],
        _parts(workshop, language, plan, remove=remove),
        reading.left_out,
        len(reading.people),
        len(plan.missing),
        remove,
        choices.attendance,
    )


def _asked(workshop: Workshop) -> list[str]:
    """The fields that this workshop has a use for."""
    return [
        field
        for field in LABELS
        if (field != "delegation" or workshop.delegations) and (field != "language" or len(workshop.languages) > 1)
    ]


def _column(language: Language, listing: Listing, field: str, column: int) -> ColumnLine:
    cells = (row.cells[column] for row in listing.rows if 0 <= column < len(row.cells) and row.cells[column])
    samples = [cell for cell, _ in zip(dict.fromkeys(cells), range(SAMPLES), strict=False)]
    return ColumnLine(field, language.say(LABELS[field]), column, samples)


def _parts(workshop: Workshop, language: Language, plan: Plan, *, remove: bool) -> list[PlanPart]:
    changed = [
        (one.after.name, ", ".join(_change(workshop, language, one.before, one.after, field) for field in one.fields))
        for one in plan.changed
    ]
    missing = message("Taken off the list") if remove else message("Not on this list, and kept")
    parts = [
        (message("New"), [(one.name, _name(workshop, language, one.delegation)) for one in plan.added]),
        (message("Changed"), changed),
        (message("As before"), [(one.name, "") for one in plan.same]),
        (missing, [(one.name, _name(workshop, language, one.delegation)) for one in plan.missing]),
    ]
    return [
        PlanPart(language.say(what), len(lines), lines[:MOST_NAMED], max(0, len(lines) - MOST_NAMED))
        for what, lines in parts
        if lines
    ]


def _change(workshop: Workshop, language: Language, before: Person, after: Person, field: str) -> str:
    old, new = getattr(before, field), getattr(after, field)
    if field == "delegation":
        old, new = _name(workshop, language, old), _name(workshop, language, new)
    return f"{old} → {new}" if old else str(new)


def _name(workshop: Workshop, language: Language, id_: str) -> str:
    delegation = workshop.delegation(id_)
    return delegation.name.pick(language.code) if delegation else ""


def meant(pairs: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """What unknown names mean, from the fields of the form."""
    return {said: id_ for said, id_ in pairs if said and id_}
