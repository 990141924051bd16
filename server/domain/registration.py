"""A list of registrations, read row by row: people, every fault with its place, and delegations that are not known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from server.domain.columns import Listing, Row
from server.domain.messages import Message, message
from server.domain.nations import Nations
from server.domain.people import Person
from server.domain.text import fold, one_line
from server.domain.workshop import Admission, Workshop

LONGEST_NAME = 80  # characters, as at the door
LONGEST_EMAIL = 254  # characters (RFC 5321)
MOST_PEOPLE = 20_000
MOST_SAID = 200  # faults and notes that are told; a list with more is wrong as a whole

_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
# What a form writes where nobody had to sign in.
_NOBODY = frozenset(("anonymous", "anonimo", "anonyme"))
# A spreadsheet takes a text that begins like this for a formula.
_FORMULA = ("=", "+", "@", "\t")

# Words of a cell that say where somebody will be, in four languages.
ROOM = frozenset(
    ("room", "hall", "presencial", "presencialmente", "persona", "person", "sala", "salle", "presentiel", "site")
)
REMOTE = frozenset(
    ("online", "line", "linea", "linha", "ligne", "remote", "remoto", "remota", "virtual", "virtualmente", "zoom",
     "distance", "distancia", "distanciel", "video")
)  # fmt: skip

OUT = "-"  # chosen for a delegation that is not known: these rows are left out


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a cell. `column` is its heading, "" where the row as a whole is meant."""

    line: int
    column: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that means no delegation for certain: in how many rows it stands, and which delegations come close."""

    said: str
    rows: int
    near: Sequence[str] = ()


@dataclass(slots=True)
class Reading:
    """What a list says: nobody of it is registered while there is a fault."""

    people: list[Person] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    notes: list[RowFault] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen by hand: the column of each field, what unknown names mean, and where people are by default."""

    columns: Mapping[str, int]
    meant: Mapping[str, str] = field(default_factory=dict)
    attendance: str = ""


def read(listing: Listing, choices: Choices, workshop: Workshop) -> Reading:
    """The people of a list, in its order; somebody who is on it twice counts as the later row says."""
    return _Reader(listing, choices, workshop).read()


def check(person: Person, workshop: Workshop) -> Message | None:
    """Why somebody who is written down by hand cannot be on the list; None where all is well."""
    if not person.name:
        return message("Please write the name.")
    if len(person.name) > LONGEST_NAME:
        return message("A name has at most %(n)s characters.", n=LONGEST_NAME)
    if person.name.startswith(_FORMULA):
        return message("“%(name)s” begins like a formula. Write the name alone.", name=person.name)
    if person.email and (len(person.email) > LONGEST_EMAIL or not _EMAIL.fullmatch(person.email)):
        return message("“%(said)s” is no e-mail address.", said=person.email[:LONGEST_NAME])
    if person.delegation and workshop.delegation(person.delegation) is None:
        return message("This delegation is not on the roster.")
    if not person.delegation and workshop.delegations and workshop.admission is Admission.DELEGATION:
        return message("Please choose a delegation.")
    return None


class _Reader:
    def __init__(self, listing: Listing, choices: Choices, workshop: Workshop) -> None:
        self.listing = listing
        self.choices = choices
        self.workshop = workshop
        self.nations = Nations(workshop.delegations)
        self.found = Reading()
        self.unknown: dict[str, tuple[str, list[int]]] = {}

    def read(self) -> Reading:
        columns = self.choices.columns
        if "name" not in columns and "first" not in columns and "last" not in columns:
            self.found.faults.append(RowFault(0, "", message("Choose the column that holds the names.")))
            return self.found
        seen: dict[tuple[str, str], tuple[int, int]] = {}
        for row in self.listing.rows:
            person = self._person(row)
            if person is None:
                continue
            key = (person.email, fold(person.name)) if person.email else (fold(person.name), person.delegation)
            if key in seen:
                place, line = seen[key]
                self._note(row, "", message("The same person as in row %(line)s; this row counts.", line=line))
                self.found.people[place] = person
                seen[key] = (place, row.line)
                continue
            seen[key] = (len(self.found.people), row.line)
            self.found.people.append(person)
        if len(self.found.people) > MOST_PEOPLE:
            self.found.faults.append(RowFault(0, "", message("A list has at most %(n)s people.", n=MOST_PEOPLE)))
        if not self.found.people and not self.found.faults and not self.unknown:
            self.found.faults.append(RowFault(0, "", message("There is nobody on this list.")))
        self.found.unknown = [
            Unknown(said, len(lines), self.nations.near(said)) for said, lines in self.unknown.values()
        ]
        return self.found

    def _cell(self, row: Row, name: str) -> str:
        column = self.choices.columns.get(name, -1)
        return one_line(row.cells[column]) if 0 <= column < len(row.cells) else ""

    def _fault(self, row: Row, name: str, reason: Message) -> None:
        self._tell(self.found.faults, row, name, reason)

    def _note(self, row: Row, name: str, reason: Message) -> None:
        self._tell(self.found.notes, row, name, reason)

    def _tell(self, told: list[RowFault], row: Row, name: str, reason: Message) -> None:
        column = self.choices.columns.get(name, -1)
        heading = self.listing.headings[column] if 0 <= column < len(self.listing.headings) else ""
        if len(told) < MOST_SAID:
            told.append(RowFault(row.line, one_line(heading), reason))

    def _person(self, row: Row) -> Person | None:
        if not any((self._name(row), self._cell(row, "email"), self._cell(row, "delegation"))):
            return None  # a row with answers to other questions alone
        before = len(self.found.faults)
        person = Person("", self._name(row), self._email(row))
        delegation = self._delegation(row)
        if delegation is None:
            return None
        self._check_name(row, person.name)
        person = replace(person, delegation=delegation, attendance=self._attendance(row), language=self._language(row))
        return person if len(self.found.faults) == before else None

    def _name(self, row: Row) -> str:
        parts = [self._cell(row, "first"), self._cell(row, "last")]
        return self._cell(row, "name") or " ".join(filter(None, parts))

    def _check_name(self, row: Row, name: str) -> None:
        column = next((one for one in ("name", "first", "last") if one in self.choices.columns), "name")
        if not name:
            self._fault(row, column, message("There is no name in this row."))
        elif len(name) > LONGEST_NAME:
            self._fault(row, column, message("A name has at most %(n)s characters.", n=LONGEST_NAME))
        if name.startswith(_FORMULA):
            said = name[:LONGEST_NAME]
            self._fault(row, column, message("“%(name)s” begins like a formula. Write the name alone.", name=said))

    def _email(self, row: Row) -> str:
        said = self._cell(row, "email").lower().removeprefix("mailto:")
        if not said or said in _NOBODY:
            return ""
        if len(said) > LONGEST_EMAIL or not _EMAIL.fullmatch(said) or said.startswith(_FORMULA):
            self._fault(row, "email", message("“%(said)s” is no e-mail address.", said=said[:LONGEST_NAME]))
        return said

    def _delegation(self, row: Row) -> str | None:
        """The delegation, "" for none; None where the row is left out or its delegation is not known."""
        said = self._cell(row, "delegation")
        if not self.workshop.delegations:
            return ""
        if not said:
            if self.workshop.admission is Admission.DELEGATION:
                self._fault(row, "delegation", message("There is no delegation in this row."))
            return ""
        if found := self.nations.find(said):
            return found
        meant = self.choices.meant.get(fold(said), "")
        if meant == OUT:
            self.found.left_out += 1
            return None
        if meant and self.workshop.delegation(meant):
            return meant
        self.unknown.setdefault(fold(said), (said[:LONGEST_NAME], []))[1].append(row.line)
        self._fault(row, "delegation", message("“%(said)s” is no delegation of the roster.", said=said[:LONGEST_NAME]))
        return None

    def _attendance(self, row: Row) -> str:
        said = set(re.split(r"\W+", fold(self._cell(row, "attendance"))))
        room, remote = bool(said & ROOM), bool(said & REMOTE)
        if room == remote:
            return self.choices.attendance
        return "room" if room else "remote"

    def _language(self, row: Row) -> str:
        said = fold(self._cell(row, "language"))
        return _languages(tuple(self.workshop.languages)).get(said, "") if said else ""


@lru_cache(maxsize=64)
def _languages(codes: Sequence[str]) -> Mapping[str, str]:
    """The workshop's languages by their codes and by their names in each of them."""
    found = {code: code for code in codes}
    for own in codes:
        with suppress(UnknownLocaleError, ValueError):
            names = Locale.parse(own, sep="-").languages
            found |= {fold(names[code]): code for code in codes if code in names}
    return found
